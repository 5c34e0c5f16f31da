"""The pages of the annual report as their officers use them: nothing typed is lost, two at once, bad input."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from apps.people.invented import make_officer
from desk.yearly_house import IMPROVING, TODAY, House, bring, build_house, signed_in
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.disclosure.models import RuleDocument
from gongkai.apps.reporting.models import AnnualReport, ReportState, ReportVersion, SectionText
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.annual_contents import as_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(monkeypatch) -> House:
    monkeypatch.setattr("desk.yearly_house.STATES", {2024: "published", 2025: "draft"})
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)
    return build_house("浮玉")


@pytest.fixture
def clerk(house) -> Client:
    return signed_in(house.officers["report_clerk"])


@pytest.fixture
def head(house) -> Client:
    return signed_in(house.officers["disclosure_head"])


def form_of(page: str) -> dict[str, str]:
    """Return what the form of a page would send back: its hidden fields and its texts as they stand."""
    hidden = dict(re.findall(r'<input type="hidden" name="((?:seen|was)-[^"]+)" value="([^"]*)"', page))
    texts = dict(re.findall(r'<textarea[^>]* name="(text-[^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL))
    return hidden | texts


def section(version: ReportVersion, number: int) -> str:
    return SectionText.objects.get(version=version, number=number).text


def test_all_parts_that_were_changed_are_kept_by_one_press(house, clerk) -> None:
    version = house.version("draft")
    address = f"/desk/annual/{version.pk}/text/"
    told = form_of(clerk.get(address).text) | {"text-1": "总体情况一段。", "text-4": "没有复议诉讼。", "part": "4"}
    assert clerk.post(address, told).url == f"{address}#part-4"
    assert (section(version, 1), section(version, 4)) == ("总体情况一段。", "没有复议诉讼。")
    assert section(version, 5) == f"{IMPROVING}（2025）"


def test_of_two_who_write_at_once_the_later_is_told_and_loses_nothing(house, clerk, head) -> None:
    version = house.version("draft")
    address = f"/desk/annual/{version.pk}/text/"
    mine, theirs = form_of(clerk.get(address).text), form_of(head.get(address).text)
    clerk.post(address, mine | {"text-1": "甲写的总体情况。"})
    answer = head.post(address, theirs | {"text-1": "乙写的总体情况。", "text-4": "乙写的第四部分。"})
    assert answer.status_code == 409
    assert "乙写的总体情况。" in answer.text
    assert "甲写的总体情况。" in answer.text
    # The part that nobody else touched is kept, and what the other wrote stands until it is confirmed.
    assert (section(version, 1), section(version, 4)) == ("甲写的总体情况。", "乙写的第四部分。")
    assert head.post(address, form_of(answer.text)).status_code == 302
    assert section(version, 1) == "乙写的总体情况。"


def test_a_part_that_was_left_alone_does_not_undo_what_another_wrote(house, clerk, head) -> None:
    version = house.version("draft")
    address = f"/desk/annual/{version.pk}/text/"
    mine, theirs = form_of(clerk.get(address).text), form_of(head.get(address).text)
    clerk.post(address, mine | {"text-1": "甲写的总体情况。"})
    assert head.post(address, theirs | {"text-4": "乙写的第四部分。"}).status_code == 302
    assert section(version, 1) == "甲写的总体情况。"


def test_text_for_a_report_that_went_on_meanwhile_is_refused_and_shown_again(house, clerk, head) -> None:
    version = house.version("draft")
    address = f"/desk/annual/{version.pk}/text/"
    told = form_of(clerk.get(address).text) | {"text-1": "来不及保存的一段。"}
    assert head.post(f"/desk/annual/{version.pk}/flow/", {"act": "check"}).status_code == 302
    answer = clerk.post(address, told)
    assert answer.status_code == 422
    assert "不能修改" in answer.text
    assert "来不及保存的一段。" in answer.text


@pytest.mark.parametrize("text", ["\x00一", "<script>alert(1)</script>", "【没有这个字段】", "𠮷" * 300, "甲" * 50_001])
def test_strange_text_breaks_nothing(house, clerk, text: str) -> None:
    version = house.version("draft")
    address = f"/desk/annual/{version.pk}/text/"
    answer = clerk.post(address, form_of(clerk.get(address).text) | {"text-1": text}, follow=True)
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.text
    if len(text) > 50_000:
        assert "超过50000字" in answer.text
        assert text in answer.text


def unbalanced(house: House, clerk: Client) -> ReportVersion:
    """Let the draft carry in what last year's report did not carry out: an error of the checks."""
    version = house.version("draft")
    address = f"/desk/annual/{version.pk}/cells/applications.carried_in.natural_person/"
    assert clerk.post(address, {"act": "enter", "value": "3", "basis": "纸质台账"}).status_code == 302
    return version


