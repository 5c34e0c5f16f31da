"""Applying over HTTP: what is asked, what is refused, what is kept."""

from __future__ import annotations

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.made_reports import made_report, published
from apps.people.invented import make_agency
from gongkai.apps.casework.models import Applicant, Case, CaseEvent, Document
from gongkai.apps.search import services as search
from gongkai.apps.search.models import OfferTally
from portal.invented_applications import USCC, address_of, filled, online_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return online_agency()


@pytest.fixture
def opened(client, agency):
    """A browser that has the form before it."""
    client.get(address_of(agency))
    return client


def sent(client, agency, **changes):
    return client.post(address_of(agency), filled(**changes))


def paper(name: str = "身份证.png", content: bytes = b"\x89PNG\r\n\x1a\n....") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_organs_are_found_by_name_and_by_storey(client) -> None:
    city, _ = make_agency("浮玉市人民政府"), make_agency("白石市人民政府")
    bureau = make_agency("浮玉市教育局", parent=city)
    top = client.get("/apply/").text
    assert city.name in top
    assert bureau.name not in top
    assert bureau.name in client.get("/apply/", {"within": city.code}).text
    assert bureau.name in client.get("/apply/", {"q": "教育"}).text
    assert "没有名称包含“水利”的机关" in client.get("/apply/", {"q": "水利"}).text


def test_the_form_asks_for_no_purpose(client, agency) -> None:
    page = client.get(address_of(agency)).text
    form = page[page.index('<form class="application"') :]
    assert set(re.findall(r'name="([a-z_]+)"', form)) == {
        *("csrfmiddlewaretoken", "key", "offered", "act", "papers"),
        *("title", "document_number", "description", "wanted_form", "wanted_way", "help_needed"),
        *("kind", "name", "contact_person", "identity_kind", "identity_number"),
        *("phone", "email", "address", "postcode"),
    }
    assert "不用说明用途" in page


def test_an_organ_that_opened_no_web_channel_tells_its_other_ways(client) -> None:
    page = client.get(address_of(make_agency("浮玉市档案局", office_address="浮玉市旧城路2号")))
    assert page.status_code == 200
    assert "没有开通网上申请" in page.text
    assert "浮玉市旧城路2号" in page.text
    assert "<textarea" not in page.text


def test_an_application_becomes_a_case_with_a_receipt(opened, agency) -> None:
    answer = sent(opened, agency, description="第一标段。\n", help_needed="大字")
    assert answer.status_code == 302
    receipt = opened.get(answer.url)
    case = Case.objects.get()
    assert case.agency == agency
    assert (case.title, case.request_text) == ("2025年度城区供水管网改造工程中标结果", "第一标段。")
    assert (case.wanted_form, case.wanted_way, case.help_needed) == ("electronic", "online", "大字")
    assert (case.applicant.name, case.applicant.identity_number) == ("林知远", "11010519491231002X")
    assert case.reference in receipt.text
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", receipt.text)
    assert "no-store" in receipt["Cache-Control"]


def test_the_day_of_receipt_is_not_yet_known(opened, agency) -> None:
    sent(opened, agency)
    assert Case.objects.get().received_on is None


def test_an_organisation_applies_with_its_code_and_a_contact(opened, agency) -> None:
    organisation = {
        "kind": "research",
        "name": "浮玉水文研究所",
        "identity_kind": "uscc",
        "identity_number": USCC,
        "contact_person": "沈清和",
    }
    assert sent(opened, agency, **organisation).status_code == 302
    applicant = Applicant.objects.get()
    assert (applicant.kind, applicant.contact_person) == ("research", "沈清和")


REFUSED = [
    ({"name": ""}, "请填写姓名或者单位全称。"),
    ({"title": " \u200b "}, "请写明要哪条信息。"),
    ({"identity_number": "110105194912310021"}, "校验位不符"),
    ({"identity_kind": "uscc", "identity_number": USCC}, "个人申请请选择个人证件。"),
    ({"kind": "business", "contact_person": "甲"}, "单位申请请选择单位的证照。"),
    ({"kind": "business", "identity_kind": "uscc", "identity_number": USCC}, "单位申请请填写联系人姓名。"),
    ({"phone": ""}, "请填写联系电话"),
    ({"phone": "call me"}, "电话号码只能有数字"),
    ({"wanted_way": "post"}, "选择邮寄的，请填写通信地址。"),
    ({"wanted_way": "email"}, "选择电子邮件的，请填写电子邮箱。"),
    ({"wanted_way": "email", "email": "not-mail"}, "电子邮箱的写法不对"),
    ({"wanted_way": "fax"}, "请选择一项。"),
    ({"kind": "emperor"}, "请选择一项。"),
    ({"postcode": "12"}, "邮政编码是 6 位数字。"),
    ({"title": "长" * 201}, "最多 200 字，现有 201 字。"),
    ({"description": "长" * 5001}, "最多 5000 字，现有 5001 字。"),
]


