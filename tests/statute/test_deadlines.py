"""Periods, receipt, delivery and remedy terms (期限)."""

from datetime import date
from typing import Any

import pytest

from gongkai.statute.deadlines import (
    answer_deadline,
    co_maker_deadline,
    correction_notice_deadline,
    court_ordered_deadline,
    payment_deadline,
    publication_deadline,
    third_party_deadline,
)
from gongkai.statute.delivery import DeliveryWay, answered_day
from gongkai.statute.errors import ActRefused, CalendarNotPublished, RuleNotInForce
from gongkai.statute.receipt import Channel, receipt_day, received
from gongkai.statute.remedy_terms import (
    reconsideration_deadline,
    suit_after_reconsideration_deadline,
    suit_deadline,
)
from gongkai.statute.working_days import published
from statute.law_cases import cases

CALENDAR = published()
MONDAY = date(2026, 3, 2)


@pytest.mark.parametrize("case", cases("periods"))
def test_each_period_ends_on_the_day_worked_out_by_hand(case: dict[str, Any]) -> None:
    on = case["received"]
    assert correction_notice_deadline(on, calendar=CALENDAR).due == case["seven"]
    assert third_party_deadline(on, calendar=CALENDAR).due == case["fifteen"]
    assert co_maker_deadline(on, calendar=CALENDAR).due == case["fifteen"]
    assert answer_deadline(on, calendar=CALENDAR).due == case["twenty"]
    assert publication_deadline(on, calendar=CALENDAR).due == case["twenty"]
    assert CALENDAR.add_working_days(case["twenty"], 20) == case["forty"]


def test_the_fee_is_paid_within_twenty_working_days_of_the_notice() -> None:
    deadline = payment_deadline(date(2025, 11, 3), calendar=CALENDAR)
    assert deadline.due == date(2025, 12, 1)
    assert str(deadline.citation) == "政府信息公开信息处理费管理办法第六条"


def test_the_answer_period_is_that_of_the_day_of_receipt() -> None:
    before = answer_deadline(date(2019, 5, 14), calendar=CALENDAR)
    since = answer_deadline(date(2019, 5, 15), calendar=CALENDAR)
    assert (before.working_days, since.working_days) == (15, 20)
    assert str(before.citation) == "政府信息公开条例（2007年）第二十四条第二款"
    assert str(since.citation) == "政府信息公开条例第三十三条第二款"


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (answer_deadline, date(2008, 4, 30)),
        (correction_notice_deadline, date(2019, 5, 14)),
        (third_party_deadline, date(2019, 5, 14)),
        (payment_deadline, date(2020, 12, 31)),
        (court_ordered_deadline, date(2025, 5, 31)),
    ],
)
def test_a_rule_is_refused_before_it_was_law(rule: Any, day: date) -> None:
    with pytest.raises(RuleNotInForce, match="尚未施行"):
        rule(day, calendar=CALENDAR)


def test_a_court_order_is_fulfilled_within_twenty_working_days() -> None:
    assert court_ordered_deadline(MONDAY, calendar=CALENDAR).due == date(2026, 3, 30)


def test_a_provisional_day_is_refused_to_a_letter() -> None:
    deadline = answer_deadline(date(2026, 12, 14), calendar=CALENDAR)
    assert deadline.is_provisional
    with pytest.raises(CalendarNotPublished, match="2027年的放假安排尚未公布"):
        deadline.settled()


def test_a_settled_day_is_given_to_a_letter() -> None:
    assert answer_deadline(MONDAY, calendar=CALENDAR).settled() == date(2026, 3, 30)


@pytest.mark.parametrize("channel", [Channel.IN_PERSON, Channel.REGISTERED_MAIL])
def test_what_is_handed_in_or_signed_for_is_received_that_day(channel: Channel) -> None:
    receipt = receipt_day(channel, arrived_on=MONDAY)
    assert (receipt.on, receipt.reminder) == (MONDAY, "")


@pytest.mark.parametrize("channel", [Channel.ORDINARY_MAIL, Channel.ONLINE, Channel.FAX])
def test_other_channels_count_from_the_confirmation(channel: Channel) -> None:
    assert receipt_day(channel, arrived_on=MONDAY, confirmed_on=date(2026, 3, 4)).on == date(2026, 3, 4)
    with pytest.raises(ActRefused, match="第三十一条"):
        receipt_day(channel, arrived_on=MONDAY)
    with pytest.raises(ActRefused, match="早于申请到达之日"):
        receipt_day(channel, arrived_on=MONDAY, confirmed_on=date(2026, 3, 1))


