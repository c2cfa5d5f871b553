"""Which organs can make 规章, as far as an organ's name shows it.

规章 are made by the ministries, commissions and agencies of the State Council (立法法 第九十一条) and by the
governments of provinces, of 设区的市 and of 自治州 (第九十三条).  A name often leaves it open: 某市 may be a 设区的市
or a 县级市.  Only names that leave no doubt are decided.
"""

from __future__ import annotations

NATIONAL_PREFIXES = ("国家", "国务院", "中国", "中华人民共和国")
"""Beginnings of the names of State Council bodies, and of their branches, of which nothing is said."""

NATIONAL_ENDING = "总局"
"""The ending of the names of State Council bodies that may be printed without a prefix."""

LOCALITIES = frozenset("省市州县区旗乡镇盟")
"""Characters of which one is in the name of every local organ."""

LOCAL_ENDINGS = (
    *("局", "厅", "委", "委员会", "管委会"),
    *("办事处", "街道", "街道办", "镇", "乡", "苏木"),
    *("中心", "学校", "学院", "大学", "中学", "小学", "医院"),
)
"""Endings of the names of departments, institutions, townships and sub-districts."""

LOW_GOVERNMENTS = tuple(
    f"{level}{government}"
    for level in ("县", "区", "旗", "乡", "镇", "苏木", "街道")
    for government in ("人民政府", "政府")
)
"""Endings of the names of the governments of counties, districts and below."""

HIGH_GOVERNMENTS = tuple(
    f"{level}{government}" for level in ("自治区", "行政区") for government in ("人民政府", "政府")
)
"""Endings that look like those of a district, of governments that can make 规章."""

GOVERNMENT_OFFICES = ("政府办公厅", "政府办公室", "政府办")
"""The office of a government may report the government's own figures, so it is taken for the government."""


def makes_no_rules(agency: str | None) -> bool:
    """Whether an organ of this name clearly cannot make 规章; False where the name leaves it open.

    Args:
        agency: the organ's name as printed, or None.
    """
    name = (agency or "").strip()
    if not name or name.startswith(NATIONAL_PREFIXES) or name.endswith(NATIONAL_ENDING):
        return False
    if name.endswith(GOVERNMENT_OFFICES):
        name = name[: name.rindex("政府") + len("政府")]
    if name.endswith("政府"):
        return name.endswith(LOW_GOVERNMENTS) and not name.endswith(HIGH_GOVERNMENTS)
    return name.endswith(LOCAL_ENDINGS) and not LOCALITIES.isdisjoint(name)
