"""Grammars, found and compiled: labels, layouts, forms as trees.  Nothing here sees a text, only lists of labels."""
