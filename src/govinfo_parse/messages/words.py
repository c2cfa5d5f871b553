"""Single words that the records use, in Chinese; English is what they are themselves."""

from __future__ import annotations

from collections.abc import Mapping

from govinfo_parse.model import FactKind, Outcome, Severity
from govinfo_parse.model.facts import Scope

SEVERITIES: Mapping[Severity, str] = {Severity.INFO: "提示", Severity.WARNING: "警告", Severity.ERROR: "错误"}

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.VIOLATED: "不成立",
    Outcome.NOT_ASSESSABLE: "无法核对",
    Outcome.HOLDS: "成立",
    Outcome.NOT_APPLICABLE: "不适用",
}

FACTS: Mapping[FactKind, str] = {
    FactKind.RECEIVED: "收到申请",
    FactKind.CARRIED_OVER: "上年结转",
    FactKind.REPLIED: "答复、办结",
    FactKind.CARRIED_FORWARD: "结转下年度",
    FactKind.GRANTED: "予以公开",
    FactKind.PARTLY_GRANTED: "部分公开",
    FactKind.REFUSED: "不予公开",
    FactKind.UNAVAILABLE: "无法提供",
    FactKind.NOT_PROCESSED: "不予处理",
    FactKind.OTHER_HANDLING: "其他处理",
    FactKind.RECONSIDERATION: "行政复议",
    FactKind.LITIGATION: "行政诉讼",
    FactKind.PUBLISHED: "主动公开",
}
"""What a figure that a sentence states counts."""

SCOPES: Mapping[Scope, str] = {Scope.NEW: "本年新收", Scope.WITH_CARRIED_OVER: "含上年结转"}
