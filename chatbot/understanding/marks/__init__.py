"""Marks made plain before anything is looked up: arrows, brackets, the marks of lists, forms and hesitations."""
