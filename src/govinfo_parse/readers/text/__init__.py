"""Texts: their encodings, what pages say beside a report, and how the texts of cells are put together."""
