"""Applications that ended before this ledger was kept, taken over from an organ's register (既往申请)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.services import record
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.ledger import Ledger, author_of
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.services.intake import Taken, received_details, register_row, taken_once
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.receipt import Channel


@dataclass(frozen=True, slots=True)
class PastOutcome:
    """How and when an application ended, as the register has it (既往办理结果). ``source`` names file and line."""

    code: str
    answered_on: date
    source: str
    number: str = ""


def take_in_past(
    *,
    agency: Agency,
    channel: Channel,
    applicant: ApplicantForm,
    request: RequestForm,
    arrived_on: date,
    confirmed_on: date | None,
    outcome: PastOutcome,
    key: str,
    by: Officer,
    today: date,
) -> Taken:
    """Enter an application of the past with its outcome; nobody is written to (导入既往申请).

    Known by ``key``, the same line makes one application. Raises ActRefused, PermissionDenied.
    """
    POLICY.require(CaseAct.RECORD_PAST, rights=rights_of(by, today), agency=agency)

    def entered() -> Taken:
        who, what = applicant.cleaned(), request.cleaned()
        with transaction.atomic():
            case = register_row(agency, channel, who, what, arrived_on, arrived_on.year, key)
            received = received_details(case, channel, who, what, confirmed_on)
            _write(case, Act(ActKind.RECEIVED, arrived_on, received), outcome, by=by, today=today)
        return Taken(case, "", was_known=False)

    return taken_once(key, entered)


def _write(case: Case, received: Act, outcome: PastOutcome, *, by: Officer, today: date) -> None:
    ledger, author = Ledger.opened(case), author_of(by)
    ledger.append(received, by=author, today=today)
    told = {"outcome": outcome.code, "number": outcome.number, "source": outcome.source}
    ledger.append(Act(ActKind.OUTCOME_RECORDED, outcome.answered_on, told), by=author, today=today)
    record(CaseAct.RECORD_PAST, by=by, on=case, source=outcome.source)