def test_an_error_keeps_the_report_until_it_is_explained_and_the_explanation_is_printed(house, clerk, head) -> None:
    version = unbalanced(house, clerk)
    flow, findings = f"/desk/annual/{version.pk}/flow/", f"/desk/annual/{version.pk}/findings/"
    refused = head.post(flow, {"act": "check", "remarks": "已核对"})
    assert refused.status_code == 422
    assert "处错误尚未更正或者说明" in refused.text
    assert "已核对" in refused.text
    page = clerk.get(findings).text
    told = form_of(page)
    keys = [name for name in told if name.startswith("text-")]
    assert keys
    told |= {name: f"纸质台账另有三件，说明之{place}。" for place, name in enumerate(keys)}
    assert clerk.post(findings, told).status_code == 302
    assert head.post(flow, {"act": "check"}).status_code == 302
    version.refresh_from_db()
    assert version.state is ReportState.CHECKED
    printed = as_published(version).chapters[-1].text
    assert "关于本报告数据的说明：纸质台账另有三件，说明之0。" in printed


def test_of_two_who_explain_at_once_the_later_is_told(house, clerk, head) -> None:
    version = unbalanced(house, clerk)
    address = f"/desk/annual/{version.pk}/findings/"
    mine, theirs = form_of(clerk.get(address).text), form_of(head.get(address).text)
    key = next(name for name in mine if name.startswith("text-"))
    clerk.post(address, mine | {key: "甲的说明"})
    answer = head.post(address, theirs | {key: "乙的说明"})
    assert answer.status_code == 422
    assert "甲的说明" in answer.text
    assert "乙的说明" in answer.text
    assert version.explanations.get().text == "甲的说明"


@pytest.mark.parametrize(
    ("value", "told"), [("-1", "不能是负数"), ("一百", "应当"), ("1.5", "应当"), ("", "没有发生的填0"), ("9" * 31, "")]
)
def test_a_figure_that_cannot_be_is_refused_at_its_cell_and_stays_typed(house, clerk, value: str, told: str) -> None:
    version = house.version("draft")
    address = f"/desk/annual/{version.pk}/cells/applications.new.business/"
    answer = clerk.post(address, {"act": "enter", "value": value, "basis": "另有台账"})
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="另有台账"' in answer.text
    assert not version.entries.exists()


def test_a_sum_is_not_told_by_hand_and_an_entry_is_withdrawn_once(house, clerk) -> None:
    version = house.version("draft")
    total = f"/desk/annual/{version.pk}/cells/applications.new.total/"
    assert "合计数" in clerk.post(total, {"act": "enter", "value": "1", "basis": "另有台账"}).text
    cell = f"/desk/annual/{version.pk}/cells/applications.new.business/"
    clerk.post(cell, {"act": "enter", "value": "3", "basis": "另有台账"})
    assert "统计数已由人工改动" in clerk.get(cell).text
    assert clerk.post(cell, {"act": "withdraw"}).status_code == 302
    assert clerk.post(cell, {"act": "withdraw"}).status_code == 422
    assert clerk.get(f"/desk/annual/{version.pk}/cells/no.such.cell/").status_code == 404


def test_every_cell_leads_to_its_page_and_the_export_lists_the_records(house, clerk) -> None:
    version = house.version("published")
    page = clerk.get(f"/desk/annual/{version.pk}/").text
    cells = set(re.findall(rf"/desk/annual/{version.pk}/cells/([\w.]+)/", page))
    assert cells == set(version.report.form.by_path)
    content = clerk.get(f"/desk/annual/{version.pk}/records.xlsx").content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["单元格", "记录", "日期"]
    # Two documents of 2022 are in force in 2024, and nothing else counts.
    assert [row[0].count("现行有效件数") for row in rows[1:]] == [1, 1]


