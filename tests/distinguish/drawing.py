"""Small tables, drawn at random from tables that are whole, and made smaller again."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from tests.tables.sketches import APPLICANTS, NEW, OLD

_DISCLOSURE = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数"
_RESULTS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
_WHOLE = [
    f"{_DISCLOSURE}\n规章 | 1 | 2 | 3\n行政规范性文件 | 14 | 15 | 16",
    f"序号 | {_DISCLOSURE}\n1 | 规章 | 1 | 2 | 3\n2 | 行政规范性文件 | 14 | 15 | 16",
    "信息内容 | | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 乡镇 | 1 | 2 | 3\n行政规范性文件 | | 14 | 15 | 16",
    "规章 | 1 | 2 | 3\n行政规范性文件 | 14 | 15 | 16",
    "信息内容 | 本年处理决定数量\n行政许可 | 12\n信息内容 | 本年处理决定数量\n行政处罚 | 5\n行政强制 | 7",
    "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量\n行政许可 | 12 | -3 | 40\n其他对外管理服务事项 | 2 | 0 | 7",
    "信息内容 | 本年收费金额（单位：万元）\n行政事业性收费 | 12.5\n信息内容 | 采购项目数量 | 采购总金额\n政府集中采购 | 3 | 40万元",
    f" | {APPLICANTS}\n{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21\n{OLD} | 2 | 0 | 0 | 0 | 0 | 0 | 2\n（七）总计 | 3 | 2 | 3 | 4 | 5 | 6 | 23",
    f" | 自然人 | 法人或其他组织 | < | < | < | < | 总计\n^ | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ^\n{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21\n{OLD} | 2 | 0 | 0 | 0 | 0 | 0 | 2",
    f" | | {APPLICANTS}\n三、本年度办理结果 | （一）予以公开 | 1 | 2 | 3 | 4 | 5 | 6 | 21\n^ | 1.属于国家秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2\n^ | （七）总计 | 3 | 2 | 3 | 4 | 5 | 6 | 23",
    " | | | 自然人 | 商业企业 | 总计\n三、本年度办理结果 | （三）不予公开 | 1.属于国家秘密 | 2 | 3 | 5\n^ | ^ | 2.其他法律行政法规禁止公开 | 1 | 1 | 2\n^ | （七）总计 | < | 3 | 4 | 7",
    f" | {NEW} | {OLD}\n自然人 | 1 | 2\n商业企业 | 3 | 4\n总计 | 4 | 6",
    f"行政复议 | < | < | < | <\n{_RESULTS}\n1 | 2 | 3 | 4 | 10",
    f"行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <\n^ | ^ | ^ | ^ | ^ | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <\n{_RESULTS} | {_RESULTS} | {_RESULTS}\n1 | 2 | 3 | 4 | 10 | 5 | 0 | 0 | 0 | 5 | 0 | 6 | 0 | 0 | 6",
    f"行政诉讼 | < | < | < | < | < | < | < | < | <\n未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <\n{_RESULTS} | {_RESULTS}\n5 | 0 | 0 | 0 | 5 | 0 | 6 | 0 | 0 | 6",
    f" | {_RESULTS}\n行政复议 | 1 | 2 | 3 | 4 | 10\n未经复议直接起诉 | 1 | 1 | 1 | 1 | 4",
    " | 行政复议 | 未经复议直接起诉 | 复议后起诉\n结果维持 | 1 | 2 | 3\n结果纠正 | 4 | 5 | 6\n总计 | 5 | 7 | 9",
    "行政复议 | 结果维持 | 1\n | 结果纠正 | 2\n | 其他结果 | 3\n | 尚未审结 | 4\n | 总计 | 10",
    f"{_DISCLOSURE} | 公开渠道数\n规章 | 1 | 2 | 3 | 9\n示例便民手册 | 4 | 5 | 6 | 8\n行政规范性文件 | 14 | 15 | 16 | 7",
    "二、上年结转政府信 | 12 | 0 | 0 | 0 | 0 | 0 | 12\n息公开申请数量 | 3 | | | | | | 3",
]
_CELLS = (
    "| |<|^|<|^|<|^|0|1|2|3|7|8|12|477|2022|2023|2022年|2023年|①|甲|上年|下属单位|未统计|同比增长|5-|*3|-|—|备注说明|其他|总计|合计|"
    "规章|行政规范性文件|自然人|行政许可|本年废止件数|件|情况说明|（一）予以公开|行政复议|其中：网上|2件|2万元|40元|单位：件|结果维持|20 30|"
    "2（其中1）|法人或其他组织|行政诉讼|未经复议直接起诉|信息内容|序号|数量|商业企业|三、本年度办理结果|（三）不予公开|（六）其他处理|"
    "（七）总计|12.5|科研机构|法人及其他组织|上年结转|1.属于国家秘密|说|总|1 2 3|其他结果|现行有效|件数|乡镇|第一部分|3月"
).split("|")
_LINES = (
    "说明 | 7 | 8 | 9\n | 7 | 8 | 9\n7 | 8 | 9\n | | | 9\n另行说明 | 4 | 5 | 6\n情况说明\n情况说明 | < | < | <\n1 | 2 | 3 | 4\n2022年\n"
    "上年情况如下\n\n备注 | 甲 | 乙 | 丙\n以上数据均由各科室和下属各单位按照要求逐级汇总并核对无误\n | | 2022 | 2023\n8\n"
    "第一部分 | 第二部分 | 第三部分\n规章\n其他 | 1 | 2\n三、本年度办理结果 | 1 | 2 | 3\n合计 | 5 | 5 | 5\n（三）不予公开\n行政复议\n"
    "--- | --- | ---\n单位：件\n单位：元\n续表\n（注：上年）\n2\n下属单位\n总计 | 4 | 6\n | 1 | 2 | 3\n甲 | 1 | 2 | 3 | 4 | 5\n"
    "规章 | 1 | 2 | 3\n行政规范性文件 | 4 | 5 | 6\n行政处罚 | 5\n信息内容 | 本年处理决定数量\n477 | 0 | 12\n"
    f"{OLD} | 2 | 0 | 0 | 0 | 0 | 0 | 2\n（七）总计 | 3 | 2 | 3 | 4 | 5 | 6 | 23\n{NEW}\n2023年 | 1 | 2 | 3 | 4 | 10\n其中：网上 | 3"
).split("\n")
_KEPT = Path(__file__).parents[1] / "tables" / "readings.txt"


@attrs.frozen(order=True)
class Drawing:
    """A small table: its sketch, and how it is to be read."""

    sketch: str
    way: str

    def smaller(self) -> Iterator[Drawing]:
        """The drawings with a line or a column less."""
        rows = _rows(self.sketch)
        for number in range(len(rows)):
            if len(rows) > 1:
                yield self._with([row for at, row in enumerate(rows) if at != number])
        for place in range(max(map(len, rows))):
            left = [[cell for at, cell in enumerate(row) if at != place] for row in rows]
            if all(left):
                yield self._with(left)
    def _with(self, rows: list[list[str]]) -> Drawing:
        return Drawing(_sketch(rows), self.way)

    @property
    def size(self) -> int:
        """How much there is to look at."""
        return len(self.sketch) + self.sketch.count("|") + 8 * self.sketch.count("\n")


def drawn(seed: int, ways: Sequence[str]) -> Drawing:
    """A table that was whole, with one to five changes, read in one of several ways."""
    choose = random.Random(seed)
    way = choose.choice(ways)
    rows = _rows(choose.choice(_WHOLE + _kept()))
    if choose.random() < 0.15:
        rows += _rows(choose.choice(_WHOLE))
    for _ in range(choose.choice([1, 1, 2, 2, 2, 3, 3, 4, 5])):
        _change(choose, rows)
    rows = [row for row in rows if row] or [["规章", "1"]]
    return Drawing(_sketch(rows), way)


def _change(choose: random.Random, rows: list[list[str]]) -> None:  # noqa: PLR0912
    if not rows:
        return
    number = choose.randrange(len(rows))
    row, width = rows[number], max(map(len, rows))
    place = choose.randrange(width + 1)
    kind = choose.choices(range(12), (34, 8, 8, 14, 4, 6, 4, 4, 6, 4, 5, 5))[0]
    if kind == 0 and row:
        row[choose.randrange(len(row))] = choose.choice(_CELLS).strip()
    elif kind == 1:
        row.insert(choose.randrange(len(row) + 1), choose.choice(_CELLS).strip())
    elif kind == 2 and row:
        row.pop(choose.randrange(len(row)))
    elif kind == 3:
        rows.insert(choose.randrange(len(rows) + 1), [cell.strip() for cell in choose.choice(_LINES).split("|")])
    elif kind == 4 and len(rows) > 1:
        rows.pop(number)
    elif kind == 5:
        cell = choose.choice(_CELLS).strip()
        for one in rows:
            one.insert(min(place, len(one)), cell)
    elif kind == 6:
        for one in rows:
            if place < len(one):
                one.pop(place)
    elif kind == 7:
        for one in rows[number:]:
            if place < len(one):
                one[place] = ""
    elif kind == 8:
        other = choose.randrange(len(rows))
        rows[number], rows[other] = rows[other], row
    elif kind == 9:
        rows.insert(choose.randrange(len(rows) + 1), list(row))
    elif kind == 10:
        for one in rows:
            if one:
                one.append(one.pop(0))
    else:
        cell = choose.choice(["<", "", "^"])
        for one in rows:
            one.insert(min(place + 1, len(one)), cell)


def _kept() -> list[str]:
    """The drawings that are kept: what is near them is worth looking at."""
    parts = _KEPT.read_text(encoding="utf-8").split("\n=\n")
    return [part[part.rindex("\n\n") + 2 :].partition("\n")[2] if "\n\n" in part else part.partition("\n")[2] for part in parts[:-1]]


def _rows(sketch: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in sketch.split("\n")]


def _sketch(rows: list[list[str]]) -> str:
    return "\n".join(" | ".join(row) for row in rows)


_BITS = (
    "1 2 3|12|477|0|规章|行政规范性文件|自然人|总计|合计|其他|三、本年度办理结果|（三）不予公开|1.属于国家秘密|2.重复申请|（一）予以公开|"
    "一、本年新收政府信息公开申请数量|信息内容|行政复议|结果维持|行政诉讼|未经复议直接起诉|政府集中采购|行政事业性收费|"
    "第 3 页|- 2 -|（1）|（2）|[3]|1.|2、|(|)|（|）|、|。|；|：|:|!|-|—|/|%|*|“|”|《|》|,|，|.|3.5|-6|增3|7件|8万元|3a|ab|甲|上年|"
    "2022年|2023年|2022|下属单位|乡镇|说明|其中：网上|备注|单位：件|规 章|总 计|三|一|四|信 息|本年制发件数|现行有效|件数|"
    "法人或其他组织|商业企业|00|345|1,234|12 345|---|| |  |\n|\n\n|\t|\n\n\n|\n 5 \n|\n3\n|\n以上数据由各科室逐级汇总并核对无误\n|　|\u00a0|"
    "以上数据由各科室逐级汇总并核对无误，如有不符，以实际办理情况为准，特此说明，并请各有关单位核对|注：不含下属单位|（不含上年）|省|第"
).replace("||", "| ").split("|")
_KEPT_TEXTS = Path(__file__).parents[1] / "lexing" / "cuts.txt"
_MARKS = {"tabs": "\t", "pipes": " | ", "cells": "\n", "running": " "}


@attrs.frozen(order=True)
class Text:
    """A small text as it is printed."""

    sketch: str
    way: str = "text"

    def smaller(self) -> Iterator[Text]:
        """The texts with a line, a word or a character less."""
        lines = self.sketch.split("\n")
        for number in range(len(lines)):
            yield Text("\n".join(lines[:number] + lines[number + 1 :]))
        for length in (12, 6, 3, 2, 1):
            for begin in range(0, len(self.sketch) - length + 1, max(1, length // 2)):
                yield Text(self.sketch[:begin] + self.sketch[begin + length :])

    @property
    def size(self) -> int:
        """How much there is to look at."""
        return len(self.sketch)


def drawn_text(seed: int) -> Text:
    """A table that was whole, printed in one of several ways, with one to six changes of its text."""
    choose = random.Random(seed)
    way = choose.choice(["tabs", "pipes", "cells", "running", "running", "running"])
    rows = _rows(choose.choice(_WHOLE))
    if choose.random() < 0.3:
        _change(choose, rows)
    mark = _MARKS[way]
    lines = [mark.join("" if cell in "<^" else cell for cell in row) for row in rows]
    text = "\n".join(f"| {line} |" if way == "pipes" else line for line in lines)
    for _ in range(choose.choice([1, 2, 2, 3, 3, 4, 6])):
        at = choose.randrange(len(text) + 1)
        seams = [n for n in range(1, len(text)) if text[n - 1].isspace() != text[n].isspace()]
        if seams and choose.random() < 0.75:
            at = choose.choice(seams)
        kind = choose.random()
        if kind < 0.6:
            text = text[:at] + choose.choice(_BITS) + text[at:]
        elif kind < 0.75:
            text = text[:at] + text[at + choose.choice([1, 1, 1, 2, 4]) :]
        elif kind < 0.9:
            text = text[:at] + choose.choice(["\n", " ", "\t", "\n", "、"]) + text[at + (text[at : at + 1].isspace()) :]
        else:
            text = text[:at] + choose.choice(_BITS) + choose.choice(["", " ", "\n"]) + choose.choice(_BITS) + text[at:]
    return Text(text)
