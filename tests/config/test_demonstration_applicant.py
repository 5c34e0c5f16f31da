"""The demonstration's applicant: one account, whatever often it is prepared, with cases to act on."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.apps.casework import services
from gongkai.apps.casework.selectors import cases_of_account
from gongkai.apps.people.own_account import account_of
from gongkai.config.demonstration_applicant import APPLICANT, open_applicants_account
from gongkai.config.demonstration_city import PASSWORD
from gongkai.statute.case_stages import Stage
from portal.acted_cases import TODAY, apply_online

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_monday_in_march(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_given, **_named: TODAY)


def test_the_account_holds_one_case_of_each_kind_and_is_opened_once() -> None:
    apply_online(Client()).registered().do(services.ask_reasons, counts=120, question="为什么", days=5)
    for _ in range(2):
        apply_online(Client()).registered()
    apply_online(Client())
    for _ in range(2):
        open_applicants_account()
    account = account_of(APPLICANT)
    assert account is not None
    assert account.has_password(PASSWORD)
    assert sorted(case.stage.code for case in cases_of_account(account)) == sorted(
        stage.code for stage in (Stage.AWAITING_REASONS, Stage.HANDLING)
    )


def test_the_account_is_opened_where_there_are_no_cases() -> None:
    open_applicants_account()
    assert account_of(APPLICANT) is not None
