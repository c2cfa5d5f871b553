"""Reports with sentences, made up: figures that agree with each other, their tables, and sentences that state them."""

from __future__ import annotations

import random
from collections.abc import Iterator

import attrs

import govinfo_parse
from tests.strategies import APPLICANTS, DIVIDED_LEAVES, OUTCOMES, PROCEEDINGS, RESULTS, report_of, with_totals

YEAR = 2023
TITLE = f"示例市{YEAR}年政府信息公开工作年度报告"
GROUPS = {"granted": "granted", "partly_granted": "partly_granted", "refused": "refused."} | {
    name: f"{name}." for name in ("unavailable", "not_processed")
}
GROUPS["other_handling"] = "other."
"""Each kind of outcome, and how the paths of its rows begin after ``applications.outcomes.``."""

OPENINGS = [
    "",
    f"{YEAR}年，",
    f"{YEAR}年度，示例市",
    "全年",
    "本年度，我局",
    f"{YEAR}年1月1日至12月31日，",
    "报告期内，",
]
RECEIVED = [
    *(
        "共收到政府信息公开申请{}",
        "受理政府信息公开申请{}",
        "收到依申请公开{}",
        "共收到{}政府信息公开申请",
        "新收信息公开申请{}",
    ),
    *("收到群众通过网络、信函提交的各类政府信息公开申请共计{}", "共接到公民、法人和其他组织的政府信息公开申请{}"),
]
REPLIED = ["答复{}", "已办结{}", "均依法办理，办结{}", "答复政府信息公开申请{}", "办结依申请公开申请{}"]
CARRIED_OVER = ["上年结转{}", "上年度结转申请{}", f"{YEAR - 1}年结转的{{}}", "结转上年度申请{}"]
CARRIED_FORWARD = [
    "结转下年度继续办理{}",
    "另有{}结转至下年度办理",
    "{}顺延到下年度答复",
    f"结转至{YEAR + 1}年办理{{}}",
]
OUTCOME = {
    "granted": ["予以公开{}", "{}予以公开", "同意公开{}"],
    "partly_granted": ["部分公开{}", "{}部分公开", "予以部分公开{}"],
    "refused": ["不予公开{}", "{}不予公开"],
    "unavailable": ["无法提供{}", "{}无法提供", "无法提供的{}"],
    "not_processed": ["不予处理{}", "{}不予处理"],
    "other_handling": ["其他处理{}", "{}其他处理"],
}
RECONSIDERATION = ["因政府信息公开引发行政复议{}", "被申请行政复议{}", "发生{}行政复议", "收到行政复议申请{}"]
LITIGATION = ["行政诉讼{}", "被提起行政诉讼{}", "发生行政诉讼案件{}"]
PUBLISHED = ["主动公开政府信息{}", "全年公开信息{}", "通过政府网站主动公开政府信息{}", "共主动公开{}政府信息"]
NO_APPLICATION = [
    "未收到政府信息公开申请",
    "没有收到公民、法人和其他组织的政府信息公开申请",
    "未接到信息公开申请",
    "无依申请公开",
]
NO_PROCEEDINGS = [
    "未发生行政复议和行政诉讼",
    "未发生因政府信息公开被申请行政复议、提起行政诉讼的情况",
    "行政复议、行政诉讼均为0件",
]
NOISE = [
    f"截至{YEAR}年6月底，共收到申请{{}}件。",
    f"比{YEAR - 1}年（{{}}起）增加2起。",
    "其中网上申请{}件，信函申请{}件。",
    "召开新闻发布会{}场，接待群众{}人次。",
    "严格按照《条例》第三十三条规定的20个工作日内答复。",
    "按时答复率100%，同比增长{}%。",
    "联系电话：0379-6389255{}，邮编：471000。",
    "自2008年以来，累计受理政府信息公开申请{}件，答复{}件。",
    "上半年收到政府信息公开申请{}件；去年收到申请{}件，答复{}件。",
    "办理人大建议{}件、政协提案{}件。",
    "收到网民留言{}条，答复{}条。",
    "组织培训{}次，培训人员{}名。",
    "发布政策解读{}篇，依法公开行政处罚决定{}条，行政许可办理结果1,208件。",
    "收到社会救助申请{}件，受理不动产登记申请{}件。",
    "规范受理、答复、送达各环节，无正当理由大量反复申请的依法处理。",
    "较上年增加{}件，增长12.5%。",
]
_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number below a hundred as it is written in words."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def printed(number: int, draw: random.Random) -> str:
    """A number with its unit in one of the ways in which reports print it."""
    ways = [str(number), str(number), f"{number:,}", f" {number} "]
    if number < 10:
        ways.append(chr(0xFF10 + number))
    if 0 < number < 100 and draw.random() < 0.3:
        ways.append(chinese(number))
    return draw.choice(ways) + draw.choice("件件件宗份")


