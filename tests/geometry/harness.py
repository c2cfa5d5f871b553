"""One trial: a scene is drawn from its name, read, and judged.

The property: every number that is given is the one printed where that row and that column cross, or a warning names
its path; where a careful reader knows every crossing, every number comes back; what is withheld is named.
"""

from __future__ import annotations

import io
import random
from collections import Counter, defaultdict

import attrs

import govinfo_parse
from govinfo_parse.model import Severity, State
from govinfo_parse.model.paths import all_cells
from tests.geometry.drawing import COLUMNS, EXTENTS
from tests.geometry.figures import Number
from tests.geometry.kinds import FORMATS_OF, KINDS
from tests.geometry.scenes import Further, Scene, draft, figures, leave_blank, scene_of
from tests.geometry.trees import Grid

SEVERAL = "several"
"""The name of scenes with two or three kinds at once."""
WITH_BLANKS = "+blanks"
WITH_OTHERS = "+others"
RARE = {"pdf": 0.03, "docx": 0.7, "xlsx": 0.7}
"""How often a format is drawn, against 1 of the others; drawing and reading a PDF takes long."""
SAID = {State.AMBIGUOUS, State.UNREADABLE}
"""States that say by themselves that a number was withheld."""


def name_of(number: int, kinds: tuple[str, ...] = (), formats: tuple[str, ...] = ()) -> str:
    """The name of the scene with this number in a long run: its kind and format are drawn."""
    rng = random.Random(f"{number} {kinds} {formats}")
    kind = rng.choice(kinds or (*KINDS, SEVERAL, SEVERAL, SEVERAL))
    possible = [one for one in FORMATS_OF.get(kind, FORMATS_OF["plain"]) if not formats or one in formats]
    if not possible:
        possible = list(FORMATS_OF.get(kind, FORMATS_OF["plain"]))
    format = rng.choices(possible, [RARE.get(one, 1) for one in possible])[0]
    blanks = WITH_BLANKS if rng.random() < 0.5 else ""
    others = WITH_OTHERS if rng.random() < 0.1 else ""
    return f"{kind}{blanks}{others}/{format}/{number}"


def scene(name: str) -> Scene:
    """The scene of a name, ``kind/format/number``, such as ``foreign_head+blanks/html/12``."""
    full, format, _ = name.split("/")
    full, has_others = full.removesuffix(WITH_OTHERS), full.endswith(WITH_OTHERS)
    kind = full.removesuffix(WITH_BLANKS)
    rng = random.Random(name)
    made = draft(rng, format)
    if full.endswith(WITH_BLANKS):
        leave_blank(made)
    figures(made)
    chosen = [kind]
    if kind == SEVERAL:
        possible = [one for one in KINDS if format in FORMATS_OF[one] and one not in ALONE]
        chosen = rng.sample(possible, rng.choice((2, 2, 3)))
    for one in chosen:
        made.note(one)
        KINDS[one](made, rng)
    if kind == SEVERAL:  # What one kind leaves certain may be uncertain beside another.
        made.doubtful.update(made.figures["own"])
    if has_others:
        KINDS["other_table"](made, rng)
        made.doubtful.update(made.figures["own"])
    return scene_of(name, made)


ALONE = frozenset({
    "plain", "transposed_applications", "blocks_as_rows", "results_as_rows", "flat_labels", "last_year_only",
    "continued", "corner_colspan", "heads_unlike_rows", "labels_right", "torn_grid",
    "collapsed_spans", "repeated_text", "other_table",
})  # fmt: skip
"""Kinds that take a table as the form prints it, and so stand alone."""


@attrs.frozen
class Found:
    """A cell that is not as printed.

    Attributes:
        path: where.
        printed: the number printed there; None where nothing is.
        given: what was read.
        state: the state of what was read.
    """

    path: str
    printed: Number | None
    given: Number | None
    state: str

    def __str__(self) -> str:
        return f"{self.path}: printed {self.printed}, given {self.given} ({self.state})"


@attrs.frozen
class Verdict:
    """What came of one scene.

    Attributes:
        cells: how many cells have a number printed in them.
        silent: numbers that are not the printed ones, and of which nothing was said.
        warned: such numbers that a warning names.
        lost: numbers that a careful reader knows and that were not given.
        withheld: numbers that a careful reader could not be sure of and that were not given.
        unnamed: of the lost and the withheld, those that neither a diagnostic nor their own state tells of.
        further: what is wrong with the report's further cells, and with its other tables.
        report: the report.
    """

    cells: int
    silent: list[Found]
    warned: list[Found]
    lost: list[Found]
    withheld: list[Found]
    unnamed: list[Found]
    further: list[str]
    report: govinfo_parse.Report


def read(drawn: Scene) -> govinfo_parse.Report:
    """The report that is read from a scene."""
    if isinstance(drawn.source, str):
        return govinfo_parse.parse_report(drawn.source)
    return govinfo_parse.parse_file(io.BytesIO(drawn.source))


def judge(drawn: Scene) -> Verdict:
    """Read a scene and compare."""
    report = read(drawn)
    warned = {path for one in report.diagnostics if one.severity != Severity.INFO for path in one.paths}
    named = {path for one in report.diagnostics for path in one.paths}
    wrong: list[Found] = []
    lost: list[Found] = []
    cells = 0
    for table in ("disclosure", "applications", "proceedings"):
        found = {path: cell for path, cell in all_cells(report).items() if path.startswith(table)}
        ways = [
            {path: number for path, number in printed.items() if path.startswith(table)}
            for printing, printed in drawn.printings.items()
            if printing != "last"
        ]
        # A table may be read from either of two printings, but from one of them.
        compared = [_compared(found, printed) for printed in ways]
        best = min(compared, key=lambda pair: len(pair[0]))
        cells += sum(number is not None for number in ways[0].values())
        wrong += best[0]
        lost += best[1]
    certain = [one for one in lost if one.path not in drawn.doubtful]
    return Verdict(
        cells,
        [one for one in wrong if one.path not in warned],
        [one for one in wrong if one.path in warned],
        certain,
        [one for one in lost if one.path in drawn.doubtful],
        [one for one in lost if one.path not in named and one.state not in SAID],
        [*_further(drawn, report), *_others(drawn, report)],
        report,
    )


