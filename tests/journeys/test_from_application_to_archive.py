"""One application from the applicant's first word to the archive, over the Spring Festival of 2026, in a browser.

Received on 26 January; corrected on 2 February, so that the twenty working days begin anew. Off: 15 to 23 February;
worked for it: 14 and 28 February. Qingming: 4 to 6 April.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from gongkai.apps.casework.models import Case
from gongkai.config.demonstration_city import LAND, PASSWORD, build_city, settle_officers
from journeys.days import Days

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PARTY = "青岚市远帆建设工程有限公司"
PDF = b"%PDF"


@pytest.fixture
def days(monkeypatch) -> Days:
    return Days(monkeypatch)


class Desk:
    """The windows of the officers, one each, all on the same case."""

    def __init__(self, open_page: Callable[..., Page], case: Case) -> None:
        self._open_page = open_page
        self._pages: dict[str, Page] = {}
        self.case = case

    def opened(self, who: str, *, to: str = "") -> Page:
        """Return the officer's window on the case, signed in again where the day before ended the session."""
        address = f"/desk/cases/{self.case.pk}/{to}"
        page = self._pages.get(who)
        if page is None:
            page = self._pages[who] = self._open_page(address)
        else:
            page.goto(address)
        if page.get_by_label("用户名").count():
            page.get_by_label("用户名").fill(who)
            page.get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
        expect(page.get_by_text(self.case.reference).first).to_be_visible()
        return page

    def does(self, who: str, button: str, **answers: str) -> Page:
        """Press a button of the case's page, answer what its form asks, and send it, with its letter if any."""
        page = self.opened(who)
        page.get_by_role("region", name="可以办理").get_by_role("link", name=button, exact=True).click()
        for field, answer in answers.items():
            answer_field(page, field, answer)
        drafting = page.get_by_role("button", name="拟制函件并核对")
        if drafting.count():
            drafting.click()
            page.get_by_role("button", name="登记并编号发出").click()
        else:
            page.locator("main form .button").last.click()
        return self.expect_done(page)

    def expect_done(self, page: Page) -> Page:
        """Wait until the window shows the case again, and nothing was refused."""
        expect(page.locator(".refusal, .field-error")).to_have_count(0)
        expect(page.get_by_role("heading", name="可以办理")).to_be_visible()
        return page


def answer_field(page: Page, label: str, answer: str) -> None:
    """Answer one field by its label: text, a day, one of a list, or one of a few."""
    form, name = page.locator("main form"), re.compile(f"^{re.escape(label)}")
    few = form.get_by_role("group", name=name)
    if few.count():
        few.get_by_label(answer, exact=True).check()
        return
    field = form.get_by_label(name).first
    if field.evaluate("each => each.tagName") == "SELECT":
        field.select_option(label=answer)
    else:
        field.fill(answer)


def expect_due(page: Page, day: str) -> None:
    expect(page.get_by_role("region", name="期限").locator(".clock-day")).to_have_text(day)


def apply(page: Page) -> tuple[str, str]:
    """Apply online to the land bureau; return number and code of the receipt."""
    page.get_by_label("信息名称").fill("滨江绿道项目中标合同")
    page.get_by_label("其他特征").fill("申请公开滨江绿道项目的中标合同及附件。")
    page.get_by_label("邮寄").check()
    page.get_by_label("公民个人").check()
    page.get_by_label("姓名或者单位名称").fill("林知远")
    page.get_by_label("证件号码").fill("110101190203151237")
    page.get_by_label("联系电话").fill("10012345678")
    page.get_by_label("通信地址").fill("青岚市云台区望江路1号")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已经提交")
    number, code = page.locator(".receipt-code").all_inner_texts()
    return number, code


def follow(page: Page, number: str, code: str) -> Page:
    page.goto(f"/follow/?number={number}")
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("滨江绿道项目中标合同")
    return page


