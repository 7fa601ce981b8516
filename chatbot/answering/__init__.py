"""Query and catalog to answer. Knows no natural language: it chooses messages and hands them arguments."""
