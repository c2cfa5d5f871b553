"""A report beside the source it was read from, as one HTML page that needs nothing else."""

from govinfo_parse.reviewing.page import review

__all__ = ["review"]