@pytest.mark.parametrize("after", ["9" * 5000, "9" * 19, "-1", "二", "1'"])
def test_a_place_that_no_page_begins_at_shows_a_page(house, clerk, after: str) -> None:
    version = house.version("published")
    cell = f"/desk/annual/{version.pk}/cells/proactive.normative_documents.in_force/"
    assert clerk.get(cell, {"after": after}).text.count("取水许可管理办法") == 2


def test_a_stamp_that_no_text_has_is_told_as_a_clash(house, clerk) -> None:
    version = house.version("draft")
    address = f"/desk/annual/{version.pk}/text/"
    told = form_of(clerk.get(address).text) | {"text-1": "总体情况一段。", "seen-1": "9" * 5000}
    answer = clerk.post(address, told)
    assert answer.status_code == 409
    assert "总体情况一段。" in answer.text


@pytest.mark.parametrize("basis", ["撤" * 501, "撤\x00销"])
def test_a_withdrawal_with_a_reason_that_cannot_be_kept_is_refused(house, clerk, basis: str) -> None:
    version = unbalanced(house, clerk)
    address = f"/desk/annual/{version.pk}/cells/applications.carried_in.natural_person/"
    answer = clerk.post(address, {"act": "withdraw", "basis": basis})
    assert answer.status_code == 422
    assert 'value="withdraw"' in answer.text
    assert list(answer.context["form"].errors) == ["basis"]
    assert clerk.post(address, {"act": "withdraw", "basis": "撤" * 500}).status_code == 302
    assert 'value="withdraw"' not in clerk.get(address).text


def test_the_export_goes_on_in_another_sheet_where_one_is_full(house, clerk, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.annual.figures._SHEET_ROWS", 1)
    content = clerk.get(f"/desk/annual/{house.version('published').pk}/records.xlsx").content
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    assert book.sheet_names == ["数据明细", "数据明细2"]
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert [rows[0] for rows in sheets] == [["单元格", "记录", "日期"]] * 2
    assert [re.search("之(.)", row[1])[1] for rows in sheets for row in rows[1:]] == ["1", "2"]


def test_the_export_asks_for_the_right_to_export(house, clerk, monkeypatch) -> None:
    address = f"/desk/annual/{house.version('published').pk}/records.xlsx"
    assert clerk.get(address).status_code == 200
    monkeypatch.setitem(ANNUAL_POLICY.allowed, ReportAct.EXPORT, frozenset({AgencyRole.APPROVER}))
    assert clerk.get(address).status_code == 403


def test_a_returned_report_says_why_on_every_page_and_whose_turn_it_is(house, clerk, head) -> None:
    version = house.version("draft")
    flow = f"/desk/annual/{version.pk}/flow/"
    leader = signed_in(house.officers["approver"])
    supervisor = signed_in(make_officer(role=AgencyRole.SUPERVISOR, agency=house.above))
    for who, act in ((head, "check"), (leader, "approve"), (clerk, "submit")):
        assert who.post(flow, {"act": act}).status_code == 302
    assert supervisor.post(flow, {"act": "return"}).status_code == 422
    assert supervisor.post(flow, {"act": "return", "remarks": "第五部分请写具体。"}).status_code == 302
    for page in ("", "text/", "findings/", "flow/"):
        assert "第五部分请写具体。" in clerk.get(f"/desk/annual/{version.pk}/{page}").text
    page = clerk.get(flow).text
    assert "现在没有您可以办理的操作" in page
    assert "核对由浮玉市水利局的公开机构负责人办理" in page


def test_what_changes_after_the_freeze_shows_as_a_difference(house, clerk, head) -> None:
    version = house.version("draft")
    assert head.post(f"/desk/annual/{version.pk}/flow/", {"act": "check"}).status_code == 302
    assert "定格以后的变化" not in clerk.get(f"/desk/annual/{version.pk}/").text
    document = RuleDocument.objects.filter(agency=house.agency).order_by("pk")[0]
    told = {"act": "repealed", "on": "2025-12-01", "basis": "局务会议决定"}
    assert head.post(f"/desk/records/documents/{document.pk}/", told).status_code == 302
    page = clerk.get(f"/desk/annual/{version.pk}/").text
    assert "定格以后的变化" in page
    assert re.search(r"本年废止件数.*?</th><td class=\"number\">0</td><td class=\"number\">1</td>", page)


def test_a_closed_year_changes_by_a_new_version_alone(house, clerk) -> None:
    version = house.version("published")
    cell = f"/desk/annual/{version.pk}/cells/applications.new.business/"
    assert "不能修改" in clerk.post(cell, {"act": "enter", "value": "3", "basis": "另有台账"}).text
    correct = f"/desk/annual/{version.pk}/correct/"
    assert "更正应当写明说明" in clerk.post(correct, {"explanation": " "}).text
    answer = clerk.post(correct, {"explanation": "企业申请漏计三件。"})
    made = ReportVersion.objects.get(report=version.report, number=2)
    assert answer.url == f"/desk/annual/{made.pk}/"
    again = clerk.post(correct, {"explanation": "再更正一次。"})
    assert again.status_code == 422
    assert "再更正一次。" in again.text or "只有已经公布的报告才需要更正" in again.text
    version.refresh_from_db()
    assert version.state is ReportState.PUBLISHED


@pytest.mark.parametrize("act", ["", "begin", "adopt", "correct", "nothing", "publish"])
def test_a_step_that_is_none_is_refused_in_words(house, head, act: str) -> None:
    version = house.version("draft")
    answer = head.post(f"/desk/annual/{version.pk}/flow/", {"act": act})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"year": "2018"}, "2019"),
        ({"year": "2199"}, "还没有开始"),
        ({"year": "今年"}, "整数"),
        ({"scope": "territory"}, "没有本级政府汇总报告"),
        ({"scope": "galaxy"}, "galaxy"),
        ({"agency": "0"}, "选"),
    ],
)
def test_a_report_that_nobody_owes_is_not_begun(house, clerk, changed: dict[str, str], told: str) -> None:
    asked = {"agency": str(house.agency.pk), "year": "2023", "scope": "own"} | changed
    answer = clerk.post("/desk/annual/", asked)
    assert answer.status_code == 422
    assert told in answer.text
    assert AnnualReport.objects.count() == 2


