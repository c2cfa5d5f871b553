"""The script an analyst writes in an hour: labels and regular expressions, good on the files at hand.

It reads both forms, copes with brackets, spaces and pipes, and leaves out what it does not find.  It has no notion of
cells, blanks, dashes or columns in another order, and does not say when it is unsure.
"""

from __future__ import annotations

import re

NUMBER = r"-?\d+(?:\.\d+)?"
WHO = ["natural_person", "enterprise", "research_institution", "public_welfare_organization"]
WHO += ["legal_service_organization", "other_organization", "total"]
RESULTS = ["upheld", "corrected", "other", "pending", "total"]
NEW = [
    ("行政规范性文件", "normative_documents", "issued repealed in_force"),
    ("规章", "rules", "issued repealed in_force"),
    ("行政许可", "licensing", "decisions"), ("行政处罚", "penalties", "decisions"),
    ("行政强制", "compulsory_measures", "decisions"), ("行政事业性收费", "fees", "amount"),
]  # fmt: skip
ACTS = "previous_items change decisions"
OLD = [
    ("规范性文件", "normative_documents", "created published total_published"),
    ("规章", "rules", "created published total_published"), ("行政许可", "licensing", ACTS),
    ("其他对外管理服务事项", "other_services", ACTS), ("行政处罚", "penalties", ACTS),
    ("行政强制", "compulsory_measures", ACTS), ("行政事业性收费", "fees", "previous_items change"),
    ("政府集中采购", "procurement", "items amount"),
]  # fmt: skip
ROWS = [
    ("本年新收政府信息公开申请数量", "received"), ("上年结转政府信息公开申请数量", "carried_over"),
    ("予以公开", "outcomes.granted"), ("不计其他情形.", "outcomes.partly_granted"),
    ("属于国家秘密", "outcomes.refused.state_secret"), ("禁止公开", "outcomes.refused.otherwise_prohibited"),
    ("三安全一稳定.", "outcomes.refused.security_and_stability"),
    ("第三方合法权益", "outcomes.refused.third_party_rights"),
    ("内部事务信息", "outcomes.refused.internal_affairs"), ("过程性信息", "outcomes.refused.process_information"),
    ("行政执法案卷", "outcomes.refused.enforcement_file"), ("查询事项", "outcomes.refused.administrative_inquiry"),
    ("不掌握相关政府信息", "outcomes.unavailable.not_held"), ("另行制作", "outcomes.unavailable.needs_creation"),
    ("仍不明确", "outcomes.unavailable.still_unclear"), ("投诉类申请", "outcomes.not_processed.petition"),
    ("重复申请", "outcomes.not_processed.repeated"), ("公开出版物", "outcomes.not_processed.public_publication"),
    ("大量反复申请", "outcomes.not_processed.excessive"), ("已获取信息", "outcomes.not_processed.reconfirmation"),
    ("其他处理", "outcomes.other.undivided"),
    ("不再处理其政府信息公开申请", "outcomes.other.correction_overdue"),
    ("不再处理其政府信息公开申请", "outcomes.other.fee_overdue"), (r"3\.其他", "outcomes.other.other"),
    (r"\(七\)总计", "outcomes.total"), ("继续办理", "carried_forward"),
]  # fmt: skip


def parse(text: str) -> dict[str, float]:
    """The numbers found, by dotted path."""
    text = text.replace("（", "(").replace("）", ")").replace("|", " ").replace("\u00a0", " ")
    text = re.sub(r"(?<=[^\d\s])[ \t]+(?=[^\d\s-])|(?<=[.(])[ \t]+", "", text)
    values = {}
    for label, row, columns in NEW if "制发件数" in text else OLD:
        names = columns.split()
        found = re.search(rf"(?<!行政){label}((?:\s+{NUMBER}){{{len(names)}}})", text)
        if found:
            values |= {f"disclosure.{row}.{n}": float(v) for n, v in zip(names, found[1].split(), strict=True)}
    position = 0
    for label, row in ROWS:
        found = re.compile(rf"{label}((?:\s+\d+){{7}})").search(text, position)
        if found:
            position = found.end()
            values |= {f"applications.{row}.{n}": int(v) for n, v in zip(WHO, found[1].split(), strict=True)}
    cases = re.search(r"尚未审结\s*总计((?:\s+\d+){15})", text[position:])
    if cases:
        blocks = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
        names = [f"proceedings.{block}.{result}" for block in blocks for result in RESULTS]
        values |= dict(zip(names, map(int, cases[1].split()), strict=True))
    return values
