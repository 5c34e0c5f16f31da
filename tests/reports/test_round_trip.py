"""What the writers write, the readers read: figures of every edition, through every carrier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.chinese_fonts import has_font
from gongkai.documents import docx as word
from gongkai.documents.blocks import Grid
from gongkai.reports.model import TABLES, Chapter, Report
from gongkai.reports.reader import read_report
from gongkai.reports.writers import docx
from gongkai.reports.writers.formats import BY_SUFFIX
from gongkai.reports.writers.outline import outline
from gongkai.reports.writers.printed import PrintedTable
from gongkai.statute.editions.edition_2019 import EDITION_2019
from gongkai.statute.editions.edition_2021 import EDITION_2021
from gongkai.statute.report_form import Value
from reports.strategies import report_of, reports

CARRIERS = ["docx", pytest.param("pdf", marks=has_font), "xlsx", "html"]
EXAMPLES = settings(max_examples=12, deadline=None)

in_every_carrier = pytest.mark.parametrize("suffix", CARRIERS)


def read_back(report: Report, suffix: str) -> Report:
    return read_report(BY_SUFFIX[suffix].write(report), source=report.source)


def figures_2021(**changed: Value) -> dict[str, Value]:
    figures: dict[str, Value] = dict.fromkeys(EDITION_2021.by_path, 0)
    return figures | changed


def expanded(table: PrintedTable) -> list[list[str | None]]:
    return [
        [cell.text if (cell.row, cell.column) == (row, column) else None for column, cell in enumerate(cells)]
        for row, cells in enumerate(table.matrix())
    ]


@in_every_carrier
@EXAMPLES
@given(report=reports())
def test_figures_come_back_as_they_were_written(suffix: str, report: Report) -> None:
    again = read_back(report, suffix)

    assert again.figures == report.figures
    assert again.editions == report.editions


@in_every_carrier
@pytest.mark.parametrize("day", [None, date(2022, 1, 25)])
def test_reading_what_was_read_and_written_again_changes_nothing(suffix: str, day: date | None) -> None:
    once = read_back(replace(report_of(EDITION_2021, figures_2021()), reported_on=day), suffix)

    assert BY_SUFFIX[suffix].write(read_back(once, suffix)) == BY_SUFFIX[suffix].write(once)


@EXAMPLES
@given(report=reports())
def test_word_tables_come_back_cell_by_cell(report: Report) -> None:
    read = [block for block in word.read(docx.write(report)).blocks if isinstance(block, Grid)]

    assert [[list(row) for row in grid.rows] for grid in read] == [expanded(table) for table in outline(report).tables]


@in_every_carrier
def test_report_of_blanks_comes_back_blank(suffix: str) -> None:
    figures = {**dict.fromkeys(EDITION_2021.by_path), "remedies.reconsideration.total": 0}
    report = report_of(EDITION_2021, figures)

    assert read_back(report, suffix).figures == report.figures


@in_every_carrier
def test_report_of_zeros_comes_back_as_zeros_and_not_as_blanks(suffix: str) -> None:
    report = report_of(EDITION_2019, dict.fromkeys(EDITION_2019.by_path, 0))

    assert set(read_back(report, suffix).figures.values()) == {0}


@in_every_carrier
def test_title_agency_year_and_day_come_back(suffix: str) -> None:
    report = replace(report_of(EDITION_2021, figures_2021()), reported_on=date(2022, 1, 25))

    again = read_back(report, suffix)

    assert (again.title, again.agency, again.year) == (report.title, "青岚市人民政府办公室", 2021)
    assert again.reported_on == date(2022, 1, 25)


@in_every_carrier
def test_prose_comes_back_in_its_chapter(suffix: str) -> None:
    chapters = tuple(
        Chapter(number, titles[0], f"这是第{number}部分的文字。")
        for number, titles in enumerate(EDITION_2021.chapters, 1)
    )
    report = replace(report_of(EDITION_2021, figures_2021()), chapters=chapters)

    again = read_back(report, suffix)

    assert [(one.number, one.text) for one in again.chapters if one.number] == [
        (one.number, one.text) for one in chapters
    ]


@in_every_carrier
@pytest.mark.parametrize("missing", TABLES)
def test_table_that_was_absent_stays_absent(suffix: str, missing: str) -> None:
    kept = {key: "2021" for key in TABLES if key != missing}
    figures = {path: value for path, value in figures_2021().items() if not path.startswith(missing)}
    report = replace(report_of(EDITION_2021, {}), editions=kept, figures=figures)

    assert read_back(report, suffix).figures == figures


@in_every_carrier
def test_tables_of_two_editions_come_back_each_in_its_own(suffix: str) -> None:
    old: dict[str, Value] = {path: 1 for path in EDITION_2019.by_path if path.startswith("applications")}
    new = {path: value for path, value in figures_2021().items() if not path.startswith("applications")}
    editions = {"proactive": "2021", "applications": "2019", "remedies": "2021"}
    report = replace(report_of(EDITION_2021, {}), editions=editions, figures=new | old)

    again = read_back(report, suffix)

    assert again.figures == report.figures
    assert again.editions == editions


@in_every_carrier
@EXAMPLES
@given(text=st.text(max_size=200))
def test_any_prose_leaves_the_figures_alone(suffix: str, text: str) -> None:
    chapters = (Chapter(0, "", text), Chapter(1, text, text), Chapter(6, "其他需要报告的事项", text))
    report = replace(report_of(EDITION_2021, figures_2021()), chapters=chapters)

    assert read_back(report, suffix).figures == report.figures
