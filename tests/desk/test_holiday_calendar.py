"""Next year's holiday notice: previewed, then adopted, by who may."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils.html import escape

from apps.people.invented import make_administrator, make_agency, make_officer
from desk.made_cases import in_hand, made_organ
from gongkai.apps.agencies.kinds import AgencyKind
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework.models import Applicant, Case, CaseEvent, HolidayNoticeRecord
from gongkai.apps.casework.services import load_holiday_notice, load_local_notice
from gongkai.desk.settings import holiday_calendar

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 21)
NOTICE = """year = 2027
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕9号"
issued_on = 2026-11-05

[[holiday]]
name = "元旦"
first = 2027-01-01
last = 2027-01-03
workdays = []
"""


@pytest.fixture(autouse=True)
def _december(monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: DECEMBER)


def test_the_cases_that_would_move_are_shown_before_and_moved_after(client) -> None:
    # Twenty plain working days after 21 December 2026 end on 18 January 2027; 1 January off makes it the 19th.
    case = in_hand(made_organ(), on=DECEMBER)
    assert (case.due_on, case.is_provisional) == (date(2027, 1, 18), True)
    client.force_login(make_administrator())
    page = client.post("/desk/settings/calendar/", {"text": NOTICE, "step": "preview"})
    assert [(move.due_before, move.due_after) for move in page.context["moves"]] == [
        (date(2027, 1, 18), date(2027, 1, 19))
    ]
    assert not HolidayNoticeRecord.objects.exists()
    assert client.post("/desk/settings/calendar/", {"text": NOTICE, "step": "adopt"}).status_code == 302
    case.refresh_from_db()
    assert (case.due_on, case.is_provisional) == (date(2027, 1, 19), False)
    assert case.events.filter(kind_code="calendar_adopted").count() == 1


def editions() -> set[date]:
    return set(Case.objects.values_list("calendar_on", flat=True))


def test_what_one_request_leaves_is_counted_by_the_next(client, monkeypatch) -> None:
    monkeypatch.setattr(holiday_calendar, "AT_ONCE", 2)
    organ = made_organ()
    for _ in range(5):
        in_hand(organ, on=DECEMBER)
    client.force_login(make_administrator())
    client.post("/desk/settings/calendar/", {"text": NOTICE, "step": "adopt"})
    for left in (3, 1):
        page = client.get("/desk/settings/calendar/")
        assert f"还有 {left} 件在办申请没有按最新的工作日历推算期限" in page.text
        assert client.post("/desk/settings/calendar/", {"step": "resume"}).status_code == 302
    assert "继续重新推算" not in client.get("/desk/settings/calendar/").text
    assert editions() == {date(2026, 11, 5)}
    assert CaseEvent.objects.filter(kind_code="calendar_adopted").count() == 5


def test_a_local_rule_is_gone_on_with_at_its_place_alone(client, county, monkeypatch) -> None:
    monkeypatch.setattr(holiday_calendar, "AT_ONCE", 1)
    organ = made_organ(parent=county)
    for _ in range(2):
        in_hand(organ, on=DECEMBER)
    client.force_login(make_officer(role=AgencyRole.ADMINISTRATOR, agency=county))
    client.post("/desk/settings/calendar/local/", {"text": LOCAL, "place": county.pk, "step": "adopt"})
    assert "云溪自治县人民政府和它下级的机关还有 1 件" in client.get("/desk/settings/calendar/local/").text
    elsewhere = make_agency("别处人民政府", kind_code=AgencyKind.GOVERNMENT.code)
    for code, status in ((elsewhere.code, 404), ("", 404), (county.code, 302)):
        told = {"step": "resume", "at": code}
        assert client.post("/desk/settings/calendar/local/", told).status_code == status
    assert "继续重新推算" not in client.get("/desk/settings/calendar/local/").text
    assert set(Case.objects.values_list("due_on", flat=True)) == {date(2027, 1, 19)}


def test_no_mail_stops_the_counting(client, monkeypatch, django_capture_on_commit_callbacks) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError

    organ = made_organ()
    for _ in range(3):
        Applicant.objects.filter(pk=in_hand(organ, on=DECEMBER).applicant_id).update(email="qian@example.com")
    monkeypatch.setattr("gongkai.apps.casework.notices.send_mail", fail)
    client.force_login(make_administrator())
    with django_capture_on_commit_callbacks(execute=True) as told:
        assert client.post("/desk/settings/calendar/", {"text": NOTICE, "step": "adopt"}).status_code == 302
    assert len(told) == 3
    assert editions() == {date(2026, 11, 5)}


def test_the_command_goes_on_where_the_counting_stopped(county, capsys, monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: DECEMBER)
    # Loaded and then stopped: the notices are known, and no case is counted with them.
    national, local = (in_hand(made_organ(parent=parent), on=DECEMBER) for parent in (None, county))
    administrator = make_administrator()
    load_holiday_notice(text=NOTICE, by=administrator, today=DECEMBER)
    load_local_notice(text=LOCAL, place=county, by=administrator, today=DECEMBER)
    with pytest.raises(CommandError, match="不能收录"):
        call_command("adopt_calendar", by=make_officer().username)
    with pytest.raises(CommandError, match="没有这个用户名"):
        call_command("adopt_calendar", by="nobody")
    for words in ("期限变动的申请2件，复议、诉讼0件。", "期限变动的申请0件，复议、诉讼0件。"):
        call_command("adopt_calendar", by=administrator.username)
        assert words in capsys.readouterr().out
    for case, due in ((national, date(2027, 1, 19)), (local, date(2027, 1, 20))):
        case.refresh_from_db()
        assert case.due_on == due


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "请填写放假通知的数据。"),
        ("year = ", "数据不完整或者格式不对"),
        (NOTICE.replace("2027-01-03", "2027-03-03"), "元旦的起止日期不对"),
        (NOTICE.replace("issued_on = 2026-11-05", "issued_on = 2027-11-05"), "晚于今天"),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused_with_the_reason(client, text: str, told: str) -> None:
    client.force_login(make_administrator())
    page = client.post("/desk/settings/calendar/", {"text": text, "step": "adopt"})
    assert page.status_code == 400
    assert told in page.text
    assert not HolidayNoticeRecord.objects.exists()


def test_officers_without_the_right_may_not(client) -> None:
    client.force_login(made_organ().head)
    assert client.get("/desk/settings/calendar/").status_code == 403


LOCAL = """year = 2027
title = "云溪自治县人民政府关于民族传统节日放假的规定"
number = "云政规〔2026〕2号"
issued_on = 2026-06-01

