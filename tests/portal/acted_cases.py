"""An application that came in online, and an officer who takes it on from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from apps.people.invented import give, make_officer
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework import marks, services
from gongkai.apps.casework.models import Case
from gongkai.statute.delivery import DeliveryWay
from portal.invented_applications import address_of, filled, online_agency

# A Monday in March: the twenty working days after it end on Monday the 30th, no holiday among them.
TODAY = date(2026, 3, 2)
DUE = "2026年3月30日"


@dataclass
class Acted:
    """A case, its officer, and the applicant's browser, which is let in."""

    case: Case
    officer: Any
    client: Client
    code: str

    @property
    def page(self) -> str:
        """The page of the case."""
        return self.client.get(f"/follow/{self.case.pk}/").text

    def do(self, service: Callable[..., Case], **told: Any) -> Acted:
        """Have the officer do one act on the day these tests play on."""
        common = {"case": self.case, "by": self.officer, "seen": Case.objects.get(pk=self.case.pk).last_seq}
        if service is not services.deliver:
            common["on"] = TODAY
        self.case = service(**common, today=TODAY, **told)
        return self

    def registered(self) -> Acted:
        """Confirm that it was received, and register it."""
        return self.do(services.confirm_receipt, how="电话").do(services.register)

    def decided(self) -> Acted:
        """Propose, approve and issue the answer."""
        self.do(services.propose, outcome="granted.provided", facts={"provided": ["中标结果公告"], "form": "电子文件"})
        return self.do(services.approve).do(services.decide)

    def delivered(self) -> Acted:
        """Deliver the answer online."""
        return self.do(services.deliver, way=DeliveryWay.ELECTRONIC, sent_on=TODAY, proof="系统回执")


def apply_online(client: Client, **changes: str) -> Acted:
    """Apply over HTTP as an applicant does, then show number and code."""
    told = {
        "reconsideration_organ": "浮玉市人民政府",
        "court": "浮玉市人民法院",
        "reconsideration_online": "https://review.example.cn/",
    }
    agency = online_agency(**told)
    client.get(address_of(agency))
    client.post(address_of(agency), filled(**changes))
    case = Case.objects.get(agency=agency)
    officer = make_officer(role=AgencyRole.HANDLER, agency=agency)
    for role in (AgencyRole.DISCLOSURE_HEAD, AgencyRole.LEGAL_REVIEWER, AgencyRole.APPROVER):
        give(officer, role, agency)
    code = marks.secret_code(case.intake_key)
    client.post("/follow/", {"number": case.reference, "code": code})
    return Acted(case, officer, client, code)
