"""A city with three departments, two townships and a county, and a year's work of each, counted by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from apps.people.invented import PASSWORD, give, make_agency, make_officer
from gongkai.apps.agencies.kinds import AgencyKind, Level
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.services import PastOutcome, take_in, take_in_past
from gongkai.apps.disclosure.models.decisions import DecisionKind
from gongkai.apps.disclosure.services.charges import record_charge
from gongkai.apps.disclosure.services.documents import DocumentForm, register_document
from gongkai.apps.disclosure.services.imports import begin_import, run_import
from gongkai.apps.people.models import Officer
from gongkai.apps.remedies.services.remedy_cases import RemedyForm, enter_remedy, record_event
from gongkai.statute.receipt import Channel
from gongkai.statute.remedy_cases import RemedyAct, RemedyBlock
from gongkai.statute.validity import DocumentKind

YEAR = 2025
JANUARY = date(2026, 1, 20)
MARCH = date(2026, 3, 5)
_KINDS = (
    ("granted.provided", "natural_person"),
    ("partly_granted", "business"),
    ("unavailable.not_existing", "natural_person"),
)
IMPROVING = (
    "政策文件的解读形式还比较单一，部分领域信息更新不够及时。"
    "将丰富图解、问答等解读形式，明确各领域信息更新的责任人和时限，每季度检查一次。"
)


@dataclass(frozen=True)
class City:
    """The organs by a short name, and one officer of each part at all of them."""

    organs: Mapping[str, Agency]
    clerk: Officer
    head: Officer
    leader: Officer
    supervisor: Officer

    @property
    def reporting(self) -> list[Agency]:
        """Everybody who reports their own work."""
        return list(self.organs.values())


def build_city() -> City:
    government, city, county = AgencyKind.GOVERNMENT.code, Level.CITY.code, Level.COUNTY.code
    top = make_agency("浮玉市人民政府", kind_code=government, level_code=city)
    organs = {"city": top}
    for key, name in (("water", "浮玉市水利局"), ("land", "浮玉市自然资源局"), ("school", "浮玉市教育局")):
        organs[key] = make_agency(name, parent=top, level_code=city)
    for key, name in (("east", "东溪镇人民政府"), ("west", "西山乡人民政府")):
        organs[key] = make_agency(name, parent=top, kind_code=government, level_code=Level.TOWNSHIP.code)
    organs["county"] = make_agency("河清县人民政府", parent=top, kind_code=government, level_code=county)
    organs["county_office"] = make_agency("河清县财政局", parent=organs["county"], level_code=county)
    roles = (AgencyRole.REPORT_CLERK, AgencyRole.DISCLOSURE_HEAD, AgencyRole.APPROVER, AgencyRole.SUPERVISOR)
    officers = [make_officer(f"{role.label}员", agency=top) for role in roles]
    for officer, role in zip(officers, roles, strict=True):
        for organ in [top] if role is AgencyRole.SUPERVISOR else organs.values():
            give(officer, role, organ)
    return City(organs, *officers)


def work_a_year(city: City) -> None:
    """Every organ makes documents, decisions and charges, answers applications, and some are attacked."""
    for number, (key, organ) in enumerate(city.organs.items(), start=1):
        _documents(city, organ, number)
        _decisions(city, organ, number)
        _applications(city, organ, number)
        if key in ("water", "land"):
            _attacked(city, organ)


def sums_by_hand() -> dict[str, int | Decimal]:
    """What the whole territory comes to: the n-th of eight organs makes n documents and so on."""
    numbers = range(1, 9)
    return {
        "proactive.normative_documents.made": sum(numbers),
        "proactive.normative_documents.in_force": sum(numbers),
        "proactive.licensing.decisions": sum(2 * number for number in numbers),
        "proactive.charges.amount": sum((Decimal(number) / 10 for number in numbers), Decimal(0)),
        "applications.new.total": 8 * 4,
        "applications.granted.natural_person": 8,
        "applications.partly_granted.business": 8,
        "applications.unavailable.not_held.total": 8,
        "applications.total.total": 8 * 3,
        "applications.carried_out.total": 8,
        "remedies.reconsideration.upheld": 2,
        "remedies.reconsideration.total": 2,
    }


def _documents(city: City, organ: Agency, count: int) -> None:
    for number in range(1, count + 1):
        form = DocumentForm(
            title=f"{organ.name}规范性文件管理办法之{number}",
            number=f"浮规〔2025〕{organ.pk}-{number}号",
            made_on=date(2025, 3, number),
            in_force_on=date(2025, 4, 1),
            published_on=date(2025, 3, 20),
        )
        register_document(agency=organ, kind=DocumentKind.NORMATIVE, form=form, by=city.head, today=JANUARY)


def _decisions(city: City, organ: Agency, count: int) -> None:
    rows = "".join(
        f"浮许〔2025〕{number}号,第{number}商行,2025-06-{number:02d}\n" for number in range(1, 2 * count + 1)
    )
    batch = begin_import(
        agency=organ,
        kind=DecisionKind.LICENSING,
        file=BytesIO(f"决定文书号,行政相对人名称,决定日期\n{rows}".encode()),
        file_name="台账.csv",
        by=city.head,
        today=JANUARY,
    )
    for _ in run_import(batch=batch, by=city.head, today=JANUARY):
        pass
    record_charge(
        agency=organ,
        item="考试费",
        basis="发改价格〔2020〕1号",
        period=(date(2025, 1, 1), date(2025, 12, 31)),
        amount_yuan=Decimal(count) * 1000,
        by=city.head,
        today=JANUARY,
    )


def _applications(city: City, organ: Agency, number: int) -> None:
    for place, (outcome, kind) in enumerate(_KINDS):
        take_in_past(
            agency=organ,
            channel=Channel.IN_PERSON,
            applicant=_applicant(kind),
            request=RequestForm(title=f"第{place}项清单", description="请提供清单"),
            arrived_on=date(2025, 5, 6 + place),
            confirmed_on=None,
            outcome=PastOutcome(outcome, date(2025, 5, 20), "2025年台账.xlsx第2行"),
            key=f"past-{number}-{place}",
            by=city.head,
            today=JANUARY,
        )
    take_in(
        agency=organ,
        channel=Channel.IN_PERSON,
        applicant=_applicant("natural_person"),
        request=RequestForm(title="年底的清单", description="请提供清单"),
        arrived_on=date(2025, 12, 29),
        today=JANUARY,
        key=f"open-{number}",
        by=city.head,
    )


def _applicant(kind: str) -> ApplicantForm:
    return ApplicantForm(
        kind=kind,
        name="苏怀瑾" if kind == "natural_person" else "浮玉山茶业有限公司",
        contact_person="" if kind == "natural_person" else "苏怀瑾",
        phone="13900000000",
        email="",
        address="浮玉市河西路1号",
    )


def _attacked(city: City, organ: Agency) -> None:
    form = RemedyForm(RemedyBlock.RECONSIDERATION, "信息不存在的答复", "浮玉市人民政府", f"浮府复〔2025〕{organ.pk}号")
    remedy = enter_remedy(agency=organ, form=form, received_on=date(2025, 7, 1), by=city.head, today=JANUARY)
    record_event(
        remedy=remedy,
        act=RemedyAct.CONCLUDED,
        on=date(2025, 8, 20),
        by=city.head,
        today=JANUARY,
        outcome_code="decided.upheld",
    )


__all__ = ("IMPROVING", "JANUARY", "MARCH", "PASSWORD", "YEAR", "City", "build_city", "sums_by_hand", "work_a_year")
