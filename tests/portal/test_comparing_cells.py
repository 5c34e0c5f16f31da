"""Chosen cells of several organs over the years."""

from __future__ import annotations

import pytest

from apps.made_reports import made_report, published
from gongkai.apps.reporting.services.collecting import withdraw
from gongkai.statute.editions import EDITIONS

pytestmark = pytest.mark.django_db
NEW, PERSON = "applications.new.total", "applications.granted.natural_person"
ALL, PARTS = "applications.other.all.total", ("uncorrected", "fee_unpaid", "other")


def figures_in(answer, cell: int = 0) -> list[tuple[str, list[str]]]:
    lines = answer.context["compared"][cell].lines
    return [(str(publisher), [figure.text or figure.absence for figure in figures]) for publisher, figures in lines]


def test_any_cells_of_several_organs_stand_side_by_side_over_the_years(client) -> None:
    first = published(made_report("甲局", 2021, figures={NEW: 11, PERSON: 1}))
    published(made_report("甲局", 2022, figures={NEW: 12, PERSON: 2}))
    second = published(made_report("乙局", 2022, figures={NEW: 22, PERSON: None}))
    answer = client.get(
        "/reports/compare/cells/", {"agency": [first.publisher_id, second.publisher_id], "cell": [NEW, PERSON]}
    )
    assert answer.context["years"] == [2021, 2022]
    assert figures_in(answer) == [("甲局", ["11", "12"]), ("乙局", ["没有报告", "22"])]
    assert figures_in(answer, 1) == [("甲局", ["1", "2"]), ("乙局", ["没有报告", "空白"])]
    assert "2021年：甲局 11，乙局 无数据；2022年：甲局 12，乙局 22。" in answer.text
    assert 'id="chart-title1"' in answer.text
    assert 'id="chart-title2"' in answer.text
    assert "style=" not in answer.text


def test_rows_that_correspond_are_compared_across_editions(client) -> None:
    published(made_report("甲局", 2020, edition="2019", figures={ALL: 9}))
    parts = {f"applications.other.{part}.total": 2 for part in PARTS}
    report = published(made_report("甲局", 2021, figures=parts))
    answer = client.get("/reports/compare/cells/", {"agency": report.publisher_id, "cell": ALL})
    assert figures_in(answer) == [("甲局", ["9", "6"])]
    lacking = client.get("/reports/compare/cells/", {"agency": report.publisher_id, "cell": "proactive.charges.amount"})
    assert figures_in(lacking) == [("甲局", ["该版格式无此项", "0"])]


def test_a_withdrawn_report_and_one_that_was_replaced_are_not_compared(client) -> None:
    published(made_report("甲局", 2021, figures={NEW: 11}))
    standing = published(made_report("甲局", 2021, figures={NEW: 13}))
    gone = published(made_report("甲局", 2022, figures={NEW: 12}))
    withdraw(report=gone, by=gone.uploader, reason="重复")
    answer = client.get("/reports/compare/cells/", {"agency": standing.publisher_id, "cell": NEW})
    assert figures_in(answer) == [("甲局", ["13"])]


def test_every_cell_of_every_edition_can_be_ticked_once(client) -> None:
    report = published(made_report("甲局", 2022))
    answer = client.get("/reports/compare/cells/", {"agency": report.publisher_id, "cell": PERSON})
    boxes = [box.path for grid in answer.context["grids"] for row in grid.rows for box in row.boxes if box]
    assert sorted(boxes) == sorted({path for form in EDITIONS for path in form.by_path})
    assert [grid.is_open for grid in answer.context["grids"]].count(True) == 1


def test_nonsense_in_the_address_is_passed_over_and_too_much_is_told(client) -> None:
    report = published(made_report("甲局", 2022))
    answer = client.get("/reports/compare/cells/", {"agency": report.publisher_id, "cell": ["x", "'", NEW, NEW]})
    assert len(answer.context["compared"]) == 1
    many = [f"applications.{row.key}.total" for row in EDITIONS[-1].applications.rows[:10]]
    assert (
        "没有列入其余 2 个" in client.get("/reports/compare/cells/", {"agency": report.publisher_id, "cell": many}).text
    )
    assert "先查找行政机关" in client.get("/reports/compare/cells/", {"agency": "x"}).text


def test_a_comparison_of_cells_costs_the_same_for_one_and_for_ten(client, django_assert_num_queries) -> None:
    reports = [published(made_report(f"第{number}局", 2022)) for number in range(10)]
    agencies = [report.publisher_id for report in reports]
    for asked in (agencies[:1], agencies):
        with django_assert_num_queries(2):
            client.get("/reports/compare/cells/", {"agency": asked, "cell": [NEW, PERSON]})
