"""The folder of a dataset: its files, and the journal of what is finished."""
