"""What a pronoun, a size or a version stands for, by what was named before it."""
