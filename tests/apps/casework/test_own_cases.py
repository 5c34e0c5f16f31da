"""Applications in their applicant's account: put in, listed, taken out, never in two at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from apps.casework.invented_cases import make_office
from gongkai.apps.casework import selectors
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors.following import PAGE_OWN_CASES
from gongkai.apps.casework.services import own_cases, take_in
from gongkai.apps.people import own_account
from gongkai.apps.people.models import ApplicantAccount
from gongkai.statute.receipt import Channel

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def account_of(name: str) -> ApplicantAccount:
    profile = {"kind": "natural_person", "name": name}
    return own_account.open_account(email=f"{name}@example.cn", password="九曲黄河万里沙-浪淘", profile=profile)


def applications(count: int) -> list[Case]:
    agency = make_office().agency
    return [
        take_in(
            agency=agency,
            channel=Channel.ONLINE,
            applicant=ApplicantForm(kind="natural_person", name="林知远"),
            request=RequestForm(title=f"第{number}件"),
            arrived_on=DAY,
            today=DAY,
            key=f"form-{number}",
        ).case
        for number in range(count)
    ]


def test_a_case_is_seen_by_its_account_alone() -> None:
    lin, wang = account_of("lin"), account_of("wang")
    (case,) = applications(1)
    own_cases.keep_in_account(case=case, account=lin)
    assert selectors.case_of_account(case.pk, account=lin) == case
    assert selectors.case_of_account(case.pk, account=wang) is None
    assert selectors.cases_of_account(wang) == []


def test_a_case_of_another_account_stays_there() -> None:
    lin, wang = account_of("lin"), account_of("wang")
    (case,) = applications(1)
    for _ in range(2):
        own_cases.keep_in_account(case=case, account=lin)
    with pytest.raises(own_cases.HeldElsewhereError, match="另一个账号"):
        own_cases.keep_in_account(case=case, account=wang)
    own_cases.take_out_of_account(case=case, account=wang)
    assert selectors.cases_of_account(lin) == [case]
    own_cases.take_out_of_account(case=case, account=lin)
    own_cases.keep_in_account(case=case, account=wang)
    assert selectors.cases_of_account(wang) == [case]


def test_the_list_goes_on_where_the_page_before_ended(django_assert_num_queries) -> None:
    lin = account_of("lin")
    cases = applications(PAGE_OWN_CASES + 3)
    for case in cases:
        own_cases.keep_in_account(case=case, account=lin)
    with django_assert_num_queries(1):
        page = selectors.cases_of_account(lin)
        assert {case.agency.name for case in page} != set()
    assert [case.pk for case in page] == [case.pk for case in reversed(cases)][: PAGE_OWN_CASES + 1]
    rest = selectors.cases_of_account(lin, before=page[PAGE_OWN_CASES - 1].pk)
    assert [case.pk for case in rest] == [case.pk for case in cases[2::-1]]


def test_closing_the_account_leaves_the_cases_to_the_organ() -> None:
    lin = account_of("lin")
    (case,) = applications(1)
    own_cases.keep_in_account(case=case, account=lin)
    own_account.close(account=lin, password="九曲黄河万里沙-浪淘")
    case.refresh_from_db()
    assert case.account is None
    assert case.applicant.name == "林知远"


@pytest.mark.django_db(transaction=True)
def test_two_accounts_at_once_and_one_gets_the_case() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the test database is in memory, and one thread holds it; writers to a file wait for each other")
    accounts = [account_of("lin"), account_of("wang")]
    (case,) = applications(1)

    def keep(account: ApplicantAccount) -> bool:
        try:
            own_cases.keep_in_account(case=case, account=account)
        except own_cases.HeldElsewhereError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as threads:
        kept = list(threads.map(keep, accounts))
    assert sorted(kept) == [False, True]
    case.refresh_from_db()
    assert case.account == accounts[kept.index(True)]