@pytest.mark.parametrize(("changes", "told"), REFUSED)
def test_what_is_wrong_is_told_and_nothing_else_is_lost(opened, agency, changes, told) -> None:
    answer = sent(opened, agency, **{"help_needed": "朗读给我听"} | changes)
    assert answer.status_code == 400
    assert told in answer.text
    assert "朗读给我听" in answer.text
    assert not Case.objects.exists()


def test_scripts_are_kept_as_text_and_shown_as_text(opened, agency) -> None:
    script = '<script>alert("x")</script>{{ 7|add:7 }}'
    answer = sent(opened, agency, title=script)
    assert Case.objects.get().title == script
    page = opened.get(answer.url).text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_control_characters_and_marks_of_direction_are_left_out(opened, agency) -> None:
    sent(opened, agency, title="供水\x00\x1b[31m\u202e管网\ufeff", description="一\r\n二\x07")
    case = Case.objects.get()
    assert (case.title, case.request_text) == ("供水[31m管网", "一\n二")


def test_rare_characters_are_kept(opened, agency) -> None:
    sent(opened, agency, name="𠮷野·阿不都热合曼", title="㐂街 café 🚰 工程")
    case = Case.objects.get()
    assert (case.applicant.name, case.title) == ("𠮷野·阿不都热合曼", "㐂街 café 🚰 工程")


def test_a_form_of_ten_megabytes_is_refused(opened, agency) -> None:
    answer = sent(opened, agency, description="长" * 3_500_000)
    assert answer.status_code == 413
    assert "文字太多" in answer.text
    assert not Case.objects.exists()


def test_the_same_form_sent_twice_is_one_application_with_one_receipt(opened, agency) -> None:
    first, second = sent(opened, agency), sent(opened, agency)
    assert Case.objects.count() == 1
    assert opened.get(first.url).text == opened.get(second.url).text


def test_another_browser_with_the_same_key_gets_no_receipt_of_ours(opened, agency) -> None:
    url = sent(opened, agency).url
    stranger = Client()
    stranger.get(address_of(agency))
    assert stranger.get(url).status_code == 404
    sent(stranger, agency, name="别人")
    assert Case.objects.count() == 2
    assert Case.objects.order_by("pk").first().reference not in stranger.get(url).text


def test_a_key_that_is_not_ours_is_replaced(opened, agency) -> None:
    assert sent(opened, agency, key="../../x").status_code == 302
    assert Case.objects.count() == 1


def test_papers_are_stored_under_our_names_with_theirs_made_harmless(opened, agency) -> None:
    form = filled() | {"papers": [paper("..\\..\\C:/evil\u202egnp.exe.png")]}
    opened.post(address_of(agency), form)
    document = Document.objects.get()
    assert document.kind == "png"
    assert document.shown_name == "evilgnp.exe.png"
    assert document.path.endswith(document.digest)


BAD_PAPERS = [
    ("程序.png", b"MZ\x90\x00" + b"\0" * 200, "可执行程序"),
    ("网页.pdf", b"<!doctype html><html><body>x</body></html>", "不能接收"),
    ("空.pdf", b"", "文件是空的"),
]


@pytest.mark.parametrize(("name", "content", "told"), BAD_PAPERS)
def test_a_paper_is_judged_by_what_it_holds(opened, agency, name, content, told) -> None:
    answer = opened.post(address_of(agency), filled() | {"papers": [paper(name, content)]})
    assert answer.status_code == 400
    assert told in answer.text
    assert not Case.objects.exists()


def test_too_many_papers_are_refused_together(opened, agency) -> None:
    answer = opened.post(address_of(agency), filled() | {"papers": [paper(f"{n}.png") for n in range(11)]})
    assert answer.status_code == 400
    assert "附件最多 10 个" in answer.text


def test_papers_survive_a_form_that_has_to_be_mended(opened, agency) -> None:
    wrong = filled(name="") | {"papers": [paper()]}
    page = opened.post(address_of(agency), wrong).text
    assert "身份证.png" in page
    sent(opened, agency)
    assert Document.objects.get().shown_name == "身份证.png"


