"""What web pages and office files do to tables, and that every cell comes out all the same."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
import xlsxwriter

from gongkai.reports.reader import read_report
from gongkai.statute.editions import BY_EDITION, EDITIONS
from gongkai.statute.report_form import Form
from reports.messy import html_styles
from reports.messy.invented import invented
from reports.messy.ruled_pdf import ruled_pdf
from reports.messy.tables import HEADINGS, TITLE, printed
from reports.messy.test_text_styles import assert_read_whole


@pytest.mark.parametrize("form", EDITIONS, ids=lambda form: form.edition)
@pytest.mark.parametrize("style", html_styles.ALL, ids=lambda style: style.__name__)
@pytest.mark.parametrize("seed", range(2))
def test_every_cell_of_a_web_page_is_recovered_from(style: html_styles.Style, form: Form, seed: int) -> None:
    figures = invented(form, seed, applicants=2 + seed)
    page = style(printed(form, figures), form.first_year, random.Random(seed))
    report = read_report(page.encode(), source="网页.html")
    assert_read_whole(report, figures)
    assert (report.agency, report.year) == ("青岚市人民政府办公室", form.first_year)


@pytest.mark.parametrize("style", html_styles.ALL, ids=lambda style: style.__name__)
def test_blank_cells_of_a_web_page_stay_blank(style: html_styles.Style) -> None:
    form = BY_EDITION["2021"]
    figures = {path: value or None for path, value in invented(form, 3).items()}
    report = read_report(style(printed(form, figures), 2022, random.Random(1)).encode(), source="网页.html")
    assert {p: v for p, v in report.figures.items() if v is not None} == {
        p: v for p, v in figures.items() if v is not None
    }


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page_is_read_in_whatever_encoding(encoding: str) -> None:
    form = BY_EDITION["2021"]
    figures = invented(form, 2)
    page = html_styles.plain_page(printed(form, figures), 2022, random.Random(1))
    assert_read_whole(read_report(page.encode(encoding), source="网页.html"), figures)


@pytest.mark.parametrize("sheets", [1, 3])
@pytest.mark.parametrize("seed", range(3))
def test_workbooks_with_one_sheet_or_three_are_read(sheets: int, seed: int) -> None:
    form = BY_EDITION["2021"]
    figures = invented(form, seed)
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    merged = book.add_format({"border": 1})
    sheet, top = book.add_worksheet(), 0
    sheet.merge_range(top, 0, top, 9, TITLE.format(year=2022), merged)
    top += 2
    for number, grid in enumerate(html_styles.grids(printed(form, figures))):
        if sheets == 3 and number:
            sheet, top = book.add_worksheet(), 0
        sheet.merge_range(top, 0, top, 9, HEADINGS[number + 1], merged)
        top = _draw(sheet, grid, top + 1, merged) + 2
    book.close()
    assert_read_whole(read_report(buffer.getvalue(), source="年报.xlsx"), figures)


def _draw(sheet, grid, top, merged) -> int:
    for text, first, left, last, right in html_styles.laid_out(grid):
        value = int(text) if text.isdecimal() else text
        if (first, left) == (last, right):
            sheet.write(top + first, left, value, merged)
        else:
            sheet.merge_range(top + first, left, top + last, right, value, merged)
    return top + len(grid)


@pytest.mark.parametrize("form", EDITIONS, ids=lambda form: form.edition)
@pytest.mark.parametrize(("seed", "cut"), [(1, 7), (2, 11), (3, 15), (4, 19)])
def test_ruled_pages_are_read_wherever_the_page_ends_fall(form: Form, seed: int, cut: int) -> None:
    figures = invented(form, seed, applicants=3, busiest=3_000)
    content = ruled_pdf(printed(form, figures), year=form.first_year, cut=cut)
    assert_read_whole(read_report(content, source="年报.pdf"), figures)
