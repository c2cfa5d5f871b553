"""The relations between years, and between an agency and its units (勾稽关系 beyond one report), as data."""

from __future__ import annotations

import attrs

from govinfo_parse.checks.registry import Described, Standing, Strength
from govinfo_parse.checks.rules import BEFORE_2019, BOTH, BOTH_FORMS, FORM_2019, FORM_2021, INDICATORS, ITEM_ROWS
from govinfo_parse.model.paths import GROUPS, PATHS


@attrs.frozen
class Link:
    """One number of a year against numbers of the year before and of the same year.

    ``now`` of year t is the sum of ``before`` of year t−1 and ``plus`` of year t, less ``minus`` of year t.

    Attributes:
        now: the path of the number.
        before: the paths in the report of the year before.
        plus: the paths in the same report that are added.
        minus: the paths in the same report that are taken away.
    """

    now: str
    before: tuple[str, ...]
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that takes part, each once."""
        return tuple(dict.fromkeys((self.now, *self.before, *self.plus, *self.minus)))


@attrs.frozen
class PanelRule(Described):
    """One relation beyond a single report.

    Attributes:
        links: between which cells it is; none where it is not about single cells.
    """

    links: tuple[Link, ...] = ()


_COLUMNS = GROUPS["applications.carried_over"][1]
_DOCUMENTS = ("disclosure.rules", "disclosure.normative_documents")

CARRIED_OVER = PanelRule(
    "panel.carried_over",
    "各列：二、上年结转（t年）＝四、结转下年度继续办理（t−1年）",
    "in each column, what is carried over is what the year before carried forward",
    forms=BOTH,
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=BOTH_FORMS,
    links=tuple(
        Link(f"applications.carried_over.{name}", (f"applications.carried_forward.{name}",)) for name in _COLUMNS
    ),
)
IN_FORCE = PanelRule(
    "panel.in_force",
    "现行有效件数（t年）＝现行有效件数（t−1年）＋本年制发件数（t年）－本年废止件数（t年）",
    "documents in force are those of the year before, with those issued and without those repealed",
    forms=("2021",),
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source=f"{FORM_2021}；清理、失效、机构改革后的口径变化可致不等",
    links=tuple(
        Link(f"{row}.in_force", (f"{row}.in_force",), (f"{row}.issued",), (f"{row}.repealed",)) for row in _DOCUMENTS
    ),
)
PREVIOUS_ITEMS = PanelRule(
    "panel.previous_items",
    "上一年项目数量（t年）＝上一年项目数量（t−1年）＋本年增/减（t−1年）",
    "the items of the previous year are those that the year before began with, and its change",
    forms=("2019",),
    standing=Standing.IMPLIED,
    strength=Strength.HARD,
    source=f"{FORM_2019}；武汉市生态环境局2020年报表头说明",
    links=tuple(Link(f"{row}.previous_items", (f"{row}.previous_items", f"{row}.change")) for row in ITEM_ROWS),
)
UNITS = PanelRule(
    "panel.units",
    "汇总报告各单元格＝所属各单位报告之和（单位名单已给出且完整）",
    "the figures of a parent are the sums of its units', where the list of units is given and complete",
    forms=BOTH,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source="各级政府汇总年度报告的编制说明；垂直管理单位不计入",
)
VERSIONS = PanelRule(
    "panel.versions",
    "同一机关同一年度的各版本报告数字一致",
    "the versions of one agency's report for one year have the same figures",
    forms=BOTH,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source="政府信息公开条例第五十条：年度报告每年公布一次",
)
YEARS = PanelRule(
    "panel.years",
    "机关首末年度之间每年均有报告",
    "an agency has a report for every year between its first and its last",
    forms=BOTH,
    standing=Standing.PRACTICE,
    strength=Strength.SOFT,
    source="政府信息公开条例第四十九条、第五十条：每年1月31日前公布上一年度报告",
)

CUMULATIVE = PanelRule(
    "panel.cumulative",
    "指标表：历年累计（t年）＝历年累计（t−1年）＋年度（t年）",
    "the cumulative figure of an indicator is that of the year before and the figure of the year",
    forms=BEFORE_2019,
    standing=Standing.IMPLIED,
    strength=Strength.SOFT,
    source=f"{INDICATORS}；重报、口径调整可致不等",
)

PANEL_RULES: dict[str, PanelRule] = {
    rule.id: rule for rule in (CARRIED_OVER, IN_FORCE, PREVIOUS_ITEMS, UNITS, VERSIONS, YEARS, CUMULATIVE)
}
"""Every rule by its id."""

SUMMED = tuple(path for path in PATHS if not path.endswith((".in_force", ".total_published")))
"""The cells that a parent's report sums up: what is in force is counted by its issuer, and by the parent too."""
