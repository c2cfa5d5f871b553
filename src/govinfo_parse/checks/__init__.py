"""The consistency relations (勾稽关系) of one report: rules as data, findings as their outcome.

A finding never changes a number.
"""

from govinfo_parse.checks.assess import check, notable
from govinfo_parse.checks.completeness import completeness
from govinfo_parse.checks.crossing import Crossing, crossings
from govinfo_parse.checks.explain import explain
from govinfo_parse.checks.registry import RULES, Rule, Standing, Strength
from govinfo_parse.checks.statements import facts_of

__all__ = [
    "RULES",
    "Crossing",
    "Rule",
    "Standing",
    "Strength",
    "check",
    "completeness",
    "crossings",
    "explain",
    "facts_of",
    "notable",
]
