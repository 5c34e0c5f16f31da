"""Days off that a local government sets for the holidays of minorities, at its organs and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from apps.casework.invented_cases import make_case, make_office, step, take_in
from apps.people.invented import make_administrator, make_agency, make_officer
from gongkai.apps.agencies.kinds import AgencyKind, Level
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework import selectors, services
from gongkai.apps.casework.models import Case, HolidayNoticeRecord
from gongkai.apps.casework.verification import verify
from gongkai.apps.casework.working_calendar import almanac, current
from gongkai.apps.remedies.models import RemedyCase
from gongkai.apps.remedies.services.remedy_cases import RemedyForm, enter_remedy, recount_terms
from gongkai.statute.errors import NoticeRefused
from gongkai.statute.remedy_cases import RemedyBlock

pytestmark = pytest.mark.django_db
MAY_11, MAY_12 = date(2026, 5, 11), date(2026, 5, 12)
GURBAN = """year = 2026
title = "云浮自治州人民政府关于民族传统节日放假的规定"
number = "云政规〔2019〕4号"
issued_on = 2019-03-01

[[holiday]]
name = "古尔邦节"
first = 2026-05-27
last = 2026-05-28
"""
"""A Wednesday and a Thursday; the rule is older than the national notice of the year."""


@pytest.fixture
def prefecture() -> Agency:
    return make_agency("云浮自治州人民政府", kind_code=AgencyKind.GOVERNMENT.code, level_code=Level.CITY.code)


@pytest.fixture
def county_office(prefecture: Agency):
    county = make_agency("云浮自治州松山县人民政府", parent=prefecture, kind_code=AgencyKind.GOVERNMENT.code)
    return make_office("松山县自然资源局", parent=county)


@pytest.fixture
def local_administrator(prefecture: Agency):
    return make_officer(role=AgencyRole.ADMINISTRATOR, agency=prefecture)


def loaded(place: Agency, by, text: str = GURBAN, *, today: date = MAY_12) -> HolidayNoticeRecord:
    return services.load_local_notice(text=text, place=place, by=by, today=today)


def test_the_cases_of_every_organ_below_are_shown_before_and_moved_after(
    prefecture, county_office, local_administrator
) -> None:
    # Received on Monday 11 May: four days that week, five in each of the next three, the twentieth is Monday 8 June.
    # Two days fewer at the end of May make it Wednesday 10 June.
    here, elsewhere = make_case(county_office, on=MAY_11), make_case(make_office("别处的局"), on=MAY_11)
    assert (here.due_on, elsewhere.due_on) == (date(2026, 6, 8), date(2026, 6, 8))
    notice = services.check_local_notice(GURBAN, place=prefecture, today=MAY_12)
    shown = [
        (move.case, move.due_before, move.due_after) for move in selectors.calendar_moves(notice, place=prefecture)
    ]
    assert shown == [(here, date(2026, 6, 8), date(2026, 6, 10))]
    loaded(prefecture, local_administrator)
    here.refresh_from_db()
    assert here.due_on == date(2026, 6, 8)
    assert services.adopt_local_calendar(place=prefecture, by=local_administrator, today=MAY_12) == 1
    here.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (here.due_on, elsewhere.due_on) == (date(2026, 6, 10), date(2026, 6, 8))
    event = here.events.latest("seq")
    assert (event.kind_code, event.details["due_before"], event.details["due_after"]) == (
        "calendar_adopted",
        "2026-06-08",
        "2026-06-10",
    )
    assert not elsewhere.events.filter(kind_code="calendar_adopted").exists()
    assert services.adopt_local_calendar(place=prefecture, by=local_administrator, today=MAY_12) == 0


def test_the_derivation_names_the_local_rule(prefecture, county_office, local_administrator) -> None:
    loaded(prefecture, local_administrator, today=MAY_11)
    case = make_case(county_office, on=MAY_11)
    view = selectors.ledger_of(case)
    assert view.clock is not None
    (told,) = [step for step in view.clock.trace if "古尔邦节" in step.text]
    assert "其中周一至周五2天不计入（云政规〔2019〕4号）" in told.text
    assert str(told.citation).startswith("云浮自治州人民政府关于民族传统节日放假的规定")
    assert case.due_on == date(2026, 6, 10)


def test_what_was_counted_before_is_told_again_the_same(prefecture, county_office, local_administrator) -> None:
    """The rule is older than the cases; it must not creep into ledgers written before it was entered."""
    before = make_case(county_office, on=MAY_11)
    loaded(prefecture, local_administrator)
    after = make_case(county_office, on=MAY_12)
    assert (before.due_on, after.due_on) == (date(2026, 6, 8), date(2026, 6, 11))
    assert list(verify(Case.objects.order_by("pk"))) == [None, None]
    call_command("replay_cases")
    before.refresh_from_db()
    assert before.due_on == date(2026, 6, 8)
    services.adopt_local_calendar(place=prefecture, by=local_administrator, today=MAY_12)
    assert list(verify(Case.objects.order_by("pk"))) == [None, None]


def test_the_terms_of_asking_others_follow_the_local_days(prefecture, county_office, local_administrator) -> None:
    # Fifteen working days after 11 May end on 1 June; without 27 and 28 May on 3 June.
    loaded(prefecture, local_administrator, today=MAY_11)
    case = make_case(county_office, on=MAY_11)
    case = step(
        services.ask_third_party,
        case,
        county_office.handler,
        on=MAY_11,
        party="远帆公司",
        part="价格",
        delivered_on=MAY_11,
    )
    assert case.awaited_until == date(2026, 6, 3)


def test_the_terms_of_remedies_follow_the_local_days(prefecture, county_office, local_administrator) -> None:
    # Ten working days after Wednesday 20 May: 21, 22, 25 to 29 May, 1 to 3 June; two more without 27 and 28 May.
    form = RemedyForm(RemedyBlock.RECONSIDERATION, "不予公开的答复", "云浮自治州人民政府", "云复〔2026〕1号", "苏怀瑾")
    remedy = enter_remedy(
        agency=county_office.agency,
        form=form,
        received_on=date(2026, 5, 20),
        by=county_office.handler,
        today=date(2026, 5, 21),
    )
    assert remedy.due_on == date(2026, 6, 3)
    loaded(prefecture, local_administrator, today=date(2026, 5, 21))
    assert recount_terms(place=make_agency("别处")) == 0
    assert recount_terms(place=prefecture) == 1
    assert RemedyCase.objects.get().due_on == date(2026, 6, 5)


def test_a_national_notice_that_comes_later_leaves_the_local_days_standing(
    prefecture, county_office, local_administrator
) -> None:
    # 9 and 10 January 2027 are a weekend; the invented local rule takes Monday the 11th, the national one the 1st.
    local = GURBAN.replace("2026-05-27", "2027-01-11").replace("2026-05-28", "2027-01-11").replace("2026", "2027")
    today = date(2026, 12, 15)
    loaded(prefecture, local_administrator, local, today=today)
    case = make_case(county_office, on=today)
    # Plain weeks: the twentieth working day after 15 December is 12 January; 11 January off makes it the 13th.
    assert (case.due_on, case.is_provisional) == (date(2027, 1, 13), True)
    administrator = make_administrator()
    services.load_holiday_notice(text=NATIONAL, by=administrator, today=today)
    assert services.adopt_calendar(by=administrator, today=today) == 1
    case.refresh_from_db()
    assert (case.due_on, case.is_provisional) == (date(2027, 1, 14), False)
    assert list(verify(Case.objects.order_by("pk"))) == [None]


NATIONAL = """year = 2027
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕9号"
issued_on = 2026-11-10

