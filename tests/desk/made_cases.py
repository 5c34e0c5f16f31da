"""An invented organ with its officers and the applications that came in there, for tests of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from apps.people.invented import make_agency, make_officer
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework import services
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.models import Case
from gongkai.apps.people.models import Officer
from gongkai.statute.receipt import Channel

TODAY = date(2026, 3, 16)
"""A Monday; the holidays of 2026 are published."""
_key = count(1)


@dataclass(frozen=True)
class Organ:
    """One organ and an officer for each role that casework knows."""

    agency: Agency
    intake: Officer
    handler: Officer
    lawyer: Officer
    head: Officer
    leader: Officer
    auditor: Officer


def made_organ(name: str = "云溪县教育局", *, parent: Agency | None = None) -> Organ:
    agency = make_agency(
        name,
        parent=parent,
        office_name="办公室",
        office_address="云溪县文昌路1号",
        phone="0990-1234567",
        reconsideration_organ="云溪县人民政府",
        reconsideration_address="云溪县人民路1号",
        reconsideration_online="https://fuyi.example.cn",
        court="云溪县人民法院",
    )
    roles = {
        "intake": AgencyRole.INTAKE,
        "handler": AgencyRole.HANDLER,
        "lawyer": AgencyRole.LEGAL_REVIEWER,
        "head": AgencyRole.DISCLOSURE_HEAD,
        "leader": AgencyRole.APPROVER,
        "auditor": AgencyRole.AUDITOR,
    }
    names = ("孙一鸣", "李承办", "王审核", "周主任", "郑局长", "吴审计")
    officers = {
        part: make_officer(person, role=role, agency=agency)
        for (part, role), person in zip(roles.items(), names, strict=True)
    }
    return Organ(agency, **officers)


def taken_in(
    organ: Organ,
    *,
    title: str = "云溪县2025年中小学校舍维修项目清单",
    description: str = "2025年度全县中小学校舍维修的项目名称、金额和完成时间",
    name: str = "张三丰",
    phone: str = "13900000000",
    channel: Channel = Channel.IN_PERSON,
    arrived_on: date = TODAY,
) -> Case:
    taken = services.take_in(
        agency=organ.agency,
        channel=channel,
        applicant=ApplicantForm(kind="natural_person", name=name, phone=phone, address="云溪县学府街8号"),
        request=RequestForm(title=title, description=description),
        arrived_on=arrived_on,
        today=max(arrived_on, TODAY),
        key=f"key-{next(_key)}",
        by=organ.intake,
    )
    return taken.case


def did(service: Any, case: Case, by: Officer, *, on: date = TODAY, **told: Any) -> Case:
    """Do an act on a case as it stands now."""
    case.refresh_from_db()
    return service(case=case, by=by, seen=case.last_seq, on=on, today=max(on, TODAY), **told)


def in_hand(organ: Organ, *, on: date | None = None, **told: Any) -> Case:
    """An application that is registered and assigned to the handler."""
    case = taken_in(organ, **({"arrived_on": on} if on else {}), **told)
    did(services.register, case, organ.intake, on=on or TODAY)
    did(services.assign, case, organ.intake, on=on or TODAY, officer=organ.handler, department="基建科")
    case.refresh_from_db()
    return case


NOT_EXISTING = {
    "searched_by": "李承办",
    "searched_on": "2026-03-16",
    "searched_places": ["档案室", "办公系统"],
    "search_terms": ["校舍维修"],
    "search": "没有检索到相关信息",
    "absence": "never_made",
    "duty_to_make": "依法不由本机关制作",
}


def searched(case: Case, organ: Organ) -> Case:
    """The handler logs a search that found nothing."""
    told = {
        "by_whom": "李承办",
        "places": ["档案室", "办公系统"],
        "terms": ["校舍维修"],
        "result": "没有检索到相关信息",
    }
    return did(services.log_search, case, organ.handler, **told)


def proposed_not_existing(case: Case, organ: Organ) -> Case:
    """The handler proposes 不存在, which goes to the lawyer."""
    searched(case, organ)
    return did(services.propose, case, organ.handler, outcome="unavailable.not_existing", facts=NOT_EXISTING)


def approved(case: Case, organ: Organ) -> Case:
    """A proposal passes the lawyer and the leader."""
    proposed_not_existing(case, organ)
    did(services.pass_review, case, organ.lawyer)
    return did(services.approve, case, organ.leader)
