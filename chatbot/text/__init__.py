"""Text as text: folding, tokens, surface forms, look-up, close spellings. Knows no catalog, no language, no files."""
