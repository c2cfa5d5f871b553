"""Every number that the reading of tables decides by: what it decides, and why it has this value."""

MISPLACED = 0.2
"""Where this share of a table's rows has numbers under no head, heads and cells do not share their columns, and no row
is read by them.  A moved head shows in every row that has a number at its edge; single damaged rows do not reach it."""

USUAL = 0.6
"""The share of like rows that must have the same number of cells for that number to be the table's own."""

LOOK_BACK = 200
"""So many lines above a table's first label are looked at for its caption: empty ones, labels and notes hide none."""

CAPTION = 40
"""A longer line is prose, not a caption."""

PROSE = 24
"""A line of words longer than this ends the row above it: values below belong to none."""

DOUBTED = 0.34
"""Where more than this share of a table's sums fails, it was misread more likely than misprinted."""

FEW_SUMS = 3
"""So many sums must fail before a table is doubted."""

ADDENDS = 3
"""Of fewer numbers one is the sum of the others by chance, and says nothing of where the total stands."""

WITNESSES = 3
"""Without cell marks so many rows must stand whole above a row that the text breaks off in for its first values to be
read; with cell marks one is enough, since no value can be two."""

WHOLE_ROWS = 0.8
"""And this share of them must be whole."""

RUN_TOGETHER = 0.5
"""In a stretch where more than this share of the rows run together, no value is taken to be lost."""

PRINTINGS = 8
"""How many printings of one table are compared with each other; those after them are passed over."""

GUESSES = 40
"""For so many unknown rows it is asked which row of the form they could be; a text with more is no damaged report."""

HEADS = 200
"""A frame with more heads is no table of a form, and has no columns; the widest has 20."""
