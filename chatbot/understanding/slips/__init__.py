"""Misspelt words: repaired where one word is meant, else held as doubts to ask about."""
