"""An applicant with an account, in a real browser: register, apply, follow without a code, give reasons, leave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from apps.people.invented import give, make_officer
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework import services
from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.apps.people import totp
from gongkai.apps.people.models import ApplicantAccount
from journeys.test_pages_for_everybody import complaints_of
from journeys.windows import new_window
from portal.invented_applications import ID_NUMBER, address_of, online_agency
from portal.registered import MAIL, PASSWORD, link_in_mail

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def asked_for_reasons(case: Case) -> None:
    """Have an officer take the case on and ask why so much is asked for."""
    officer = make_officer(role=AgencyRole.HANDLER, agency=case.agency)
    give(officer, AgencyRole.DISCLOSURE_HEAD, case.agency)
    today = timezone.localdate()
    acts: list[tuple[Any, dict[str, Any]]] = [
        (services.confirm_receipt, {"how": "电话"}),
        (services.register, {}),
        (services.ask_reasons, {"counts": 120, "question": "说明半年内提出120件申请的理由", "days": 5}),
    ]
    for act, told in acts:
        seen = Case.objects.get(pk=case.pk).last_seq
        act(case=case, by=officer, seen=seen, on=today, today=today, **told)


@pytest.mark.parametrize("width", [1280, 360])
def test_from_registering_to_giving_reasons_and_leaving(open_page, width: int) -> None:
    agency = online_agency()
    page = open_page(address_of(agency), width=width, script=True)
    steps: dict[str, list[str]] = {}

    follow(page, "登录")
    heading(page, "登录")
    steps["sign in"] = complaints_of(page)
    follow(page, "注册账号")
    page.get_by_label("电子邮箱").fill(MAIL)
    steps["register"] = complaints_of(page)
    press(page, "发送注册邮件")
    heading(page, "请查收邮件")
    steps["mailed"] = complaints_of(page)

    page.goto(link_in_mail())
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输入一次密码").fill(PASSWORD)
    page.get_by_label("姓名或者单位名称").fill("林知远")
    steps["registration"] = complaints_of(page)
    press(page, "完成注册")
    heading(page, "我的申请")
    steps["nothing yet"] = complaints_of(page)

    follow(page, "我的资料")
    page.get_by_label("证件号码").fill(ID_NUMBER)
    page.get_by_label("联系电话").fill("0990-7654321")
    steps["profile"] = complaints_of(page)
    press(page, "保存")
    heading(page, "我的申请")

    page.goto(address_of(agency))
    expect(page.get_by_label("姓名或者单位名称")).to_have_value("林知远")
    expect(page.get_by_label("证件号码")).to_have_value(ID_NUMBER)
    expect(page.get_by_label("电子邮箱")).to_have_value(MAIL)
    page.get_by_label("信息名称").fill("2025年度城区供水管网改造工程中标结果")
    steps["application"] = complaints_of(page)
    press(page, "提交申请")
    heading(page, "申请已经提交")
    steps["receipt"] = complaints_of(page)
    asked_for_reasons(Case.objects.get())

    page.locator("main").get_by_role("link", name="我的申请").click()
    expect(page.get_by_text("等您说明理由")).to_be_visible()
    steps["list"] = complaints_of(page)
    follow(page, "2025年度城区供水管网改造工程中标结果")
    expect(page.get_by_text("说明半年内提出120件申请的理由")).to_be_visible()
    steps["case"] = complaints_of(page)
    page.get_by_role("link", name="说明理由").click()
    steps["reasons"] = complaints_of(page)
    page.get_by_label("理由").fill("各件分属不同路段，不能合并。")
    press(page, "提交说明")
    expect(page.get_by_text("机关收到您说明的理由")).to_be_visible()
    assert CaseEvent.objects.get(kind_code="reasons_given").actor == "申请人"

    case_page = page.url
    page.goto("/account/")
    press(page, "退出")
    page.goto(case_page)
    heading(page, "查询办理进度")
    page.goto("/account/")
    heading(page, "登录")
    assert steps == {step: [] for step in steps}


@pytest.fixture
def plain_page(browser, live_server) -> Iterator[Page]:
    """A narrow window without script, which may be told of mistakes."""
    context = new_window(browser, live_server.url, width=360, script=False)
    yield context.new_page()
    context.close()


def test_an_account_is_opened_mended_and_closed_without_script(plain_page) -> None:
    page = plain_page
    page.goto("/account/register/")
    page.get_by_label("电子邮箱").fill(MAIL)
    press(page, "发送注册邮件")
    page.goto(link_in_mail())
    page.get_by_label("密码", exact=True).fill("short")
    page.get_by_label("再输入一次密码").fill("short")
    page.get_by_label("企业（商业企业）").check()
    page.get_by_label("姓名或者单位名称").fill("浮玉恒通管道有限公司")
    press(page, "完成注册")
    expect(page.get_by_role("alert")).to_contain_text("单位申请请填写联系人姓名。")
    expect(page.get_by_label("姓名或者单位名称")).to_have_value("浮玉恒通管道有限公司")
    expect(page.get_by_label("企业（商业企业）")).to_be_checked()
    page.get_by_label("联系人姓名").fill("林知远")
    for label in ("密码", "再输入一次密码"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    page.get_by_role("button", name="完成注册", exact=True).dblclick()
    heading(page, "我的申请")
    assert ApplicantAccount.objects.count() == 1
    page.goto("/account/close/")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("我要注销这个账号").check()
    press(page, "注销账号")
    heading(page, "账号已经注销")
    assert not ApplicantAccount.objects.exists()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_second_factor_is_bound_and_asked_for(open_page, width: int) -> None:
    page = open_page("/account/register/", width=width)
    page.get_by_label("电子邮箱").fill(MAIL)
    press(page, "发送注册邮件")
    page.goto(link_in_mail())
    for label in ("密码", "再输入一次密码"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    page.get_by_label("姓名或者单位名称").fill("林知远")
    press(page, "完成注册")
    follow(page, "我的资料")
    follow(page, "启用动态口令")
    steps = {"binding": complaints_of(page)}
    secret = page.locator(".secret").inner_text().replace(" ", "")
    step = int(timezone.now().timestamp()) // 30
    page.get_by_label("动态口令").fill(totp.code_at(secret, step=step))
    press(page, "启用")
    heading(page, "请保存备用码")
    steps["recovery codes"] = complaints_of(page)
    code = page.locator(".recovery-codes li").first.inner_text()
    follow(page, "已经保存，继续")
    page.goto("/account/")
    press(page, "退出")
    page.goto("/account/")
    page.get_by_label("电子邮箱").fill(MAIL)
    page.get_by_label("密码").fill(PASSWORD)
    press(page, "登录")
    heading(page, "动态口令")
    steps["code"] = complaints_of(page)
    page.get_by_label("动态口令").fill(code)
    press(page, "登录")
    heading(page, "我的申请")
    for name in ("password", "close", "add", "move", "second-factor"):
        page.goto(f"/account/{name}/")
        steps[name] = complaints_of(page)
    assert steps == {name: [] for name in steps}
