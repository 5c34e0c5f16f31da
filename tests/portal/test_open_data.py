"""Open data: every cell of every public report and of no other, with its dictionary, line by line."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from io import StringIO

import pytest
from django.utils import timezone

from apps.made_reports import made_report, published, taken_in
from gongkai.apps.people.visitors import Visitor
from gongkai.apps.reporting.services.collecting import withdraw
from gongkai.portal.open_data.files import CELL_COLUMNS, SUM_COLUMNS
from gongkai.reports.dictionary import DICTIONARY_COLUMNS, meanings
from gongkai.statute.editions import EDITIONS

pytestmark = pytest.mark.django_db
NEW, AMOUNT = "applications.new.total", "proactive.charges.amount"
CELLS_OF_2021 = 10 + 175 + 15


def lines_of(client, name: str, **asked) -> list[dict[str, str]]:
    answer = client.get(f"/open-data/{name}", asked)
    assert answer.status_code == 200
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def reports_of(client, **asked) -> list[dict[str, object]]:
    text = b"".join(client.get("/open-data/reports.jsonl", asked)).decode()
    return [json.loads(line) for line in text.splitlines()]


def test_every_cell_of_a_public_report_is_a_line(client) -> None:
    report = published(
        made_report("甲局", 2022, figures={NEW: 5, AMOUNT: Decimal("1.50"), "applications.granted.other": None})
    )
    lines = lines_of(client, "cells.csv")
    assert len(lines) == CELLS_OF_2021
    told = {line["cell"]: line for line in lines}
    today = timezone.localdate().isoformat()
    assert told[NEW] == {
        "report": str(report.pk),
        "agency": "甲局",
        "year": "2022",
        "reported_on": "",
        "changed_on": today,
        "current": "1",
        "edition": "2021",
        "cell": NEW,
        "value": "5",
    }
    assert told[AMOUNT]["value"] == "1.50"
    assert told["applications.granted.other"]["value"] == ""
    assert told["applications.granted.total"]["value"] == "0"
    assert set(told) == set(EDITIONS[-1].by_path)


def test_what_is_private_or_withdrawn_is_in_no_file(client) -> None:
    taken_in(made_report("藏局", 2022, figures={NEW: 4711}), by=Visitor(), holder="browser:1")
    gone = published(made_report("撤局", 2022, figures={NEW: 4712}))
    withdraw(report=gone, by=gone.uploader, reason="重复")
    published(made_report("甲局", 2022, figures={NEW: 1}))
    for name in ("cells.csv", "reports.jsonl", "sums.csv"):
        text = b"".join(client.get(f"/open-data/{name}")).decode()
        for secret in ("藏局", "撤局", "4711", "4712"):
            assert secret not in text
    assert [report["agency"] for report in reports_of(client)] == ["甲局"]


def test_a_report_that_was_replaced_is_marked_and_left_out_of_the_sums(client) -> None:
    published(made_report("甲局", 2022, figures={NEW: 5}))
    published(made_report("甲局", 2022, figures={NEW: 6}))
    assert [(told["current"], told["cells"][NEW]) for told in reports_of(client)] == [(False, 5), (True, 6)]
    sums = [line for line in lines_of(client, "sums.csv") if line["cell"] == NEW]
    assert sums == [{"year": "2022", "edition": "2021", "cell": NEW, "sum": "6", "told": "1", "blank": "0"}]


def test_a_year_can_be_had_by_itself(client) -> None:
    published(made_report("甲局", 2022))
    published(made_report("甲局", 2020, edition="2019"))
    assert [told["year"] for told in reports_of(client, year="2020")] == [2020]
    assert {line["edition"] for line in lines_of(client, "cells.csv", year="2020")} == {"2019"}
    for nonsense in ("x", "20220", "²⁰²²", "-1"):
        assert len(reports_of(client, year=nonsense)) == 2


def test_a_name_that_a_spreadsheet_would_run_is_disarmed(client) -> None:
    published(made_report("=HYPERLINK(1)", 2022))
    assert {line["agency"] for line in lines_of(client, "cells.csv")} == {"'=HYPERLINK(1)"}
    assert reports_of(client)[0]["agency"] == "=HYPERLINK(1)"


def test_many_reports_come_whole_and_in_order_with_a_query_for_each_batch(client, django_assert_num_queries) -> None:
    for number in range(5):
        published(made_report(f"第{number}局", 2022))
    answer = client.get("/open-data/reports.jsonl")
    with django_assert_num_queries(2):
        names = [json.loads(line)["agency"] for line in b"".join(answer).decode().splitlines()]
    assert names == [f"第{number}局" for number in range(5)]


def test_the_columns_keep_their_names(client) -> None:
    assert list(CELL_COLUMNS) == [
        "report",
        "agency",
        "year",
        "reported_on",
        "changed_on",
        "current",
        "edition",
        "cell",
        "value",
    ]
    assert list(SUM_COLUMNS) == ["year", "edition", "cell", "sum", "told", "blank"]
    place = ["cell", "edition", "table", "part", "row", "column"]
    assert list(DICTIONARY_COLUMNS) == [*place, "type", "unit", "basis", "sum_of", "relations", "notice"]


def test_the_dictionary_tells_every_cell_of_every_edition(client) -> None:
    lines = list(csv.DictReader(StringIO(b"".join(client.get("/open-data/dictionary.csv")).decode("utf-8-sig"))))
    assert {(line["edition"], line["cell"]) for line in lines} == {
        (form.edition, path) for form in EDITIONS for path in form.by_path
    }
    told = {(line["edition"], line["cell"]): line for line in lines}
    total = told["2021", "remedies.litigation_direct.total"]
    assert (total["table"], total["row"], total["column"], total["unit"]) == (
        "表四",
        "行政诉讼未经复议直接起诉",
        "总计",
        "件",
    )
    assert total["sum_of"].split("；") == [
        f"remedies.litigation_direct.{column}" for column in ("upheld", "corrected", "other", "pending")
    ]
    assert told["2021", AMOUNT]["unit"] == "万元"
    assert told["2019", "proactive.procurement.amount"]["unit"] == "元"
    assert told["2021", NEW]["basis"] == "政府信息公开条例第三十一条"
    kept = json.loads(b"".join(client.get("/open-data/dictionary.json")))
    assert len(kept["cells"]) == len(meanings()) == len(lines)


def test_the_page_explains_and_links_everything(client) -> None:
    published(made_report("甲局", 2022))
    page = client.get("/open-data/").text
    for name in ("cells.csv", "reports.jsonl", "sums.csv", "dictionary.csv", "dictionary.json"):
        assert f'href="/open-data/{name}"' in page
    assert 'href="/open-data/cells.csv?year=2022"' in page
    for text in ("使用许可", "数据更新", "<code>changed_on</code>"):
        assert text in page
    assert client.get("/open-data/secrets.csv").status_code == 404
    head = client.head("/open-data/cells.csv")
    assert (head.status_code, head["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert "Last-Modified" in head


def test_sums_are_shown_of_the_newest_year_or_the_one_asked_for(client) -> None:
    published(made_report("甲局", 2022, figures={NEW: 31}))
    published(made_report("乙局", 2022, figures={NEW: 11}))
    published(made_report("甲局", 2020, edition="2019", figures={NEW: 17}))
    newest, older = client.get("/open-data/sums/").text, client.get("/open-data/sums/", {"year": 2020}).text
    assert ">42<" in newest
    assert ">17<" not in newest
    assert ">17<" in older
    assert "没有符合条件的公开报告" in client.get("/open-data/sums/", {"year": 2020, "edition": "2021"}).text
    assert client.get("/open-data/sums/", {"year": "x", "edition": "'", "verdict": "?"}).status_code == 200
