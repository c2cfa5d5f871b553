"""Reports of agencies that do not exist, in every layout that can be written, with figures that add up."""

from __future__ import annotations

import random
from collections.abc import Iterator

import govinfo_parse
from govinfo_parse.model import Cell, Report, Results, Sections, State
from govinfo_parse.model.paths import GROUPS, tables_of

LAYOUTS = tuple(name for name, layout in govinfo_parse.Parser().layouts.items() if layout.write_cell is not None)
FORMS = govinfo_parse.Parser().forms
OUTCOMES = "applications.outcomes"
*APPLICANTS, _ = GROUPS["applications.received"][1]
*RESULTS, _ = GROUPS["proceedings.reconsideration"][1]
PLACES = (
    "教育局",
    "公安局",
    "民政局",
    "司法局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源局",
    "生态环境局",
    "卫生健康局",
)
SENTENCES = (
    "本年度，我局认真贯彻落实《中华人民共和国政府信息公开条例》，依法、及时、准确公开相关政府信息，切实保障公众的知情权、参与权和监督权。",
    "全年通过门户网站主动公开信息{}条，通过政务新媒体公开信息{}条，举办新闻发布活动{}场，办理网民留言{}件。",
    "进一步完善政府信息公开工作制度，明确各科室职责，规范信息的发布、审核和保密审查流程，组织业务培训{}次，参加{}人次。",
    "加强政策解读，重要文件与解读材料同步组织、同步审签、同步部署，全年发布解读材料{}篇，回应公众关切{}次。",
    "存在的主要问题：一是公开的主动性有待提高，二是业务人员的专业水平有待加强。下一步，将加大培训力度，提升公开质量。",
)


def texts(count: int, seed: int = 1) -> Iterator[str]:
    """So many different reports, as text."""
    source = random.Random(seed)  # noqa: S311  figures, not keys
    for number in range(count):
        yield govinfo_parse.render(report(number, source), LAYOUTS[number % len(LAYOUTS)])


def report(number: int, source: random.Random) -> Report:
    """The report of the agency with this number."""
    year = 2019 + number % 7
    form = "2019" if year in (2019, 2020) else "2021"
    numbers = dict.fromkeys(FORMS[form].paths, 0)
    for path in numbers:
        if path.startswith("disclosure.") and not path.startswith("disclosure.rules"):
            numbers[path] = source.randrange(200)
    for row in (path.rpartition(".")[0] for path in list(numbers) if path.endswith(".total_published")):
        if numbers[f"{row}.published"]:
            numbers[f"{row}.total_published"] += numbers[f"{row}.published"]
    if "disclosure.procurement.items" in numbers and not numbers["disclosure.procurement.items"]:
        numbers["disclosure.procurement.amount"] = 0
    elif "disclosure.procurement.items" in numbers:
        numbers["disclosure.procurement.amount"] += 1
    leaves = [
        row
        for row in dict.fromkeys(path.rpartition(".")[0] for path in numbers)
        if row.startswith(f"{OUTCOMES}.") and row != f"{OUTCOMES}.total"
    ]
    rows = {row: dict.fromkeys(APPLICANTS, 0) for row in leaves}
    for _ in range(source.randrange(30)):
        rows[source.choice(leaves)][source.choice(APPLICANTS)] += source.randrange(40)
    forward = {name: source.randrange(3) for name in APPLICANTS}
    total = {name: sum(row[name] for row in rows.values()) for name in APPLICANTS}
    over = {name: source.randint(0, total[name] + forward[name]) for name in APPLICANTS}
    rows |= {
        "applications.received": {name: total[name] + forward[name] - over[name] for name in APPLICANTS},
        "applications.carried_over": over,
        "applications.carried_forward": forward,
        f"{OUTCOMES}.total": total,
    }
    for row in (row for row, (kind, _) in GROUPS.items() if kind is Results):
        rows[row] = {name: source.randrange(4) for name in RESULTS}
    for row, figures in rows.items():
        for name, figure in {**figures, "total": sum(figures.values())}.items():
            numbers[f"{row}.{name}"] = figure
    return _record(numbers, number, year, form, source)


def _record(numbers: dict[str, int], number: int, year: int, form: str, source: random.Random) -> Report:
    cells = {path: Cell(value, State.NUMBER, str(value), None) for path, value in numbers.items()}
    agency = f"示例{number // 7}区{PLACES[number // 7 % len(PLACES)]}"
    prose = [sentence.format(*(source.randrange(999) for _ in range(4))) for sentence in SENTENCES * 2]
    return Report(
        title=f"{agency}{year}年政府信息公开工作年度报告",
        agency=agency,
        year=year,
        form=form,
        sections=Sections("\n".join(prose[:7]), "\n".join(prose[7:]), f"无其他需要报告的事项（{number}）。"),
        **tables_of(cells),
    )
