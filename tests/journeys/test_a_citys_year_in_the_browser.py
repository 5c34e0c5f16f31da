"""A city with three departments, two townships and a county: a year of work, all reports, their sum, published."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page

from apps.people.invented import PASSWORD
from apps.reporting.annual_city import IMPROVING, JANUARY, MARCH, City, build_city, sums_by_hand, work_a_year
from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.models import ReportState, ReportVersion
from gongkai.reports.reader import read_report
from journeys.days import Days
from journeys.test_pages_for_everybody import WIDTHS, complaints_of
from journeys.test_settings_in_the_browser import repeated_names

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWN, WHOLE = "本机关", "本级政府汇总"
_FIFTH = "五、存在的主要问题及改进情况的正文"


class Desks:
    """The four officers at their desks, each in a window of their own, and what they do there."""

    def __init__(self, city: City, open_page: Callable[..., Page]) -> None:
        self._open = open_page
        self._officers: dict[str, Officer] = {
            "clerk": city.clerk,
            "head": city.head,
            "leader": city.leader,
            "supervisor": city.supervisor,
        }
        self._pages: dict[str, Page] = {}

    def sit_down(self) -> None:
        """Let everybody sign in anew, as on another day."""
        for name, officer in self._officers.items():
            page = self._pages.get(name) or self._open("/desk/login/", script=False)
            page.goto("/desk/login/?next=/desk/annual/")
            page.get_by_label("用户名").fill(officer.username)
            page.get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
            page.get_by_role("heading", level=1, name="年度报告").wait_for()
            self._pages[name] = page

    def draft(self, organ: Agency, scope: str = OWN) -> int:
        """The clerk begins a report and writes what no record tells."""
        page = self._pages["clerk"]
        page.goto("/desk/annual/?year=2025")
        page.get_by_label("机关", exact=True).select_option(label=organ.name)
        page.get_by_label("年度", exact=True).fill("2025")
        page.get_by_label("范围", exact=True).select_option(label=scope)
        page.get_by_role("button", name="开始编制").click()
        page.wait_for_url(re.compile(r"/desk/annual/\d+/"))
        version = int(re.search(r"/desk/annual/(\d+)/", page.url)[1])
        self.write(version, {_FIFTH: IMPROVING})
        return version

    def write(self, version: int, texts: dict[str, str]) -> None:
        page = self._pages["clerk"]
        page.goto(f"/desk/annual/{version}/text/")
        for label, text in texts.items():
            page.get_by_label(label).fill(text)
        page.get_by_role("button", name="保存").last.click()

    def step(self, who: str, version: int, act: str, remarks: str = "") -> Page:
        page = self._pages[who]
        page.goto(f"/desk/annual/{version}/flow/")
        if remarks:
            page.get_by_label("意见").fill(remarks)
        page.get_by_role("button", name=act, exact=True).click()
        return page

    def send_up(self, version: int) -> None:
        """The office checks it, the leader approves it, the clerk hands it in."""
        for who, act in (("head", "核对"), ("leader", "批准"), ("clerk", "报送")):
            self.step(who, version, act)
        assert state_of(version) is ReportState.SUBMITTED

    def look(self, who: str, address: str) -> Page:
        self._pages[who].goto(address)
        return self._pages[who]


@pytest.fixture
def days(monkeypatch) -> Days:
    clock = Days(monkeypatch)
    clock.come_to(JANUARY)
    return clock


@pytest.fixture
def city(days: Days) -> City:
    built = build_city()
    work_a_year(built)
    return built


def state_of(version: int) -> ReportState:
    return ReportVersion.objects.get(pk=version).state


def test_a_city_works_a_year_reports_sums_up_and_publishes(open_page, city: City, days: Days) -> None:
    desks = Desks(city, open_page)
    desks.sit_down()
    water = city.organs["water"]
    versions = {key: desks.draft(organ) for key, organ in city.organs.items()}
    for version in versions.values():
        desks.send_up(version)
    # One is returned with remarks, mended and handed in again; the others are accepted.
    desks.step("supervisor", versions["water"], "退回下级", "第五部分请写明责任人")
    assert "第五部分请写明责任人" in desks.look("clerk", f"/desk/annual/{versions['water']}/text/").content()
    desks.write(versions["water"], {_FIFTH: f"{IMPROVING}已经安排专人负责。"})
    desks.send_up(versions["water"])
    for version in versions.values():
        desks.step("supervisor", version, "接收")
    days.come_to(MARCH)
    desks.sit_down()
    whole = desks.draft(city.organs["city"], WHOLE)
    # Without the county's sum the city's is not whole: it says so, and that it cannot go on.
    page = desks.look("head", f"/desk/annual/{whole}/findings/")
    page.get_by_text("河清县人民政府的报告（本级政府汇总）还没有编制").wait_for()
    page.get_by_text("没有更正，也没有说明，不能核对报送").wait_for()
    county = desks.draft(city.organs["county"], WHOLE)
    desks.send_up(county)
    desks.step("supervisor", county, "接收")
    desks.send_up(whole)
    # A cell of the sum opens into its parts, each part into its own, and that into the records.
    page = desks.look("clerk", f"/desk/annual/{whole}/cells/applications.new.natural_person/")
    page.get_by_role("row", name=water.name).get_by_role("link").click()
    page.wait_for_url(f"**/{versions['water']}/cells/applications.new.natural_person/")
    page.get_by_role("heading", name="构成这个数的记录").wait_for()
    desks.step("head", whole, "公布")
    assert state_of(whole) is ReportState.PUBLISHED
    shown = ReportVersion.objects.get(pk=whole).publication.public_edition.shown_id
    visitor = open_page(f"/reports/{shown}/")
    said = ReportVersion.objects.get(pk=whole).snapshot.values
    assert {path: said[path] for path in sums_by_hand()} == sums_by_hand()
    for suffix in ("docx", "pdf", "html"):
        answer = visitor.request.get(f"/reports/{shown}/report.{suffix}")
        assert (suffix, answer.status) == (suffix, 200)
        read = read_report(answer.body(), source=f"浮玉市2025年.{suffix}")
        assert dict(read.figures) == dict(said)
        assert (suffix, [finding.message for finding in read.findings]) == (suffix, [])


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_the_report_and_its_registers_are_accessible_and_fit(
    open_page, city: City, days: Days, width: int
) -> None:
    days.come_to(date(2026, 2, 2))
    page = open_page("/desk/login/?next=/desk/", width=width)
    page.get_by_label("用户名").fill(city.head.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("button", name="退出").wait_for()
    page.goto("/desk/annual/?year=2025")
    page.get_by_label("机关", exact=True).select_option(label="浮玉市水利局")
    page.get_by_role("button", name="开始编制").click()
    page.wait_for_url(re.compile(r"/desk/annual/\d+/$"))
    version = page.url
    addresses = [
        "/desk/",
        "/desk/annual/?year=2025",
        version,
        f"{version}cells/applications.new.natural_person/",
        f"{version}cells/applications.new.total/",
        f"{version}text/",
        f"{version}findings/",
        f"{version}flow/",
        "/desk/records/documents/",
        "/desk/records/documents/new/",
        "/desk/records/clean-ups/",
        "/desk/records/decisions/",
        "/desk/records/decisions/import/",
        "/desk/records/charges/",
        "/desk/records/remedies/",
        "/desk/records/remedies/new/",
    ]
    for register in ("documents", "decisions", "remedies"):
        page.goto(f"/desk/records/{register}/")
        addresses.append(page.locator("table.list tbody th a").first.get_attribute("href"))
    for address in addresses:
        page.goto(address)
        assert (address, complaints_of(page), repeated_names(page)) == (address, [], [])
