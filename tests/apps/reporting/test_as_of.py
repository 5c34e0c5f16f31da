"""A report compiled as of a moment is the same before and after whatever is recorded later, of every source."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from apps.people.invented import make_agency
from apps.reporting.annual_city import JANUARY, YEAR, build_city, work_a_year
from apps.reporting.publishing_reports import published_by
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.services import PastOutcome, take_in_past
from gongkai.apps.disclosure.models import Charge, Decision, RuleDocument
from gongkai.apps.disclosure.services.charges import void_charge
from gongkai.apps.disclosure.services.decisions import void_decision
from gongkai.apps.disclosure.services.documents import change_document
from gongkai.apps.remedies.services.remedy_cases import RemedyForm, enter_remedy
from gongkai.apps.reporting.models import ReportSnapshot
from gongkai.apps.reporting.selectors.annual_figures import asked_for, compile_figures, differences
from gongkai.apps.reporting.selectors.annual_records import exported_rows, records_page
from gongkai.apps.reporting.selectors.territories import counted_now
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


MADE = "proactive.normative_documents.made"


def compiled_again(snapshot: ReportSnapshot) -> dict[str, object]:
    """Compile once more what was frozen: up to its moment, of its organs."""
    report = snapshot.version.report
    found, _ = compile_figures(
        report.agency, year=report.year, scope=report.scope, known_at=snapshot.known_at, counted=snapshot.counted
    )
    return dict(found)


def test_an_organ_that_answers_in_another_name_later_leaves_a_frozen_report_as_it_was() -> None:
    city = build_city()
    work_a_year(city)
    water, land = city.organs["water"], city.organs["land"]
    land.answers_as = water
    land.save(update_fields=["answers_as"])
    edition = published_by(city, water, today=JANUARY)
    version = edition.publication.version
    # The second and the third of eight organs made two documents and three.
    assert version.snapshot.values[MADE] == 5
    land.answers_as = None
    land.save(update_fields=["answers_as"])
    assert compiled_again(version.snapshot) == dict(version.snapshot.compiled_values)
    assert asked_for(version).agency_ids == (water.pk, land.pk)
    assert len(records_page(version, MADE).records) == 5
    assert len(list(exported_rows(version, (MADE,)))) == 5
    # What a compile now would give is told as a difference, and of two documents alone.
    assert {each.path: (each.frozen, each.now) for each in differences(version)}[MADE] == (5, 2)


def test_an_organ_that_moves_out_of_a_territory_leaves_its_earlier_sum_as_it_was() -> None:
    city = build_city()
    work_a_year(city)
    told = {"year": YEAR, "scope": Scope.TERRITORY}
    top, water = city.organs["city"], city.organs["water"]
    published_by(city, water, today=JANUARY)
    moment, counted = timezone.now(), counted_now(top, **told)
    before, _ = compile_figures(top, **told)
    assert before[MADE] == 2
    water.answers_as = city.organs["land"]
    water.save(update_fields=["answers_as"])
    make_agency("浮玉市统计局", parent=top, level_code="city")
    now, _ = compile_figures(top, **told)
    then, rollup = compile_figures(top, **told, known_at=moment, counted=counted)
    assert now[MADE] is None
    assert dict(then) == dict(before)
    assert [(share.agency.pk, share.scope.code) for share in rollup.shares] == counted
