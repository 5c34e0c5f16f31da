"""Coming in, staying in and one's own account, over HTTP."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from apps.people.invented import PASSWORD, make_administrator, make_agency, make_officer
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.people import second_factors, totp
from gongkai.apps.people.models import DeskSession, Officer

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "云台山上的松-2032"


def sign_in(client: Client, officer: Officer, password: str = PASSWORD, **more):
    return client.post("/desk/login/", {"username": officer.username, "password": password, **more})


def code_now(officer: Officer, *, steps: int = 0) -> str:
    secret = second_factors.begin_enrolment(officer).secret
    return totp.code_at(secret, step=int(timezone.now().timestamp()) // 30 + steps)


def enrolled(officer: Officer) -> list[str]:
    earlier = timezone.now() - timedelta(minutes=5)
    secret = second_factors.begin_enrolment(officer).secret
    code = totp.code_at(secret, step=int(earlier.timestamp()) // 30)
    return list(second_factors.confirm_enrolment(holder=officer, code=code, now=earlier))


def test_five_wrong_passwords_lock_and_the_right_one_no_longer_opens(client) -> None:
    officer = make_officer()
    for _ in range(5):
        assert "用户名或密码不正确" in sign_in(client, officer, "错了").text
    page = sign_in(client, officer)
    assert "已暂时锁定" in page.text
    assert client.get("/desk/").status_code == 302


def test_the_address_that_counts_is_the_one_our_proxy_saw(client, settings) -> None:
    settings.TRUSTED_PROXIES = 1
    officer = make_officer()
    for number in range(5):
        told = f"203.0.113.{number}, 192.0.2.7"
        client.post("/desk/login/", {"username": officer.username, "password": "x"}, headers={"X-Forwarded-For": told})
    page = client.post(
        "/desk/login/", {"username": officer.username, "password": PASSWORD}, headers={"X-Forwarded-For": "192.0.2.7"}
    )
    assert "已暂时锁定" in page.text


def test_an_address_that_the_sender_made_up_is_not_believed_without_a_proxy(client) -> None:
    officer = make_officer()
    for number in range(5):
        told = {"X-Forwarded-For": f"203.0.113.{number}"}
        client.post("/desk/login/", {"username": officer.username, "password": "x"}, headers=told)
    assert "已暂时锁定" in sign_in(client, officer).text


def test_with_a_second_factor_the_password_alone_does_not_let_anybody_in(client) -> None:
    officer = make_officer()
    enrolled(officer)
    answer = sign_in(client, officer, next="/desk/account/")
    assert answer.url == "/desk/login/code/"
    assert client.get("/desk/account/").status_code == 302
    answer = client.post("/desk/login/code/", {"code": code_now(officer)})
    assert answer.url == "/desk/account/"
    assert client.get("/desk/account/").status_code == 200


def test_a_recovery_code_lets_in_once(client) -> None:
    officer = make_officer()
    codes = enrolled(officer)
    for expected in (302, 200):
        other = Client()
        sign_in(other, officer)
        assert other.post("/desk/login/code/", {"code": codes[0]}).status_code == expected


def test_wrong_codes_lock_like_wrong_passwords_and_the_password_does_not_reset_the_count(client) -> None:
    officer = make_officer()
    enrolled(officer)
    for _ in range(5):
        sign_in(client, officer)
        assert "动态口令不正确" in client.post("/desk/login/code/", {"code": "12345x"}).text
    assert "已暂时锁定" in sign_in(client, officer).text
    assert "已暂时锁定" in client.post("/desk/login/code/", {"code": code_now(officer)}).text


def test_the_code_page_is_nothing_without_the_password_first(client) -> None:
    assert client.get("/desk/login/code/").url == "/desk/login/"


def test_a_password_that_was_reset_meanwhile_makes_the_first_step_void(client) -> None:
    officer = make_officer()
    enrolled(officer)
    sign_in(client, officer)
    officer.set_password(NEW_PASSWORD)
    officer.save()
    assert client.post("/desk/login/code/", {"code": code_now(officer)}).url == "/desk/login/"


@pytest.mark.parametrize(
    ("column", "ago"), [("seen_at", timedelta(minutes=31)), ("started_at", timedelta(hours=12, minutes=1))]
)
def test_a_session_that_is_idle_or_too_long_is_over_and_says_so(client, column: str, ago: timedelta) -> None:
    officer = make_officer()
    sign_in(client, officer)
    DeskSession.objects.update(**{column: timezone.now() - ago})
    assert client.get("/desk/").status_code == 302
    assert "登录已经结束" in client.get("/desk/login/").text
    assert DeskSession.objects.get().ended_at is not None


def test_a_session_short_of_the_limits_goes_on_and_is_seen(client) -> None:
    sign_in(client, make_officer())
    almost = timezone.now() - timedelta(minutes=29)
    DeskSession.objects.update(seen_at=almost)
    assert client.get("/desk/").status_code == 200
    assert DeskSession.objects.get().seen_at > almost


def test_another_browser_is_signed_out_from_here(client) -> None:
    officer = make_officer()
    sign_in(client, officer)
    other = Client(headers={"User-Agent": "别的浏览器"})
    sign_in(other, officer)
    page = client.get("/desk/account/").text
    assert "本设备" in page
    assert "别的浏览器" in page
    number = re.search(r"/desk/account/sessions/(\d+)/end/", page)[1]
    client.post(f"/desk/account/sessions/{number}/end/")
    assert other.get("/desk/").status_code == 302
    assert client.get("/desk/").status_code == 200


def test_a_session_of_somebody_else_is_not_there_to_end(client) -> None:
    other = Client()
    sign_in(other, make_officer("别人"))
    number = DeskSession.objects.get().pk
    sign_in(client, make_officer())
    assert client.post(f"/desk/account/sessions/{number}/end/").status_code == 404
    assert other.get("/desk/").status_code == 200


def test_signing_out_ends_the_session_in_our_books(client) -> None:
    sign_in(client, make_officer())
    client.post("/desk/logout/")
    assert DeskSession.objects.get().ended_at is not None


@pytest.mark.parametrize("page", ["/desk/", "/desk/account/", "/", "/reports/"])
def test_who_must_change_the_password_comes_to_nothing_else_first(client, page: str) -> None:
    officer = make_officer()
    officer.must_change_password = True
    officer.save()
    sign_in(client, officer)
    assert client.get(page).url == "/desk/account/password/"
    told = {"old": PASSWORD, "new": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert client.post("/desk/account/password/", told).url == "/desk/account/"
    assert client.get("/desk/account/").status_code == 200


def test_who_must_use_a_second_factor_binds_it_first(client) -> None:
    officer = make_officer()
    officer.needs_second_factor = True
    officer.save()
    sign_in(client, officer)
    assert client.get("/desk/").url == "/desk/account/second-factor/"
    page = client.get("/desk/account/second-factor/")
    assert "<svg" in page.text
    assert "style=" not in page.text
    answer = client.post("/desk/account/second-factor/", {"act": "bind", "code": code_now(officer)})
    assert len(re.findall(r"[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}", answer.text)) == 10
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get("/desk/").status_code == 200


def test_binding_a_second_factor_signs_the_other_browsers_out(client) -> None:
    officer = make_officer()
    other = Client()
    sign_in(other, officer)
    sign_in(client, officer)
    client.post("/desk/account/second-factor/", {"act": "bind", "code": code_now(officer)})
    assert other.get("/desk/").status_code == 302
    assert client.get("/desk/").status_code == 200


def test_the_secret_is_not_shown_once_it_is_bound(client) -> None:
    officer = make_officer()
    enrolled(officer)
    secret = second_factors.begin_enrolment(officer).secret
    client.force_login(officer)
    page = client.get("/desk/account/second-factor/").text
    assert "<svg" not in page
    assert secret[:4] not in page


def test_binding_twice_or_leaving_twice_is_done_once_and_no_fault(client) -> None:
    officer = make_officer()
    client.force_login(officer)
    client.get("/desk/account/second-factor/")
    form = {"act": "bind", "code": code_now(officer)}
    codes = client.post("/desk/account/second-factor/", form).context["codes"]
    assert "备用码已经显示过一次" in client.post("/desk/account/second-factor/", form).text
    for _ in range(2):
        answer = client.post("/desk/account/second-factor/leave/", {"code": codes[0]})
        assert (answer.status_code, answer.url) == (302, "/desk/account/")
    renewed = client.post("/desk/account/second-factor/", {"act": "renew", "code": codes[1]})
    assert "动态口令已经停用" in renewed.text
    assert not second_factors.is_enrolled(officer)


def test_one_leaves_the_second_factor_with_a_code_and_not_without(client) -> None:
    officer = make_officer()
    enrolled(officer)
    client.force_login(officer)
    assert client.post("/desk/account/second-factor/leave/", {"code": "x"}).status_code == 400
    assert second_factors.is_enrolled(officer)
    client.post("/desk/account/second-factor/leave/", {"code": code_now(officer)})
    assert not second_factors.is_enrolled(officer)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"old": "错", "new": NEW_PASSWORD, "again": NEW_PASSWORD}, "原密码不正确"),
        ({"old": PASSWORD, "new": NEW_PASSWORD, "again": NEW_PASSWORD + "x"}, "两次输入的新密码不一样"),
        ({"old": PASSWORD, "new": "短", "again": "短"}, "至少要有 10 个字符"),
        ({"old": ""}, "这个字段是必填项"),
    ],
)
def test_a_password_that_cannot_be_is_told_at_its_field(client, told: dict[str, str], refusal: str) -> None:
    sign_in(client, make_officer())
    page = client.post("/desk/account/password/", told)
    assert refusal in page.text
    assert 'aria-invalid="true"' in page.text


def test_the_account_costs_the_same_with_many_roles_and_browsers(client, django_assert_num_queries) -> None:
    officer = make_officer(role=AgencyRole.INTAKE, agency=make_agency())
    sign_in(client, officer)
    client.get("/desk/account/")
    with django_assert_num_queries(7):
        client.get("/desk/account/")
    for number in range(12):
        agency = make_agency(f"第{number}局")
        officer.grants.create(agency=agency, role_code="handler", valid_from=timezone.localdate())
        sign_in(Client(), officer)
    with django_assert_num_queries(7):
        client.get("/desk/account/")


def test_an_officer_whose_account_is_closed_is_out_with_the_next_click(client) -> None:
    officer = make_officer()
    sign_in(client, officer)
    administrator = Client()
    administrator.force_login(make_administrator())
    administrator.post(f"/desk/settings/people/{officer.pk}/switch-off/")
    assert client.get("/desk/").status_code == 302
