"""The only layer that reads data files: strict YAML to typed values, or to Problems with file, line and hint."""