[[holiday]]
name = "老人节"
first = 2027-01-06
last = 2027-01-06
"""


@pytest.fixture
def county():
    return make_agency("云溪自治县人民政府", kind_code=AgencyKind.GOVERNMENT.code)


def test_a_local_rule_is_previewed_and_adopted_by_the_places_own_administrator(client, county) -> None:
    # Twenty plain working days after 21 December end on 18 January; without Wednesday the sixth on the 19th.
    organ = made_organ(parent=county)
    case = in_hand(organ, on=DECEMBER)
    client.force_login(make_officer(role=AgencyRole.ADMINISTRATOR, agency=county))
    assert client.get("/desk/settings/calendar/").url == "/desk/settings/calendar/local/"
    told = {"text": LOCAL, "place": county.pk}
    page = client.post("/desk/settings/calendar/local/", {**told, "step": "preview"})
    assert [(move.case, move.due_after) for move in page.context["moves"]] == [(case, date(2027, 1, 19))]
    assert "适用于云溪自治县人民政府和它下级的全部机关" in page.text
    assert client.post("/desk/settings/calendar/local/", {**told, "step": "adopt"}).status_code == 302
    case.refresh_from_db()
    assert case.due_on == date(2027, 1, 19)
    assert "云政规〔2026〕2号" in client.get("/desk/settings/calendar/local/").text
    client.force_login(organ.handler)
    assert "云政规〔2026〕2号" in client.get(f"/desk/cases/{case.pk}/").text


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"text": LOCAL}, "请选择规定放假的地方人民政府。"),
        ({"text": "<script>", "place": "here"}, "数据不完整或者格式不对"),
        ({"text": LOCAL, "place": "elsewhere"}, "请从列表中选择。"),
        ({"text": LOCAL, "place": "x' OR 1=1"}, "请从列表中选择。"),
    ],
)
def test_a_local_rule_that_cannot_be_taken_is_refused_and_stays_typed(client, county, told, message: str) -> None:
    client.force_login(make_officer(role=AgencyRole.ADMINISTRATOR, agency=county))
    places = {"here": county.pk, "elsewhere": make_agency("别处人民政府", kind_code=AgencyKind.GOVERNMENT.code).pk}
    sent = {**told, "step": "adopt"}
    if "place" in sent:
        sent["place"] = places.get(sent["place"], sent["place"])
    page = client.post("/desk/settings/calendar/local/", sent)
    assert page.status_code == 400
    assert message in page.text
    assert escape(told["text"].splitlines()[0]) in page.text
    assert not HolidayNoticeRecord.objects.exists()


def test_local_rules_are_closed_to_others(client) -> None:
    client.force_login(made_organ().head)
    assert client.get("/desk/settings/calendar/local/").status_code == 403
