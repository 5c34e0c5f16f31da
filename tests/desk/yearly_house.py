"""An organ with a year's records and its reports at every step of the way, and officers of every role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from apps.people.invented import give, make_agency, make_officer
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.disclosure.models import Charge, CleanUp, Decision, DecisionImport, RuleDocument
from gongkai.apps.disclosure.models.decisions import DecisionKind
from gongkai.apps.disclosure.services.charges import record_charge
from gongkai.apps.disclosure.services.cleanups import begin_clean_up, judge_documents
from gongkai.apps.disclosure.services.documents import DocumentForm, register_document
from gongkai.apps.disclosure.services.imports import begin_import, run_import
from gongkai.apps.people.models import Officer
from gongkai.apps.remedies.models import RemedyCase
from gongkai.apps.remedies.services.remedy_cases import RemedyForm, enter_remedy
from gongkai.apps.reporting.models import ReportVersion
from gongkai.apps.reporting.services import annual_flow
from gongkai.apps.reporting.services.annual_drafting import begin_report, write_section
from gongkai.apps.reporting.services.publishing import publish_report
from gongkai.statute.remedy_cases import RemedyBlock
from gongkai.statute.report_deadlines import Scope
from gongkai.statute.validity import DocumentKind

TODAY = date(2026, 3, 2)
IMPROVING = (
    "政策文件的解读形式还比较单一，部分领域信息更新不够及时。"
    "将丰富图解、问答等解读形式，明确各领域信息更新的责任人和时限，每季度检查一次。"
)
STATES = {2021: "published", 2022: "accepted", 2023: "submitted", 2024: "approved", 2025: "checked", 2026: "draft"}
"""The year whose report stands at each step."""
_WAY = ("draft", "checked", "approved", "submitted", "accepted", "published")


@dataclass
class House:
    """An organ, the organ above it, what each keeps, and an officer of each role at the organ alone."""

    above: Agency
    agency: Agency
    everybody: Officer
    officers: Mapping[str, Officer] = field(default_factory=dict)

    @property
    def places(self) -> dict[str, int]:
        """The numbers that addresses are made of."""
        versions = ReportVersion.objects.filter(report__agency=self.agency)
        numbers = {STATES[version.report.year]: version.pk for version in versions.select_related("report")}
        return numbers | {
            "agency": self.agency.pk,
            "document": RuleDocument.objects.get(agency=self.agency, published_on=None).pk,
            "cleanup": CleanUp.objects.get(agency=self.agency).pk,
            "decision": Decision.objects.filter(agency=self.agency).order_by("pk")[0].pk,
            "import": DecisionImport.objects.filter(agency=self.agency).order_by("pk")[0].pk,
            "charge": Charge.objects.get(agency=self.agency).pk,
            "remedy": RemedyCase.objects.get(agency=self.agency).pk,
            "report": versions.order_by("pk")[0].report_id,
        }

    def version(self, state: str) -> ReportVersion:
        return ReportVersion.objects.get(pk=self.places[state])


def build_house(name: str) -> House:
    """Return an organ under a city of its own, with everything that the desk shows of a year."""
    above = make_agency(f"{name}市人民政府", kind_code="government", level_code="city")
    agency = make_agency(f"{name}市水利局", parent=above, level_code="city")
    everybody = make_officer(f"{name}全能", agency=agency)
    for role in AgencyRole:
        if role not in (AgencyRole.AUDITOR, AgencyRole.ADMINISTRATOR):
            give(everybody, role, agency)
    give(everybody, AgencyRole.SUPERVISOR, above)
    officers = {role.code: make_officer(role.label, role=role, agency=agency) for role in AgencyRole}
    house = House(above, agency, everybody, officers)
    _keep_records(house)
    for year, state in STATES.items():
        bring(house, year, state)
    return house


def bring(house: House, year: int, state: str) -> ReportVersion:
    """Begin the report of a year and take it to a step of its way."""
    by = house.everybody
    version = begin_report(agency=house.agency, year=year, scope=Scope.OWN, by=by, today=TODAY)
    write_section(version=version, number=5, text=f"{IMPROVING}（{year}）", seen=0, by=by, today=TODAY)
    steps = {
        "checked": annual_flow.check,
        "approved": annual_flow.approve,
        "submitted": annual_flow.submit,
        "accepted": annual_flow.accept,
        "published": publish_report,
    }
    for step in _WAY[1 : _WAY.index(state) + 1]:
        steps[step](version=version, by=by, today=TODAY)
    return ReportVersion.objects.get(pk=version.pk)


def _keep_records(house: House) -> None:
    by, agency = house.everybody, house.agency
    for number, published_on in enumerate((date(2022, 3, 9), None), start=1):
        form = DocumentForm(
            title=f"{agency.name}取水许可管理办法之{number}",
            number=f"{agency.name[:2]}水规〔2022〕{number}号",
            made_on=date(2022, 3, number),
            in_force_on=date(2022, 4, 1),
            published_on=published_on,
            term_until=date(2026, 4, 30) if number == 1 else None,
        )
        register_document(agency=agency, kind=DocumentKind.NORMATIVE, form=form, by=by, today=TODAY)
    clean_up = begin_clean_up(agency=agency, title="2026年文件清理", basis="国务院要求", by=by, today=TODAY)
    first = RuleDocument.objects.filter(agency=agency).order_by("pk")[0]
    judge_documents(clean_up=clean_up, verdicts={first: ("repealed", "已过时")}, by=by, today=TODAY)
    lines = "决定文书号,行政相对人名称,决定日期\n水许〔2022〕1号,归雁商行,2022-06-01\n水许〔2022〕2号,,2022-06-02"
    batch = begin_import(
        agency=agency,
        kind=DecisionKind.LICENSING,
        file=BytesIO(f"{lines}\n水许〔2022〕3号,听涛商行,2022-06-03".encode()),
        file_name="台账.csv",
        by=by,
        today=TODAY,
    )
    for _ in run_import(batch=batch, by=by, today=TODAY):
        pass
    period = (date(2022, 1, 1), date(2022, 12, 31))
    told = {"item": "水资源费", "basis": "财综〔2008〕79号", "amount_yuan": Decimal("120000.00")}
    record_charge(agency=agency, period=period, by=by, today=TODAY, **told)
    about = RemedyForm(RemedyBlock.RECONSIDERATION, "不予公开告知书", house.above.name, "浮府复〔2026〕3号")
    enter_remedy(agency=agency, form=about, received_on=date(2026, 2, 25), by=by, today=TODAY)


def register_of(*lines: str) -> SimpleUploadedFile:
    """Return a register of decisions to be uploaded."""
    content = "\n".join(("决定文书号,行政相对人名称,决定日期", *lines))
    return SimpleUploadedFile("台账.csv", content.encode())


def signed_in(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def tried(client: Client, method: str, address: str, told: Mapping[str, object] | None = None) -> HttpResponse:
    """Return the answer to a request whose effects are taken back."""
    with transaction.atomic():
        ask = client.get if method == "GET" else client.post
        # An upload is read once; it may be sent more often.
        for value in (told or {}).values():
            if isinstance(value, SimpleUploadedFile):
                value.seek(0)
        answer = ask(address, dict(told or {}))
        transaction.set_rollback(True)
    return answer
