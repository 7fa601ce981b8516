"""A catalog chatbot: questions in plain English and Chinese, answered from curated YAML, by rules."""

__version__ = "0.1.0"
