"""The errors that stop a run."""

from __future__ import annotations

from govinfo_parse.errors import GovinfoError


class DatasetError(GovinfoError, RuntimeError):
    """A dataset cannot be written, or not into this folder."""


class WorkerFailed(GovinfoError, RuntimeError):
    """A worker cannot work: it could not start, could not write, or died where no source is at fault."""