def test_a_kept_paper_can_be_taken_back(opened, agency) -> None:
    page = opened.post(address_of(agency), filled(name="") | {"papers": [paper()]}).text
    token = re.search(r'value="drop-([0-9a-f]{32})"', page).group(1)
    assert "身份证.png" not in sent(opened, agency, act=f"drop-{token}").text
    assert not default_storage.exists(f"held/{token}")
    sent(opened, agency)
    assert not Document.objects.exists()


def test_a_kept_paper_is_nobody_elses(opened, agency) -> None:
    default_storage.save("held/" + "a" * 32, ContentFile(b"of another"))
    sent(opened, agency, act="drop-" + "a" * 32)
    assert default_storage.exists("held/" + "a" * 32)


def test_what_is_public_already_is_offered_once_before_sending(opened, agency) -> None:
    published(made_report("浮玉市水务局", texts={1: "2025年度城区供水管网改造工程中标结果已经公布。"}))
    search.catch_up()
    offered = sent(opened, agency, description="线索")
    assert offered.status_code == 200
    assert "这些可能就是您要的" in offered.text
    assert "浮玉市水务局2022年政府信息公开工作年度报告" in re.sub(r"</?mark>", "", offered.text)
    assert not Case.objects.exists()
    mark = re.search(r'name="offered" value="([0-9a-f]{64})"', offered.text).group(1)
    assert sent(opened, agency, description="线索", offered=mark).status_code == 302
    tally = OfferTally.objects.get()
    assert (tally.offered, tally.sufficed, tally.passed_over) == (1, 0, 1)


def test_that_an_offer_sufficed_is_counted_and_nothing_kept(opened, agency) -> None:
    published(made_report("浮玉市水务局", texts={1: "2025年度城区供水管网改造工程中标结果已经公布。"}))
    search.catch_up()
    mark = re.search(r'name="offered" value="([0-9a-f]{64})"', sent(opened, agency).text).group(1)
    left = sent(opened, agency, offered=mark, act="sufficed")
    assert "没有提交申请" in opened.get(left.url).text
    assert OfferTally.objects.get().sufficed == 1
    assert not Case.objects.exists()


def test_where_nothing_matches_the_form_goes_straight_through(opened, agency) -> None:
    assert sent(opened, agency).status_code == 302
    assert not OfferTally.objects.exists()


def test_the_twenty_first_application_in_an_hour_is_put_off_and_kept(opened, agency) -> None:
    for number in range(20):
        assert sent(opened, agency, key=f"{number:032x}").status_code == 302
    refused = sent(opened, agency, key=f"{20:032x}", description="还在")
    assert refused.status_code == 429
    assert "提交得太频繁" in refused.text
    assert "还在" in refused.text
    assert Case.objects.count() == 20


def test_the_ledger_tells_that_the_applicant_handed_it_in(opened, agency) -> None:
    sent(opened, agency)
    event = CaseEvent.objects.order_by("seq").first()
    assert (event.actor, event.officer, event.details["channel"]) == ("申请人", None, "online")


def test_what_was_searched_for_is_carried_into_the_form(client, agency) -> None:
    address = "/apply/?title=%E6%A1%A5%E6%A2%81%E6%A3%80%E6%B5%8B"
    page = client.get(address).text
    assert f"/apply/to/{agency.code}/?title=%E6%A1%A5%E6%A2%81%E6%A3%80%E6%B5%8B" in page
    assert client.get(f"/apply/to/{agency.code}/?title=桥梁检测").context["form"]["title"].value() == "桥梁检测"


def test_the_departments_of_the_only_government_stand_on_the_first_page(client, agency) -> None:
    below = make_agency("青溪县水利局", parent=agency)
    assert below.name in client.get("/apply/").text
    make_agency("白石县人民政府")
    assert below.name not in client.get("/apply/").text


def test_the_receipt_may_be_saved_by_the_browser_that_applied_and_by_no_other(opened, agency) -> None:
    address = sent(opened, agency).url
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", opened.get(address).text)
    assert code is not None
    assert f'href="{address}receipt.txt" download' in opened.get(address).text
    file = opened.get(f"{address}receipt.txt")
    case = Case.objects.get()
    assert (file.status_code, file["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert "no-store" in file["Cache-Control"]
    assert "attachment" in file["Content-Disposition"]
    lines = file.content.decode("utf-8-sig").split("\r\n")
    assert f"申请编号：{case.reference}" in lines
    assert f"查询码：{code[0]}" in lines
    assert Client().get(f"{address}receipt.txt").status_code == 404
