"""A case that fails names the stage that is at fault."""

from __future__ import annotations

import pytest

from tests.golden.stages import stage_of

TEXT = "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\t7\t2\t0\t0\t1\t0\t10\n"
PATH = "applications.received.natural_person"


@pytest.mark.parametrize(
    ("text", "expected", "given", "stage"),
    [
        (TEXT, {PATH: 7}, {}, "tables: the label"),
        (TEXT, {}, {PATH: 7}, "tables: applications.received.natural_person is given"),
        (TEXT, {PATH: 8}, {}, "lexing: no cell holds 8"),
        (TEXT.replace("新收", "入"), {PATH: 7}, {}, "lexing: no label"),
        (TEXT, {PATH: 7}, {PATH: 7}, "no cell differs"),
    ],
)
def test_the_stage_of_a_fault(text: str, expected: dict[str, int], given: dict[str, int], stage: str):
    assert stage_of(text, expected, given).startswith(stage)
