"""Text to tokens: cells and rows by a layout, and the labels among them.  Tokens know no table."""
