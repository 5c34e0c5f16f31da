"""Applicants register, sign in, and look after their account, over HTTP."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from apps.people.invented import PASSWORD as OFFICER_PASSWORD
from apps.people.invented import make_officer
from gongkai.apps.people import second_factors, totp
from gongkai.apps.people.models import ApplicantAccount, ApplicantSession, SignInAttempt
from gongkai.portal.models import Attempt
from portal.invented_applications import ID_NUMBER
from portal.registered import MAIL, PASSWORD, Registered, link_in_mail, register, registration, sign_in

pytestmark = pytest.mark.django_db
OWN_PAGES = ("", "add/", "profile/", "password/", "second-factor/", "move/", "close/", "everything.json")
NEW = "白日依山尽-更上一层楼"


@pytest.fixture
def lin(client):
    return register(client)


def told(page: str) -> str:
    """The page without the mark against forgery and the address that was typed."""
    return page[page.index("<main") :].split('name="csrfmiddlewaretoken"')[0]


# Registering


def test_an_account_comes_to_be_only_when_the_mailed_link_is_opened_and_filled_in(client) -> None:
    answer = client.post("/account/register/", {"email": MAIL})
    assert "请查收邮件" in answer.text
    assert not ApplicantAccount.objects.exists()
    assert mail.outbox[0].to == [MAIL]
    page = client.get(link_in_mail())
    assert "完成注册" in page.text
    assert not ApplicantAccount.objects.exists()
    assert client.post(link_in_mail(), registration()).url == "/account/"
    assert ApplicantAccount.objects.get().name == "林知远"
    assert "账号里还没有申请" in client.get("/account/").text


def test_registering_answers_a_known_address_like_an_unknown_one(lin) -> None:
    stranger = Client()
    known = stranger.post("/account/register/", {"email": MAIL})
    unknown = stranger.post("/account/register/", {"email": "wang@example.cn"})
    assert known.status_code == unknown.status_code == 200
    assert told(known.text).replace(MAIL, "") == told(unknown.text).replace("wang@example.cn", "")
    assert [message.to for message in mail.outbox[-2:]] == [[MAIL], ["wang@example.cn"]]
    assert "已经注册过" in mail.outbox[-2].body
    assert "/account/register/" not in mail.outbox[-2].body


def test_a_registration_link_is_good_once(lin) -> None:
    link = link_in_mail()
    answer = Client().post(link, registration(name="别人", new=NEW, again=NEW))
    assert answer.status_code == 410
    assert "链接已经失效" in answer.text
    assert ApplicantAccount.objects.get().name == "林知远"


def test_a_registration_sent_twice_lets_the_same_person_in(lin) -> None:
    link, again = link_in_mail(), Client()
    assert again.post(link, registration()).url == "/account/"
    assert "账号里还没有申请" in again.get("/account/").text
    assert again.get(link).status_code == 410
    assert ApplicantAccount.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"again": "另一个密码另一个密码"}, "两次输入的密码不一样。"),
        ({"new": "short", "again": "short"}, "密码太短，至少要有 10 个字符。"),
        ({"new": "password123", "again": "password123"}, "这个密码太常见"),
        ({"name": " \u200b"}, "请填写姓名或者单位全称。"),
        ({"kind": "business"}, "单位申请请填写联系人姓名。"),
        ({"kind": "emperor"}, "请选择一项。"),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(client, changes: dict[str, str], words: str) -> None:
    client.post("/account/register/", {"email": MAIL})
    answer = client.post(link_in_mail(), registration(**changes))
    assert answer.status_code == 400
    assert words in answer.text
    assert changes.get("name") is not None or 'value="林知远"' in answer.text
    assert PASSWORD not in answer.text
    assert not ApplicantAccount.objects.exists()


@pytest.mark.parametrize("email", ["", "x", "a@b", "lin@example.cn\r\nBcc: all@example.cn", "<script>@example.cn"])
def test_what_is_no_address_gets_no_mail(client, email: str) -> None:
    answer = client.post("/account/register/", {"email": email})
    assert answer.status_code == 400
    assert "电子邮箱" in answer.text
    assert "<script>@" not in answer.text
    assert mail.outbox == []


def test_one_letter_box_gets_four_mails_an_hour_and_the_page_does_not_tell(client) -> None:
    for _ in range(5):
        assert "请查收邮件" in client.post("/account/register/", {"email": MAIL}).text
    assert len(mail.outbox) == 4


def test_one_place_asks_for_ten_mails_an_hour(client) -> None:
    for number in range(10):
        assert client.post("/account/forgotten/", {"email": f"a{number}@example.cn"}).status_code == 200
    late = client.post("/account/register/", {"email": MAIL})
    assert late.status_code == 429
    assert f'value="{MAIL}"' in late.text
    assert len(mail.outbox) == 10


def test_attempts_keep_no_mail_address(client) -> None:
    client.post("/account/register/", {"email": MAIL})
    assert MAIL not in set(Attempt.objects.values_list("source", flat=True))


# Signing in and out


def test_address_and_password_let_in_and_signing_out_lets_out(lin) -> None:
    lin.client.post("/account/sign-out/")
    assert lin.client.get("/account/").status_code == 302
    assert ApplicantSession.objects.get().ended_at is not None
    assert sign_in(lin.client).url == "/account/"
    assert MAIL in lin.client.get("/account/").text


def test_a_wrong_password_is_answered_like_an_unknown_address(lin) -> None:
    known, unknown = sign_in(Client(), password="不对"), sign_in(Client(), "wang@example.cn")
    assert known.status_code == unknown.status_code == 400
    assert told(known.text).replace(MAIL, "") == told(unknown.text).replace("wang@example.cn", "")
    assert "邮箱或者密码不正确" in known.text


@pytest.mark.parametrize("email", [MAIL, "nobody@example.cn"])
def test_after_five_wrong_tries_the_door_is_locked_for_known_and_unknown_alike(lin, email: str) -> None:
    for _ in range(5):
        assert sign_in(Client(), email, "不对").status_code == 400
    locked = sign_in(Client(), email)
    assert locked.status_code == 429
    assert "已暂时锁定" in locked.text
    assert "管理员" not in locked.text


def test_the_session_gets_a_new_key_when_somebody_comes_in(lin) -> None:
    lin.client.post("/account/sign-out/")
    lin.client.get("/account/sign-in/")
    lin.client.post("/account/register/", {"email": "x"})
    session = lin.client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    sign_in(lin.client)
    assert lin.client.session.session_key != before


def test_after_thirty_idle_minutes_the_password_is_asked_for_again(lin) -> None:
    ApplicantSession.objects.update(seen_at=timezone.now() - timedelta(minutes=31))
    assert lin.client.get("/account/").status_code == 302
    assert ApplicantSession.objects.get().ended_at is not None


@pytest.mark.parametrize("page", OWN_PAGES)
def test_who_is_not_signed_in_is_shown_the_door_and_comes_back(lin, page: str) -> None:
    stranger = Client()
    answer = stranger.get(f"/account/{page}")
    assert answer.url == f"/account/sign-in/?{urlencode({'next': f'/account/{page}'})}"
    form = {"email": MAIL, "password": PASSWORD, "next": f"/account/{page}"}
    assert stranger.post("/account/sign-in/", form).url == f"/account/{page}"


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "evil", "\\\\evil"]
)
def test_signing_in_leads_nowhere_else(lin, away: str) -> None:
    form = {"email": MAIL, "password": PASSWORD, "next": away}
    assert Client().post("/account/sign-in/", form).url == "/account/"


def test_signing_in_wants_the_mark_against_forgery(lin) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict).status_code == 403
    assert strict.post("/account/sign-out/").status_code == 403


# Applicants and officers apart


def test_an_applicant_does_not_open_the_desk(lin) -> None:
    for address in ("/desk/", "/desk/cases/", "/desk/account/", "/desk/settings/people/"):
        answer = lin.client.get(address)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/desk/login/")
    answer = lin.client.post("/desk/login/", {"username": MAIL, "password": PASSWORD})
    assert answer.status_code == 200
    assert "用户名或密码不正确" in answer.text


def test_an_officer_is_no_applicant(client) -> None:
    officer = make_officer()
    client.force_login(officer)
    assert client.get("/desk/").status_code == 200
    for page in OWN_PAGES:
        assert client.get(f"/account/{page}").status_code == 302
    assert sign_in(client, officer.username, OFFICER_PASSWORD).status_code == 400


def test_an_officer_who_is_also_an_applicant_signs_out_of_one_and_stays_in_the_other(lin) -> None:
    lin.client.force_login(make_officer())
    assert lin.client.get("/account/").status_code == 200
    lin.client.post("/account/sign-out/")
    assert lin.client.get("/account/").status_code == 302
    assert lin.client.get("/desk/").status_code == 200


def test_the_number_of_an_officer_does_not_open_an_account_of_the_same_number(client) -> None:
    officer = make_officer()
    account = register(Client()).account
    ApplicantSession.objects.all().delete()
    ApplicantAccount.objects.filter(pk=account.pk).update(id=officer.pk)
    client.force_login(officer)
    assert client.get("/account/").status_code == 302


# Password


def test_changing_the_password_ends_the_other_sessions_and_is_told_by_mail(lin) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    wrong = lin.client.post("/account/password/", {"old": "不对", "new": NEW, "again": NEW})
    assert (wrong.status_code, "原密码不正确。" in wrong.text) == (400, True)
    assert lin.client.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW}).status_code == 302
    assert lin.client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert "刚刚修改过" in mail.outbox[-1].body


def test_a_forgotten_password_is_set_anew_by_a_link_that_is_good_once(lin) -> None:
    browser = Client()
    for _ in range(5):
        sign_in(browser, password="不对")
    browser.post("/account/forgotten/", {"email": MAIL.upper()})
    link = link_in_mail()
    assert "设置新密码" in browser.get(link).text
    assert browser.post(link, {"new": "short", "again": "short"}).status_code == 400
    assert browser.post(link, {"new": NEW, "again": NEW}).url == "/account/"
    assert lin.client.get("/account/").status_code == 302
    assert browser.post(link, {"new": PASSWORD, "again": PASSWORD}).status_code == 410
    assert sign_in(Client(), password=NEW).status_code == 302


def test_a_new_password_sent_twice_lets_the_same_person_in(lin) -> None:
    Client().post("/account/forgotten/", {"email": MAIL})
    link = link_in_mail()
    for _ in range(2):
        browser = Client()
        assert browser.post(link, {"new": NEW, "again": NEW}).url == "/account/"
        assert browser.get("/account/").status_code == 200


def test_a_change_of_password_sent_twice_is_one(lin) -> None:
    for _ in range(2):
        answer = lin.client.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
        assert (answer.status_code, answer.url) == (302, "/account/profile/")
    assert lin.client.get("/account/").status_code == 200


def test_forgetting_answers_a_known_address_like_an_unknown_one(lin) -> None:
    stranger = Client()
    known = stranger.post("/account/forgotten/", {"email": MAIL})
    unknown = stranger.post("/account/forgotten/", {"email": "wang@example.cn"})
    assert told(known.text).replace(MAIL, "") == told(unknown.text).replace("wang@example.cn", "")
    assert "还没有注册" in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["wang@example.cn"]


@pytest.mark.parametrize("token", ["x", "a:b:c", "..%2F", "林"])
@pytest.mark.parametrize("kind", ["register", "forgotten", "move"])
def test_a_made_up_link_is_void_and_no_fault(client, kind: str, token: str) -> None:
    assert client.get(f"/account/{kind}/{token}/").status_code in {404, 410}


# Another address


def test_the_account_moves_to_an_address_once_its_reader_says_so(lin) -> None:
    form = {"email": "lin@example.org", "password": PASSWORD}
    assert lin.client.post("/account/move/", {**form, "password": "不对"}).status_code == 400
    assert "请查收邮件" in lin.client.post("/account/move/", form).text
    assert mail.outbox[-1].to == ["lin@example.org"]
    link = link_in_mail()
    assert "lin@example.org" in Client().get(link).text
    assert sign_in(Client()).status_code == 302
    assert lin.client.post(link).url == "/account/profile/"
    assert mail.outbox[-1].to == [MAIL]
    assert sign_in(Client()).status_code == 400
    assert sign_in(Client(), "LIN@example.org").status_code == 302
    assert lin.client.get("/account/").status_code == 200
    assert Client().post(link).status_code == 410


def test_moving_answers_a_known_address_like_an_unknown_one(lin) -> None:
    register(Client(), "wang@example.cn")
    pages = []
    for email in ("wang@example.cn", "free@example.cn"):
        answer = lin.client.post("/account/move/", {"email": email, "password": PASSWORD})
        pages.append(told(answer.text).replace(email, ""))
    assert pages[0] == pages[1]
    assert "已经注册过" in mail.outbox[-2].body
    assert "/account/move/" not in mail.outbox[-2].body


def test_an_address_that_was_registered_meanwhile_is_not_taken_over(lin) -> None:
    lin.client.post("/account/move/", {"email": "wang@example.cn", "password": PASSWORD})
    link = link_in_mail()
    register(Client(), "wang@example.cn")
    assert lin.client.post(link).status_code == 410
    assert sign_in(Client()).status_code == 302


def test_the_reader_of_a_mistyped_address_gets_no_account(lin) -> None:
    lin.client.post("/account/move/", {"email": "lim@example.org", "password": PASSWORD})
    link, other = link_in_mail(), register(Client(), "wang@example.cn")
    for stranger in (Client(), other.client):
        assert 'type="password"' in stranger.get(link).text
        for form in ({}, {"password": "不对"}):
            answer = stranger.post(link, form)
            assert answer.status_code == 400
            assert "请填写密码。" in answer.text or "密码不正确。" in answer.text
    lin.account.refresh_from_db()
    assert lin.account.email == MAIL


def test_on_another_device_the_password_confirms_the_move(lin) -> None:
    lin.client.post("/account/move/", {"email": "lin@example.org", "password": PASSWORD})
    assert Client().post(link_in_mail(), {"password": PASSWORD}).url == "/account/profile/"
    assert sign_in(Client(), "lin@example.org").status_code == 302


def test_the_password_is_not_to_be_guessed_at_a_mailed_link(lin) -> None:
    lin.client.post("/account/move/", {"email": "lin@example.org", "password": PASSWORD})
    for _ in range(5):
        assert "密码不正确。" in Client().post(link_in_mail(), {"password": "不对"}).text
    locked = Client().post(link_in_mail(), {"password": PASSWORD})
    assert "已暂时锁定" in locked.text
    lin.account.refresh_from_db()
    assert lin.account.email == MAIL


def test_a_new_password_voids_the_links_that_were_mailed_before(lin) -> None:
    lin.client.post("/account/move/", {"email": "lin@example.org", "password": PASSWORD})
    link = link_in_mail()
    lin.client.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert Client().post(link).status_code == 410


# The second factor


@pytest.fixture
def bound(lin) -> tuple[Registered, list[str]]:
    """An account with an authenticator, bound five minutes ago, and its recovery codes."""
    earlier = timezone.now() - timedelta(minutes=5)
    codes = second_factors.confirm_enrolment(holder=lin.account, code=code_of(lin, earlier), now=earlier)
    return lin, list(codes)


def code_of(registered: Registered, at: datetime) -> str:
    secret = second_factors.begin_enrolment(registered.account).secret
    return totp.code_at(secret, step=int(at.timestamp()) // 30)


def test_an_authenticator_is_bound_by_its_first_code_and_the_other_sessions_end(lin) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    page = lin.client.get("/account/second-factor/")
    assert "<svg" in page.text
    wrong = lin.client.post("/account/second-factor/", {"code": "000000x"})
    assert (wrong.status_code, "动态口令不正确" in wrong.text) == (400, True)
    answer = lin.client.post("/account/second-factor/", {"act": "bind", "code": code_of(lin, timezone.now())})
    assert answer.text.count("<li>") >= 10
    assert "请保存备用码" in answer.text
    assert elsewhere.get("/account/").status_code == 302
    assert "已启用" in lin.client.get("/account/profile/").text


def test_the_password_alone_lets_nobody_in_where_a_second_factor_is_bound(bound) -> None:
    lin, codes = bound
    browser = Client()
    form = {"email": MAIL, "password": PASSWORD, "next": "/account/profile/"}
    assert browser.post("/account/sign-in/", form).url == "/account/sign-in/code/"
    assert browser.get("/account/").status_code == 302
    assert browser.post("/account/sign-in/code/", {"code": "000000x"}).status_code == 400
    answer = browser.post("/account/sign-in/code/", {"code": code_of(lin, timezone.now())})
    assert answer.url == "/account/profile/"
    assert browser.get("/account/").status_code == 200
    other = Client()
    sign_in(other)
    assert other.post("/account/sign-in/code/", {"code": codes[0]}).status_code == 302
    assert other.get("/account/").status_code == 200


def test_neither_a_mailed_link_nor_a_form_sent_twice_goes_round_the_second_factor(bound) -> None:
    Client().post("/account/forgotten/", {"email": MAIL})
    link = link_in_mail()
    for _ in range(2):
        browser = Client()
        assert browser.post(link, {"new": NEW, "again": NEW}).url == "/account/sign-in/code/"
        assert browser.get("/account/").status_code == 302


def test_codes_are_counted_like_passwords(bound) -> None:
    lin, _ = bound
    browser = Client()
    sign_in(browser)
    for _ in range(5):
        assert browser.post("/account/sign-in/code/", {"code": "000000x"}).status_code == 400
    locked = browser.post("/account/sign-in/code/", {"code": code_of(lin, timezone.now())})
    assert "已暂时锁定" in locked.text
    assert browser.get("/account/").status_code == 302


def test_the_first_step_is_good_for_five_minutes_and_for_that_password(bound, monkeypatch) -> None:
    lin, codes = bound
    browser = Client()
    assert browser.get("/account/sign-in/code/").url == "/account/sign-in/"
    sign_in(browser)
    lin.client.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert browser.post("/account/sign-in/code/", {"code": codes[0]}).url == "/account/sign-in/"
    sign_in(browser, password=NEW)
    later = timezone.now() + timedelta(minutes=5, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert browser.post("/account/sign-in/code/", {"code": codes[0]}).url == "/account/sign-in/"


def test_the_second_factor_is_left_by_a_code(bound) -> None:
    lin, codes = bound
    form = {"act": "leave", "code": "000000x"}
    assert lin.client.post("/account/second-factor/", form).status_code == 400
    assert lin.client.post("/account/second-factor/", {**form, "code": codes[0]}).url == "/account/profile/"
    assert sign_in(Client()).url == "/account/"


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("password", {"old": "不对", "new": NEW, "again": NEW}),
        ("close", {"password": "不对", "sure": "on"}),
        ("move", {"email": "lin@example.org", "password": "不对"}),
        ("second-factor", {"act": "leave", "code": "000000x"}),
        ("second-factor", {"act": "renew", "code": "000000x"}),
    ],
)
def test_inside_a_session_one_guesses_no_oftener_than_at_the_door(bound, page: str, wrong: dict[str, str]) -> None:
    lin, codes = bound
    for _ in range(5):
        assert "不正确" in lin.client.post(f"/account/{page}/", wrong).text
    right = {"old": PASSWORD, "password": PASSWORD, "code": codes[0]}
    locked = lin.client.post(f"/account/{page}/", wrong | {name: right[name] for name in right if name in wrong})
    assert locked.status_code == 400
    assert "已暂时锁定。请在 15 分钟后再试" in locked.text
    assert second_factors.is_enrolled(lin.account)
    assert sign_in(Client()).status_code == 429


def test_what_is_known_inside_is_not_counted_and_wins_no_tries(bound) -> None:
    lin, _ = bound
    for turn in range(6):
        assert (
            "不能" in lin.client.post("/account/password/", {"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}).text
        )
        said = lin.client.post("/account/second-factor/", {"act": "leave", "code": "000000x"}).text
        assert ("已暂时锁定" in said) == (turn == 5)


def test_leaving_the_second_factor_twice_is_leaving_it(bound) -> None:
    lin, codes = bound
    for _ in range(2):
        answer = lin.client.post("/account/second-factor/", {"act": "leave", "code": codes[0]})
        assert (answer.status_code, answer.url) == (302, "/account/profile/")
    assert not second_factors.is_enrolled(lin.account)


def test_binding_twice_keeps_the_recovery_codes_and_says_so(lin) -> None:
    lin.client.get("/account/second-factor/")
    form = {"act": "bind", "code": code_of(lin, timezone.now())}
    first = re.findall(r"<li>(\w{4}-\w{4}-\w{4})</li>", lin.client.post("/account/second-factor/", form).text)
    again = lin.client.post("/account/second-factor/", form)
    assert again.status_code == 200
    assert "动态口令已经启用，备用码已经显示过一次" in again.text
    assert "更换全部备用码" in again.text
    second_factors.check(holder=lin.account, code=first[0], now=timezone.now())


def test_renewing_the_codes_of_a_factor_that_was_left_binds_nothing(bound) -> None:
    lin, codes = bound
    second_factors.remove(lin.account)
    answer = lin.client.post("/account/second-factor/", {"act": "renew", "code": codes[0]})
    assert answer.status_code == 400
    assert "动态口令已经停用" in answer.text
    assert not second_factors.is_enrolled(lin.account)


def test_a_factor_that_is_left_between_the_two_steps_is_no_fault(bound) -> None:
    lin, codes = bound
    browser = Client()
    sign_in(browser)
    second_factors.remove(lin.account)
    answer = browser.post("/account/sign-in/code/", {"code": codes[0]})
    assert answer.status_code == 400
    assert "动态口令刚刚停用" in answer.text
    assert sign_in(browser).url == "/account/"


# What the account tells


def test_the_profile_is_changed_and_checked(lin) -> None:
    form = {"kind": "natural_person", "name": "林知远", "identity_kind": "id_card", "identity_number": ID_NUMBER}
    wrong = lin.client.post("/account/profile/", {**form, "identity_number": "110105194912310021"})
    assert (wrong.status_code, "校验位不符" in wrong.text) == (400, True)
    assert lin.client.post("/account/profile/", {**form, "phone": "0990-7654321"}).status_code == 302
    page = lin.client.get("/account/profile/").text
    assert ID_NUMBER in page
    assert "0990-7654321" in page


def test_the_profile_may_leave_out_what_the_account_does_not_need(lin) -> None:
    form = {"kind": "natural_person", "name": "林知远", "identity_kind": "id_card"}
    assert lin.client.post("/account/profile/", form).status_code == 302


def test_scripts_and_invisible_characters_are_shown_as_text_or_left_out(lin) -> None:
    form = {"kind": "natural_person", "name": "<script>alert(1)</script>\u202e林\x07", "identity_kind": "id_card"}
    assert lin.client.post("/account/profile/", form).status_code == 302
    page = lin.client.get("/account/profile/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;林" in page


def test_a_body_of_ten_megabytes_is_refused_in_words(lin) -> None:
    answer = lin.client.post("/account/profile/", {"kind": "natural_person", "name": "长" * 4_000_000})
    assert answer.status_code == 413
    assert "提交的文字太多" in answer.text


def test_other_devices_can_be_signed_out(lin) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    assert "另有 1 处登录" in lin.client.get("/account/profile/").text
    lin.client.post("/account/leave-others/")
    assert elsewhere.get("/account/").status_code == 302
    assert lin.client.get("/account/").status_code == 200


def test_everything_of_the_account_can_be_taken_away(lin) -> None:
    answer = lin.client.get("/account/everything.json")
    assert answer["Content-Disposition"].startswith("attachment")
    kept = json.loads(answer.content)
    assert (kept["电子邮箱"], kept["姓名或者名称"], kept["类别"], kept["申请"]) == (MAIL, "林知远", "自然人", [])


def test_closing_wants_password_and_consent_and_leaves_nothing(lin) -> None:
    for form in ({"password": PASSWORD}, {"sure": "on"}, {"password": "不对", "sure": "on"}):
        assert lin.client.post("/account/close/", form).status_code == 400
    assert "账号已经注销" in lin.client.post("/account/close/", {"password": PASSWORD, "sure": "on"}).text
    assert not ApplicantAccount.objects.exists()
    assert not SignInAttempt.objects.exists()
    assert lin.client.get("/account/").status_code == 302
    assert sign_in(Client()).status_code == 400
    assert mail.outbox[-1].subject.startswith("账号已经注销")


@pytest.mark.parametrize("page", [*OWN_PAGES, "sign-in/", "register/", "forgotten/"])
def test_no_cache_keeps_a_page_of_the_account(lin, page: str) -> None:
    assert "no-store" in lin.client.get(f"/account/{page}")["Cache-Control"]
