"""What stands around the tables."""