@attrs.define
class Written:
    """A report as text, and what its sentences state.

    Attributes:
        text: the report: title, sentences, tables.
        prose: its sentences alone.
        stated: kind and value of every figure in them.
        changed: which of them was changed against the tables; None in a report that agrees with itself.
    """

    text: str
    prose: str
    stated: list[tuple[str, int]]
    changed: tuple[str, int] | None = None


def figures(draw: random.Random) -> tuple[dict[str, int], dict[str, int]]:
    """The stated figures by kind, and the cells of tables that agree with them."""
    rows: dict[str, dict[str, int]] = {
        leaf: {name: draw.choice((0, 0, 0, 1, 2, 7)) for name in APPLICANTS} for leaf in DIVIDED_LEAVES
    }
    rows[f"{OUTCOMES}.granted"]["natural_person"] += draw.randint(1, 900)
    total = {name: sum(row[name] for row in rows.values()) for name in APPLICANTS}
    forward = {name: draw.choice((0, 0, 1, 3)) for name in APPLICANTS}
    over = {name: min(draw.choice((0, 0, 1, 2)), total[name] + forward[name]) for name in APPLICANTS}
    rows |= {f"{OUTCOMES}.total": total, "applications.carried_forward": forward, "applications.carried_over": over}
    rows["applications.received"] = {name: total[name] + forward[name] - over[name] for name in APPLICANTS}
    cells = with_totals(rows) | with_totals(
        {block: {name: draw.choice((0, 0, 1, 4)) for name in RESULTS} for block in PROCEEDINGS}
    )
    told = {
        kind: sum(sum(row.values()) for leaf, row in rows.items() if leaf.startswith(f"{OUTCOMES}.{group}"))
        for kind, group in GROUPS.items()
    }
    told["granted"] = sum(rows[f"{OUTCOMES}.granted"].values())
    for kind in ("received", "carried_over", "carried_forward"):
        told[kind] = cells[f"applications.{kind}.total"]
    told["replied"] = cells[f"{OUTCOMES}.total.total"]
    told["reconsideration"] = cells["proceedings.reconsideration.total"]
    told["litigation"] = sum(
        cells[f"proceedings.{name}.total"] for name in ("litigation_direct", "litigation_after_reconsideration")
    )
    return told, cells