def _compared(
    found: dict[str, govinfo_parse.Cell], printed: dict[str, Number | None]
) -> tuple[list[Found], list[Found]]:
    """The wrong numbers, and the numbers that are not given."""
    wrong: list[Found] = []
    lost: list[Found] = []
    for path, cell in found.items():
        number = printed.get(path)
        if cell.value == number:
            continue
        (lost if cell.value is None else wrong).append(Found(path, number, cell.value, str(cell.state)))
    return wrong, lost


def _further(drawn: Scene, report: govinfo_parse.Report) -> list[str]:
    """What is wrong with ``report.further``: cells made up, at a wrong place, or missing."""
    wanted: defaultdict[int, list[Further]] = defaultdict(list)
    for one in drawn.further:
        if one.number:  # A zero may stand anywhere.
            wanted[one.number].append(one)
    faults: list[str] = []
    seen: Counter[int] = Counter()
    for cell in report.further:
        value = cell.cell.value
        if value is None or value not in wanted:
            continue  # A cell of the form whose place is in doubt may stand there too.
        seen[int(value)] += 1
        if value in drawn.serials:
            continue
        # A sum and what it is the sum of may be one number at two places, and so may a sum and a cell of the form.
        places = [*wanted[int(value)], *_of_form(int(value), drawn)]
        faults += min((_misplaced(cell, one, drawn) for one in places), key=len)
    # A sum may be printed in a cell of the form as well, and that cell's place be in doubt too; so may a number that
    # counts the rows, in a column that the form does not have.
    own = Counter(number for printed in drawn.printings.values() for number in printed.values())
    own.update(drawn.serials)
    faults += [
        f"{number} given {count} times" for number, count in seen.items() if count > len(wanted[number]) + own[number]
    ]
    spans = Counter(cell.cell.span for cell in report.further)
    faults += [f"{span} given {count} times" for span, count in spans.items() if count > 1]
    if drawn.format not in COLUMNS:
        return faults  # Where only the order of the cells is known, a row with a column more is withheld as a whole.
    # Where merged cells are not known, an empty head may be the rest of the head at its left.
    doubtful = {path.partition(".")[0] for path in drawn.doubtful} if drawn.format not in EXTENTS else set()
    # 合计 is another word for 总计: where that is not printed, it may head the totals, if a warning says so.
    warned = {path for one in report.diagnostics if one.severity != Severity.INFO for path in one.paths}
    totals = {cell.value for path, cell in all_cells(report).items() if path.endswith(".total") and path in warned}
    for number, places in wanted.items():
        if number in totals and all(one.column[-1:] == ("合计",) for one in places):
            continue
        headed = drawn.format in EXTENTS
        known = [one for one in places if one.table not in doubtful and (headed or one.column[-1:] != ("",))]
        faults += [f"missing: {one}" for one in known[: max(len(places) - seen[number], 0)]]
    return faults


def _others(drawn: Scene, report: govinfo_parse.Report) -> list[str]:
    """What is wrong with ``report.statistics``: figures that are not those of the other tables, at their places."""
    printed = {(one.row[-1], one.column[-1], one.number) for one in drawn.others if one.row and one.column}
    given = {
        (row.label, head, int(cell.value))
        for table in report.statistics
        for row in table.rows
        for head, cell in zip(table.columns, row.cells, strict=True)
        if cell.value is not None
    }
    faults = [f"{figure} is in no other table" for figure in sorted(given - printed)]
    if drawn.format in COLUMNS and drawn.kind == "other_table":
        faults += [f"{figure} is missing in statistics" for figure in sorted(printed - given)]
    return faults


def _of_form(number: int, drawn: Scene) -> list[Further]:
    """The cells of the form that hold a number; where their row is in doubt, they may be kept as further cells."""
    cells = ((part, cell) for part in drawn.parts if isinstance(part, Grid) for cell in part.values())
    return [
        Further(grid.table, cell.row, cell.column, number)
        for grid, cell in cells
        if cell.path is not None and cell.text == str(number)
    ]


def _misplaced(cell: govinfo_parse.FurtherCell, one: Further, drawn: Scene) -> list[str]:
    """What is wrong with the place of a further cell; it may say that it does not know where nobody could."""
    number = one.number
    faults = [] if cell.table == one.table else [f"{number} stands in {one.table}, given in {cell.table}"]
    lost = drawn.format in {"flowing", "pipe_cells"}  # where no blank or merged cell leaves a trace
    headless = one.table in drawn.headless and drawn.format not in EXTENTS
    for what, given, labels, unsure in (
        ("row", cell.row, one.row, lost),
        ("column", cell.column, one.column, lost or headless),
    ):
        if not (given is None and unsure) and not _same_label(given, labels):
            faults.append(f"{number}: {what} {labels}, given {given!r}")
    return faults


def _same_label(given: str | None, printed: tuple[str, ...]) -> bool:
    """Whether labels, however joined, are the printed ones: the innermost last, nothing that is not printed."""
    plain = ["".join(text.split()) for text in printed if text]
    if not plain:
        return not given
    shown = "".join((given or "").split())
    return shown.endswith(plain[-1]) and "".join(plain).endswith(shown)
