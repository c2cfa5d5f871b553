"""Texts: their encodings, what pages state about a report, and how the texts of cells are put together."""
