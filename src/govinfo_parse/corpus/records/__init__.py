"""What is made of one source: a record, and the columns of a table."""
