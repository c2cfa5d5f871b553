"""The relations of the form (勾稽关系) within one report.

Nothing is chained between the 2019 and the 2021 quantities of table 2: 对外公开总数量 is not 现行有效件数, and fee
items are not fees.  Relations between years are not here: one report does not have their cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govinfo_parse.checks.domains import Domain, OnlyByMakers, ZeroTogether
from govinfo_parse.checks.indicator_relations import Cumulative, Indicated, Partitions, Parts
from govinfo_parse.checks.registry import Standing, Strength, rule
from govinfo_parse.checks.relations import AT_LEAST, AT_MOST, EQUAL, Alternatives, Line, Relation, Sums
from govinfo_parse.checks.statements import NewAndCarriedOver, Stated, Whole
from govinfo_parse.model import Applicants, FactKind, Report, Scope
from govinfo_parse.model.paths import GROUPS, PATHS

FORM_2021 = "国办公开办函〔2021〕30号"
FORM_2019 = "国办公开办函〔2019〕60号"
BOTH = ("2021", "2019")
BOTH_FORMS = f"{FORM_2019}，{FORM_2021}"


def _cell_names(group: str) -> tuple[str, ...]:
    return GROUPS[group][1]


def _cells_of_group(group: str) -> Line:
    """The cells of one row or block, in printed order."""
    return tuple(f"{group}.{name}" for name in _cell_names(group))


def _cells_of_groups(groups: Iterable[str]) -> tuple[Line, ...]:
    return tuple(map(_cells_of_group, groups))


def _columns_across(groups: tuple[str, ...], *names: str) -> tuple[Line, ...]:
    """The named columns through some rows or blocks."""
    return tuple(tuple(f"{group}.{name}" for group in groups) for name in names)


def _sum_within(groups: tuple[str, ...]) -> Sums:
    """In every one of these groups: the last cell is the sum of those before it."""
    *parts, total = _cell_names(groups[0])
    return Sums(_columns_across(groups, total), EQUAL, _columns_across(groups, *parts))


def _cells_of_table(table: str, *names: str) -> tuple[str, ...]:
    """The cells of a table; with names, only the cells so named."""
    return tuple(
        path for path in PATHS if path.startswith(f"{table}.") and (not names or path.rpartition(".")[2] in names)
    )


# -- 二、主动公开政府信息情况 ------------------------------------------------------------------------------------------

ITEM_ROWS = tuple(group for group in GROUPS if {"previous_items", "change"} <= set(_cell_names(group)))


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
    other = {*_cells_of_table("disclosure", "change"), *_cells_of_table("disclosure", "amount")}
    yield Domain(tuple(path for path in _cells_of_table("disclosure") if path not in other))


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
    yield Domain(_cells_of_table("disclosure", "change"), signed=True)


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
    yield Domain(_cells_of_table("disclosure", "amount"), fractional=True)


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
    yield Sums(_columns_across(ITEM_ROWS, "previous_items", "change"), AT_LEAST)


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
        yield Sums(_columns_across(rows, "published"), AT_MOST, _columns_across(rows, "total_published"))


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
    yield ZeroTogether(_cells_of_table("disclosure.procurement", "items", "amount"))


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
    yield OnlyByMakers(_cells_of_table("disclosure.rules", "issued", "repealed", "in_force", "created"))


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
    if any(map(_is_printed_row, (other.correction_overdue, other.fee_overdue, other.other))):
        return False
    return report.form == "2019" or _is_printed_row(other.undivided)


def _is_printed_row(row: Applicants) -> bool:
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
    yield Domain(_cells_of_table("applications"))


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
    yield Sums(_cells_of_groups((TOTAL, CARRIED_FORWARD)), EQUAL, _cells_of_groups((RECEIVED, CARRIED_OVER)))


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
        Sums(_cells_of_groups((TOTAL,)), EQUAL, _cells_of_groups(COMMON_LEAVES + rows))
        for rows in (DIVIDED_ROWS, UNDIVIDED_ROW)
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
    yield Sums(_cells_of_groups((CARRIED_FORWARD,)), AT_MOST, _cells_of_groups((RECEIVED, CARRIED_OVER)))


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
    yield Domain(_cells_of_table("proceedings"))


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


# -- 文字与表格 --------------------------------------------------------------------------------------------------------

AGREEMENT = "年度报告核查要求：文字表述与表格数据一致"


def _totals_of(*rows: str) -> Line:
    """The total of some rows or blocks, to be summed."""
    return tuple(f"{row}.total" for row in rows)


def _rows_of_outcome(group: str) -> tuple[str, ...]:
    return tuple(row for row in ROWS if row.startswith(f"applications.outcomes.{group}."))


OUTCOME_GROUPS: dict[FactKind, tuple[Line, ...]] = {
    FactKind.GRANTED: (_totals_of("applications.outcomes.granted"),),
    FactKind.PARTLY_GRANTED: (_totals_of("applications.outcomes.partly_granted"),),
    FactKind.REFUSED: (_totals_of(*_rows_of_outcome("refused")),),
    FactKind.UNAVAILABLE: (_totals_of(*_rows_of_outcome("unavailable")),),
    FactKind.NOT_PROCESSED: (_totals_of(*_rows_of_outcome("not_processed")),),
    FactKind.OTHER_HANDLING: (_totals_of(*DIVIDED_ROWS), _totals_of(*UNDIVIDED_ROW)),
}
"""Each kind of outcome, and the rows that it is the sum of; （六） is printed as three rows or as one."""


@rule(
    "narrative.received",
    "文字所述收到申请＝一、本年新收，或一＋二；含上年结转的＝一＋二；其中新收的＝一",
    "applications received, as a sentence states them, are 一, or 一 and 二",
    forms=BOTH,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source=AGREEMENT,
)
def received_stated() -> Iterator[Relation]:
    new, with_carried_over = _totals_of(RECEIVED), _totals_of(RECEIVED, CARRIED_OVER)
    scoped = {Scope.NEW: (new,), Scope.WITH_CARRIED_OVER: (with_carried_over,)}
    yield Stated(FactKind.RECEIVED, (new, with_carried_over), scoped)


@rule(
    "narrative.carried_over",
    "文字所述上年结转＝二、上年结转",
    "applications carried over, as a sentence states them, are 二",
    forms=BOTH,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source=AGREEMENT,
)
def carried_over_stated() -> Iterator[Relation]:
    yield Stated(FactKind.CARRIED_OVER, (_totals_of(CARRIED_OVER),))


@rule(
    "narrative.replied",
    "文字所述答复、办结＝三、本年度办理结果（七）总计，或（七）＋四",
    "applications replied to, as a sentence states them, are （七）, or （七） and 四",
    forms=BOTH,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source=AGREEMENT,
)
def replied_stated() -> Iterator[Relation]:
    yield Stated(FactKind.REPLIED, (_totals_of(TOTAL), _totals_of(TOTAL, CARRIED_FORWARD)))


@rule(
    "narrative.carried_forward",
    "文字所述结转下年度＝四、结转下年度继续办理",
    "applications carried forward, as a sentence states them, are 四",
    forms=BOTH,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source=AGREEMENT,
)
def carried_forward_stated() -> Iterator[Relation]:
    yield Stated(FactKind.CARRIED_FORWARD, (_totals_of(CARRIED_FORWARD),))


@rule(
    "narrative.outcomes",
    "文字所述予以公开、部分公开、不予公开、无法提供、不予处理、其他处理＝该项合计，或其中一行；为零的＝该项合计",
    "an outcome, as a sentence states it, is the sum of its rows, or one of them",
    forms=BOTH,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source=AGREEMENT,
)
def outcomes_stated() -> Iterator[Relation]:
    for kind, sums in OUTCOME_GROUPS.items():
        rows = tuple((path,) for line in sums for path in line if len(line) > 1)
        yield Stated(kind, sums + rows, none=sums)


@rule(
    "narrative.reconsideration",
    "文字所述行政复议＝行政复议总计",
    "cases of reconsideration, as a sentence states them, are their total",
    forms=BOTH,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source=AGREEMENT,
)
def reconsideration_stated() -> Iterator[Relation]:
    yield Stated(FactKind.RECONSIDERATION, (_totals_of("proceedings.reconsideration"),))


@rule(
    "narrative.litigation",
    "文字所述行政诉讼＝未经复议直接起诉、复议后起诉的总计之和，或其中之一；为零的＝二者之和",
    "cases of litigation, as a sentence states them, are those of both blocks, or of one",
    forms=BOTH,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source=AGREEMENT,
)
def litigation_stated() -> Iterator[Relation]:
    direct, after = "proceedings.litigation_direct", "proceedings.litigation_after_reconsideration"
    both = _totals_of(direct, after)
    yield Stated(FactKind.LITIGATION, (both, _totals_of(direct), _totals_of(after)), none=(both,))


@rule(
    "narrative.parts",
    "文字列明全部其中项的：各项之和＝所述总数",
    "where sentences name all parts of a whole that they state, the parts sum up",
    forms=BOTH,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source=AGREEMENT,
)
def parts_stated() -> Iterator[Relation]:
    parts = tuple((kind, tuple(path for line in sums for path in line)) for kind, sums in OUTCOME_GROUPS.items())
    yield Whole(FactKind.REPLIED, parts, (FactKind.CARRIED_FORWARD, _totals_of(CARRIED_FORWARD)))
    yield NewAndCarriedOver()


# -- indicator tables of before 2019 -----------------------------------------------------------------------------------

BEFORE_2019 = ("before 2019",)
INDICATORS = "各地2008—2018年度政府信息公开情况统计表"
STATED_INDICATORS = {
    FactKind.PUBLISHED: "published",
    FactKind.RECEIVED: "received",
    FactKind.REPLIED: "replied",
    FactKind.GRANTED: "replied.granted",
    FactKind.PARTLY_GRANTED: "replied.partly_granted",
    FactKind.REFUSED: "replied.refused",
    FactKind.RECONSIDERATION: "reconsiderations",
    FactKind.LITIGATION: "litigations",
}
"""Each kind of figure in sentences, and the key of the row that counts the same."""


@rule(
    "statistics.partition",
    "指标表：家族语法标明的，该项＝其中各项之和",
    "a row is the sum of its parts, where the grammar of its family says that they are all of it",
    forms=BEFORE_2019,
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=INDICATORS,
)
def partition() -> Iterator[Relation]:
    yield Partitions()


@rule(
    "statistics.part",
    "指标表：其中项≤该项",
    "a part (其中) is at most its row",
    forms=BEFORE_2019,
    standing=Standing.IMPLIED,
    strength=Strength.SOFT,
    source=f"{INDICATORS}；按编号判断的其中项，口径可能不同",
)
def part() -> Iterator[Relation]:
    yield Parts()


@rule(
    "statistics.cumulative",
    "指标表：本期≤本年度≤历年累计",
    "the figure of a period is at most that of a longer period which holds it",
    forms=BEFORE_2019,
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=INDICATORS,
)
def cumulative() -> Iterator[Relation]:
    yield Cumulative()


@rule(
    "narrative.indicators",
    "文字所述主动公开、收到申请、答复、公开、复议、诉讼＝统计表中该项的当年数",
    "what a sentence states is what the indicator table has for the year",
    forms=BEFORE_2019,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source=AGREEMENT,
)
def indicators_stated() -> Iterator[Relation]:
    for kind, key in STATED_INDICATORS.items():
        yield Indicated(kind, key)
