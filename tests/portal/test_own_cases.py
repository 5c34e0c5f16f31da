"""Applying and following while signed in: nothing to type twice, no code, and nobody else's case."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.apps.casework import services
from gongkai.apps.casework.marks import secret_mark
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.services.own_cases import keep_in_account
from gongkai.portal.models import Attempt
from portal.acted_cases import DUE, TODAY, Acted, apply_online
from portal.invented_applications import ID_NUMBER, address_of, filled, online_agency
from portal.registered import MAIL, PASSWORD, register, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_monday_in_march(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_given, **_named: TODAY)


@pytest.fixture
def lin(client):
    return register(client)


@pytest.fixture
def agency():
    return online_agency()


# Applying


def test_the_form_begins_with_what_the_account_tells(lin, agency) -> None:
    profile = {"kind": "natural_person", "name": "林知远", "identity_kind": "passport", "identity_number": "E12345678"}
    lin.client.post("/account/profile/", {**profile, "phone": "0990-7654321", "address": "学府路1号"})
    page = lin.client.get(address_of(agency)).text
    for told in ('value="林知远"', 'value="E12345678"', 'value="0990-7654321"', 'value="学府路1号"', f'value="{MAIL}"'):
        assert told in page
    assert 'value="passport" class="choices" id="id_identity_kind_1" checked' in page
    assert "不需要注册" not in page


def test_an_organisation_begins_with_its_code_and_contact(lin, agency) -> None:
    profile = {"kind": "research", "name": "浮玉研究院", "contact_person": "林知远", "identity_kind": "uscc"}
    lin.client.post("/account/profile/", profile)
    page = lin.client.get(address_of(agency)).text
    for told in ('value="research"', 'value="uscc"'):
        assert f"{told} class=" in page
        assert "checked" in page.split(told)[1].split(">")[0]
    assert 'value="林知远"' in page


def test_who_has_no_account_applies_as_before_and_is_told_so(client, agency) -> None:
    page = client.get(address_of(agency)).text
    assert "不需要注册" in page
    answer = client.post(address_of(agency), filled())
    assert "查询码只在这里显示" in client.get(answer.url).text
    assert Case.objects.get().account is None


def test_an_application_sent_while_signed_in_belongs_to_the_account(lin, agency) -> None:
    lin.client.get(address_of(agency))
    for _ in range(2):
        answer = lin.client.post(address_of(agency), filled())
    assert Case.objects.get().account == lin.account
    receipt = lin.client.get(answer.url).text
    assert "已经在您的账号里" in receipt
    assert "查询码" in receipt
    assert "2025年度城区供水管网改造工程中标结果" in lin.client.get("/account/").text


def test_an_application_sent_after_the_session_ended_is_taken_without_an_account(lin, agency) -> None:
    lin.client.get(address_of(agency))
    lin.client.post("/account/sign-out/")
    lin.client.get(address_of(agency))
    lin.client.post(address_of(agency), filled())
    assert Case.objects.get().account is None


# The list


def test_the_list_tells_where_a_case_stands_and_the_next_day(lin) -> None:
    acted = apply_online(Client()).registered()
    keep_in_account(case=acted.case, account=lin.account)
    page = lin.client.get("/account/").text
    assert "正在办理" in page
    assert f"机关最迟在 <strong>{DUE}</strong> 答复" in page
    acted.do(services.ask_correction, items=["年度"], reason="不明", days=10, delivered_on=TODAY)
    page = lin.client.get("/account/").text
    assert "等您补正" in page
    # Ten working days from Monday the 2nd end on Monday the 16th.
    assert "请最迟在 <strong>2026年3月16日</strong> 办理" in page


def test_the_list_goes_page_by_page_with_the_same_few_queries(lin, django_assert_num_queries) -> None:
    client, agency = Client(), online_agency()
    client.get(address_of(agency))
    Attempt.objects.all().delete()
    for number in range(23):
        Attempt.objects.all().delete()
        client.post(address_of(agency), filled(key=f"{number:032x}", title=f"第{number}件"))
    first = Case.objects.order_by("pk").first()
    assert first is not None
    keep_in_account(case=first, account=lin.account)
    lin.client.get("/account/")
    # The browser's session, the account, its session row, the applications.
    with django_assert_num_queries(4):
        lin.client.get("/account/")
    Case.objects.update(account=lin.account)
    with django_assert_num_queries(4):
        page = lin.client.get("/account/").text
    assert page.count('class="own-case"') == 20
    further = Case.objects.order_by("-pk")[19].pk
    assert f'href="?before={further}"' in page
    rest = lin.client.get(f"/account/?before={further}").text
    assert [f"第{number}件" in rest for number in range(4)] == [True, True, True, False]


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "１", ""])
def test_an_odd_place_in_the_list_is_no_fault(lin, before: str) -> None:
    assert lin.client.get(f"/account/?before={before}").status_code == 200


# Following without the code


def test_an_own_case_opens_without_the_code_and_is_acted_on(lin) -> None:
    acted = apply_online(Client()).registered()
    keep_in_account(case=acted.case, account=lin.account)
    page = lin.client.get(f"/follow/{acted.case.pk}/").text
    assert "正在办理" in page
    assert "退出查询" not in page
    assert lin.client.get(f"/follow/{acted.case.pk}/everything.json").status_code == 200
    assert lin.client.post(f"/follow/{acted.case.pk}/withdrawal/", {"sure": "on"}).status_code == 302
    assert "您已撤回" in lin.client.get("/account/").text


@pytest.mark.parametrize("rest", ["", "withdrawal/", "everything.json", "everything.zip", "letters/1.pdf", "papers/1/"])
def test_a_case_of_another_account_does_not_open(lin, rest: str) -> None:
    acted = apply_online(Client()).registered()
    keep_in_account(case=acted.case, account=lin.account)
    wang = register(Client(), "wang@example.cn")
    answer = wang.client.get(f"/follow/{acted.case.pk}/{rest}")
    assert (answer.status_code, answer.url) == (302, "/follow/")
    assert wang.client.post(f"/account/cases/{acted.case.pk}/out/").status_code == 404
    assert wang.client.post(f"/follow/{acted.case.pk}/withdrawal/", {"sure": "on"}).url == "/follow/"
    assert Case.objects.get().stage_code != "withdrawn"


def test_signing_out_closes_the_cases_with_it(lin) -> None:
    acted = apply_online(Client())
    keep_in_account(case=acted.case, account=lin.account)
    lin.client.post("/account/sign-out/")
    assert lin.client.get(f"/follow/{acted.case.pk}/").status_code == 302


def test_the_session_that_idled_out_closes_the_cases_with_it(lin, monkeypatch) -> None:
    acted = apply_online(Client())
    keep_in_account(case=acted.case, account=lin.account)
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert lin.client.get(f"/follow/{acted.case.pk}/").status_code == 302


# Putting in and taking out


def test_an_earlier_application_is_put_in_by_number_and_code(lin) -> None:
    acted = apply_online(Client())
    answer = lin.client.post("/account/add/", {"number": acted.case.reference.lower(), "code": acted.code})
    assert answer.url == f"/follow/{acted.case.pk}/"
    assert acted.case.title in lin.client.get("/account/").text


def test_a_wrong_number_is_answered_like_a_wrong_code_and_counted_with_the_followers_tries(lin) -> None:
    acted = apply_online(Client())
    Attempt.objects.all().delete()
    wrong_code = lin.client.post("/account/add/", {"number": acted.case.reference, "code": "x"})
    wrong_number = lin.client.post("/account/add/", {"number": "NOBODY-1", "code": acted.code})
    for answer in (wrong_code, wrong_number):
        assert answer.status_code == 400
        assert "编号和查询码对不上" in answer.text
    for _ in range(8):
        lin.client.post("/follow/", {"number": acted.case.reference, "code": "x"})
    late = lin.client.post("/account/add/", {"number": acted.case.reference, "code": acted.code})
    assert late.status_code == 429
    assert Case.objects.get().account is None


def test_a_case_that_another_account_holds_is_not_taken_from_it(lin) -> None:
    acted = apply_online(Client())
    keep_in_account(case=acted.case, account=lin.account)
    wang = register(Client(), "wang@example.cn")
    answer = wang.client.post("/account/add/", {"number": acted.case.reference, "code": acted.code})
    assert answer.status_code == 409
    assert "另一个账号" in answer.text
    assert Case.objects.get().account == lin.account


def test_a_case_taken_out_is_followed_by_code_again(lin) -> None:
    acted = apply_online(Client())
    keep_in_account(case=acted.case, account=lin.account)
    assert "从我的账号移出" in lin.client.get(f"/follow/{acted.case.pk}/").text
    lin.client.post(f"/account/cases/{acted.case.pk}/out/")
    assert lin.client.get(f"/follow/{acted.case.pk}/").status_code == 302
    assert "正在" in acted.registered().page


def test_closing_the_account_leaves_the_application_with_the_organ(lin) -> None:
    acted = apply_online(Client())
    keep_in_account(case=acted.case, account=lin.account)
    lin.client.post("/account/close/", {"password": PASSWORD, "sure": "on"})
    assert "等待确认收到" in acted.page
    assert Case.objects.get().applicant.identity_number == ID_NUMBER


def test_the_export_names_the_applications(lin) -> None:
    acted = apply_online(Client())
    keep_in_account(case=acted.case, account=lin.account)
    told = json.loads(lin.client.get("/account/everything.json").content)
    assert [each["申请编号"] for each in told["申请"]] == [acted.case.reference]


def test_an_officer_sees_nothing_of_accounts_at_the_desk(lin) -> None:
    acted = apply_online(Client())
    keep_in_account(case=acted.case, account=lin.account)
    desk = Client()
    desk.force_login(acted.officer)
    assert MAIL not in desk.get(f"/desk/cases/{acted.case.pk}/").text
    assert sign_in(desk, acted.officer.username).status_code == 400


def divided(acted: Acted) -> Case:
    acted.do(services.split, kept="施工标段中标结果", split_off=["监理标段中标结果", "设计标段中标结果"])
    return Case.objects.filter(split_from=acted.case).earliest("pk")


def test_a_part_is_followed_by_its_own_number_and_the_code_of_the_application(client) -> None:
    acted = apply_online(client).registered()
    part = divided(acted)
    visitor = Client()
    answer = visitor.post("/follow/", {"number": part.reference, "code": acted.code})
    assert answer.url == f"/follow/{part.pk}/"
    page = visitor.get(answer.url).text
    assert "监理标段中标结果" in page
    assert "退出查询" in page
    for case in Case.objects.all():
        assert visitor.get(f"/follow/{case.pk}/").status_code == 200
    assert visitor.post("/follow/", {"number": part.reference, "code": "AAAA-BBBB-CCCC"}).status_code == 400


def test_the_code_of_another_application_opens_no_part(client) -> None:
    acted = apply_online(client).registered()
    part = divided(acted)
    Case.objects.filter(pk=acted.case.pk).update(secret_mark=secret_mark("2345-6789-ABCD"))
    assert Client().post("/follow/", {"number": part.reference, "code": acted.code}).status_code == 400


@pytest.mark.parametrize("is_by_part", [True, False])
def test_a_divided_application_moves_into_and_out_of_an_account_as_one(lin, is_by_part: bool) -> None:
    acted = apply_online(Client()).registered()
    chosen = divided(acted) if is_by_part else (divided(acted), acted.case)[1]
    for _ in range(2):
        lin.client.post("/account/add/", {"number": chosen.reference, "code": acted.code})
        assert lin.client.get("/account/").text.count('class="own-case"') == 3
        lin.client.post(f"/account/cases/{chosen.pk}/out/")
        assert lin.client.get("/account/").text.count('class="own-case"') == 0


def test_no_part_is_taken_from_the_account_that_holds_the_application(lin) -> None:
    acted = apply_online(Client()).registered()
    part = divided(acted)
    keep_in_account(case=part, account=lin.account)
    wang = register(Client(), "wang@example.cn")
    for case in (part, acted.case):
        answer = wang.client.post("/account/add/", {"number": case.reference, "code": acted.code})
        assert answer.status_code == 409
    assert set(Case.objects.values_list("account", flat=True)) == {lin.account.pk}


def test_what_was_split_off_comes_along_and_is_named_by_its_matter(lin) -> None:
    acted = apply_online(Client()).registered()
    acted.do(services.split, kept="施工标段中标结果", split_off=["监理标段中标结果"])
    lin.client.post("/account/add/", {"number": acted.case.reference, "code": acted.code})
    page = lin.client.get("/account/").text
    assert page.count('class="own-case"') == 2
    assert "施工标段中标结果" in page
    assert "监理标段中标结果" in page
    part = Case.objects.get(split_from=acted.case)
    lin.client.post("/follow/leave/")
    assert "监理标段中标结果" in lin.client.get(f"/follow/{part.pk}/").text


def test_the_list_tells_until_when_reasons_are_awaited_and_not_the_organs_day(lin) -> None:
    acted = apply_online(Client()).registered()
    keep_in_account(case=acted.case, account=lin.account)
    acted.do(services.ask_reasons, counts=40, question="为什么申请这么多", days=5)
    page = lin.client.get("/account/").text
    assert "等您说明理由" in page
    # Five working days from Monday the 2nd end on Monday the 9th.
    assert "请最迟在 <strong>2026年3月9日</strong> 办理" in page
    assert "机关最迟在" not in page
