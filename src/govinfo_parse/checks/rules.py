"""The relations of the form (勾稽关系) within one report.

Nothing is chained between the 2019 and the 2021 quantities of table 2: 对外公开总数量 is not 现行有效件数, and fee
items are not fees.  Relations between years are not here: one report does not have their cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinfo_parse.checks.domains import Domain, OnlyByMakers, ZeroTogether
from govinfo_parse.checks.registry import Standing, Strength, rule
from govinfo_parse.checks.relations import AT_LEAST, AT_MOST, EQUAL, Alternatives, Line, Relation, Sums
from govinfo_parse.model import Applicants, Report
from govinfo_parse.model.paths import GROUPS, PATHS

FORM_2021 = "国办公开办函〔2021〕30号"
FORM_2019 = "国办公开办函〔2019〕60号"
BOTH = ("2021", "2019")
BOTH_FORMS = f"{FORM_2019}，{FORM_2021}"


def _names(group: str) -> tuple[str, ...]:
    return GROUPS[group][1]


def _line(group: str) -> Line:
    """The cells of one row or block, in printed order."""
    return tuple(f"{group}.{name}" for name in _names(group))


def _lines(groups: Iterable[str]) -> tuple[Line, ...]:
    return tuple(map(_line, groups))


def _across(groups: tuple[str, ...], *names: str) -> tuple[Line, ...]:
    """The named columns through some rows or blocks."""
    return tuple(tuple(f"{group}.{name}" for group in groups) for name in names)


def _sum_within(groups: tuple[str, ...]) -> Sums:
    """In every one of these groups: the last cell is the sum of those before it."""
    *parts, total = _names(groups[0])
    return Sums(_across(groups, total), EQUAL, _across(groups, *parts))


def _cells(table: str, *names: str) -> tuple[str, ...]:
    """The cells of a table; with names, only the cells so named."""
    return tuple(
        path for path in PATHS if path.startswith(f"{table}.") and (not names or path.rpartition(".")[2] in names)
    )


# -- 二、主动公开政府信息情况 ------------------------------------------------------------------------------------------

ITEM_ROWS = tuple(group for group in GROUPS if {"previous_items", "change"} <= set(_names(group)))


@rule(
    "disclosure.counts",
    "件数、项目数、处理决定数量为不小于零的整数",
    "numbers of documents, items and decisions are whole and not negative",
    forms=BOTH,
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=BOTH_FORMS,
)
def disclosure_counts() -> Iterator[Relation]:
    other = {*_cells("disclosure", "change"), *_cells("disclosure", "amount")}
    yield Domain(tuple(path for path in _cells("disclosure") if path not in other))


@rule(
    "disclosure.changes",
    "本年增/减为整数，减少以负数表示",
    "本年增/减 is whole, and negative for a decrease",
    forms=("2019",),
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=f"{FORM_2019}；武汉市生态环境局2020年报表头说明",
)
def disclosure_changes() -> Iterator[Relation]:
    yield Domain(_cells("disclosure", "change"), signed=True)


@rule(
    "disclosure.amounts",
    "收费金额、采购总金额不小于零",
    "amounts of money are not negative",
    forms=BOTH,
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=BOTH_FORMS,
)
def disclosure_amounts() -> Iterator[Relation]:
    yield Domain(_cells("disclosure", "amount"), fractional=True)


@rule(
    "disclosure.remaining_items",
    "上一年项目数量＋本年增/减≥0",
    "items of the previous year and their change do not go below zero",
    forms=("2019",),
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=f"{FORM_2019}；武汉市生态环境局2020年报表头说明",
)
def remaining_items() -> Iterator[Relation]:
    yield Sums(_across(ITEM_ROWS, "previous_items", "change"), AT_LEAST)


@rule(
    "disclosure.published",
    "本年新公开数量≤对外公开总数量",
    "documents published in the year are among all that are published",
    forms=("2019",),
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=FORM_2019,
)
def published() -> Iterator[Relation]:
    everywhere, somewhere = ("disclosure.rules", "disclosure.normative_documents"), ("disclosure.other_documents",)
    for rows in everywhere, somewhere:  # the third row is a provincial addition
        yield Sums(_across(rows, "published"), AT_MOST, _across(rows, "total_published"))


@rule(
    "disclosure.procurement",
    "采购项目数量为零，当且仅当采购总金额为零",
    "there is an amount of procurement exactly where there are procurement projects",
    forms=("2019",),
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source=FORM_2019,
)
def procurement() -> Iterator[Relation]:
    yield ZeroTogether(_cells("disclosure.procurement", "items", "amount"))


@rule(
    "disclosure.rule_makers",
    "无规章制定权的机关，规章各项为零",
    "an organ that cannot make 规章 has none",
    forms=BOTH,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source="立法法第九十一条、第九十三条；武汉市生态环境局2020年报表头说明",
)
def rule_makers() -> Iterator[Relation]:
    # 新公开 and 对外公开总数量 are left out: an organ may publish the 规章 of another
    yield OnlyByMakers(_cells("disclosure.rules", "issued", "repealed", "in_force", "created"))


# -- 三、收到和处理政府信息公开申请情况 --------------------------------------------------------------------------------

OTHER = "applications.outcomes.other"
TOTAL = "applications.outcomes.total"
RECEIVED, CARRIED_OVER = "applications.received", "applications.carried_over"
CARRIED_FORWARD = "applications.carried_forward"
ROWS = tuple(group for group, (kind, _) in GROUPS.items() if kind is Applicants)

NOT_PRINTED = Applicants()

UNDIVIDED_ROW = (f"{OTHER}.undivided",)
DIVIDED_ROWS = tuple(row for row in ROWS if row.startswith(f"{OTHER}.") and row not in UNDIVIDED_ROW)
COMMON_ROWS = tuple(row for row in ROWS if not row.startswith(f"{OTHER}."))
COMMON_LEAVES = tuple(row for row in COMMON_ROWS if row.startswith("applications.outcomes.") and row != TOTAL)


def _other_is_undivided(report: Report) -> bool:
    """Whether （六）其他处理 is one row, as in the 2019 form and in some reports of the 2021 form."""
    other = report.applications.outcomes.other
    if any(map(_printed, (other.correction_overdue, other.fee_overdue, other.other))):
        return False
    return report.form == "2019" or _printed(other.undivided)


def _printed(row: Applicants) -> bool:
    return row != NOT_PRINTED


@rule(
    "applications.counts",
    "各单元格为不小于零的整数",
    "numbers of applications are whole and not negative",
    forms=BOTH,
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=BOTH_FORMS,
)
def applications_counts() -> Iterator[Relation]:
    yield Domain(_cells("applications"))


@rule(
    "applications.balance",
    "各列：一、本年新收＋二、上年结转＝三、本年度办理结果（七）总计＋四、结转下年度继续办理",
    "in each column, received and carried over are what was dealt with and carried forward",
    forms=BOTH,
    standing=Standing.PRINTED,
    strength=Strength.HARD,
    source=f"{BOTH_FORMS}，表三左上角：第一项加第二项之和，等于第三项加第四项之和",
)
def balance() -> Iterator[Relation]:
    yield Sums(_lines((TOTAL, CARRIED_FORWARD)), EQUAL, _lines((RECEIVED, CARRIED_OVER)))


@rule(
    "applications.outcomes_total",
    "各列：（七）总计＝（一）至（六）各行之和",
    "in each column, the total of outcomes is the sum of the outcomes",
    forms=BOTH,
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=BOTH_FORMS,
)
def outcomes_total() -> Iterator[Relation]:
    divided, undivided = (
        Sums(_lines((TOTAL,)), EQUAL, _lines(COMMON_LEAVES + rows)) for rows in (DIVIDED_ROWS, UNDIVIDED_ROW)
    )
    yield Alternatives(divided, undivided, _other_is_undivided)


@rule(
    "applications.applicants_total",
    "各行：总计＝自然人＋商业企业＋科研机构＋社会公益组织＋法律服务机构＋其他",
    "in each row, the total is the sum over the kinds of applicant",
    forms=BOTH,
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=BOTH_FORMS,
)
def applicants_total() -> Iterator[Relation]:
    for rows in COMMON_ROWS, DIVIDED_ROWS, UNDIVIDED_ROW:  # apart, because a report prints only some of them
        yield _sum_within(rows)


@rule(
    "applications.carried_forward",
    "各列：四、结转下年度继续办理≤一、本年新收＋二、上年结转",
    "in each column, no more is carried forward than was received and carried over",
    forms=BOTH,
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=BOTH_FORMS,
)
def carried_forward() -> Iterator[Relation]:
    yield Sums(_lines((CARRIED_FORWARD,)), AT_MOST, _lines((RECEIVED, CARRIED_OVER)))


# -- 四、政府信息公开行政复议、行政诉讼情况 ----------------------------------------------------------------------------


@rule(
    "proceedings.counts",
    "各单元格为不小于零的整数",
    "numbers of cases are whole and not negative",
    forms=BOTH,
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=BOTH_FORMS,
)
def proceedings_counts() -> Iterator[Relation]:
    yield Domain(_cells("proceedings"))


@rule(
    "proceedings.total",
    "各组：总计＝结果维持＋结果纠正＋其他结果＋尚未审结",
    "in each block, the total is the sum of the results",
    forms=BOTH,
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=BOTH_FORMS,
)
def proceedings_total() -> Iterator[Relation]:
    yield _sum_within(tuple(group for group in GROUPS if group.startswith("proceedings.")))
