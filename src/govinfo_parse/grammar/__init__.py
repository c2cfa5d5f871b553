"""Grammars, found and compiled: labels, layouts, forms as trees.  Nothing here sees a text but as a list of labels."""
