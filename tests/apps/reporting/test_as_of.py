"""A report compiled as of a moment is the same before and after whatever is recorded later, of every source."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from apps.reporting.annual_city import JANUARY, YEAR, build_city, work_a_year
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.services import PastOutcome, take_in_past
from gongkai.apps.disclosure.models import Charge, Decision, RuleDocument
from gongkai.apps.disclosure.services.charges import void_charge
from gongkai.apps.disclosure.services.decisions import void_decision
from gongkai.apps.disclosure.services.documents import change_document
from gongkai.apps.remedies.services.remedy_cases import RemedyForm, enter_remedy
from gongkai.apps.reporting.selectors.annual_figures import compile_figures
from gongkai.statute.receipt import Channel
from gongkai.statute.remedy_cases import RemedyBlock
from gongkai.statute.report_deadlines import Scope
from gongkai.statute.validity import DocumentAct, DocumentEvent

pytestmark = pytest.mark.django_db


def test_later_entries_of_every_register_leave_the_figures_of_an_earlier_moment_as_they_were() -> None:
    city = build_city()
    work_a_year(city)
    water, head = city.organs["water"], city.head
    before, _ = compile_figures(water, year=YEAR, scope=Scope.OWN)
    moment = timezone.now()
    told = {"by": head, "today": JANUARY}
    document = RuleDocument.objects.filter(agency=water).order_by("pk")[0]
    change_document(
        document=document, event=DocumentEvent(DocumentAct.REPEALED, date(2025, 12, 1)), basis="局务会议", **told
    )
    void_decision(decision=Decision.objects.filter(agency=water).order_by("pk")[0], reason="录入有误", **told)
    void_charge(charge=Charge.objects.get(agency=water), reason="录入有误", **told)
    form = RemedyForm(RemedyBlock.DIRECT_SUIT, "信息不存在的答复", "浮玉市河西区人民法院", "（2025）浮0102行初9号")
    enter_remedy(agency=water, form=form, received_on=date(2025, 12, 22), **told)
    take_in_past(
        agency=water,
        channel=Channel.IN_PERSON,
        applicant=ApplicantForm(kind="natural_person", name="叶望舒", phone="13900000001"),
        request=RequestForm(title="漏登的一件", description="请提供清单"),
        arrived_on=date(2025, 6, 3),
        confirmed_on=None,
        outcome=PastOutcome("granted.provided", date(2025, 6, 12), "补登"),
        key="late-entry",
        **told,
    )
    then, _ = compile_figures(water, year=YEAR, scope=Scope.OWN, known_at=moment)
    now, _ = compile_figures(water, year=YEAR, scope=Scope.OWN)
    assert dict(then) == dict(before)
    changed = {path: (before[path], value) for path, value in now.items() if before[path] != value}
    # The second of eight organs made two documents and four decisions, and took two thousand yuan.
    assert changed == {
        "proactive.normative_documents.repealed": (0, 1),
        "proactive.normative_documents.in_force": (2, 1),
        "proactive.licensing.decisions": (4, 3),
        "proactive.charges.amount": (before["proactive.charges.amount"], now["proactive.charges.amount"]),
        "applications.new.natural_person": (3, 4),
        "applications.new.total": (4, 5),
        "applications.granted.natural_person": (1, 2),
        "applications.granted.total": (1, 2),
        "applications.total.natural_person": (2, 3),
        "applications.total.total": (3, 4),
        "remedies.litigation_direct.pending": (0, 1),
        "remedies.litigation_direct.total": (0, 1),
    }
    assert (float(before["proactive.charges.amount"]), now["proactive.charges.amount"] or 0) == (0.2, 0)
