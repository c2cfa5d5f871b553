"""Labels and cells to the cells of the record: a number stands where a known row and a known column cross."""
