"""What must hold of any question, constraint and data file, whatever they say."""
