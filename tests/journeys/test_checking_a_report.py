"""Somebody checks reports in a browser: good files and bad, with script and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from apps.made_reports import PASSWORD, made_officer, made_report, published
from gongkai.apps.audit.permissions import Role
from gongkai.apps.reporting.models import PublishedReport
from gongkai.reports.writers import docx

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUMS = {
    "applications.new.natural_person": 3,
    "applications.new.total": 4,
    "applications.granted.natural_person": 3,
    "applications.granted.total": 3,
    "applications.total.natural_person": 3,
    "applications.total.total": 3,
}


def good() -> dict[str, object]:
    """A Word file whose 总计 of 本年新收 is one too many."""
    content = docx.write(made_report("云溪县财政局", 2022, figures=SUMS))
    return {"name": "财政局2022.docx", "mimeType": WORD, "buffer": content}


def truncated() -> dict[str, object]:
    return {"name": "断了的.docx", "mimeType": WORD, "buffer": good()["buffer"][:3000]}


def picture() -> dict[str, object]:
    return {"name": "其实是图.pdf", "mimeType": "application/pdf", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(200)}


def empty() -> dict[str, object]:
    return {"name": "空的.txt", "mimeType": "text/plain", "buffer": b""}


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", [1280, 360])
def test_good_and_bad_files_are_told_one_by_one(open_page, script: bool, width: int) -> None:
    page = open_page("/reports/check/", width=width, script=script)
    page.get_by_label("选择年度报告文件").set_input_files([good(), truncated(), picture(), empty()])
    page.get_by_role("button", name="开始核查").click()
    outcomes = page.locator(".outcome")
    expect(outcomes).to_have_count(4)
    expect(page.get_by_text("没有收录")).to_have_count(3)
    if script:
        expect(page.get_by_role("status")).to_have_text("4 个文件已全部处理完毕")
    expect(outcomes.nth(0)).to_contain_text("处错误")
    assert PublishedReport.objects.count() == 1
    outcomes.nth(0).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("云溪县财政局2022年政府信息公开工作年度报告")
    expect(page.get_by_text("只有您能看到")).to_be_visible()


def test_a_cell_in_conflict_and_its_explanation_lead_to_each_other(open_page) -> None:
    page = open_page("/reports/check/")
    page.get_by_label("选择年度报告文件").set_input_files([good()])
    page.get_by_role("button", name="开始核查").click()
    page.locator(".outcome").get_by_role("link").click()
    cell = page.locator("#applications-r4c10")
    expect(cell).to_contain_text("4")
    cell.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("#finding-"))
    page.locator(page.evaluate("location.hash")).locator('a[href="#applications-r4c10"]').click()
    expect(page).to_have_url(re.compile("#applications-r4c10$"))
    expect(cell).to_be_in_viewport()


def test_files_dropped_on_the_page_are_taken(open_page) -> None:
    page = open_page("/reports/check/")
    handed_over = page.evaluate_handle(
        """content => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(content)], "拖来的.docx"));
            return transfer;
        }""",
        list(good()["buffer"]),
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": handed_over})
    expect(page.locator(".outcome").get_by_role("link")).to_have_text("云溪县财政局2022年度报告")


def test_too_many_files_are_refused_before_anything_is_sent(open_page) -> None:
    page = open_page("/reports/check/")
    many = [{"name": f"{number}.txt", "mimeType": "text/plain", "buffer": b"x"} for number in range(21)]
    page.get_by_label("选择年度报告文件").set_input_files(many)
    page.get_by_role("button", name="开始核查").click()
    expect(page.get_by_role("status")).to_have_text("一次最多提交 20 个文件，请分几次提交。")
    expect(page.locator(".outcome")).to_have_count(0)


def test_a_clerk_adds_a_report_and_takes_it_out_again(open_page) -> None:
    made_officer(Role.REPORT_CLERK)
    page = open_page("/desk/")
    page.get_by_label("用户名").fill("report_clerk")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("main").get_by_role("link", name="提交报告").click()
    page.get_by_label("选择年度报告文件").set_input_files([good()])
    page.get_by_role("button", name="开始核查").click()
    expect(page.locator(".outcome").get_by_role("link")).to_be_visible(timeout=30_000)
    public = open_page("/reports/")
    expect(public.get_by_role("row", name="云溪县财政局")).to_be_visible()
    page.goto("/desk/")
    page.get_by_role("row", name="云溪县财政局").get_by_role("link", name="撤下").click()
    page.get_by_label("撤下的理由").fill("不是最终稿")
    page.get_by_role("button", name="撤下").click()
    page.wait_for_url(re.compile("/desk/reports/$"))
    public.reload()
    expect(public.get_by_text("目录里还没有报告")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_search_is_kept_in_the_address(open_page, script: bool) -> None:
    published(made_report("云溪县财政局", 2022))
    published(made_report("平原市教育局", 2022))
    page = open_page("/reports/", script=script)
    page.get_by_label("行政机关名称").fill("平原")
    page.get_by_role("button", name="检索").click()
    expect(page.get_by_role("link", name="云溪县财政局")).to_have_count(0)
    expect(page.get_by_role("link", name="平原市教育局")).to_be_visible()
    page.reload()
    expect(page.get_by_label("行政机关名称")).to_have_value("平原")
    expect(page.get_by_role("link", name="云溪县财政局")).to_have_count(0)


def test_agencies_that_were_ticked_are_compared(open_page) -> None:
    published(made_report("云溪县财政局", 2022, figures={"applications.new.total": 11}))
    published(made_report("云溪县教育局", 2022, figures={"applications.new.total": 22}))
    page = open_page("/reports/")
    page.get_by_label("选择云溪县财政局作对比").check()
    page.get_by_label("选择云溪县教育局作对比").check()
    page.get_by_role("button", name="对比所选机关").click()
    row = page.get_by_role("row", name="一、本年新收政府信息公开申请数量")
    # The list is in the order of the characters, and 教 comes before 财.
    expect(row.get_by_role("cell")).to_have_text(["22", "11"])
    expect(page.get_by_role("img", name="2022年度各机关申请办理情况")).to_be_visible()


@pytest.mark.parametrize("width", [1100, 1200, 1360])
def test_every_column_of_the_tables_is_seen_on_a_wide_screen(open_page, width: int) -> None:
    report = published(made_report(figures={cell: 1234 for cell in made_report().figures if "proactive" not in cell}))
    page = open_page(f"/reports/{report.pk}/", width=width)
    hidden = page.evaluate("[...document.querySelectorAll('.scroll')].map(box => box.scrollWidth - box.clientWidth)")
    assert hidden == [0, 0, 0]
    expect(page.get_by_text("左右滑动查看全部各列").first).to_be_hidden()


def test_figures_begin_to_show_on_a_phone_beside_a_hint(open_page) -> None:
    report = published(made_report(figures={"applications.new.natural_person": 1234}))
    page = open_page(f"/reports/{report.pk}/", width=390)
    box = page.get_by_role("cell", name="1234").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] < 390
    expect(page.get_by_text("左右滑动查看全部各列").nth(1)).to_be_visible()
