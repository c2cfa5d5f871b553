"""The record of one report: the same for every form and year.

Field names are the dotted paths of the public contract; every leaf is a :class:`Cell`. The label that is printed for
each field is in ``grammars/forms``.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from govinfo_parse.model.beyond_form import FurtherCell, Statistics
from govinfo_parse.model.cells import ABSENT, Cell
from govinfo_parse.model.facts import Fact
from govinfo_parse.model.observations import Diagnostic, Finding
from govinfo_parse.model.showing import WAYS, Shown


@attrs.frozen
class Sections:
    """The narrative sections, as text without the heading; None where a section was not found.

    Attributes:
        overview: 一、总体情况
        problems: 五、存在的主要问题及改进情况
        other_matters: 六、其他需要报告的事项
    """

    overview: str | None = None
    problems: str | None = None
    other_matters: str | None = None


@attrs.frozen
class Documents:
    """One kind of document, 第二十条第（一）项; numbers of documents (件).

    The 2021 form has ``issued``, ``repealed`` and ``in_force``; the 2019 form has ``created``,
    ``published`` and ``total_published``.  The two triples do not measure the same thing.
    """

    issued: Cell = ABSENT
    repealed: Cell = ABSENT
    in_force: Cell = ABSENT
    created: Cell = ABSENT
    published: Cell = ABSENT
    total_published: Cell = ABSENT


@attrs.frozen
class Decisions:
    """One kind of administrative act, 第二十条第（五）项 and 第（六）项.

    Attributes:
        decisions: decisions taken in the year.
        previous_items: items at the end of the previous year (2019 form).
        change: items added, or when negative removed, in the year (2019 form).
    """

    decisions: Cell = ABSENT
    previous_items: Cell = ABSENT
    change: Cell = ABSENT


@attrs.frozen
class Fees:
    """行政事业性收费, 第二十条第（八）项: money in the 2021 form, fee items in the 2019 form.

    Attributes:
        amount: fees collected in the year, in 万元 (2021 form).
        previous_items: fee items at the end of the previous year (2019 form).
        change: items added, or when negative removed, in the year (2019 form).
    """

    amount: Cell = ABSENT
    previous_items: Cell = ABSENT
    change: Cell = ABSENT


@attrs.frozen
class Procurement:
    """政府集中采购, 第二十条第（九）项 (2019 form).

    Attributes:
        items: procurement projects.
        amount: total amount, in ``unit``; the form itself prints no unit.
        unit: 元 or 万元 as printed in the cell or its header, else None.
    """

    items: Cell = ABSENT
    amount: Cell = ABSENT
    unit: str | None = None


@attrs.frozen
class Disclosure:
    """二、主动公开政府信息情况."""

    rules: Documents = Documents()
    normative_documents: Documents = Documents()
    other_documents: Documents = Documents()
    licensing: Decisions = Decisions()
    other_services: Decisions = Decisions()
    penalties: Decisions = Decisions()
    compulsory_measures: Decisions = Decisions()
    fees: Fees = Fees()
    procurement: Procurement = Procurement()


@attrs.frozen
class Applicants:
    """One row of 三、收到和处理政府信息公开申请情况: numbers of applications (件) by kind of applicant."""

    natural_person: Cell = ABSENT
    enterprise: Cell = ABSENT
    research_institution: Cell = ABSENT
    public_welfare_organization: Cell = ABSENT
    legal_service_organization: Cell = ABSENT
    other_organization: Cell = ABSENT
    total: Cell = ABSENT


@attrs.frozen
class Refused:
    """（三）不予公开, by reason."""

    state_secret: Applicants = Applicants()
    otherwise_prohibited: Applicants = Applicants()
    security_and_stability: Applicants = Applicants()
    third_party_rights: Applicants = Applicants()
    internal_affairs: Applicants = Applicants()
    process_information: Applicants = Applicants()
    enforcement_file: Applicants = Applicants()
    administrative_inquiry: Applicants = Applicants()


@attrs.frozen
class Unavailable:
    """（四）无法提供, by reason."""

    not_held: Applicants = Applicants()
    needs_creation: Applicants = Applicants()
    still_unclear: Applicants = Applicants()


@attrs.frozen
class NotProcessed:
    """（五）不予处理, by reason."""

    petition: Applicants = Applicants()
    repeated: Applicants = Applicants()
    public_publication: Applicants = Applicants()
    excessive: Applicants = Applicants()
    reconfirmation: Applicants = Applicants()


@attrs.frozen
class Other:
    """（六）其他处理: three rows in the 2021 form; ``undivided`` where it is printed as one row."""

    correction_overdue: Applicants = Applicants()
    fee_overdue: Applicants = Applicants()
    other: Applicants = Applicants()
    undivided: Applicants = Applicants()


@attrs.frozen
class Outcomes:
    """三、本年度办理结果."""

    granted: Applicants = Applicants()
    partly_granted: Applicants = Applicants()
    refused: Refused = Refused()
    unavailable: Unavailable = Unavailable()
    not_processed: NotProcessed = NotProcessed()
    other: Other = Other()
    total: Applicants = Applicants()


@attrs.frozen
class Applications:
    """三、收到和处理政府信息公开申请情况."""

    received: Applicants = Applicants()
    carried_over: Applicants = Applicants()
    carried_forward: Applicants = Applicants()
    outcomes: Outcomes = Outcomes()


@attrs.frozen
class Results:
    """One block of 四、政府信息公开行政复议、行政诉讼情况: numbers of cases (件) by result."""

    upheld: Cell = ABSENT
    corrected: Cell = ABSENT
    other: Cell = ABSENT
    pending: Cell = ABSENT
    total: Cell = ABSENT


@attrs.frozen
class Proceedings:
    """四、政府信息公开行政复议、行政诉讼情况."""

    reconsideration: Results = Results()
    litigation_direct: Results = Results()
    litigation_after_reconsideration: Results = Results()


@attrs.frozen
class Report(Shown):
    """One annual report.

    Attributes:
        title: the title as printed, its lines joined; None where there is none.
        agency: the agency named in the title, as printed.
        year: the year reported on, as named in the title.
        form: ``"2021"``, ``"2019"``, ``"mixed"`` (table 2 has blocks of both) or None; told by the tables.
        sections: the narrative sections 一, 五 and 六.
        disclosure: table 2.
        applications: table 3.
        proceedings: table 4.
        further: what the three tables print under rows and columns that the form does not have.
        statistics: indicator tables of other forms, such as those of before 2019.
        narrative: the figures that sentences of sections 一 to 四 state, in the order of the text.
        diagnostics: remarks about the reading, in the order of the text.
        findings: relations of the form that do not hold, or could not be assessed.
    """

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    form: str | None = None
    sections: Sections = Sections()
    disclosure: Disclosure = Disclosure()
    applications: Applications = Applications()
    proceedings: Proceedings = Proceedings()
    further: tuple[FurtherCell, ...] = ()
    statistics: tuple[Statistics, ...] = ()
    narrative: tuple[Fact, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    findings: tuple[Finding, ...] = ()

    _way: ClassVar[str] = "report"

    def __repr__(self) -> str:
        about = f"{self.agency or 'no agency'}, {self.year or 'no year'}, form {self.form or 'unknown'}"
        return f"<Report {about}: {len(self.diagnostics)} diagnostics, {len(self.findings)} findings>"

    def _repr_html_(self) -> str:
        """The tables as the form prints them, for notebooks."""
        return WAYS["tables"](self)
