"""The home page and the list, over HTTP."""

from __future__ import annotations

import pytest

from apps.made_reports import fault, made_report, published, taken_in
from gongkai.apps.people.visitors import Visitor
from gongkai.apps.reporting.models import Publisher

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/reports/", "/reports/compare/", "/reports/check/"])
def test_pages_open_on_an_empty_collection(client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert 'lang="zh-CN"' in answer.text


def test_the_list_has_one_row_an_agency_with_its_years_and_verdicts(client) -> None:
    first = published(made_report("甲县财政局", 2021, findings=(fault(),)))
    second = published(made_report("甲县财政局", 2022))
    page = client.get("/reports/").text
    assert page.count('<th scope="row">') == 1
    assert f'href="/reports/{first.pk}/"' in page
    assert f'href="/reports/{second.pk}/"' in page
    assert "1 处错误" in page
    assert "未发现问题" in page


def test_the_list_shows_no_private_report(client) -> None:
    taken_in(made_report("丙县财政局"), by=Visitor(), holder="session:a")
    assert "丙县财政局" not in client.get("/reports/").text


def test_the_list_keeps_what_was_asked_in_the_form(client) -> None:
    published(made_report("甲县财政局", 2022))
    page = client.get("/reports/", {"q": "财政", "year": "2022", "verdict": "clean", "sort": "errors"}).text
    assert 'value="财政"' in page
    for chosen in ("2022", "clean", "errors"):
        assert f'<option value="{chosen}" selected>' in page


def test_a_search_in_the_page_gets_only_the_rows(client) -> None:
    page = client.get("/reports/", headers={"HX-Request": "true"}).text
    assert page.lstrip().startswith('<div id="found">')
    assert "<html" not in page


def test_text_from_a_report_is_never_markup(client) -> None:
    report = published(made_report("<script>alert(1)</script>局", texts={1: "<img src=x onerror=alert(1)>"}))
    for address in ("/reports/", f"/reports/{report.pk}/"):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_list_costs_the_same_for_three_and_for_thirty(client, django_assert_num_queries) -> None:
    for number in range(3):
        published(made_report(f"第{number}局"))
    with django_assert_num_queries(4):
        client.get("/reports/")
    for number in range(3, 30):
        published(made_report(f"第{number}局"))
    with django_assert_num_queries(4):
        client.get("/reports/")


def test_the_next_page_continues_with_the_same_question(client) -> None:
    Publisher.objects.bulk_create(Publisher(name=f"第{number:02}局", reports=1) for number in range(30))
    page = client.get("/reports/", {"q": "局"}).text
    last = Publisher.objects.get(name="第24局")
    assert f"after_id={last.pk}" in page
    following = client.get("/reports/", {"q": "局", "after": last.name, "after_id": last.pk}).text
    assert "第25局" in following
    assert "第24局" not in following


def test_no_page_lets_inline_script_or_style_run(client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
