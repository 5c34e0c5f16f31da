"""The demonstration's cases: forty open ones at every stage, and nothing played twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from gongkai.apps.casework.models import Case, CaseEvent, Letter
from gongkai.apps.casework.selectors import case_for_follower
from gongkai.config.demonstration_cases import application_to_follow, play_cases
from gongkai.config.demonstration_city import build_city, settle_officers
from gongkai.statute.case_stages import Stage

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker) -> Iterator[int]:
    """How many cases were played, once for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        city = build_city()
        yield play_cases(city, settle_officers(city), today=MONDAY)
        transaction.set_rollback(True)


def test_forty_cases_are_open_and_some_are_over(played: int) -> None:
    assert Counter(Case.objects.values_list("is_open", flat=True)) == {True: 40, False: 9}
    assert played == 49


def test_every_stage_has_a_case_but_the_void_one(played: int) -> None:
    stages = set(Case.objects.values_list("stage_code", flat=True))
    assert stages == {stage.code for stage in Stage} - {Stage.VOIDED.code}


def test_something_is_overdue_and_something_due_today(played: int) -> None:
    open_cases = Case.objects.filter(is_open=True)
    assert open_cases.filter(due_on__lt=MONDAY).count() >= 2
    assert open_cases.filter(due_on=MONDAY).exists()


def test_answers_went_out_as_numbered_letters(played: int) -> None:
    answered = Case.objects.exclude(outcome_code="").exclude(outcome_code__startswith="other.")
    assert set(answered.values_list("pk", flat=True)) <= set(Letter.objects.values_list("case_id", flat=True))
    assert all("公开〔2026〕" in letter.number for letter in Letter.objects.all())


def test_nothing_is_dated_after_today_and_nothing_is_played_twice(played: int) -> None:
    assert not CaseEvent.objects.filter(on__gt=MONDAY).exists()
    city = build_city()
    assert play_cases(city, settle_officers(city), today=MONDAY) == 0
    assert Case.objects.count() == played


def test_an_applicant_can_be_played_too(played: int) -> None:
    followed = application_to_follow()
    assert followed is not None
    case = case_for_follower(*followed)
    assert case is not None
    assert case.stage is Stage.AWAITING_CORRECTION


def test_no_mail_is_sent_for_what_was_only_played(played: int, mailoutbox) -> None:
    assert mailoutbox == []