[[holiday]]
name = "元旦"
first = 2027-01-01
last = 2027-01-03
"""


def test_a_mistaken_day_is_mended_by_entering_the_holiday_again(prefecture, local_administrator) -> None:
    loaded(prefecture, local_administrator)
    loaded(prefecture, local_administrator, GURBAN.replace("05-28", "05-27"))
    calendar = current(prefecture)
    assert not calendar.is_working_day(date(2026, 5, 27))
    assert calendar.is_working_day(date(2026, 5, 28))


def test_a_local_day_off_holds_on_a_day_that_is_worked_nationally(prefecture, local_administrator) -> None:
    # Saturday, 9 May 2026 is worked for Labour Day.
    loaded(prefecture, local_administrator, GURBAN.replace("05-27", "05-09").replace("05-28", "05-09"))
    assert not current(prefecture).is_working_day(date(2026, 5, 9))
    assert current(None).is_working_day(date(2026, 5, 9))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("year =", "数据不完整或者格式不对"),
        (GURBAN.replace("2019-03-01", "2026-06-01"), "晚于今天"),
        (GURBAN.replace("2026-05-28", "2026-07-28"), "古尔邦节的起止日期不对"),
        (GURBAN + "workdays = [2026-05-23]\n[[holiday]]\nname='乙节'\nfirst=2026-05-23\nlast=2026-05-23\n", "相互矛盾"),
        (GURBAN.split("[[")[0] + "holiday = []\n", "没有写明任何假期"),
    ],
)
def test_a_rule_that_cannot_be_right_is_refused(prefecture, local_administrator, text: str, told: str) -> None:
    with pytest.raises(NoticeRefused, match=told):
        loaded(prefecture, local_administrator, text)
    assert not HolidayNoticeRecord.objects.exists()


def test_the_same_rule_is_entered_once(prefecture, local_administrator) -> None:
    loaded(prefecture, local_administrator)
    with pytest.raises(NoticeRefused, match="已经收录"):
        loaded(prefecture, local_administrator)
    assert HolidayNoticeRecord.objects.count() == 1


def test_only_a_government_sets_such_days(prefecture, county_office, local_administrator) -> None:
    with pytest.raises(NoticeRefused, match="不是人民政府") as refused:
        loaded(county_office.agency, local_administrator)
    assert "第四条" in str(refused.value.citation)


@pytest.mark.parametrize("role", [role for role in AgencyRole if role is not AgencyRole.ADMINISTRATOR])
def test_nobody_but_an_administrator_of_the_place_enters_them(prefecture, role: AgencyRole) -> None:
    officer = make_officer(role=role, agency=prefecture)
    with pytest.raises(PermissionDenied):
        loaded(prefecture, officer)
    with pytest.raises(PermissionDenied):
        services.adopt_local_calendar(place=prefecture, by=officer, today=MAY_12)


def test_an_administrator_below_enters_none_for_those_above(prefecture, county_office) -> None:
    below = make_officer(role=AgencyRole.ADMINISTRATOR, agency=county_office.agency.parent)
    with pytest.raises(PermissionDenied):
        loaded(prefecture, below)
    loaded(county_office.agency.parent, below)
    assert current(prefecture).is_working_day(date(2026, 5, 27))
    assert not current(county_office.agency).is_working_day(date(2026, 5, 27))


def test_one_query_serves_every_organ(
    prefecture, county_office, local_administrator, django_assert_num_queries
) -> None:
    loaded(prefecture, local_administrator)
    agencies = list(Agency.objects.all())
    with django_assert_num_queries(1):
        known = almanac()
        days = {known.current(agency).is_working_day(date(2026, 5, 27)) for agency in agencies}
    assert days == {False}


def test_an_application_is_counted_with_the_organs_own_calendar_from_its_first_day(
    prefecture, county_office, local_administrator
) -> None:
    record = loaded(prefecture, local_administrator, today=MAY_11)
    case = take_in(county_office, on=MAY_11, by=county_office.intake).case
    assert case.calendar_on == record.known_on
