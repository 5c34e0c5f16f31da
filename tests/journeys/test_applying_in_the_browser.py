"""The pages for applying and following, in a real browser: with script and without, wide and narrow."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from apps.made_reports import made_report, published
from gongkai.apps.casework.models import Case, Document
from journeys.test_pages_for_everybody import complaints_of
from journeys.windows import new_window
from portal.invented_applications import ID_NUMBER, address_of, online_agency

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 360)
PNG = {"name": "身份证.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n...."}


@pytest.fixture
def agency():
    return online_agency()


@pytest.fixture
def window(browser, live_server) -> Iterator[Callable[..., BrowserContext]]:
    """A function that opens a new window of a given width, with or without script."""
    opened: list[BrowserContext] = []

    def window(*, width: int = 1280, script: bool = True) -> BrowserContext:
        opened.append(new_window(browser, live_server.url, width=width, script=script))
        return opened[-1]

    yield window
    for context in opened:
        context.close()


def fill(page: Page) -> None:
    page.get_by_label("信息名称").fill("2025年度城区供水管网改造工程中标结果")
    page.get_by_label("姓名或者单位名称").fill("林知远")
    page.get_by_label("证件号码").fill(ID_NUMBER)
    page.get_by_label("联系电话").fill("0990-7654321")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_step_is_accessible_and_fits_the_window(window, agency, width: int) -> None:
    published(made_report("浮玉市水务局", texts={1: "2025年度城区供水管网改造工程中标结果已经公布。"}))
    page = window(width=width).new_page()
    for address in ("/search/?q=供水", "/search/?q=无此事项", "/guide/", f"/guide/{agency.code}/", "/apply/"):
        page.goto(address)
        assert (address, complaints_of(page)) == (address, [])
    page.goto(address_of(agency))
    steps = {"form": complaints_of(page)}
    press(page, "提交申请")
    steps["mistakes"] = complaints_of(page)
    fill(page)
    press(page, "提交申请")
    expect(page.get_by_role("heading", name="请先看看，这些可能就是您要的")).to_be_visible()
    steps["offers"] = complaints_of(page)
    press(page, "不是我要的，提交申请")
    expect(page.locator(".receipt-code")).to_have_count(2)
    number, code = page.locator(".receipt-code").all_inner_texts()
    steps["receipt"] = complaints_of(page)
    page.get_by_role("link", name="查询办理进度").click()
    expect(page.get_by_label("申请编号")).to_have_value(number)
    steps["door"] = complaints_of(page)
    page.get_by_label("查询码").fill(code)
    press(page, "查询")
    steps["case"] = complaints_of(page)
    page.get_by_role("link", name="撤回申请").click()
    steps["act"] = complaints_of(page)
    assert steps == {step: [] for step in steps}


def test_without_script_a_mistake_loses_neither_words_nor_papers(window, agency) -> None:
    page = window(script=False, width=360).new_page()
    page.goto(address_of(agency))
    fill(page)
    page.get_by_label("证件号码").fill("110105194912310021")
    page.get_by_label("企业（商业企业）").check()
    page.get_by_label(re.compile("^选择文件")).set_input_files(PNG)
    press(page, "提交申请")
    expect(page.get_by_role("alert")).to_contain_text("单位申请请选择单位的证照。")
    expect(page.get_by_label("信息名称")).to_have_value("2025年度城区供水管网改造工程中标结果")
    expect(page.get_by_label("企业（商业企业）")).to_be_checked()
    page.get_by_label("公民个人").check()
    page.get_by_label("证件号码").fill(ID_NUMBER)
    press(page, "提交申请")
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已经提交")
    assert Document.objects.get().shown_name == "身份证.png"


def test_the_key_enter_sends_the_form_and_neither_takes_leave_nor_deletes_a_paper(window, agency) -> None:
    published(made_report("浮玉市水务局", texts={1: "2025年度城区供水管网改造工程中标结果已经公布。"}))
    page = window(script=False, width=360).new_page()
    page.goto(address_of(agency))
    fill(page)
    page.get_by_label(re.compile("^选择文件")).set_input_files(PNG)
    press(page, "提交申请")
    expect(page.get_by_role("heading", name="请先看看，这些可能就是您要的")).to_be_visible()
    page.get_by_label("联系电话").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已经提交")
    assert Document.objects.get().shown_name == "身份证.png"


def test_what_was_filled_in_stays_on_the_device_without_the_identity_number(window, agency) -> None:
    context = window()
    page = context.new_page()
    page.goto(address_of(agency))
    fill(page)
    expect(page.get_by_text("已保存在这台设备上")).to_be_visible()
    # It is kept at every pause; what was filled in last is in it when the pause after that is over.
    page.wait_for_function("Object.values(localStorage).some(kept => kept.includes('0990-7654321'))")
    kept = page.evaluate("Object.entries(localStorage)")
    assert [key for key, _ in kept] == [f"gongkai-draft:{agency.code}"]
    assert json.loads(kept[0][1])["name"] == "林知远"
    assert ID_NUMBER not in kept[0][1]
    again = context.new_page()
    again.goto(address_of(agency))
    expect(again.get_by_label("信息名称")).to_have_value("2025年度城区供水管网改造工程中标结果")
    expect(again.get_by_label("证件号码")).to_have_value("")
    again.get_by_label("证件号码").fill(ID_NUMBER)
    press(again, "提交申请")
    expect(again.get_by_role("heading", level=1)).to_have_text("申请已经提交")
    assert again.evaluate("localStorage.length") == 0


def test_a_draft_can_be_forgotten(window, agency) -> None:
    page = window().new_page()
    page.clock.install()
    page.goto(address_of(agency))
    fill(page)
    page.clock.run_for(1000)
    assert page.evaluate("localStorage.length") == 1
    page.get_by_label("联系电话").fill("0990-1234567")
    # Before the pause is over in which the last word would be kept.
    page.get_by_role("button", name="清除").click()
    expect(page.get_by_label("信息名称")).to_have_value("")
    page.clock.run_for(1000)
    assert page.evaluate("localStorage.length") == 0


def test_a_double_click_makes_one_application(window, agency) -> None:
    page = window(script=False).new_page()
    page.goto(address_of(agency))
    fill(page)
    page.get_by_role("button", name="提交申请", exact=True).dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已经提交")
    assert Case.objects.count() == 1


def test_the_documents_offered_suit_the_kind_of_applicant(window, agency) -> None:
    page = window().new_page()
    page.goto(address_of(agency))
    expect(page.get_by_label("统一社会信用代码证照")).to_be_hidden()
    expect(page.get_by_label("联系人姓名")).to_be_hidden()
    page.get_by_label("科研机构").check()
    expect(page.get_by_label("统一社会信用代码证照")).to_be_checked()
    expect(page.get_by_label("居民身份证")).to_be_hidden()
    expect(page.get_by_label("联系人姓名")).to_be_visible()
