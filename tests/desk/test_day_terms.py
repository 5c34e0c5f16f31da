"""Terms of remedies, reports and documents on the desk's first page, beside those of applications."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from apps.people.invented import give
from desk.yearly_house import House, bring, build_house, signed_in
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.remedies.models import RemedyCase
from gongkai.apps.remedies.services.remedy_cases import RemedyForm, enter_remedy, record_event
from gongkai.apps.reporting.services.annual_flow import return_to_organ
from gongkai.statute.remedy_cases import RemedyAct, RemedyBlock

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)


@pytest.fixture
def house(monkeypatch) -> House:
    monkeypatch.setattr("desk.yearly_house.STATES", {})
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: MONDAY)
    return build_house("浮玉")


def page_of(house: House, *roles: str) -> str:
    """Return the first page as somebody with some roles sees it."""
    officer = house.officers[roles[0]]
    for role in roles[1:]:
        give(officer, next(each for each in AgencyRole if each.code == role), house.agency)
    return signed_in(officer).get("/desk/").text


def entered(house: House, block: RemedyBlock, number: str, received_on: date, *, is_simple: bool = False) -> RemedyCase:
    form = RemedyForm(block, "不予公开告知书", "浮玉市人民政府", number, is_simple=is_simple)
    return enter_remedy(agency=house.agency, form=form, received_on=received_on, by=house.everybody, today=MONDAY)


def test_replies_and_evidence_stand_beside_the_cases_each_with_its_day(house) -> None:
    entered(house, RemedyBlock.RECONSIDERATION, "简易一号", date(2026, 3, 5), is_simple=True)
    entered(house, RemedyBlock.DIRECT_SUIT, "应诉一号", date(2026, 2, 26))
    page = page_of(house, "disclosure_head")
    shown = page[page.index('id="remedies"') :]
    # Ten working days of 25 February, Saturday the 28th being one; five of 5 March; fifteen days of 26 February.
    for told in ("浮府复〔2026〕3号", "2026-03-10", "简易一号", "2026-03-12", "应诉一号", "2026-03-13"):
        assert told in shown
    assert shown.count("提交书面答复和证据") == 2
    assert shown.count("提交答辩状和证据") == 1


def test_a_case_that_was_answered_is_gone_and_an_opinion_brings_it_back(house) -> None:
    case = RemedyCase.objects.get()
    for act, on, outcome in (
        (RemedyAct.REPLIED, date(2026, 2, 27), ""),
        (RemedyAct.OPINION_RECEIVED, date(2026, 2, 28), ""),
    ):
        record_event(remedy=case, act=act, on=on, by=house.everybody, today=MONDAY, outcome_code=outcome)
    assert 'id="remedies"' not in page_of(house, "disclosure_head")
    RemedyCase.objects.filter(pk=case.pk).update(due_on=date(2026, 3, 6))
    page = page_of(house, "disclosure_head")
    shown = page[page.index('id="remedies"') :]
    assert "报送意见书落实情况" in shown
    assert "已经逾期" in shown


def test_reports_that_are_late_and_documents_that_end_are_told_to_those_who_act(house) -> None:
    page = page_of(house, "disclosure_head")
    reports = page[page.index('id="reports"') :]
    assert "2025年度报告（本机关）" in reports
    assert "报送，现为“没有开始”" in reports
    documents = page[page.index('id="documents"') :]
    assert "浮玉市水利局取水许可管理办法之1" in documents
    assert "2026-04-30" in documents


@pytest.mark.parametrize("role", ["intake", "handler", "auditor"])
def test_who_has_nothing_to_do_about_reports_and_documents_is_not_told(house, role: str) -> None:
    page = page_of(house, role)
    assert 'id="reports"' not in page
    assert 'id="documents"' not in page
    assert 'id="remedies"' in page


def test_nothing_of_a_foreign_organ_is_shown(house) -> None:
    foreign = build_house("江澜")
    page = page_of(house, "disclosure_head")
    assert foreign.agency.name not in page


def test_the_page_costs_the_same_however_much_falls_due(house, django_assert_max_num_queries) -> None:
    for number in range(30):
        entered(house, RemedyBlock.RECONSIDERATION, f"第{number}号", date(2026, 3, 5), is_simple=True)
    client: Client = signed_in(house.officers["disclosure_head"])
    client.get("/desk/")
    with django_assert_max_num_queries(22):
        page = client.get("/desk/").text
    assert "查看全部 31 件" in page


def test_a_report_that_was_given_back_waits_on_the_first_page(house) -> None:
    version = bring(house, 2025, "submitted")
    assert 'id="reports"' not in page_of(house, "disclosure_head")
    return_to_organ(version=version, by=house.everybody, today=MONDAY, remarks="请写具体")
    reports = page_of(house, "disclosure_head")
    shown = reports[reports.index('id="reports"') :]
    assert "修改后重新报送，现为“已退回”" in shown
    assert "已经逾期" in shown[: shown.index("</section>")]  # owed by 31 January


@pytest.mark.parametrize(
    ("state", "role", "told"),
    [
        ("checked", "approver", "批准，现为“已核对”"),
        ("approved", "report_clerk", "报送，现为“已批准”"),
        ("accepted", "disclosure_head", "公布，现为“已接收”"),
    ],
)
def test_a_report_waits_on_the_first_page_of_whose_turn_it_is(house, state: str, role: str, told: str) -> None:
    bring(house, 2025, state)
    page = page_of(house, role)
    shown = page[page.index('id="steps"') :]
    assert "2025年度报告（本机关）" in shown
    assert told in shown
    assert "2026-01-31" in shown
    assert 'id="steps"' not in page_of(house, "intake")
