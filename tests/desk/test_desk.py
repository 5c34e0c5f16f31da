"""The desk over HTTP: who comes in, what each sees, and taking reports out."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.made_reports import PASSWORD, made_officer, made_report, published
from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.permissions import Role

pytestmark = pytest.mark.django_db
STAFF = [role for role in Role if role is not Role.ANONYMOUS]


@pytest.mark.parametrize("address", ["/desk/", "/desk/log/", "/desk/reports/1/withdraw/"])
def test_a_visitor_is_shown_the_way_to_sign_in(client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.url == f"/desk/login/?next={address}"


def test_signing_in_leads_to_the_desk(client) -> None:
    made_officer()
    answer = client.post("/desk/login/", {"username": "report_clerk", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/desk/")


def test_a_wrong_password_is_told_in_chinese_and_tells_nothing_else(client) -> None:
    made_officer()
    told = [
        client.post("/desk/login/", {"username": name, "password": "wrong"}).text.count("用户名或密码不正确")
        for name in ("report_clerk", "nobody")
    ]
    assert told == [1, 1]


def test_signing_in_leads_to_no_other_site(client) -> None:
    made_officer()
    answer = client.post(
        "/desk/login/", {"username": "report_clerk", "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert answer.url == "/desk/"


def test_an_account_that_was_closed_does_not_come_in(client) -> None:
    officer = made_officer()
    officer.is_active = False
    officer.save()
    client.post("/desk/login/", {"username": "report_clerk", "password": PASSWORD})
    assert client.get("/desk/").status_code == 302


def test_signing_out_needs_a_form(client) -> None:
    client.force_login(made_officer())
    assert client.get("/desk/logout/").status_code == 405
    client.post("/desk/logout/")
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize("role", STAFF)
def test_each_role_sees_the_acts_it_may_do(client, role: Role) -> None:
    report = published(made_report())
    client.force_login(made_officer(role))
    page = client.get("/desk/").text
    keeps = role in (Role.REPORT_CLERK, Role.ADMINISTRATOR)
    assert (f"/desk/reports/{report.pk}/withdraw/" in page) is keeps
    assert ("/desk/log/" in page) is (role in (Role.ADMINISTRATOR, Role.AUDITOR))


@pytest.mark.parametrize("role", STAFF)
def test_withdrawing_by_address_is_held_to_the_same_policy(client, role: Role) -> None:
    report = published(made_report())
    client.force_login(made_officer(role))
    client.post(f"/desk/reports/{report.pk}/withdraw/", {"reason": "试试"})
    report.refresh_from_db()
    assert report.is_public is (role not in (Role.REPORT_CLERK, Role.ADMINISTRATOR))


@pytest.mark.parametrize("role", STAFF)
def test_the_log_is_for_administrators_and_auditors(client, role: Role) -> None:
    client.force_login(made_officer(role))
    expected = 200 if role in (Role.ADMINISTRATOR, Role.AUDITOR) else 403
    assert client.get("/desk/log/").status_code == expected


def test_withdrawing_asks_for_the_reason(client) -> None:
    report = published(made_report())
    client.force_login(made_officer())
    answer = client.post(f"/desk/reports/{report.pk}/withdraw/", {"reason": "  "})
    assert answer.status_code == 400
    assert "请写明撤下的理由" in answer.text
    report.refresh_from_db()
    assert report.is_public


def test_a_report_is_withdrawn_and_restored_and_both_are_in_the_log(client) -> None:
    report = published(made_report())
    client.force_login(made_officer(Role.ADMINISTRATOR))
    client.post(f"/desk/reports/{report.pk}/withdraw/", {"reason": "不是最终稿"})
    assert "恢复公开" in client.get("/desk/", {"standing": "withdrawn"}).text
    client.post(f"/desk/reports/{report.pk}/restore/")
    report.refresh_from_db()
    assert report.is_public
    page = client.get("/desk/log/").text
    assert page.index("恢复公开年度报告") < page.index("撤下年度报告")
    assert "不是最终稿" in page
    assert Entry.objects.count() == 3


def test_restoring_by_link_is_refused(client) -> None:
    report = published(made_report())
    client.force_login(made_officer())
    assert client.get(f"/desk/reports/{report.pk}/restore/").status_code == 405


def test_the_desk_costs_the_same_for_three_and_for_thirty(client, django_assert_num_queries) -> None:
    client.force_login(made_officer())
    for number in range(3):
        published(made_report(f"第{number}局"))
    client.get("/desk/")
    # Two for the browser's session and its officer, one for the watch, one for the rights, one for the list.
    with django_assert_num_queries(5):
        client.get("/desk/")
    for number in range(3, 30):
        published(made_report(f"第{number}局"))
    with django_assert_num_queries(5):
        client.get("/desk/")


def test_the_collection_says_that_it_is_run_centrally_and_denies_an_officer(client) -> None:
    report = published(made_report())
    client.force_login(made_officer(Role.OFFICER))
    page = client.get(reverse("desk:collection")).text
    assert "由年报专员和系统管理员统一收录、撤下和恢复" in page
    assert "仅可查看" in page
    assert client.post(f"/desk/reports/{report.pk}/withdraw/", {"reason": "有误"}).status_code == 403
