"""A figure that a sentence states."""

from __future__ import annotations

from enum import StrEnum

import attrs

from govinfo_parse.model.cells import Span


class FactKind(StrEnum):
    """What a stated figure counts."""

    RECEIVED = "received"
    """Applications received, which is 一, or 一 and 二 with those carried over."""
    CARRIED_OVER = "carried_over"
    """Applications carried over from the year before (二、上年结转)."""
    REPLIED = "replied"
    """Applications replied to or dealt with (三、本年度办理结果)."""
    CARRIED_FORWARD = "carried_forward"
    """Applications carried forward to the year after (四、结转下年度继续办理)."""
    GRANTED = "granted"
    """（一）予以公开."""
    PARTLY_GRANTED = "partly_granted"
    """（二）部分公开."""
    REFUSED = "refused"
    """（三）不予公开, or one of its reasons."""
    UNAVAILABLE = "unavailable"
    """（四）无法提供, or one of its reasons."""
    NOT_PROCESSED = "not_processed"
    """（五）不予处理, or one of its reasons."""
    OTHER_HANDLING = "other_handling"
    """（六）其他处理, or one of its rows."""
    RECONSIDERATION = "reconsideration"
    """Cases of 行政复议."""
    LITIGATION = "litigation"
    """Cases of 行政诉讼."""
    PUBLISHED = "published"
    """Pieces of information made public on the agency's own initiative (主动公开); no table has them."""


class Scope(StrEnum):
    """Which applications a received figure counts, where its sentence says so."""

    NEW = "new"
    """Those of the year alone, as in 其中新收112件."""
    WITH_CARRIED_OVER = "with_carried_over"
    """Those carried over too, as in 121件（含上年结转9件）."""


@attrs.frozen
class Fact:
    """A figure that a sentence of the report states.

    Attributes:
        kind: what it counts.
        value: the number; 0 where the sentence says that there were none.
        unit: the unit as printed, such as 件; None where none is printed.
        approximate: whether it is said to be about so many (余, 多, 近, 约, 以上), or is printed in 万.
        raw: the printed digits or numerals; where the sentence says that there were none, the word that says no.
        span: where ``raw`` is in the caller's text.
        scope: which applications a received figure counts; None where its sentence leaves that open.
    """

    kind: FactKind
    value: int
    unit: str | None
    approximate: bool
    raw: str
    span: Span
    scope: Scope | None = None
