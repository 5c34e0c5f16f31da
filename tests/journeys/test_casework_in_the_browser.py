"""The desk's pages for cases in a real browser: by keyboard alone, at two widths, nothing that axe complains of."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from apps.people.invented import PASSWORD, make_administrator, make_agency
from desk.made_cases import TODAY, approved, did, in_hand, made_organ, proposed_not_existing
from gongkai.apps.agencies.kinds import AgencyKind
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework import services
from gongkai.apps.people.models import Grant
from journeys.test_pages_for_everybody import WIDTHS, complaints_of
from journeys.test_settings_in_the_browser import come_in, repeated_names

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/desk/",
    "/desk/cases/",
    "/desk/cases/?q=无此申请",
    "/desk/cases/new/",
    "/desk/cases/import/",
    "/desk/cases/{open}/",
    "/desk/cases/{open}/print/",
    "/desk/cases/{open}/assign/",
    "/desk/cases/{open}/fee/",
    "/desk/cases/{open}/decision/",
    "/desk/cases/{open}/decision/?gate=give",
    "/desk/cases/{open}/decision/?gate=right",
    "/desk/cases/{open}/decision/partly_granted/",
    "/desk/cases/{open}/decision/refused.deliberative/",
    "/desk/cases/{open}/acts/correction_asked/",
    "/desk/cases/{open}/acts/document_attached/",
    "/desk/cases/{open}/acts/organ_asked/",
    "/desk/cases/{open}/acts/split/",
    "/desk/cases/{open}/together/",
    "/desk/cases/{parted}/",
    "/desk/cases/{stayed}/",
    "/desk/cases/{open}/letters/",
    "/desk/cases/{open}/letters/new/correction_notice/",
    "/desk/cases/{proposed}/letter/",
    "/desk/cases/{answered}/",
    "/desk/cases/{answered}/letters/{letter}/",
)


@pytest.fixture(autouse=True)
def _monday(monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: TODAY)


@pytest.mark.parametrize("width", WIDTHS)
def test_casework_is_accessible_and_fits_the_window(open_page, width: int) -> None:
    organ = made_organ()
    Grant.objects.create(
        officer=organ.head, agency=organ.agency, role_code=AgencyRole.HANDLER.code, valid_from=TODAY.replace(year=2020)
    )
    answered = approved(in_hand(organ, title="已经答复的"), organ)
    did(services.decide, answered, organ.handler)
    proposed = proposed_not_existing(in_hand(organ, title="已经拟办的"), organ)
    parted = in_hand(organ, title="甲和乙")
    did(services.split, parted, organ.handler, kept="甲", split_off=["乙"])
    stayed = in_hand(organ, title="报价")
    did(services.stay_disclosure, stayed, organ.handler, court="云溪县人民法院", order="（2026）云行初1号", part="报价")
    places = {
        "parted": parted.pk,
        "stayed": stayed.pk,
        "open": in_hand(organ).pk,
        "proposed": proposed.pk,
        "answered": answered.pk,
        "letter": answered.letters.get().pk,
    }
    page = open_page("/desk/login/?next=/desk/", width=width)
    come_in(page, organ.head)
    for address in PAGES:
        page.goto(address.format(**places))
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert (address, complaints_of(page), repeated_names(page)) == (address, [], [])


@pytest.mark.parametrize("width", WIDTHS)
def test_an_act_and_its_letter_are_done_together(open_page, width: int) -> None:
    organ = made_organ()
    case = in_hand(organ)
    page = open_page(f"/desk/login/?next=/desk/cases/{case.pk}/acts/correction_asked/", width=width, script=False)
    come_in(page, organ.handler)
    page.get_by_label("补正事项").fill("所需信息的年度")
    page.get_by_label("补正的理由和方法").fill("没有写明年度，请写明")
    page.get_by_role("button", name="拟制函件并核对").click()
    expect(page.get_by_role("article")).to_contain_text("没有写明年度，请写明")
    page.get_by_role("button", name="登记并编号发出").click()
    expect(page.get_by_role("heading", name="办理经过")).to_be_visible()
    assert [letter.code for letter in case.letters.all()] == ["correction_notice"]
    assert case.events.filter(kind_code="correction_asked").exists()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_counted_rows_is_accessible(open_page, width: int) -> None:
    organ = made_organ()
    page = open_page(f"/desk/login/?next=/desk/settings/agencies/{organ.agency.pk}/rows/", width=width)
    come_in(page, organ.head)
    expect(page.get_by_role("heading", level=1)).to_have_text("统计栏目")
    assert (complaints_of(page), repeated_names(page)) == ([], [])


@pytest.mark.parametrize("width", WIDTHS)
def test_the_calendar_page_is_accessible_and_fits_the_window(open_page, width: int) -> None:
    page = open_page("/desk/login/?next=/desk/settings/calendar/", width=width)
    come_in(page, make_administrator())
    expect(page.get_by_role("heading", level=1)).to_have_text("工作日历")
    assert (complaints_of(page), repeated_names(page)) == ([], [])
    place = make_agency("云浮自治州人民政府", kind_code=AgencyKind.GOVERNMENT.code)
    page.get_by_role("link", name="地方节日放假").click()
    page.get_by_label("规定放假的地方人民政府").select_option(str(place.pk))
    page.get_by_role("button", name="核对并预览变动").click()
    expect(page.get_by_role("status")).to_contain_text("适用于云浮自治州人民政府和它下级的全部机关")
    assert (complaints_of(page), repeated_names(page)) == ([], [])
    page.get_by_role("button", name="确认采用").click()
    expect(page.get_by_role("region", name="地方放假规定一览")).to_contain_text("老人节：8月16日")
    assert (complaints_of(page), repeated_names(page)) == ([], [])


def test_an_act_is_done_by_keyboard_alone(open_page) -> None:
    organ = made_organ()
    case = in_hand(organ)
    page = open_page(f"/desk/login/?next=/desk/cases/{case.pk}/")
    page.get_by_label("用户名").focus()
    page.keyboard.type(organ.handler.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="提出延长答复期限").focus()
    page.keyboard.press("Enter")
    page.get_by_label("工作日数").focus()
    page.keyboard.type("20")
    page.keyboard.press("Tab")
    page.keyboard.type("需要向多个科室查找")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="可以办理")).to_be_visible()
    assert case.events.get(kind_code="extension_proposed").details["days"] == 20
