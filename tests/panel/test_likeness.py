"""Names of agencies."""

from __future__ import annotations

import pytest

from govinfo_parse.panel import normalised, suggest


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("示例市教育局", "示例市教育局"),
        (" 示例市\u3000教育局\n", "示例市教育局"),
        ("示例市教育局\u200b", "示例市教育局"),
        ("示例市教育局（机关）", "示例市教育局(机关)"),
        ("示例Ａ区", "示例A区"),
        ("", None),
        ("\u3000", None),
        (None, None),
    ],
)
def test_the_same_name_is_printed_in_many_ways(printed: str | None, name: str | None):
    assert normalised(printed) == name


def test_different_names_stay_different():
    names = ("示例市", "示例市人民政府", "示例市人民政府办公室", "示例市教育局", "示例市教育体育局")

    assert len(set(map(normalised, names))) == len(names)


def test_what_resembles_is_suggested():
    names = ["示例区发展改革委员会", "示例区发展和改革委员会", "示例区教育局", "另一县教育局", None, "示例区 教育局"]
    (found,) = suggest(names)

    assert (found.name, found.other) == ("示例区发展和改革委员会", "示例区发展改革委员会")
    assert 0.85 <= found.likeness < 1