def test_a_report_begun_twice_is_one(house, clerk, head) -> None:
    asked = {"agency": str(house.agency.pk), "year": "2023", "scope": "own"}
    assert clerk.post("/desk/annual/", asked).url == head.post("/desk/annual/", asked).url


@pytest.mark.parametrize("year", ["0", "-1", "9999", "今年", "2025'"])
def test_a_year_that_makes_no_sense_still_shows_a_page(house, clerk, year: str) -> None:
    assert clerk.get("/desk/annual/", {"year": year}).status_code == 200


def test_who_is_late_shows_at_a_glance(house, clerk) -> None:
    page = clerk.get("/desk/annual/", {"year": "2025"}).text
    assert "有 1 份报告逾期没有报送。" in page
    assert "已经逾期" in page


@pytest.mark.parametrize("page", ["", "text/", "findings/", "flow/", "cells/applications.new.total/"])
def test_a_page_costs_the_same_however_much_was_recorded(
    house, clerk, django_assert_max_num_queries, page: str
) -> None:
    address = f"/desk/annual/{house.version('draft').pk}/{page}"
    clerk.get(address)
    with django_assert_max_num_queries(60):
        clerk.get(address)


def test_a_report_that_would_be_published_late_is_told_so_before(house) -> None:
    published = house.version("published")
    late = bring(house, 2020, "draft")
    clerk = signed_in(house.officers["report_clerk"])
    page = clerk.get(f"/desk/annual/{late.pk}/findings/").text
    assert "现在公布已经晚于2021年1月31日的期限" in page
    assert "现在公布已经晚于" not in clerk.get(f"/desk/annual/{published.pk}/findings/").text


def test_the_export_of_a_report_that_counts_little_asks_little(house, django_assert_max_num_queries) -> None:
    version = bring(house, 2020, "draft")
    clerk = signed_in(house.officers["report_clerk"])
    address = f"/desk/annual/{version.pk}/records.xlsx"
    clerk.get(address)
    with django_assert_max_num_queries(60):
        assert clerk.get(address).status_code == 200