def test_ordinary_mail_confirmed_late_is_reminded_of() -> None:
    late = receipt_day(Channel.ORDINARY_MAIL, arrived_on=MONDAY, confirmed_on=date(2026, 3, 3))
    same_day = receipt_day(Channel.ORDINARY_MAIL, arrived_on=MONDAY, confirmed_on=MONDAY)
    assert "当日" in late.reminder
    assert same_day.reminder == ""


@pytest.mark.parametrize(
    ("channel", "item"),
    [
        (Channel.IN_PERSON, "（一）"),
        (Channel.REGISTERED_MAIL, "（二）"),
        (Channel.ORDINARY_MAIL, "（二）"),
        (Channel.ONLINE, "（三）"),
        (Channel.FAX, "（三）"),
    ],
)
def test_receipt_cites_the_item_of_its_channel(channel: Channel, item: str) -> None:
    assert str(received(MONDAY, channel=channel).citation) == f"政府信息公开条例第三十一条第{item}项"


def test_the_old_regulation_knew_no_channels() -> None:
    assert (
        str(received(date(2019, 5, 14), channel=Channel.FAX).citation) == "政府信息公开条例（2007年）第二十四条第二款"
    )


def test_an_answer_by_post_is_given_on_the_day_it_is_posted() -> None:
    assert answered_day(DeliveryWay.POST, sent_on=MONDAY, signed_on=date(2026, 3, 9)) == MONDAY
    assert answered_day(DeliveryWay.ELECTRONIC, sent_on=MONDAY) == MONDAY


@pytest.mark.parametrize("way", [DeliveryWay.IN_PERSON, DeliveryWay.THROUGH_AGENCY])
def test_an_answer_by_hand_is_given_on_the_day_it_is_signed_for(way: DeliveryWay) -> None:
    assert answered_day(way, sent_on=MONDAY, signed_on=date(2026, 3, 4)) == date(2026, 3, 4)
    with pytest.raises(ActRefused, match="签收"):
        answered_day(way, sent_on=MONDAY)
    with pytest.raises(ActRefused, match="早于发出之日"):
        answered_day(way, sent_on=MONDAY, signed_on=date(2026, 3, 1))


def test_reconsideration_rolls_over_the_national_day() -> None:
    deadline = reconsideration_deadline(date(2025, 8, 5), calendar=CALENDAR)
    assert deadline.due == date(2025, 10, 9)
    assert str(deadline.citation) == "行政复议法第二十条第一款"


def test_reconsideration_that_ends_on_a_working_day_stays() -> None:
    # 9 March 2026 + 60 days: 22 days to 31 March, 30 of April, 8 May, a Friday.
    assert reconsideration_deadline(date(2026, 3, 9), calendar=CALENDAR).due == date(2026, 5, 8)


def test_a_make_up_saturday_can_be_a_last_day() -> None:
    # 9 May 2026 is a Saturday that is worked: 10 March + 60 days.
    assert reconsideration_deadline(date(2026, 3, 10), calendar=CALENDAR).due == date(2026, 5, 9)


@pytest.mark.parametrize(
    ("served", "due"),
    [
        (date(2025, 8, 5), date(2026, 2, 5)),
        # No 31 February: the month's last day, a Saturday that is worked.
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2024, 8, 30), date(2025, 2, 28)),
        (date(2025, 9, 5), date(2026, 3, 5)),
    ],
)
def test_the_term_to_sue_is_six_months(served: date, due: date) -> None:
    assert suit_deadline(served, calendar=CALENDAR).due == due


def test_the_term_to_sue_after_reconsideration_is_fifteen_days() -> None:
    assert suit_after_reconsideration_deadline(date(2026, 3, 2), calendar=CALENDAR).due == date(2026, 3, 17)
    # 21 + 15 days is 5 April, in the Qingming holiday that ends on the 6th.
    assert suit_after_reconsideration_deadline(date(2026, 3, 21), calendar=CALENDAR).due == date(2026, 4, 7)
