"""Every number that the reading of tables decides by: what it decides, why it has this value, and the test below
``tests/tables`` that fails where it is another.
"""

MISPLACED = 0.2
"""Where this share of a table's rows has numbers under no head, heads and cells do not share their columns, and no row
is read by them.  A moved head shows in every row that has a number at its edge; single damaged rows do not reach it.

Moves: test_placing.py::test_values_below_no_head_are_a_column_of_their_own_if_most_rows_have_one
"""

USUAL = 0.6
"""The share of like rows that must have the same number of cells for that number to be the table's own.

Moves: test_filling.py::test_what_a_cell_with_a_count_says
"""

LOOK_BACK = 200
"""How many lines above a table's first label are searched for its caption, past empty lines, labels and notes.

Moves: test_captions.py::test_neither_empty_lines_nor_a_long_note_hide_a_caption
"""

NOTES_BELOW = 5
"""How many lines below a table's last value are searched for a note that says whose figures it has.

Moves: test_captions.py::test_a_note_below_a_table_is_right_below_it
"""

CAPTION = 40
"""A longer line is prose, not a caption.

Moves: test_printings.py::test_a_long_line_is_no_caption
"""

PROSE = 24
"""A line of words longer than this ends the row above it: values below belong to none.

Moves: test_frames.py::test_a_long_line_of_prose_ends_the_row_above_it
"""

DOUBTED = 0.34
"""Where more than this share of a table's sums fails, it was more likely misread than misprinted.

Moves: test_doubting.py::test_so_many_sums_have_to_fail
"""

FEW_SUMS = 3
"""At least this many sums must fail before a table is doubted.

Moves: test_doubting.py::test_so_many_sums_have_to_fail
"""

ADDENDS = 3
"""Of fewer numbers, one may be the sum of the others by chance, and does not show where the total is.

Moves: test_doubting.py::test_whether_a_sum_holds
"""

SEVERAL = 3
"""Of so many rows, two have to reach over all columns to show where these stand; one may do so by a number in two
cells.

Moves: readings.txt
"""

WITNESSES = 3
"""Without cell marks, this many rows must be whole above a row in which the text breaks off, for its first values to be
read; with cell marks one is enough, since no value can be two.

Moves: readings.txt
"""

WHOLE_ROWS = 0.8
"""And this share of them must be whole.

Moves: test_filling.py::test_of_the_row_that_the_text_breaks_off_in_what_is_whole_is_read
"""

RUN_TOGETHER = 0.5
"""In a stretch where more than this share of the rows run together, no value is taken to be lost.

Moves: test_recovering.py::test_a_row_with_one_reading_whose_total_is_the_sum_is_read
"""

PRINTINGS = 8
"""How many printings of one table are compared with each other; any more are left out.

Moves no test: it bounds the work.
"""

TABLES_IN_ROW = 12
"""How many tables may begin in one row; in a row with more of them, none is read.

Moves no test: it bounds the work.
"""

LONGEST_LINE = 2000
"""How many characters of the end of a line are looked at for a caption and for the brackets of a note.

Moves no test: it bounds the work.
"""

LONGEST_CAPTION = 500
"""How many characters a caption or a label may have with all that is around and between its own.

Moves no test: it bounds the work.
"""

GUESSES = 40
"""For how many unknown rows it is tried which row of the form they could be; a text with more is not a damaged
report.

Moves no test: it bounds the work.
"""

HEADS = 200
"""A frame with more heads is not a table of a form, and gets no columns; the widest table has 20.

Moves: test_further_cells.py::test_of_a_hundred_columns_it_is_said_which_cells_they_are
"""

PIECE = 0.6
"""The share of a text's characters that are a label's, where the text is a piece of it, perhaps with a neighbour's.

Moves: test_guessing.py::test_most_characters_of_a_piece_of_a_label_are_the_labels
"""