def written(seed: int, *, contradict: bool = False) -> Written:
    """A report drawn from a seed; with ``contradict``, one of the stated figures is not the tables'."""
    draw = random.Random(seed)
    told, cells = figures(draw)
    published = draw.choice((3, 262, 1208, 5500))
    stated: list[tuple[str, int]] = []
    changed: tuple[str, int] | None = None
    values = dict(told)
    whole = draw.random() < 0.4
    if contradict:
        kind = draw.choice(sorted(set(told) - ({"carried_over"} if told["received"] == 0 else set())))
        values[kind] = draw.choice(
            [value for value in _others(told[kind], draw) if value not in _admissible(kind, told, cells)]
        )
        changed = (kind, values[kind])

    def say(template: str, kind: str, value: int) -> str:
        stated.append((kind, value))
        return template.format(printed(value, draw))

    def one(kind: str, templates: list[str]) -> str:
        return say(draw.choice(templates), kind, values[kind])

    sentences = []
    opening = draw.choice(OPENINGS)
    if whole and not (changed and changed[0] in {"received", "carried_over"}):
        received = draw.choice(RECEIVED[:4]).format(f"{told['received'] + told['carried_over']}件")
        stated.append(("received", told["received"] + told["carried_over"]))
        inner = [say("其中新收{}", "received", told["received"]), one("carried_over", CARRIED_OVER[:3])]
        sentences.append(f"{opening}{received}（{'，'.join(inner)}），{one('replied', REPLIED)}。")
    else:
        first = one("received", RECEIVED)
        parts = [one("carried_over", CARRIED_OVER), one("replied", REPLIED)]
        sentences.append(opening + "，".join((first, *parts)) + "。")
    sentences[-1] = (
        sentences[-1].removesuffix("。") + draw.choice("，；") + one("carried_forward", CARRIED_FORWARD) + "。"
    )
    kinds = list(OUTCOME)
    separator = draw.choice(("，", "、", "；"))
    sentences.append("其中，" + separator.join(one(kind, OUTCOME[kind]) for kind in kinds) + "。")
    proceedings = one("reconsideration", RECONSIDERATION)
    sentences.append(f"{proceedings}，{one('litigation', LITIGATION)}。")
    if not draw.randrange(3):
        stated.append(("published", published))
        sentences.insert(0, draw.choice(PUBLISHED).format(f"{published}条") + "。")
    prose = "".join(_with_noise(sentences, draw))
    if not draw.randrange(3):
        prose = _wrapped(prose, draw)
    tables = govinfo_parse.render(report_of(cells, form="2021"), layout="tab_grid")
    text = f"{TITLE}\n\n一、总体情况\n{prose}\n\n{tables}"
    return Written(text, prose, stated, changed)


def _others(value: int, draw: random.Random) -> list[int]:
    return [value + 1, abs(value - 1), value + 10, value * 10 + 3, value + draw.randint(2, 90)]


def _admissible(kind: str, told: dict[str, int], cells: dict[str, int]) -> set[int]:
    """The numbers that a figure of a kind may have."""
    if kind == "received":
        return {told[kind], told[kind] + told["carried_over"]}
    if kind == "replied":
        return {told[kind], told[kind] + told["carried_forward"]}
    if kind == "litigation":
        return {told[kind]} | {
            cells[f"proceedings.litigation_{name}.total"] for name in ("direct", "after_reconsideration")
        }
    if kind in GROUPS:
        begin = f"{OUTCOMES}.{GROUPS[kind]}"
        return {told[kind]} | {
            value for path, value in cells.items() if path.startswith(begin) and path.endswith(".total")
        }
    return {told[kind]}


def _with_noise(sentences: list[str], draw: random.Random) -> Iterator[str]:
    """The sentences, and between them others whose figures state nothing; those of one paragraph stay together."""
    yield from (_noise(draw) for _ in range(draw.randrange(2)))
    for number, sentence in enumerate(sentences):
        begins = sentence.startswith("其中")
        if number and not begins and draw.random() < 0.5:
            yield draw.choice(("", "\n")) + _noise(draw)
        yield sentence if begins or not number else draw.choice(("", "\n")) + sentence


def _noise(draw: random.Random) -> str:
    sentence = draw.choice(NOISE)
    return sentence.format(*(draw.randint(1, 999) for _ in range(sentence.count("{}"))))


def _wrapped(prose: str, draw: random.Random) -> str:
    """The prose as a page of fixed width breaks it, numbers left whole."""
    width, lines, line = draw.randint(24, 40), [], ""
    for character in prose:
        line += character
        if len(line) >= width and not (character.isdigit() or character in ",."):
            lines.append(line)
            line = ""
    return "\n".join([*lines, line])
