"""A finding in words."""

from __future__ import annotations

from govinfo_parse.checks.cell_places import finding_place
from govinfo_parse.checks.registry import RULES
from govinfo_parse.checks.relations import EQUAL
from govinfo_parse.checks.statements import OfFacts
from govinfo_parse.model import Finding, Outcome

SENTENCES = {
    Outcome.HOLDS: ("成立", "holds"),
    Outcome.VIOLATED: ("不成立", "does not hold"),
    Outcome.NOT_ASSESSABLE: (
        "无法核对，因为有的单元格没有可用的数字",
        "cannot be assessed, because some of its cells carry no number",
    ),
    Outcome.NOT_APPLICABLE: ("不适用于本报告", "does not apply to this report"),
}
"""What each outcome says of a relation, in Chinese and in English."""

NOT_COMPARED = (
    "无法核对，因为文字所述为约数、可能只是相符总数的一部分，或表格中没有可用的数字",
    "cannot be assessed, because it is about how many, may be a part of one that agrees, or the cells carry no number",
)
"""The same for a figure in a sentence that can be compared with nothing."""


def explain(finding: Finding) -> str:
    """The finding in one Chinese and one English sentence."""
    return " ".join(finding_sentences(finding))


def chinese_sentence(finding: Finding) -> str:
    """The finding in one Chinese sentence."""
    return finding_sentences(finding)[0]


def english_sentence(finding: Finding) -> str:
    """The finding in one English sentence."""
    return finding_sentences(finding)[1]


def finding_sentences(finding: Finding) -> tuple[str, str]:
    """The finding in one Chinese sentence, and in one English sentence.

    A finding of a rule that this version does not know is explained by its own fields.
    """
    rule = RULES.get(finding.rule)
    where_chinese, where_english = finding_place(finding.paths)
    formula = rule.formula if rule else finding.rule
    english = f"{finding.rule} ({rule.english})" if rule else finding.rule
    stated = rule is not None and isinstance(rule.relations[0], OfFacts)
    not_compared = stated and finding.outcome is Outcome.NOT_ASSESSABLE
    outcome_chinese, outcome_english = NOT_COMPARED if not_compared else SENTENCES[finding.outcome]
    numbers_chinese, numbers_english = numbers_of_finding(finding)
    return (
        f"{where_chinese}：勾稽关系“{formula}”{outcome_chinese}{numbers_chinese}。",
        f"{where_english}: the relation {english} {outcome_english}{numbers_english}.",
    )


def numbers_of_finding(finding: Finding) -> tuple[str, str]:
    """The numbers of a finding, as the end of each of the two sentences."""
    rule = RULES.get(finding.rule)
    if finding.actual is None:
        return "", ""
    if finding.expected is None:
        return f"：实为{finding.actual}", f": it is {finding.actual}"
    comparison = rule.relations[0].comparison if rule else EQUAL
    return (
        f"：{comparison.chinese}{finding.expected}，实为{finding.actual}",
        f": it {comparison.english} {finding.expected} and is {finding.actual}",
    )
