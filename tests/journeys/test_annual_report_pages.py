"""The published annual report in a real browser: for everybody, at two widths, and with the keyboard alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from apps.reporting.annual_city import JANUARY, build_city, work_a_year
from apps.reporting.publishing_reports import corrected_by, published_by
from journeys.test_pages_for_everybody import WIDTHS, complaints_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/", "/annual/", "/annual/?q=无此机关", "/annual/{organ}/", "/reports/{first}/", "/reports/{second}/")


@pytest.fixture
def places() -> Mapping[str, object]:
    city = build_city()
    work_a_year(city)
    land = city.organs["land"]
    first = published_by(city, land, today=JANUARY)
    explanation = "第五部分的改进措施漏写完成时限，现予补充。"
    second = corrected_by(city, first, explanation=explanation, today=date(2026, 1, 28))
    return {"organ": land.code, "first": first.shown_id, "second": second.shown_id}


@pytest.mark.parametrize("width", WIDTHS)
def test_annual_report_pages_are_accessible_and_fit_the_window(open_page, places, width: int) -> None:
    page = open_page("/", width=width)
    for number, address in enumerate(PAGES):
        page.goto(address.format(**places))
        assert (address, complaints_of(page)) == (address, [])
        if folder := os.environ.get("GONGKAI_SCREENSHOTS"):
            page.screenshot(path=str(Path(folder) / f"annual-{number}-{width}.png"), full_page=True)


def test_a_report_is_found_from_the_home_page_and_downloaded_with_the_keyboard(open_page, places) -> None:
    page = open_page("/", script=False)
    page.get_by_role("link", name="年度报告", exact=True).first.press("Enter")
    page.get_by_label("行政机关名称").fill("自然资源")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="浮玉市自然资源局", exact=True).press("Enter")
    page.get_by_role("link", name="浮玉市自然资源局2025年政府信息公开工作年度报告", exact=True).press("Enter")
    table = page.get_by_role("table", name="收到和处理政府信息公开申请情况")
    expect(table.get_by_role("row")).to_have_count(28)
    with page.expect_download() as started:
        page.get_by_role("link", name="Word 文档（规范格式）").first.press("Enter")
    assert started.value.suggested_filename == "浮玉市自然资源局2025年政府信息公开工作年度报告.docx"
