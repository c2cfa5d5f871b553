"""From labels and cells to the cells of the record: a number is read where a known row and a known column cross."""
