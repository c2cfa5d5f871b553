"""Texts that are made to be slow: a megabyte each."""

from __future__ import annotations

import re
from collections.abc import Iterator

MEGABYTE = 1_000_000
TABLES = ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况")
ROW = "一、本年新收政府信息公开申请数量"


def texts(report: str) -> Iterator[tuple[str, str]]:
    """(name, text) of every hostile input; ``report`` is a whole report to damage."""
    pieces = {
        "tabs": "\t",
        "digits": "7",
        "line ends": "\n",
        "opening brackets": "（",
        "pipes": "|",
        "spaces": " ",
        "prefixes of labels": "一、本年新收政府信息公开申请数",
        "labels, nothing between": ROW,
        "labels and line ends": ROW + "\n",
        "one digit a cell": "1\t",
        "rows of unknown labels": "\n某某事项\t1\t2\t3\t4\t5\t6\t7",
        "labels misspelt by a letter": "\n一、本年新收政府信息公开申情数量\t1\t2\t3",
        "labels torn over cells": "\n一、本年\t新收政府\t信息公开\t申请数量\t1",
        "rows with digits run together": "\n" + ROW + "1111111111111111111",
        "column heads over and over": "\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
        "title words": "关于政府信息公开工作年度报告",
        "headings": "\n五、存在的主要问题及改进情况",
        "cells of a pipe and a line end": "1 |\n",
        "digits and commas": "1,",
        "digits in brackets": "（1）",
        "dashes and digits": "- 1 ",
        "characters of a label, spaced": "一 、 本 年 新 收 政 府 ",
        "words of the years and headings": "二〇二三年\n三、",
        "figures of one long sentence": "某某，1；",
        "item numbers and labels": "\n1 重复申请 1.重复申请 1",
        "whole tables with digits run together": re.sub(r"[ \t]+", "", report),
    }
    for name, piece in pieces.items():
        yield name, (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]
    yield "the same inside the tables", "\n".join(heading + "\n" + "\t1" * (MEGABYTE // 6) for heading in TABLES)
    yield "a thousand characters a cell", "\t".join(["某" * 1_000] * (MEGABYTE // 1_000))
    torn = re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", "\n", report)
    yield "a report torn at every character", (torn * (MEGABYTE // len(torn) + 1))[:MEGABYTE]
