"""Every page at two widths: no violation that axe knows of, nothing wider than the window."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.made_reports import PASSWORD, fault, made_officer, made_report, published
from gongkai.apps.audit.permissions import Role
from gongkai.apps.reporting.services.collecting import withdraw
from gongkai.reports.findings import Severity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PUBLIC = (
    "/",
    "/reports/",
    "/reports/?q=无此机关",
    "/reports/{report}/",
    "/reports/compare/",
    "/reports/compare/?agency={publisher}",
    "/reports/compare/?agency={publisher}&agency={other}",
    "/reports/compare/cells/?agency={publisher}",
    "/reports/compare/cells/?agency={publisher}&agency={other}&cell=applications.new.total&cell=applications.total.total",
    "/reports/check/",
    "/open-data/",
    "/open-data/dictionary/",
    "/open-data/sums/",
    "/desk/login/",
)
DESK = ("/desk/", "/desk/?standing=withdrawn", "/desk/reports/{report}/withdraw/", "/desk/log/")
WIDTHS = (1280, 360)


@pytest.fixture
def places() -> dict[str, int]:
    findings = (
        fault(Severity.ERROR, "applications.new.total", "applications.new.business"),
        fault(Severity.WARNING, "applications.granted.total", quote="收到政府信息公开申请5件"),
        fault(Severity.NOTICE, "remedies.reconsideration.total"),
    )
    texts = {1: "2022年，我局收到政府信息公开申请5件，予以公开3件。"}
    report = published(made_report("云溪县财政局", 2022, findings=findings, texts=texts))
    published(made_report("云溪县财政局", 2021, edition="2019"))
    other = published(made_report("云溪县教育局", 2022, figures={"applications.new.total": None}))
    gone = published(made_report("云溪县民政局", 2022))
    withdraw(report=gone, by=gone.uploader, reason="重复")
    return {"report": report.pk, "publisher": report.publisher_id, "other": other.publisher_id}


def complaints_of(page) -> list[str]:
    """Return what axe finds, one line a kind, and whether the page is wider than the window."""
    page.wait_for_load_state()
    found = [
        f"{violation['id']}: {violation['nodes'][0]['html'][:200]}"
        for violation in Axe().run(page).response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, *([f"{wide} px too wide"] if wide > 0 else [])]


@pytest.mark.parametrize("width", WIDTHS)
def test_public_pages_are_accessible_and_fit_the_window(open_page, places: dict[str, int], width: int) -> None:
    page = open_page("/", width=width)
    for address in PUBLIC:
        page.goto(address.format(**places))
        assert (address, complaints_of(page)) == (address, [])


@pytest.mark.parametrize("width", WIDTHS)
def test_the_desk_is_accessible_and_fits_the_window(open_page, places: dict[str, int], width: int) -> None:
    made_officer(Role.ADMINISTRATOR)
    page = open_page("/desk/", width=width)
    page.get_by_label("用户名").fill("administrator")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("button", name="退出").wait_for()
    for address in DESK:
        page.goto(address.format(**places))
        assert (address, complaints_of(page)) == (address, [])


def test_the_first_tab_leads_past_the_navigation(open_page) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
