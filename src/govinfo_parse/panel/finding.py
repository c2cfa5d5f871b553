"""What a relation between reports says."""

from __future__ import annotations

import attrs

from govinfo_parse.checks.cell_places import finding_place
from govinfo_parse.checks.explain import SENTENCES
from govinfo_parse.model import Number, Outcome
from govinfo_parse.model.showing import in_one_language
from govinfo_parse.panel.across import PANEL_RULES


@attrs.frozen
class PanelFinding:
    """What one relation says about an agency in a year.  It never changes a number.

    Attributes:
        rule: the id of the rule, such as ``panel.carried_over``.
        outcome: holds, violated, not assessable or not applicable.
        agency: the agency's normalised name.
        year: the year; of a relation between two years, the later one.
        paths: the cells that take part.
        expected: the number that the relation asks for, or None.
        actual: the number that is printed, or None.
        reports: the ids of the reports that take part.
        missing: the normalised names of a parent or of units, or the years, that have no report.
    """

    rule: str
    outcome: Outcome
    agency: str
    year: int
    paths: tuple[str, ...] = ()
    expected: Number | None = None
    actual: Number | None = None
    reports: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def explain(self, language: str | None = None) -> str:
        """This finding in one Chinese and one English sentence.

        Args:
            language: ``"zh"`` or ``"en"`` for one of the two sentences only.

        Raises:
            ValueError: the language is another.
        """
        rule = PANEL_RULES[self.rule]
        where_chinese, where_english = finding_place(self.paths)
        chinese, english = SENTENCES[self.outcome]
        numbers_chinese = numbers_english = ""
        if self.expected is not None and self.actual is not None:
            numbers_chinese = f"：应为{self.expected}，实为{self.actual}"
            numbers_english = f": it should be {self.expected} and is {self.actual}"
        if self.missing:
            numbers_chinese += f"；缺：{'、'.join(self.missing)}"
            numbers_english += f"; missing: {', '.join(self.missing)}"
        return in_one_language(
            f"{self.agency}{self.year}年，{where_chinese}：“{rule.formula}”{chinese}{numbers_chinese}。",
            f"{self.agency} {self.year}, {where_english}: {rule.id} ({rule.english}) {english}{numbers_english}.",
            language,
        )
