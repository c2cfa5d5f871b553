"""Every number that the reading of tables decides by: what it decides, and why it has this value."""

MISPLACED = 0.2
"""Where this share of a table's rows has numbers under no head, heads and cells do not share their columns, and no row
is read by them.  A moved head shows in every row that has a number at its edge; single damaged rows do not reach it."""

USUAL = 0.6
"""The share of like rows that must have the same number of cells for that number to be the table's own."""

LOOK_BACK = 200
"""How many lines above a table's first label are searched for its caption, past empty lines, labels and notes."""

CAPTION = 40
"""A longer line is prose, not a caption."""

PROSE = 24
"""A line of words longer than this ends the row above it: values below belong to none."""

DOUBTED = 0.34
"""Where more than this share of a table's sums fails, it was more likely misread than misprinted."""

FEW_SUMS = 3
"""At least this many sums must fail before a table is doubted."""

ADDENDS = 3
"""Of fewer numbers, one may be the sum of the others by chance, and does not show where the total is."""

WITNESSES = 3
"""Without cell marks, this many rows must be whole above a row in which the text breaks off, for its first values to be
read; with cell marks one is enough, since no value can be two."""

WHOLE_ROWS = 0.8
"""And this share of them must be whole."""

RUN_TOGETHER = 0.5
"""In a stretch where more than this share of the rows run together, no value is taken to be lost."""

PRINTINGS = 8
"""How many printings of one table are compared with each other; any more are left out."""

GUESSES = 40
"""For how many unknown rows it is tried which row of the form they could be; a text with more is not a damaged
report."""

HEADS = 200
"""A frame with more heads is not a table of a form, and gets no columns; the widest table has 20."""