def test_an_application_goes_from_the_form_to_the_archive(open_page, days: Days) -> None:
    settle_officers(build_city())

    days.come_to(date(2026, 1, 23))
    applicant = open_page(f"/apply/to/{LAND}/")
    number, code = apply(applicant)
    desk = Desk(open_page, Case.objects.get(reference=number))

    days.come_to(date(2026, 1, 26))
    desk.does("intake", "与申请人确认收到", 确认方式="电话", 与谁确认="申请人本人")
    page = desk.does("intake", "登记")
    expect_due(page, "2026年2月28日")
    desk.does("intake", "分办", 承办人="陈立新")

    days.come_to(date(2026, 1, 27))
    page = desk.does(
        "officer",
        "告知补正",
        补正事项="合同名称不明确",
        补正的理由="同名合同有多份，请说明标段。",
        补正期限="15",
        对方收到日期="2026-01-27",
    )
    expect_due(page, "等待申请人补正")

    days.come_to(date(2026, 2, 2))
    follow(applicant, number, code)
    applicant.get_by_role("link", name="提交补正").click()
    applicant.get_by_label("补正内容").fill("指第一标段施工合同。")
    applicant.get_by_role("button", name="提交补正").click()
    expect(applicant.locator(".standing")).to_contain_text("2026年3月6日")

    days.come_to(date(2026, 2, 4))
    page = desk.does(
        "officer", "征求第三方意见", 对方名称=PARTY, 涉及对方的信息="合同附件单价分析表", 对方收到日期="2026-02-04"
    )
    expect(page.locator(".summary .stage")).to_have_text("征求意见中")

    days.come_to(date(2026, 2, 25))
    page = desk.does("officer", "登记第三方意见", 对方名称=PARTY, 意见="不同意公开", 理由="单价分析属于商业秘密")
    expect_due(page, "2026年3月20日")

    days.come_to(date(2026, 2, 27))
    desk.does("officer", "提出延长答复期限", 工作日数="10", 理由="需要与原件逐页核对并区分处理")
    desk.does("head", "同意延长")
    page = desk.does("officer", "告知延长答复期限", 工作日数="10", 理由="需要与原件逐页核对并区分处理")
    expect_due(page, "2026年4月3日")

    days.come_to(date(2026, 3, 30))
    desk.does(
        "officer",
        "登记检索情况",
        检索人="陈立新",
        检索的系统和场所="本局档案室",
        检索词和检索方法="滨江绿道 第一标段",
        检索结果="检索到合同一份及附件三份。",
    )
    propose_partial_disclosure(desk)
    days.come_to(date(2026, 3, 31))
    desk.does("legal", "合法性审核通过", 意见="第三方意见已征求，区分处理适当")
    days.come_to(date(2026, 4, 1))
    desk.does("leader", "批准")

    days.come_to(date(2026, 4, 2))
    page = desk.opened("officer", to="letter/")
    expect(page.locator("main")).to_contain_text("第三十六条")
    page.get_by_role("button", name="编号并作出答复").click()
    desk.expect_done(page)
    expect(page.get_by_role("link", name="青自然资公开〔2026〕5号").first).to_be_visible()

    days.come_to(date(2026, 4, 3))
    page = desk.does("intake", "送达答复", 送达方式="邮寄送达", 发出日期="2026-04-03", 送达凭证="EMS 1000000000001")
    expect(page.get_by_role("region", name="期限")).not_to_contain_text("超过期限")

    follow(applicant, number, code)
    expect(applicant.locator(".letters")).to_contain_text("青自然资公开〔2026〕5号")
    word = applicant.request.get(applicant.get_by_role("link", name="Word").first.get_attribute("href"))
    assert zipfile.is_zipfile(io.BytesIO(word.body()))

    days.come_to(date(2026, 4, 8))
    desk.does("intake", "办结")
    days.come_to(date(2026, 4, 30))
    page = desk.does("intake", "归档")
    expect(page.locator(".summary .stage")).to_have_text("已归档")
    expect_whole_file(desk.opened("officer"), desk.case)
    expect_sound_ledger(desk.case)


def propose_partial_disclosure(desk: Desk) -> None:
    """Go through the gates to 给不给 and propose to give a part."""
    page = desk.opened("officer")
    page.get_by_role("link", name="拟办答复").first.click()
    for gate in ("该不该", "有没有", "给不给"):
        page.get_by_role("link", name=f"这一关没有问题，到下一关：{gate}").click()
    page.get_by_label("部分公开", exact=True).check()
    page.get_by_role("button", name="填写这个结果的要素").click()
    answer_field(page, "提供的政府信息", "滨江绿道第一标段施工合同（遮蔽单价）1件")
    answer_field(page, "提供的形式和方式", "纸质复制件，邮寄")
    answer_field(page, "区分处理人", "陈立新遮蔽，两个版本均存案卷")
    line = page.get_by_role("group", name="第1处")
    line.get_by_label("不予公开的部分").fill("单价分析表")
    line.get_by_label("依据").select_option(label="不予公开（保护第三方合法权益）")
    line.get_by_label("理由").fill("属于第三方的商业秘密，第三方不同意公开。")
    page.get_by_role("button", name="提交拟办意见").click()
    expect(page).to_have_url(re.compile(r"/letter/$"))
    expect(page.get_by_role("alert")).to_have_count(0)


def expect_whole_file(page: Page, case: Case) -> None:
    """Download the whole file: events, the letter, the list."""
    address = page.get_by_role("link", name="下载全卷").get_attribute("href")
    with zipfile.ZipFile(io.BytesIO(page.request.get(address).body())) as whole:
        assert whole.testzip() is None
        assert any(name.endswith(".docx") for name in whole.namelist())
    assert case.events.count() == 24


def expect_sound_ledger(case: Case) -> None:
    """Verify the chain, and that the law's own outcome stands in the row of the report."""
    call_command("verify_ledger", verbosity=0)
    case.refresh_from_db()
    assert (case.row, case.applicant_kind) == ("partly_granted", "natural_person")
    assert (case.received_on, case.due_on) == (date(2026, 1, 26), date(2026, 4, 3))
    assert case.answered_on == date(2026, 4, 3)
    assert case.applicant.name == "林知远"
