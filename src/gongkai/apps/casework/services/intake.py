"""Applications come in, are registered and given to somebody (收件、登记、分办)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.permissions import Role
from gongkai.apps.audit.services import record
from gongkai.apps.casework import filing_papers, marks
from gongkai.apps.casework.acting import do, write
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.ledger import APPLICANT, Ledger, author_of
from gongkai.apps.casework.models import Applicant, Case, EvidenceKind, NumberSeries
from gongkai.apps.casework.paper_kinds import Paper, check_papers
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.working_calendar import latest_edition
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_stages import Stage
from gongkai.statute.receipt import Channel

REGISTER_SERIES = "register"


@dataclass(frozen=True, slots=True)
class Taken:
    """An application taken in (收件结果). ``was_known``: the same form had come before, and nothing new was made."""

    case: Case
    secret_code: str
    was_known: bool


@dataclass(frozen=True, slots=True)
class _Visitor:
    pk: None = None
    role: Role = Role.ANONYMOUS

    def __str__(self) -> str:
        return "申请人"


def take_in(
    *,
    agency: Agency,
    channel: Channel,
    applicant: ApplicantForm,
    request: RequestForm,
    arrived_on: date,
    today: date,
    key: str,
    confirmed_on: date | None = None,
    by: Officer | None = None,
    papers: Sequence[Paper] = (),
) -> Taken:
    """Take an application in, give it its number and begin its ledger (收件).

    ``by`` is None where the applicant hands it in online. ``key`` belongs to one form: sent twice it is one
    application, with the same number and code. Raises ActRefused for a form that cannot be taken, PaperRefusedError
    for a file, PermissionDenied.
    """
    if by is not None:
        POLICY.require(CaseAct.TAKE_IN, rights=rights_of(by, today), agency=agency)

    def opened() -> Taken:
        check_papers(tuple(papers))
        who, what = applicant.cleaned(), request.cleaned()
        case = _opened(agency, channel, who, what, arrived_on, confirmed_on, today, key, by, papers)
        return _taken(case, was_known=False)

    return taken_once(key, opened)


def reference_of(agency: Agency, *, year: int, serial: int) -> str:
    """Return what an applicant types to find a case (查询编号)."""
    return f"{agency.code}-{year}-{serial}"


def confirm_receipt(
    *, case: Case, by: Officer, seen: int, on: date, today: date, how: str, with_whom: str = ""
) -> Case:
    """Note the day the applicant was reached, which is the day of receipt (确认收到)."""
    details = {"how": how, "with_whom": with_whom}
    return do(ActKind.RECEIPT_CONFIRMED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def register(*, case: Case, by: Officer, seen: int, on: date, today: date) -> Case:
    """Take the application into the register (登记)."""
    return do(ActKind.REGISTERED, case=case, by=by, seen=seen, on=on, today=today, details={})


def assign(
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: date,
    today: date,
    officer: Officer | None = None,
    department: str = "",
    internal_due_on: date | None = None,
) -> Case:
    """Give the case to an officer or a department, with a date of the organ's own (分办)."""
    details = {
        "officer": officer.pk if officer else None,
        "officer_name": officer.name if officer else None,
        "department": department,
        "internal_due_on": internal_due_on,
    }
    return do(ActKind.ASSIGNED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def void_entry(*, case: Case, by: Officer, seen: int, on: date, today: date, reason: str) -> Case:
    """Strike an entry that was made by mistake; its number is not given again (登记作废)."""
    return do(ActKind.ENTRY_VOIDED, case=case, by=by, seen=seen, on=on, today=today, details={"reason": reason})


@transaction.atomic
def _opened(
    agency: Agency,
    channel: Channel,
    who: ApplicantForm,
    what: RequestForm,
    arrived_on: date,
    confirmed_on: date | None,
    today: date,
    key: str,
    by: Officer | None,
    papers: Sequence[Paper],
) -> Case:
    case = register_row(agency, channel, who, what, arrived_on, today.year, key)
    ledger, author = Ledger.opened(case), author_of(by) if by else APPLICANT
    details = received_details(case, channel, who, what, confirmed_on)
    write(ledger, ActKind.RECEIVED, on=arrived_on, details=details, author=author, today=today)
    filing_papers.put(ledger, papers, evidence=EvidenceKind.APPLICATION, author=author, on=today, today=today)
    record(CaseAct.TAKE_IN, by=by or _Visitor(), on=case, channel=channel.code)
    return case


def taken_once(key: str, opened: Callable[[], Taken]) -> Taken:
    """Return what a form with this key made already, else what ``opened`` makes of it, all or nothing (只收一次).

    ``opened`` is a transaction of its own, so that it can fail inside another and be looked at again.
    """
    known = taken_before(key)
    if known is not None:
        return known
    try:
        return opened()
    except IntegrityError:
        # The same form came twice at once and the other was first; any other clash is a fault and stays one.
        known = taken_before(key)
        if known is None:
            raise
        return known


def taken_before(key: str) -> Taken | None:
    """Return the application that a form with this key has made already (已收件)."""
    known = Case.objects.filter(intake_key=key).select_related("agency", "applicant").first()
    return _taken(known, was_known=True) if known else None


def keys_taken(keys: Collection[str]) -> set[str]:
    """Return those of some forms' keys that made an application already; one query (已收件的登记)."""
    return set(Case.objects.filter(intake_key__in=keys).values_list("intake_key", flat=True))


def received_details(
    case: Case, channel: Channel, who: ApplicantForm, what: RequestForm, confirmed_on: date | None
) -> dict[str, Any]:
    """Return what the first event of a ledger tells (收到申请的要素)."""
    return {
        "channel": channel.code,
        "applicant_kind": who.kind,
        "calendar": case.calendar_on,
        "request_digest": what.digest,
        "confirmed_on": confirmed_on,
    }


def register_row(
    agency: Agency, channel: Channel, who: ApplicantForm, what: RequestForm, arrived_on: date, year: int, key: str
) -> Case:
    """Return the row of a new application under the next number of ``year`` (登记编号)."""
    serial = NumberSeries.take(agency=agency, year=year, series=REGISTER_SERIES)
    told = asdict(what)
    return Case.objects.create(
        agency=agency,
        year=year,
        serial=serial,
        reference=reference_of(agency, year=year, serial=serial),
        intake_key=key,
        channel_code=channel.code,
        arrived_on=arrived_on,
        applicant=Applicant.objects.create(**asdict(who)),
        applicant_kind=who.kind,
        request_text=told.pop("description"),
        applicant_mark=who.mark,
        request_mark=what.mark,
        secret_mark=marks.secret_mark(marks.secret_code(key)),
        stage_code=Stage.UNCONFIRMED.code,
        calendar_on=latest_edition(agency),
        **told,
    )


def _taken(case: Case, *, was_known: bool) -> Taken:
    return Taken(case, marks.secret_code(case.intake_key), was_known)
