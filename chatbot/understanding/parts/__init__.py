"""An utterance in its parts: which of its pieces ask, which only tell, and what one takes over from another."""
