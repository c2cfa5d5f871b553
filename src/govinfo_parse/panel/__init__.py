"""Reports of many agencies and years as one table, and the relations between them.

Needs the extra ``corpus`` (pyarrow); ``to_pandas`` and ``to_polars`` need these libraries too.
"""

from __future__ import annotations

from govinfo_parse.panel.across import PANEL_RULES, Link, PanelRule
from govinfo_parse.panel.checking import check
from govinfo_parse.panel.dataframes import to_arrow, to_pandas, to_polars
from govinfo_parse.panel.finding import PanelFinding
from govinfo_parse.panel.indicator_series import between_years, series
from govinfo_parse.panel.likeness import Suggestion, suggest
from govinfo_parse.serialize.agencies import normalised

__all__ = [
    "PANEL_RULES",
    "Link",
    "PanelFinding",
    "PanelRule",
    "Suggestion",
    "between_years",
    "check",
    "normalised",
    "series",
    "suggest",
    "to_arrow",
    "to_pandas",
    "to_polars",
]
