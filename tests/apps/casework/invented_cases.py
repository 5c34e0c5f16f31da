"""Invented organs, officers and applications for tests of casework."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from apps.people.invented import make_agency, make_officer
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework import services
from gongkai.apps.casework.models import Case
from gongkai.apps.people.models import Officer
from gongkai.statute.delivery import DeliveryWay
from gongkai.statute.receipt import Channel
from statute.procedure_cases import outcome_facts

MONDAY = date(2026, 3, 2)
_keys = count(1)


@dataclass(frozen=True)
class Office:
    """An organ with one officer of each role that casework needs."""

    agency: Agency
    intake: Officer
    handler: Officer
    lawyer: Officer
    head: Officer
    leader: Officer


def make_office(name: str = "浮玉市自然资源局", *, parent: Agency | None = None) -> Office:
    agency = make_agency(
        name,
        parent=parent,
        reconsideration_organ="浮玉市人民政府",
        court="浮玉市浮山区人民法院",
        reconsideration_online="https://fy.example.gov.cn/fuyi",
        office_address="浮玉市山前路1号",
        phone="0990-1234567",
    )
    roles = (
        AgencyRole.INTAKE,
        AgencyRole.HANDLER,
        AgencyRole.LEGAL_REVIEWER,
        AgencyRole.DISCLOSURE_HEAD,
        AgencyRole.APPROVER,
    )
    return Office(agency, *(make_officer(f"{role.label}员", role=role, agency=agency) for role in roles))


APPLICANT = services.ApplicantForm(
    kind="natural_person",
    name="苏怀瑾",
    identity_kind="居民身份证",
    identity_number="990101199001010013",
    phone="13800000000",
    email="su@example.com",
    address="浮玉市湖滨路2号",
)
REQUEST = services.RequestForm(
    title="浮山路拓宽工程用地批复", description="2024年浮山路拓宽工程的建设用地批复及附图", document_number=""
)


def take_in(
    office: Office,
    *,
    on: date = MONDAY,
    channel: Channel = Channel.IN_PERSON,
    by: Officer | None = None,
    **told: Any,
) -> services.Taken:
    arguments = {"applicant": APPLICANT, "request": REQUEST, "key": f"form-{next(_keys)}", "today": on, **told}
    return services.take_in(agency=office.agency, channel=channel, arrived_on=on, by=by, **arguments)


def make_case(office: Office, *, on: date = MONDAY, **told: Any) -> Case:
    """Return a registered application that came in person."""
    case = take_in(office, on=on, by=office.intake, **told).case
    return services.register(case=case, by=office.intake, seen=case.last_seq, on=on, today=told.get("today", on))


def step(
    act: Callable[..., Case], case: Case, by: Officer, *, on: date, today: date | None = None, **told: Any
) -> Case:
    """Do one act as somebody who saw everything."""
    return act(case=case, by=by, seen=case.last_seq, on=on, today=today or on, **told)


def proposed(office: Office, case: Case, outcome: str, *, on: date) -> Case:
    return step(services.propose, case, office.handler, on=on, outcome=outcome, facts=outcome_facts(outcome))


def approved(office: Office, case: Case, outcome: str = "granted.provided", *, on: date) -> Case:
    case = proposed(office, case, outcome, on=on)
    if outcome != "granted.provided":
        case = step(services.pass_review, case, office.lawyer, on=on)
    return step(services.approve, case, office.leader, on=on)


def answered(office: Office, case: Case, outcome: str = "granted.provided", *, on: date) -> Case:
    case = step(services.decide, approved(office, case, outcome, on=on), office.handler, on=on)
    return services.deliver(
        case=case,
        by=office.intake,
        seen=case.last_seq,
        today=on,
        way=DeliveryWay.POST,
        sent_on=on,
        proof="EMS 1234567890",
    )
