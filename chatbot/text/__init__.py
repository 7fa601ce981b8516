"""Text as text: folding, tokens, surface forms, tries, close spellings. Knows no catalog, no language, no files."""
