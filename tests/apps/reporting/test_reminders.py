"""Reminders by mail: each of each thing once, in time, to the organ that owes it."""

from __future__ import annotations

from datetime import date
from smtplib import SMTPException

import pytest
from django.core.management import CommandError, call_command

from apps.people.invented import give, make_agency, make_officer
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.disclosure.services.documents import DocumentForm, register_document
from gongkai.apps.people.models import Officer
from gongkai.apps.remedies.services.remedy_cases import RemedyForm, enter_remedy, record_event
from gongkai.apps.reporting.models import SentReminder
from gongkai.apps.reporting.selectors.reminders_due import reminders_due
from gongkai.apps.reporting.services.reminding import send_reminders
from gongkai.statute.remedy_cases import RemedyAct, RemedyBlock
from gongkai.statute.validity import DocumentKind

pytestmark = pytest.mark.django_db
SUMMER = date(2026, 7, 1)


@pytest.fixture
def city() -> Agency:
    # Founded in this summer, it owes no report for the year before.
    told = {"kind_code": "government", "level_code": "city", "email": "foi@fuyu.example.com"}
    return make_agency("浮玉市人民政府", valid_from=date(2026, 6, 1), **told)


@pytest.fixture
def water(city: Agency) -> Agency:
    told = {"level_code": "city", "email": "water@fuyu.example.com", "valid_from": date(2026, 6, 1)}
    return make_agency("浮玉市水利局", parent=city, **told)


@pytest.fixture
def head(water: Agency) -> Officer:
    return make_officer(role=AgencyRole.DISCLOSURE_HEAD, agency=water)


def with_document(water: Agency, head: Officer) -> None:
    form = DocumentForm(
        title="取水许可管理办法",
        number="浮水规〔2021〕1号",
        made_on=date(2021, 9, 1),
        in_force_on=date(2021, 10, 1),
        term_until=date(2026, 9, 30),
    )
    register_document(agency=water, kind=DocumentKind.NORMATIVE, form=form, by=head, today=SUMMER)


def test_a_document_is_spoken_of_ninety_and_thirty_days_before_its_term_ends_and_not_again(
    water, head, mailoutbox
) -> None:
    with_document(water, head)
    days = {
        date(2026, 7, 1): 0,  # 91 days before
        date(2026, 7, 2): 1,  # 90 days
        date(2026, 7, 3): 0,
        date(2026, 8, 30): 0,  # 31 days
        date(2026, 8, 31): 1,  # 30 days
        date(2026, 9, 30): 0,
        date(2026, 10, 1): 0,
    }
    for day, mails in days.items():
        mailoutbox.clear()
        send_reminders(today=day)
        assert (day, len(mailoutbox)) == (day, mails)
        if mails:
            assert mailoutbox[0].to == ["water@fuyu.example.com"]
            assert "《取水许可管理办法》（浮水规〔2021〕1号）的有效期至2026年9月30日" in mailoutbox[0].body


def test_a_report_is_asked_for_a_fortnight_before_and_once_late_with_the_organ_above(mailoutbox) -> None:
    told = {"kind_code": "government", "level_code": "city", "email": "foi@fuyu.example.com"}
    city = make_agency("浮玉市人民政府", valid_from=date(2019, 1, 1), **told)
    make_agency(
        "浮玉市水利局", parent=city, level_code="city", email="water@fuyu.example.com", valid_from=date(2019, 1, 1)
    )
    send_reminders(today=date(2026, 1, 16))
    assert mailoutbox == []
    send_reminders(today=date(2026, 1, 17))
    # Each is asked for its own; the sum of the city is not due before March.
    assert sorted(mail.to[0] for mail in mailoutbox) == ["foi@fuyu.example.com", "water@fuyu.example.com"]
    assert all("应当在2026年1月31日前报送" in mail.body for mail in mailoutbox)
    mailoutbox.clear()
    send_reminders(today=date(2026, 1, 31))
    assert mailoutbox == []
    send_reminders(today=date(2026, 2, 1))
    above = next(mail for mail in mailoutbox if mail.to == ["foi@fuyu.example.com"])
    assert "浮玉市水利局的2025年政府信息公开工作年度报告（本机关）应当在2026年1月31日前报送，逾期没有报送" in above.body
    assert len(mailoutbox) == 2
    mailoutbox.clear()
    send_reminders(today=date(2026, 2, 2))
    assert mailoutbox == []


def test_a_reply_is_spoken_of_three_days_before_and_not_once_it_went_out(water, head, mailoutbox) -> None:
    form = RemedyForm(RemedyBlock.RECONSIDERATION, "不予公开告知书", "浮玉市人民政府", "浮府复〔2026〕3号")
    # Ten working days of 1 July are the 15th.
    remedy = enter_remedy(agency=water, form=form, received_on=SUMMER, by=head, today=SUMMER)
    send_reminders(today=date(2026, 7, 11))
    assert mailoutbox == []
    send_reminders(today=date(2026, 7, 12))
    assert "应当在2026年7月15日前提交书面答复和证据" in mailoutbox[0].body
    record_event(remedy=remedy, act=RemedyAct.REPLIED, on=date(2026, 7, 13), by=head, today=date(2026, 7, 13))
    send_reminders(today=date(2026, 7, 16))
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("fault", [ConnectionRefusedError, SMTPException, ValueError])
def test_what_could_not_be_sent_is_tried_again(water, head, mailoutbox, monkeypatch, fault) -> None:
    with_document(water, head)

    def refuse(*_: object, **__: object) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr("gongkai.apps.reporting.notices.send_mail", refuse)
        assert send_reminders(today=date(2026, 7, 2)).unreached == (water,)
        patch.setattr("django.utils.timezone.localdate", lambda: date(2026, 7, 2))
        with pytest.raises(CommandError, match="浮玉市水利局"):
            call_command("send_reminders")
    assert not SentReminder.objects.exists()
    assert send_reminders(today=date(2026, 7, 2)).sent == (water,)
    assert len(mailoutbox) == 1


def test_an_organ_without_an_address_is_named(water, head, mailoutbox) -> None:
    Agency.objects.filter(pk=water.pk).update(email="")
    with_document(water, head)
    assert send_reminders(today=date(2026, 7, 2)).without_address == (water,)
    assert mailoutbox == []


def test_looking_costs_the_same_for_one_document_as_for_many(city, django_assert_max_num_queries) -> None:
    for number in range(12):
        organ = make_agency(f"第{number}局", parent=city, level_code="city", valid_from=date(2026, 6, 1))
        officer = make_officer(agency=organ)
        give(officer, AgencyRole.DISCLOSURE_HEAD, organ)
        with_document(organ, officer)
    with django_assert_max_num_queries(8):
        assert len(list(reminders_due(today=date(2026, 7, 2)))) == 12
