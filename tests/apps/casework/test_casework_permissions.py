"""Every role against every act on applications, at one's own organ and at others."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest

from apps.casework.invented_cases import APPLICANT, MONDAY, REQUEST
from apps.people.role_matrix import Expected, assert_guarded, assert_policy
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework import services
from gongkai.apps.casework.models import Applicant, Case
from gongkai.apps.casework.permissions import ACT_OF, POLICY, CaseAct
from gongkai.apps.people.models import Officer
from gongkai.statute.case_acts import ActKind
from gongkai.statute.errors import StatuteError
from gongkai.statute.receipt import Channel

R = AgencyRole
DESK = {R.INTAKE, R.HANDLER, R.DISCLOSURE_HEAD}
EXPECTED: Expected = {
    CaseAct.READ: {*DESK, R.LEGAL_REVIEWER, R.APPROVER, R.REPORT_CLERK, R.SUPERVISOR, R.AUDITOR},
    CaseAct.EXPORT: {R.HANDLER, R.DISCLOSURE_HEAD, R.LEGAL_REVIEWER, R.AUDITOR},
    CaseAct.REVEAL: DESK,
    CaseAct.TAKE_IN: DESK,
    CaseAct.REGISTER: DESK,
    CaseAct.RECORD_PAST: {R.DISCLOSURE_HEAD},
    CaseAct.ASSIGN: {R.INTAKE, R.DISCLOSURE_HEAD},
    CaseAct.VOID: {R.DISCLOSURE_HEAD},
    CaseAct.WORK: {R.HANDLER, R.DISCLOSURE_HEAD},
    CaseAct.RECORD: {*DESK, R.LEGAL_REVIEWER, R.APPROVER},
    CaseAct.CONSENT: {R.DISCLOSURE_HEAD},
    CaseAct.WAIVE: {R.DISCLOSURE_HEAD},
    CaseAct.TAKE_PAYMENT: DESK,
    CaseAct.REVIEW: {R.LEGAL_REVIEWER},
    CaseAct.APPROVE: {R.APPROVER},
    CaseAct.RETURN: {R.APPROVER, R.DISCLOSURE_HEAD},
    CaseAct.ISSUE: {R.HANDLER, R.DISCLOSURE_HEAD},
    CaseAct.DELIVER: DESK,
    CaseAct.ARCHIVE: DESK,
    CaseAct.REOPEN: {R.DISCLOSURE_HEAD},
    CaseAct.SPLIT: DESK,
    CaseAct.STAY: {R.HANDLER, R.DISCLOSURE_HEAD},
    CaseAct.ERASE: {R.DISCLOSURE_HEAD},
    CaseAct.SET_ROWS: {R.DISCLOSURE_HEAD, R.ADMINISTRATOR},
    CaseAct.LOAD_CALENDAR: {R.ADMINISTRATOR},
    # The applicant's own: no officer has them.
    CaseAct.KEEP_IN_ACCOUNT: set(),
    CaseAct.TAKE_OUT_OF_ACCOUNT: set(),
}


def test_every_role_may_do_what_is_told_and_nothing_else() -> None:
    assert_policy(POLICY, EXPECTED)


def test_every_act_of_the_ledger_needs_a_right() -> None:
    assert set(ACT_OF) == set(ActKind)
    assert set(EXPECTED) == set(CaseAct)


def absent_case(agency: Agency) -> Case:
    """A case that is not there: whoever gets past the check of rights finds nothing."""
    return Case(pk=1, agency=agency, applicant=Applicant(name="苏怀瑾"), reference="没有")


def doing(kind: ActKind) -> Callable[[Officer, Agency], object]:
    def attempt(officer: Officer, agency: Agency) -> None:
        with suppress(Case.DoesNotExist):
            services.do(kind, case=absent_case(agency), by=officer, seen=0, on=MONDAY, today=MONDAY, details={})

    return attempt


def taking_in(officer: Officer, agency: Agency) -> None:
    services.take_in(
        agency=agency,
        channel=Channel.IN_PERSON,
        applicant=APPLICANT,
        request=REQUEST,
        arrived_on=MONDAY,
        today=MONDAY,
        key=f"{officer.pk}-{agency.pk}",
        by=officer,
    )


def erasing(officer: Officer, agency: Agency) -> None:
    with suppress(Case.DoesNotExist, StatuteError):
        services.erase_applicant(case=absent_case(agency), by=officer, today=date(2040, 1, 1))


def setting_a_row(officer: Officer, agency: Agency) -> None:
    with suppress(StatuteError):
        services.set_outcome_row(
            agency=agency, outcome_code="", row="", from_year=2026, reason="", by=officer, today=MONDAY
        )


@pytest.mark.django_db
def test_services_let_through_whom_the_policy_allows_and_nobody_else() -> None:
    one_each = {act: kind for kind, act in ACT_OF.items()}
    attempts = {act: doing(kind) for act, kind in one_each.items() if act is not CaseAct.LOAD_CALENDAR}
    attempts |= {
        CaseAct.TAKE_IN: taking_in,
        CaseAct.REVEAL: lambda officer, agency: services.reveal_applicant(
            case=absent_case(agency), by=officer, today=MONDAY
        ),
        CaseAct.ERASE: erasing,
        CaseAct.SET_ROWS: setting_a_row,
    }
    assert_guarded(attempts, EXPECTED)


@pytest.mark.django_db
def test_calendar_is_for_administrators_of_the_whole_system_alone() -> None:
    from django.core.exceptions import PermissionDenied

    from apps.people.invented import make_agency, make_officer

    agency = make_agency()
    for role in AgencyRole:
        officer = make_officer(role=role, agency=agency)
        with pytest.raises(PermissionDenied):
            services.load_holiday_notice(text="", by=officer, today=MONDAY)
        with pytest.raises(PermissionDenied):
            services.adopt_calendar(by=officer, today=MONDAY)
