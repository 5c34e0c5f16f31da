"""The settings over HTTP: organs, channels, accounts, roles; who sees them and who changes them."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from apps.people.invented import PASSWORD, give, make_administrator, make_agency, make_officer
from gongkai.apps.agencies.models import Agency, Succession
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.models import Grant, Officer

pytestmark = pytest.mark.django_db
NEW_AGENCY = {
    "code": "FY02",
    "name": "浮玉市水利局",
    "kind_code": "department",
    "level_code": "city",
    "division_code": "990100",
}


@pytest.fixture
def administrator(client) -> Officer:
    officer = make_administrator()
    client.force_login(officer)
    return officer


def with_role(role: AgencyRole, agency: Agency) -> Client:
    client = Client()
    client.force_login(make_officer(role.label, role=role, agency=agency))
    return client


@pytest.mark.parametrize(
    "page",
    [
        "/desk/account/",
        "/desk/settings/agencies/",
        "/desk/settings/agencies/new/",
        "/desk/settings/agencies/import/",
        "/desk/settings/people/",
        "/desk/settings/people/new/",
    ],
)
def test_a_visitor_is_sent_to_sign_in(client, page: str) -> None:
    assert client.get(page).url == f"/desk/login/?next={page}"


@pytest.mark.parametrize(
    "page",
    [
        "/desk/settings/agencies/",
        "/desk/settings/agencies/new/",
        "/desk/settings/people/",
        "/desk/settings/people/new/",
    ],
)
def test_an_officer_without_a_role_is_refused_in_chinese(client, page: str) -> None:
    client.force_login(make_officer())
    answer = client.get(page)
    assert answer.status_code == 403
    assert "没有" in answer.text


@pytest.mark.parametrize("role", list(AgencyRole))
def test_the_navigation_offers_what_the_role_may_open(role: AgencyRole) -> None:
    page = with_role(role, make_agency()).get("/desk/account/").text
    assert "/desk/settings/agencies/" in page
    assert ("/desk/settings/people/" in page) is (role in (AgencyRole.ADMINISTRATOR, AgencyRole.AUDITOR))


@pytest.mark.parametrize("role", list(AgencyRole))
def test_each_role_sees_and_changes_of_organs_and_people_what_it_may(role: AgencyRole) -> None:
    own, foreign = make_agency("本局"), make_agency("外局")
    colleague, stranger = make_officer("同事", agency=own), make_officer("外人", agency=foreign)
    client = with_role(role, own)
    manages = role is AgencyRole.ADMINISTRATOR
    looks = role in (AgencyRole.ADMINISTRATOR, AgencyRole.AUDITOR)
    opens_channels = role in (AgencyRole.ADMINISTRATOR, AgencyRole.DISCLOSURE_HEAD)
    channel = {"fax-is_open": "on", "fax-direction_code": "both", "fax-announced_text": "工作日接收"}
    answers = {
        f"/desk/settings/agencies/{own.pk}/": client.get(f"/desk/settings/agencies/{own.pk}/").status_code,
        "foreign organ": client.get(f"/desk/settings/agencies/{foreign.pk}/").status_code,
        "change": client.get(f"/desk/settings/agencies/{own.pk}/change/").status_code,
        "channel": client.post(f"/desk/settings/agencies/{own.pk}/channels/fax/", channel).status_code,
        "foreign channel": client.post(f"/desk/settings/agencies/{foreign.pk}/channels/fax/", channel).status_code,
        "colleague": client.get(f"/desk/settings/people/{colleague.pk}/").status_code,
        "reset": client.post(f"/desk/settings/people/{colleague.pk}/reset-password/").status_code,
        "stranger": client.get(f"/desk/settings/people/{stranger.pk}/").status_code,
        "foreign reset": client.post(f"/desk/settings/people/{stranger.pk}/reset-password/").status_code,
    }
    refused = 404 if looks else 403
    assert list(answers.values()) == [
        200,
        404,
        200 if manages else 403,
        302 if opens_channels else 403,
        404,
        200 if looks else 403,
        200 if manages else 403,
        refused,
        refused,
    ]
    stranger.refresh_from_db()
    assert stranger.check_password(PASSWORD)


def test_an_organ_is_entered_below_another_told_by_its_name(client, administrator) -> None:
    city = make_agency("浮玉市人民政府", level_code="city")
    answer = client.post("/desk/settings/agencies/new/", {**NEW_AGENCY, "parent": "浮玉市人民政府"})
    made = Agency.objects.get(code="FY02")
    assert answer.url == f"/desk/settings/agencies/{made.pk}/"
    assert made.parent == city


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"name": ""}, "请填写机关名称。"),
        ({"uscc": "11341702486344525H"}, "校验位不符"),
        ({"division_code": "12"}, "6、9 或 12 位数字"),
        ({"parent": "没有的局"}, "没有找到这个机关"),
        ({"parent": "同名局"}, "有多个机关同名"),
        ({"email": "不是邮箱"}, "“电子邮箱”的写法不对"),
        ({"valid_from": "2024-13-01"}, "2024-03-01 的样子"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_what_was_typed_stays(client, administrator, changed, refusal) -> None:
    make_agency("同名局")
    make_agency("同名局")
    answer = client.post("/desk/settings/agencies/new/", {**NEW_AGENCY, **changed})
    assert answer.status_code == 400
    assert re.search(refusal, answer.text)
    assert 'value="990100"' in answer.text or "division_code" in changed
    assert not Agency.objects.filter(code="FY02").exists()


def test_changing_an_organ_fills_in_what_is_known(client, administrator) -> None:
    agency = make_agency("浮玉市水利局", phone="0999-1234567")
    address = f"/desk/settings/agencies/{agency.pk}/change/"
    assert 'value="0999-1234567"' in client.get(address).text
    told = {name: getattr(agency, name) for name in ("code", "kind_code", "level_code", "division_code")}
    client.post(address, {**told, "name": "浮玉市水务局", "phone": "0999-7654321"})
    agency.refresh_from_db()
    assert (agency.name, agency.phone) == ("浮玉市水务局", "0999-7654321")


def test_place_and_name_of_the_answer_are_changed_together(client, administrator) -> None:
    old, new = make_agency("旧市政府", level_code="city"), make_agency("新市政府", level_code="city")
    bureau = make_agency("水利局", parent=old)
    client.post(f"/desk/settings/agencies/{bureau.pk}/place/", {"parent": old.code, "answers_as": old.code})
    client.post(f"/desk/settings/agencies/{bureau.pk}/place/", {"parent": new.code, "answers_as": new.code})
    bureau.refresh_from_db()
    assert (bureau.parent, bureau.answers_as) == (new, new)


def test_a_refused_place_changes_nothing_at_all(client, administrator) -> None:
    city = make_agency("市政府", level_code="city")
    bureau = make_agency("水利局", parent=city)
    branch = make_agency("水政支队", parent=bureau)
    client.post(f"/desk/settings/agencies/{bureau.pk}/place/", {"parent": city.code, "answers_as": city.code})
    answer = client.post(f"/desk/settings/agencies/{bureau.pk}/place/", {"parent": branch.code, "answers_as": ""})
    assert answer.status_code == 400
    assert "在水利局之下" in answer.text
    bureau.refresh_from_db()
    assert (bureau.parent, bureau.answers_as) == (city, city)


def test_a_basic_way_cannot_be_closed_and_the_page_says_why(client, administrator) -> None:
    agency = make_agency()
    answer = client.post(f"/desk/settings/agencies/{agency.pk}/channels/post/", {"post-direction_code": "both"})
    assert answer.status_code == 400
    assert "不得以任何理由拒绝接收" in answer.text


def test_a_succession_is_told_and_shown_at_both_organs(client, administrator) -> None:
    before, after = make_agency("国土资源局"), make_agency("自然资源局")
    told = {"successor": after.code, "on": "2019-01-01", "basis": "机构改革方案"}
    client.post(f"/desk/settings/agencies/{before.pk}/succession/", told)
    assert Succession.objects.count() == 1
    for agency in (before, after):
        page = client.get(f"/desk/settings/agencies/{agency.pk}/").text
        assert "国土资源局的全部职权划入自然资源局" in page


def test_a_table_is_imported_and_what_was_refused_is_listed(client, administrator) -> None:
    table = "机构编码,机关名称,机关类别,行政层级,行政区划代码\nA1,甲局,政府工作部门,县级,990101\nA2,乙局,局,县级,990101"
    upload = SimpleUploadedFile("机关.csv", table.encode("gb18030"))
    page = client.post("/desk/settings/agencies/import/", {"table": upload}).text
    assert "新设 1 个" in page
    assert "“机关类别”写的是“局”" in page


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04"])
def test_a_file_that_is_no_table_is_refused_on_the_page(client, administrator, content: bytes) -> None:
    answer = client.post("/desk/settings/agencies/import/", {"table": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 400


def test_an_account_is_opened_and_its_password_shown_once_and_works(client, administrator) -> None:
    agency = make_agency()
    told = {"username": "zhou", "name": "周文", "agency": agency.code}
    answer = client.post("/desk/settings/people/new/", told)
    assert "no-store" in answer.headers["Cache-Control"]
    password = re.search(r'<p class="secret">(\w+)</p>', answer.text)[1]
    newcomer = Client()
    assert newcomer.post("/desk/login/", {"username": "zhou", "password": password}).status_code == 302
    assert newcomer.get("/desk/").url == "/desk/account/password/"
    assert password not in client.get(f"/desk/settings/people/{Officer.objects.get(username='zhou').pk}/").text


def test_a_role_is_granted_and_ended_from_the_page(client, administrator) -> None:
    agency = make_agency("浮玉市教育局")
    officer = make_officer(agency=agency)
    told = {"agency": "浮玉市教育局", "role": "handler", "valid_from": "2026-01-01"}
    client.post(f"/desk/settings/people/{officer.pk}/grant/", told)
    given = Grant.objects.get()
    assert (given.officer, given.role, given.granted_by) == (officer, AgencyRole.HANDLER, administrator)
    assert "承办" in client.get(f"/desk/settings/people/{officer.pk}/").text
    client.post(f"/desk/settings/grants/{given.pk}/end/")
    given.refresh_from_db()
    assert given.valid_until < timezone.localdate()


def test_a_refused_grant_is_told_on_the_page(client, administrator) -> None:
    agency = make_agency()
    officer = make_officer(role=AgencyRole.AUDITOR, agency=agency)
    told = {"agency": agency.code, "role": "handler", "valid_from": "2026-01-01"}
    answer = client.post(f"/desk/settings/people/{officer.pk}/grant/", told)
    assert answer.status_code == 400
    assert "审计不改动任何内容" in answer.text


def test_a_grant_at_a_foreign_organ_is_not_there_to_end() -> None:
    own, foreign = make_agency("本局"), make_agency("外局")
    given = give(make_officer(agency=foreign), AgencyRole.HANDLER, foreign)
    client = with_role(AgencyRole.ADMINISTRATOR, own)
    assert client.post(f"/desk/settings/grants/{given.pk}/end/").status_code == 404
    given.refresh_from_db()
    assert given.valid_until is None


def test_a_local_administrator_is_not_offered_organs_of_others_nor_may_name_them() -> None:
    own, foreign = make_agency("本局"), make_agency("外局")
    officer = make_officer(agency=own)
    client = with_role(AgencyRole.ADMINISTRATOR, own)
    assert "外局" not in client.get(f"/desk/settings/people/{officer.pk}/").text
    told = {"agency": foreign.code, "role": "administrator", "valid_from": "2026-01-01"}
    assert "没有找到这个机关" in client.post(f"/desk/settings/people/{officer.pk}/grant/", told).text
    assert not Grant.objects.filter(officer=officer).exists()


def test_only_an_administrator_of_everything_is_offered_standings_in_the_whole_system(client, administrator) -> None:
    own = make_agency("本局")
    officer = make_officer(agency=own)
    address = f"/desk/settings/people/{officer.pk}/system-role/"
    local = with_role(AgencyRole.ADMINISTRATOR, own)
    assert address not in local.get(f"/desk/settings/people/{officer.pk}/").text
    assert local.post(address, {"role": "administrator"}).status_code == 403
    client.post(address, {"role": "auditor"})
    officer.refresh_from_db()
    assert officer.role is Role.AUDITOR


@pytest.mark.parametrize(
    ("code", "shown"),
    [("require-second-factor", "不再要求动态口令"), ("switch-off", "启用账号")],
)
def test_the_acts_offered_follow_the_state_of_the_account(client, administrator, code: str, shown: str) -> None:
    officer = make_officer(agency=make_agency())
    page = f"/desk/settings/people/{officer.pk}/"
    assert shown not in client.get(page).text
    client.post(f"{page}{code}/")
    assert shown in client.get(page).text


def test_an_act_that_does_not_exist_is_not_found_and_none_is_done_by_a_link(client, administrator) -> None:
    officer = make_officer(agency=make_agency())
    assert client.post(f"/desk/settings/people/{officer.pk}/promote/").status_code == 404
    assert client.get(f"/desk/settings/people/{officer.pk}/switch-off/").status_code == 405


def test_the_lists_cost_the_same_for_three_and_for_sixty(client, administrator, django_assert_num_queries) -> None:
    city = make_agency("市政府", level_code="city")
    pages = {"/desk/settings/agencies/": 5, "/desk/settings/people/": 6}
    for more in (3, 57):
        for number in range(more):
            agency = make_agency(f"第{more}之{number}局", parent=city)
            give(make_officer(agency=agency), AgencyRole.HANDLER, agency)
        for page, queries in pages.items():
            client.get(page)
            with django_assert_num_queries(queries):
                client.get(page)


def test_long_lists_go_on_to_a_next_page_and_lose_nobody(client, administrator) -> None:
    for number in range(60):
        make_officer(f"人员{number:02d}")
    seen: list[str] = []
    address = "/desk/settings/people/"
    while address:
        page = client.get(address).text
        seen += re.findall(r"人员\d\d", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/desk/settings/people/{following[1]}" if following else ""
    assert sorted(set(seen)) == [f"人员{number:02d}" for number in range(60)]


@pytest.mark.parametrize("words", ["'; DROP TABLE", "\x07", "%", "𠮷", "a" * 5000])
def test_strange_search_words_find_nothing_and_break_nothing(client, administrator, words: str) -> None:
    for page in ("/desk/settings/people/", "/desk/settings/agencies/"):
        assert client.get(page, {"q": words, "after": words}).status_code == 200


def test_a_zero_in_an_address_is_refused(client, administrator) -> None:
    for page in ("/desk/settings/people/", "/desk/settings/agencies/"):
        assert client.get(page, {"q": "\x00"}).status_code == 400


def test_markup_in_names_is_shown_as_text(client, administrator) -> None:
    agency = make_agency("<script>alert(1)</script>局")
    make_officer("<b>粗</b>", agency=agency)
    for page in ("/desk/settings/people/", "/desk/settings/agencies/", f"/desk/settings/agencies/{agency.pk}/"):
        text = client.get(page).text
        assert "<script>alert" not in text
        assert "<b>粗" not in text
