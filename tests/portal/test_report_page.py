"""The page of a report: tables as printed, faults marked and told, prose tied to cells, files to take away."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from apps.made_reports import fault, made_officer, made_report, published, taken_in
from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.visitors import Visitor
from gongkai.apps.reporting.services.collecting import withdraw
from gongkai.documents.problems import Problem
from gongkai.reports.batch import read_content
from gongkai.reports.findings import Severity

pytestmark = pytest.mark.django_db
CELL = "applications.new.total"
CELL_ID = "applications-r4c10"


def page_of(client, report) -> str:
    answer = client.get(f"/reports/{report.pk}/")
    assert answer.status_code == 200
    return answer.text


def test_the_tables_are_printed_with_their_merged_cells(client) -> None:
    page = page_of(client, published(made_report(figures={CELL: 748})))
    assert page.count("<table class=") == 3
    assert 'rowspan="22"' in page
    assert re.search(rf'<td id="{CELL_ID}" headers="[^"]+" class="figure">748</td>', page)


def test_every_header_that_a_figure_names_is_on_the_page(client) -> None:
    page = page_of(client, published(made_report()))
    named = {name for headers in re.findall(r'headers="([^"]+)"', page) for name in headers.split()}
    assert named <= set(re.findall(r'<th id="([^"]+)"', page))


def test_no_identifier_is_on_the_page_twice(client) -> None:
    faults = (fault(Severity.ERROR, CELL), fault(Severity.WARNING, CELL, quote="收到申请5件"))
    page = page_of(client, published(made_report(findings=faults, texts={1: "全年收到申请5件。"})))
    identifiers = re.findall(r' id="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))


def test_a_cell_in_conflict_links_to_what_is_wrong_and_back(client) -> None:
    page = page_of(client, published(made_report(figures={CELL: 5}, findings=(fault(Severity.ERROR, CELL),))))
    cell = re.search(rf'<td id="{CELL_ID}".*?</td>', page).group()
    assert "conflict-error" in cell
    assert 'href="#finding-1"' in cell
    assert "错误" in cell
    assert 'id="finding-1"' in page
    assert f'href="#{CELL_ID}"' in page


def test_a_passage_found_fault_with_is_marked_and_linked_both_ways(client) -> None:
    text = "一年来工作有序。全年收到申请5件，均已办结。"
    finding = fault(Severity.WARNING, CELL, quote="全年收到申请5件")
    page = page_of(client, published(made_report(findings=(finding,), texts={1: text})))
    mark = re.search(r"<mark>(.*?)</mark>.*?</p>", page)
    assert re.sub(r"<[^>]+>", "", mark.group(1)) == "全年收到申请5件"
    assert 'id="quote-1" href="#finding-1"' in mark.group()
    assert 'href="#quote-1"' in page


def test_passages_that_overlap_make_one_mark(client) -> None:
    findings = (
        fault(Severity.WARNING, CELL, quote="收到申请5件，办结4件"),
        fault(Severity.WARNING, CELL, quote="办结4件"),
    )
    page = page_of(client, published(made_report(findings=findings, texts={1: "收到申请5件，办结4件。"})))
    assert page.count("<mark>") == 1
    assert 'id="quote-1"' in page
    assert 'id="quote-2"' in page


def test_a_passage_that_is_not_in_the_text_gets_no_dead_link(client) -> None:
    page = page_of(client, published(made_report(findings=(fault(Severity.WARNING, CELL, quote="别处的话"),))))
    assert "#quote-1" not in page


def test_every_link_within_the_page_leads_somewhere(client) -> None:
    finding = fault(Severity.WARNING, CELL, quote="2022年收到政府信息公开申请5件")
    texts = {1: "2022年收到政府信息公开申请5件，上年结转0件。"}
    page = page_of(client, published(made_report(findings=(finding,), texts=texts)))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r' id="([^"]+)"', page))


def test_a_figure_of_the_prose_leads_to_its_cell(client) -> None:
    texts = {1: "2022年，我局收到政府信息公开申请16件。"}
    page = page_of(client, published(made_report(figures={CELL: 16}, texts=texts)))
    assert re.search(rf'<a class="told" href="#{CELL_ID}">16件?</a>', page)


def test_a_blank_is_told_from_a_zero(client) -> None:
    page = page_of(client, published(made_report(figures={CELL: None})))
    assert '<span class="visually-hidden">空白</span>' in re.search(rf'<td id="{CELL_ID}".*?</td>', page).group()


def test_a_table_that_was_not_read_is_said_to_be_missing(client) -> None:
    whole = made_report()
    report = replace(
        whole,
        editions={"applications": "2021"},
        figures={path: value for path, value in whole.figures.items() if path.startswith("applications.")},
        problems=(Problem("table.missing", "没有找到表四。", "remedies"),),
    )
    page = page_of(client, published(report))
    assert page.count("<table class=") == 1
    assert "没有找到表四。" in page
    assert page.count("没有读出的数字不作猜测") == 2


def test_the_title_is_not_said_twice(client) -> None:
    report = made_report("甲县财政局", 2022)
    title = "甲县财政局2022年政府信息公开工作年度报告"
    chapters = (replace(report.chapters[0], number=0, text="甲县财政局2022年政府\n信息公开工作年度报告\n前言如下。"),)
    page = page_of(client, published(replace(report, chapters=chapters)))
    assert page.count(title) == 1
    assert "信息公开工作年度报告</p>" not in page
    assert "前言如下。" in page


def test_a_private_report_is_not_there_for_others(client) -> None:
    report = taken_in(made_report(), by=Visitor(), holder="session:a")
    for address in ("", "original/", "report.json", "report.docx"):
        assert client.get(f"/reports/{report.pk}/{address}").status_code == 404


def test_a_withdrawn_report_is_there_for_staff_alone(client) -> None:
    report = published(made_report())
    withdraw(report=report, by=report.uploader, reason="有误")
    assert client.get(f"/reports/{report.pk}/").status_code == 404
    client.force_login(made_officer(Role.AUDITOR))
    assert "已经撤下" in client.get(f"/reports/{report.pk}/").text


def test_a_report_costs_the_same_with_three_and_with_thirty_beside_it(client, django_assert_num_queries) -> None:
    report = published(made_report(year=2010))
    with django_assert_num_queries(3):
        client.get(f"/reports/{report.pk}/")
    for year in range(2011, 2041):
        published(made_report(year=year))
    with django_assert_num_queries(3):
        client.get(f"/reports/{report.pk}/")


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "json", "csv"])
def test_a_report_is_taken_away_as_an_attachment(client, suffix: str) -> None:
    report = published(made_report(figures={CELL: 748}))
    answer = client.get(f"/reports/{report.pk}/report.{suffix}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    content = answer.content
    if suffix in ("docx", "xlsx"):
        content = b"".join(ZipFile(BytesIO(content)).read(name) for name in ZipFile(BytesIO(content)).namelist())
    assert b"748" in content


def test_the_json_has_what_the_contract_says(client) -> None:
    report = published(made_report(figures={CELL: 748}, findings=(fault(Severity.ERROR, CELL),)))
    told = json.loads(client.get(f"/reports/{report.pk}/report.json").content)
    assert told["applications"]["new"] == [0, 0, 0, 0, 0, 0, 748]
    assert told["agency"] == "云溪县财政局"
    assert told["findings"][0]["cells"] == [CELL]


def test_the_original_is_never_opened_in_place(client) -> None:
    report = published(made_report(), content=b"<script>alert(1)</script>")
    answer = client.get(f"/reports/{report.pk}/original/")
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_format_we_do_not_write_is_not_there(client) -> None:
    report = published(made_report())
    assert client.get(f"/reports/{report.pk}/report.exe").status_code == 404


def test_a_number_beyond_the_database_is_not_there(client) -> None:
    assert client.get("/reports/99999999999999999999999/").status_code == 404


def without_remedies():
    whole = made_report(findings=(fault(Severity.WARNING, CELL),))
    return replace(
        whole,
        editions={key: edition for key, edition in whole.editions.items() if key != "remedies"},
        figures={path: value for path, value in whole.figures.items() if not path.startswith("remedies.")},
    )


def test_a_report_not_read_whole_says_so_beside_its_warnings(client) -> None:
    report = published(without_remedies())
    for page in (page_of(client, report), client.get("/reports/").text):
        assert "1 处警示</span>" in page
        assert '<span class="verdict verdict-incomplete">未读全</span>' in page


def test_a_report_read_whole_is_not_called_incomplete(client) -> None:
    assert "未读全" not in page_of(client, published(made_report(findings=(fault(),))))


def test_a_wide_table_has_a_hint_that_it_scrolls(client) -> None:
    assert page_of(client, published(made_report())).count("左右滑动查看全部各列") == 3


def test_a_mark_left_by_a_converter_is_not_shown(client) -> None:
    report = read_content(
        "云溪县财政局2022年政府信息公开工作年度报告\n一、总体情况\n[bookmark: _GoBack]工作有序。\n".encode(),
        source="a.txt",
    )
    assert "工作有序" in "".join(chapter.text for chapter in report.chapters)
    assert "bookmark" not in "".join(chapter.text for chapter in report.chapters)


def test_a_report_that_was_replaced_leads_to_the_one_that_stands_and_back(client) -> None:
    wrong = published(made_report("甲局", 2022, findings=(fault(),)))
    other_year = published(made_report("甲局", 2021))
    corrected = published(made_report("甲局", 2022, figures={"applications.new.total": 3}))
    listed = client.get("/reports/").text
    assert f'href="/reports/{corrected.pk}/"' in listed
    assert f'href="/reports/{wrong.pk}/"' not in listed
    page = client.get(f"/reports/{corrected.pk}/").text
    assert "同一年度的其他报告" in page
    assert f'href="/reports/{wrong.pk}/"' in page
    assert "保留备查，不再计入汇总" not in page
    old = client.get(f"/reports/{wrong.pk}/").text
    assert "保留备查，不再计入汇总" in old
    assert old.count(f'href="/reports/{corrected.pk}/"') == 3  # the banner, the years, the others of the year
    assert "同一年度的其他报告" not in client.get(f"/reports/{other_year.pk}/").text


def test_a_withdrawn_report_names_no_other_of_its_year(client) -> None:
    published(made_report("甲局", 2022))
    gone = published(made_report("甲局", 2022, figures={"applications.new.total": 3}))
    withdraw(report=gone, by=gone.uploader, reason="重复")
    client.force_login(gone.uploader)
    assert "同一年度的其他报告" not in client.get(f"/reports/{gone.pk}/").text


def test_of_a_sum_that_does_not_hold_the_two_sides_are_told_and_neither_is_called_right(client) -> None:
    page = page_of(client, published(made_report(findings=(fault(Severity.ERROR, CELL),))))
    assert "<dt>等号一边为</dt><dd>5</dd>" in page
    assert "<dt>另一边为</dt><dd>3</dd>" in page
    assert "<dt>应当为</dt>" not in page
