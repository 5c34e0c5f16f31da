"""The settings and the account in a real browser: by keyboard alone, at two widths, nothing that axe complains of."""

from __future__ import annotations

import pytest

from apps.people.invented import PASSWORD, give, make_administrator, make_agency, make_officer
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.people.models import Grant
from journeys.test_pages_for_everybody import WIDTHS, complaints_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/desk/account/",
    "/desk/account/password/",
    "/desk/account/second-factor/",
    "/desk/settings/agencies/",
    "/desk/settings/agencies/?q=无此机关",
    "/desk/settings/agencies/new/",
    "/desk/settings/agencies/import/",
    "/desk/settings/outcome-columns/",
    "/desk/settings/agencies/{agency}/",
    "/desk/settings/agencies/{agency}/change/",
    "/desk/settings/agencies/{agency}/place/",
    "/desk/settings/agencies/{agency}/succession/",
    "/desk/settings/people/",
    "/desk/settings/people/new/",
    "/desk/settings/people/{officer}/",
)


@pytest.fixture
def places() -> dict[str, int]:
    city = make_agency("浮玉市人民政府", kind_code="government", level_code="city")
    agency = make_agency("浮玉市水利局", parent=city, office_name="局办公室", phone="0999-1234567")
    officer = make_officer("林知远", role=AgencyRole.INTAKE, agency=agency)
    return {"agency": agency.pk, "officer": officer.pk}


def come_in(page, officer) -> None:
    page.get_by_label("用户名").fill(officer.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="退出").wait_for()


def repeated_names(page) -> list[str]:
    """Return the ids that stand more than once in the page, so that a label would lead to the wrong field."""
    names = page.eval_on_selector_all("[id]", "found => found.map(each => each.id)")
    return sorted({name for name in names if names.count(name) > 1})


@pytest.mark.parametrize("width", WIDTHS)
def test_the_settings_are_accessible_and_fit_the_window(open_page, places: dict[str, int], width: int) -> None:
    administrator = make_administrator()
    give(administrator, AgencyRole.ADMINISTRATOR, make_agency("浮玉市教育局"))
    page = open_page("/desk/login/?next=/desk/account/", width=width)
    come_in(page, administrator)
    for address in PAGES:
        page.goto(address.format(**places))
        assert (address, complaints_of(page), repeated_names(page)) == (address, [], [])


def test_a_role_is_granted_by_keyboard_alone_and_without_script(open_page, places: dict[str, int]) -> None:
    page = open_page(f"/desk/login/?next=/desk/settings/people/{places['officer']}/", script=False)
    come_in(page, make_administrator())
    page.get_by_label("机关", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("浮玉市水利局")
    page.get_by_role("combobox", name="岗位").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="授予").focus()
    page.keyboard.press("Enter")
    page.get_by_role("cell", name="承办", exact=True).wait_for()
    assert Grant.objects.filter(officer_id=places["officer"], role_code="handler").count() == 1
