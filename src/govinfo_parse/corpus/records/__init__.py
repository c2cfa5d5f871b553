"""What comes of one source: a record, and the columns of a table."""
