"""From an utterance to readings: mentions, chart of phrases, cover, frames, judgement. Never sees files or answers."""
