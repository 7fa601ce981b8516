"""Memory: what items need to run or to be trained, and what hardware offers."""
