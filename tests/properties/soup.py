"""Texts of a report's own words in any order: ``python -m tests.properties.soup COUNT --seed SEED``.

Half of them are reports of the project in which cells were changed, taken away, exchanged or printed again, up to many
of them; the others are nothing but words and marks.  What is asked of each is in ``test_never_raises``: a report comes
out, and all that it says of the text is true.  With ``--growth``, pieces of such texts are put together over and over,
and it is measured whether a text twice as long takes more than twice the time.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import time
import traceback
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import govinfo_parse

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REPORTS = [file.read_text(encoding="utf-8") for file in sorted(EXAMPLES.rglob("*.txt"))]

HEADINGS = [
    "",
    "",
    "示例县统计局2022年政府信息公开工作年度报告\n",
    "二、主动公开政府信息情况\n",
    "三、收到和处理政府信息公开申请情况\n",
    "四、政府信息公开行政复议、行政诉讼情况\n",
]
_LABELS = """
一、 （一） 1. 3. 三、本年度办理结果 （一）予以公开 （六）其他处理 （七）总计 结转 予以公开 部分公开 其他 其他处理
自然人 商业企业 法人或其他组织 总计 合计 小计 申请人情况 第二十条第（一）项 信息内容 本年制发件数 现行有效件数 规章
行政规范性文件 行政许可 收费 采购 行政复议 行政诉讼 复议后起诉 结果维持 尚未审结
"""
_WORDS = """
2022 年 年度 2023年 上年 上年情况如下 全市 全县 续表 表1 附件 注： 单位： 标题: 转发： 局 市 人民政府 工作 报告 信息
政府信息公开工作年度报告 申请 收到 新收 答复 办结 公开 不 无 没有 未 零 一 二 三 其中 其中： 件 条 万元 第
指标名称 计量单位 2012年度 历年累计 主动公开信息数 1.网站公开 資訊 合\u3000计
"""
_MARKS = """
0 12 7 3\u00a04 1,234 1\u2009234 １２ -8 - — / | ， 、 。 ： ； （ ） ( ) " “ 《 》 % + . # ### ** ~~ ```
\\( $ < > &nbsp; <br> [1] ① (1) ※ |--- │ ┃ ║ ├ \ufeff \u200b \0 \x1b é 𠀀 😀
"""
SPACES = ["\t", "\n", " ", "\u3000", "\r", "\x0b", "\x0c", "\u2028"]
TOKENS = [*re.findall(r"[^ \n]+", _LABELS + _WORDS + _MARKS), *SPACES]
SEPARATORS = ["", "\t", " | ", "|", "\n", ",", " │ ", "\n\n", "\t\t", "  ", " |\n", "\t\n"]
_PARTS = re.compile(r"([\t\n|│,、。，（）])")


def text(seed: int) -> str:
    """A text of words, or a report of which some parts were changed."""
    rng = random.Random(seed)
    return _changed(rng) if rng.random() < 0.6 else _words(rng, rng.choice((5, 20, 80, 300)))


def _words(rng: random.Random, count: int) -> str:
    separator = rng.choice(SEPARATORS)
    between = (separator if rng.random() < 0.8 else rng.choice(("\n", "\t", " ", "")) for _ in range(count))
    return "".join(rng.choice(TOKENS) + mark for mark in between)


def _changed(rng: random.Random) -> str:
    report = rng.choice(REPORTS)
    if rng.random() < 0.3:
        report += "\n" + rng.choice(REPORTS)
    parts = _PARTS.split(report)
    for _ in range(rng.choice((1, 3, 10, 40, 150))):
        at = rng.randrange(len(parts))
        to = min(len(parts), at + rng.randrange(1, 60))
        match rng.choice(("other", "none", "more", "exchange", "cut", "again")):
            case "other":
                parts[at] = rng.choice(TOKENS)
            case "none":
                parts[at] = ""
            case "more":
                parts[at] += rng.choice(TOKENS)
            case "exchange":
                other = rng.randrange(len(parts))
                parts[at], parts[other] = parts[other], parts[at]
            case "cut":
                parts[at : (at + to) // 2] = [""]
            case "again":
                parts[at:at] = parts[at:to]
    return "".join(parts)


def growing(seed: int, lengths: Sequence[int] = (10_000, 20_000, 40_000)) -> Iterator[str]:
    """The same text in several lengths."""
    rng = random.Random(seed)
    heading = rng.choice(HEADINGS)
    first, second = _piece(rng), _piece(rng)
    shape, times = rng.choice(("over and over", "one after the other", "in rows")), rng.choice((2, 10, 40))
    for length in lengths:
        match shape:
            case "over and over":
                found = _filled(first, length)
            case "one after the other":
                found = _filled(first, length // 2) + "\n" + _filled(second, length // 2)
            case _:
                found = _filled(first * times + "\n", length)
        yield heading + found


def _piece(rng: random.Random) -> str:
    separator = rng.choice(SEPARATORS)
    words = separator.join(rng.choice(TOKENS) for _ in range(rng.choice((1, 1, 2, 3, 4, 6, 10, 20))))
    return words + rng.choice(("", separator, "\n", separator + "\n"))


def _filled(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def taken(given: str) -> float:
    """The time that reading a text takes, without that of the garbage collector, which grows faster than the text."""
    gc.disable()
    try:
        start = time.process_time()
        govinfo_parse.parse_report(given)
        return time.process_time() - start
    finally:
        gc.enable()


def main() -> None:
    """Print what went wrong, with the seed that draws it again."""
    from tests.properties.test_never_raises import assert_sound

    parser = argparse.ArgumentParser(prog="python -m tests.properties.soup", description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--growth", action="store_true")
    given = parser.parse_args()
    bad = 0
    for seed in range(given.seed, given.seed + given.count):
        if given.growth:
            times = [taken(each) for each in growing(seed)]
            if all(after > 3 * before and after > 0.1 for before, after in pairwise(times)):
                bad += 1
                print(seed, *(f"{seconds:.2f} s" for seconds in times), repr(next(growing(seed))[:120]))
            continue
        try:
            assert_sound(text(seed))
        except Exception:  # noqa: BLE001  whatever it is
            bad += 1
            print(seed, traceback.format_exc().strip().splitlines()[-1])
    print(f"{given.count} texts, {bad} of them bad")


if __name__ == "__main__":
    main()
