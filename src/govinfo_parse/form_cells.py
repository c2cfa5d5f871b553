"""The cells of a report's own form."""

from __future__ import annotations

from govinfo_parse.model import Cell, Report, State
from govinfo_parse.model.paths import all_cells
from govinfo_parse.parser import default_parser


def cells(report: Report) -> dict[str, Cell]:
    """Every value cell of the report's form, by dotted path, in the order of the record.

    A cell that the form has and the text does not is there too, with the state ``absent``.  Of a report of no form, or
    of both, these are all cells that were found and all cells that any form has.

    Raises:
        TypeError: the report is something else, such as a text.
    """
    if not isinstance(report, Report):
        raise TypeError(f"cells takes a Report, not {type(report).__name__}; parse_report makes one of a text")
    forms = default_parser().forms
    own = forms.get(report.form or "")
    printed = [own] if own is not None else list(forms.values())
    expected = {path for form in printed for path in form.paths}
    found = all_cells(report)
    return {path: cell for path, cell in found.items() if path in expected or cell.state != State.ABSENT}
