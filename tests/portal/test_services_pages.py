"""The guide, the search page, and what visitors leave behind, over HTTP."""

from __future__ import annotations

import os
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from apps.made_reports import made_report, published
from apps.people.invented import ALL_POWER, make_agency
from gongkai.apps.agencies import services as agencies
from gongkai.apps.people.visitors import Visitor
from gongkai.apps.search import services as search
from gongkai.portal.models import Attempt
from portal.invented_applications import address_of, online_agency

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/search/", "/guide/", "/apply/", "/follow/", "/apply/found/"])
def test_pages_open_before_anything_is_entered(client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_the_guide_tells_the_office_its_hours_and_every_open_way(client) -> None:
    agency = online_agency("浮玉市水务局", office_hours="工作日 9:00—17:00", fax="0990-7654321")
    page = client.get(f"/guide/{agency.code}/").text
    for told in ("浮玉市学府路1号", "工作日 9:00—17:00", "0990-1234567", "0990-7654321", "当面提交", "邮政寄送"):
        assert told in page
    assert "电子邮件（只用于答复）" in page
    assert f'href="{address_of(agency)}"' in page


def test_the_guide_of_an_organ_without_web_channel_offers_no_form(client) -> None:
    agency = make_agency("浮玉市档案局")
    assert "网上申请" not in client.get(f"/guide/{agency.code}/").text


def test_the_guide_of_an_organ_that_gave_up_its_powers_names_who_has_them(client) -> None:
    old, new = make_agency("浮玉市商务局"), make_agency("浮玉市投资促进局")
    agencies.succeed(
        predecessor=old,
        successor=new,
        on=date(2024, 1, 1),
        scope="",
        basis="机构改革方案",
        by=Visitor(),
        rights=ALL_POWER,
    )
    page = client.get(f"/guide/{old.code}/").text
    assert "有关职权已经划转" in page
    assert "浮玉市投资促进局" in page


def test_an_organ_that_there_is_not_has_no_guide(client) -> None:
    assert client.get("/guide/NOWHERE/").status_code == 404


def test_an_organ_that_was_abolished_takes_no_applications(client) -> None:
    agency = online_agency("浮玉市旧局", valid_until=date(2020, 1, 1))
    assert "没有开通网上申请" in client.get(address_of(agency)).text
    assert "浮玉市旧局" not in client.get("/apply/", {"q": "旧局"}).text


def test_the_search_page_marks_the_words_and_narrows(client) -> None:
    published(made_report("甲县水务局", 2021, texts={1: "供水管网改造。"}))
    published(made_report("乙县水务局", 2022, texts={1: "供水价格。"}))
    search.catch_up()
    page = client.get("/search/", {"q": "供水"}).text
    assert "找到 2 条" in page
    assert "<mark>供水</mark>" in page
    narrowed = client.get("/search/", {"q": "供水", "year": "2021"}).text
    assert "甲县水务局" in narrowed
    assert "乙县水务局2022年" not in narrowed


def test_what_is_typed_into_the_search_is_shown_as_text(client) -> None:
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_search_that_finds_nothing_says_what_to_do(client) -> None:
    page = client.get("/search/", {"q": "不存在的事项"}).text
    assert "没有找到“不存在的事项”" in page
    assert 'href="/apply/"' in page


def test_what_visitors_left_is_deleted_after_a_day(db) -> None:
    for name in ("old", "new"):
        default_storage.save(f"held/{name}", ContentFile(b"x"))
    yesterday = (timezone.now() - timedelta(days=1, minutes=1)).timestamp()
    now = timezone.now()
    for name, moment in (("old", yesterday), ("new", now.timestamp())):
        os.utime(default_storage.path(f"held/{name}"), (moment, moment))
    Attempt.objects.create(purpose="follow", source="a" * 64, at=now - timedelta(days=1, minutes=1))
    Attempt.objects.create(purpose="follow", source="a" * 64, at=now)
    told = StringIO()
    call_command("expire_visits", stdout=told)
    assert "已删除 1 个暂存附件、1 条频次登记。" in told.getvalue()
    assert default_storage.exists("held/new")
    assert Attempt.objects.count() == 1
