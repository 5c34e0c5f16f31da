"""A report goes into the record and comes back the same, and only if it fits the form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from apps.made_reports import fault, made_report
from gongkai.apps.reporting.stored_reading import NotOfTheFormError, columns_of, report_from
from gongkai.documents.blocks import Place
from gongkai.documents.problems import Problem
from gongkai.reports.findings import Severity


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_report_comes_back_as_it_was(edition: str) -> None:
    amount = "proactive.charges.amount" if edition == "2021" else "proactive.procurement.amount"
    report = replace(
        made_report(
            edition=edition,
            figures={"applications.new.total": 7, "applications.granted.other": None, amount: Decimal("151022.810")},
            findings=(fault(Severity.WARNING, "applications.new.total", quote="共收到7件"),),
            texts={1: "共收到7件。\n第二段。"},
        ),
        reported_on=date(2023, 1, 20),
        places={"applications.new.total": Place(page=2, table=1, row=4, column=10)},
        problems=(Problem("page.picture", "第3页是图片。", "remedies"),),
    )
    columns = columns_of(report)
    assert columns["figures"][amount] == "151022.810"
    assert report_from(columns, source="made", agency="云溪县财政局") == report


def test_a_cell_the_form_does_not_have_is_refused() -> None:
    report = made_report(figures={"applications.other.all.total": 1})
    with pytest.raises(NotOfTheFormError, match=r"applications\.other\.all\.total"):
        columns_of(report)


def test_a_table_with_a_cell_too_few_is_refused() -> None:
    report = made_report()
    figures = {path: value for path, value in report.figures.items() if path != "remedies.reconsideration.total"}
    with pytest.raises(NotOfTheFormError, match=r"remedies\.reconsideration\.total"):
        columns_of(replace(report, figures=figures))


def test_an_edition_that_does_not_exist_is_refused() -> None:
    with pytest.raises(NotOfTheFormError, match="2030"):
        columns_of(replace(made_report(), editions={"applications": "2030"}, figures={}))


@pytest.mark.parametrize("value", ["三", "NaN", "Infinity", True, 1.5, [1]])
def test_what_is_no_figure_is_refused_on_the_way_out(value: object) -> None:
    columns = columns_of(made_report())
    columns["figures"]["applications.new.total"] = value
    with pytest.raises(NotOfTheFormError, match=r"applications\.new\.total"):
        report_from(columns, source="made", agency=None)
