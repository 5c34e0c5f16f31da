"""The layout reads back, cell by cell, what was drawn, on every kind of paper and with every kind of ruling."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.page_samples import (
    APPLICATIONS,
    LEFT,
    PROACTIVE,
    REMEDIES,
    Form,
    OfdPaper,
    Paper,
    PdfPaper,
    Style,
    draw,
    form,
)
from gongkai.documents import ofd, pdf
from gongkai.documents.blocks import Document, Evidence, Grid, Paragraph, Place

BOTTOM = 780.0

Reader = Callable[[bytes], Document]


@pytest.fixture(params=["pdf", "ofd"])
def carrier(request: pytest.FixtureRequest) -> tuple[Paper, Reader]:
    return (PdfPaper(), pdf.read) if request.param == "pdf" else (OfdPaper(), ofd.read)


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def only_grid(document: Document) -> Grid:
    (grid,) = grids(document)
    return grid


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("table", [PROACTIVE, APPLICATIONS, REMEDIES], ids=["proactive", "applications", "remedies"])
def test_statutory_table_is_read_cell_by_cell(carrier: tuple[Paper, Reader], table: Form, style: Style) -> None:
    paper, read = carrier
    draw(paper, table, top=80, style=style)
    grid = only_grid(read(paper.content()))
    assert grid.rows == table.rows
    assert grid.evidence is Evidence.RULED
    assert grid.pages == (1,) * len(table.rows)
    assert grid.place == Place(page=1, table=1)


def test_text_and_tables_come_in_reading_order(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    paper.text(LEFT, 60, "二、主动公开政府信息情况")
    below = draw(paper, PROACTIVE, top=80)
    paper.text(LEFT, below + 30, "四、行政复议、行政诉讼情况")
    draw(paper, REMEDIES, top=below + 50)
    blocks = read(paper.content()).blocks
    assert blocks[0] == Paragraph("二、主动公开政府信息情况", Place(page=1))
    assert isinstance(blocks[1], Grid)
    assert blocks[2] == Paragraph("四、行政复议、行政诉讼情况", Place(page=1))
    assert isinstance(blocks[3], Grid)
    assert blocks[3].place == Place(page=1, table=2)


@pytest.mark.parametrize("footer", ["- 1 -", "— 1 —", "第1页", "第 1 页 共 2 页", "1"])
def test_table_over_a_page_end_is_one_grid(carrier: tuple[Paper, Reader], footer: str) -> None:
    paper, read = carrier
    draw(paper, APPLICATIONS, top=400, last=10)
    paper.text(290, 815, footer)
    paper.turn_page()
    draw(paper, APPLICATIONS, top=60, first=10)
    paper.text(290, 815, footer.replace("1", "2"))
    document = read(paper.content())
    grid = only_grid(document)
    assert grid.rows == APPLICATIONS.rows
    assert grid.pages == (1,) * 10 + (2,) * 8
    assert texts(document) == []


def test_label_columns_not_drawn_again_are_matched_by_place(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    draw(paper, APPLICATIONS, top=400, last=9)
    paper.turn_page()
    draw(paper, APPLICATIONS, top=60, first=9, last=11, omit_columns=2)
    grid = only_grid(read(paper.content()))
    assert grid.rows == APPLICATIONS.rows[:11]


def test_table_goes_on_over_three_pages(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    for first, last in ((0, 6), (6, 12), (12, 18)):
        draw(paper, APPLICATIONS, top=60, first=first, last=last)
        paper.turn_page()
    grid = only_grid(read(paper.content()))
    assert grid.rows == APPLICATIONS.rows
    assert grid.pages == (1,) * 6 + (2,) * 6 + (3,) * 6


def test_heading_between_tables_keeps_them_apart(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    draw(paper, PROACTIVE, top=400, last=4)
    paper.turn_page()
    paper.text(LEFT, 60, "第二张表")
    draw(paper, PROACTIVE, top=80, first=4)
    document = read(paper.content())
    assert [len(grid.rows) for grid in grids(document)] == [4, 6]
    assert texts(document) == ["第二张表"]


def test_table_of_other_columns_on_the_next_page_is_another_table(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    draw(paper, PROACTIVE, top=400)
    paper.turn_page()
    draw(paper, form("甲 | 乙\n1 | 2", (90, 77)), top=60)
    assert len(grids(read(paper.content()))) == 2


def test_repeated_head_is_left_out(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    head = draw(paper, APPLICATIONS, top=300, last=7) and 60
    paper.turn_page()
    below = draw(paper, APPLICATIONS, top=head, last=3)
    draw(paper, APPLICATIONS, top=below, first=7)
    assert only_grid(read(paper.content())).rows == APPLICATIONS.rows


def test_number_wrapped_in_its_cell_is_made_whole(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    table = form("一、本年新收 | 73/7 | 0 | 2 | 73/9", (100, 16, 16, 16, 16))
    draw(paper, table, top=60)
    assert only_grid(read(paper.content())).rows == (("一、本年新收", "737", "0", "2", "739"),)


def test_zero_above_a_number_is_not_one_number(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    draw(paper, form("合并的两行 | 0/5", (100, 60)), top=60)
    assert only_grid(read(paper.content())).rows == (("合并的两行", "0\n5"),)


def test_rows_without_a_line_between_do_not_run_together(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    draw(paper, form("行政许可/行政处罚 | 12/3 | 4/5 | 16/8", (100, 60, 60, 60)), top=60)
    assert only_grid(read(paper.content())).rows == (("行政许可\n行政处罚", "12\n3", "4\n5", "16\n8"),)


def test_number_cut_by_the_page_end_is_made_whole(carrier: tuple[Paper, Reader]) -> None:
    """737 is printed as 73 at the foot of one page and 7 at the head of the next."""
    paper, read = carrier
    widths = (100, 18, 18, 18)
    draw(paper, form("二、上年结转 | 1 | 2 | 3\n一、本年新收 | 73 | 0 | 73", widths), top=700)
    paper.text(290, 815, "- 2 -")
    paper.turn_page()
    draw(paper, form("| 7 | | 9\n四、结转下年 | 5 | 0 | 5", widths), top=60)
    grid = only_grid(read(paper.content()))
    assert grid.rows == (
        ("二、上年结转", "1", "2", "3"),
        ("一、本年新收", "737", "0", "739"),
        ("四、结转下年", "5", "0", "5"),
    )
    assert grid.pages == (1, 1, 2)


def test_label_cut_by_the_page_end_is_joined(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    widths = (60, 30, 30)
    draw(paper, form("规章 | 1 | 2\n一、本年新 | 73 | 0", widths), top=700)
    paper.turn_page()
    draw(paper, form("收数量 | |\n四、结转 | 5 | 0", widths), top=60)
    grid = only_grid(read(paper.content()))
    assert grid.rows == (("规章", "1", "2"), ("一、本年新\n收数量", "73", "0"), ("四、结转", "5", "0"))


def test_row_of_its_own_under_a_merged_label_is_not_joined(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    table = form("（六）其他 | 1.逾期不补正 | 3 | 0\n^ | 2.逾期不缴费 | 1 | 0", (60, 90, 40, 40))
    draw(paper, table, top=700, last=1)
    paper.turn_page()
    draw(paper, table, top=60, first=1)
    grid = only_grid(read(paper.content()))
    assert grid.rows == (("（六）其他", "1.逾期不补正", "3", "0"), (None, "2.逾期不缴费", "1", "0"))
    assert grid.evidence is Evidence.RULED


def test_rows_with_short_labels_are_not_joined(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    table = form("行政处罚 | 12\n行政强制 | 3", (200, 100))
    draw(paper, table, top=700, last=1)
    paper.turn_page()
    draw(paper, table, top=60, first=1)
    assert only_grid(read(paper.content())).rows == (("行政处罚", "12"), ("行政强制", "3"))


def test_blank_value_in_a_row_of_its_own_stays_blank(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    table = form("行政处罚 | 12 | 3\n行政强制 | | 4", (200, 60, 60))
    draw(paper, table, top=700, last=1)
    paper.turn_page()
    draw(paper, table, top=60, first=1)
    assert only_grid(read(paper.content())).rows == table.rows


def test_figures_under_their_heads_on_the_next_page_stay_apart(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    draw(paper, REMEDIES, top=600, last=3)
    paper.turn_page()
    draw(paper, REMEDIES, top=60, first=3)
    assert only_grid(read(paper.content())).rows == REMEDIES.rows


def test_full_row_of_figures_without_label_is_kept_apart_and_doubted(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    widths = (100, 60, 60, 60)
    draw(paper, form("一、本年新收 | 73 | 1 | 74", widths), top=700)
    paper.turn_page()
    draw(paper, form("| 7 | 2 | 9", widths), top=60)
    grid = only_grid(read(paper.content()))
    assert grid.rows == (("一、本年新收", "73", "1", "74"), ("", "7", "2", "9"))
    assert grid.evidence is Evidence.GUESSED


def test_row_with_open_edges_on_both_pages_is_one_row(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    widths = (100, 60, 60)
    draw(paper, form("规章 | 1 | 2\n一、本年新收 | 73 | 73", widths), top=700, open_edges=frozenset({"bottom"}))
    paper.turn_page()
    draw(paper, form("申请数量 | 7 | 7\n四、结转 | 5 | 0", widths), top=60, open_edges=frozenset({"top"}))
    grid = only_grid(read(paper.content()))
    assert grid.rows[1] == ("一、本年新收\n申请数量", "737", "737")


def test_box_around_text_is_no_table(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    draw(paper, form("说明：本表由机器生成", (300,)), top=60)
    document = read(paper.content())
    assert grids(document) == []
    assert texts(document) == ["说明：本表由机器生成"]


def test_frame_around_the_page_does_not_swallow_its_table(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    for edge in ((20, 20, 575, 20), (20, 820, 575, 820), (20, 20, 20, 820), (575, 20, 575, 820)):
        paper.line(*edge)
    draw(paper, PROACTIVE, top=80)
    assert only_grid(read(paper.content())).rows == PROACTIVE.rows


def test_underline_is_no_ruling(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    draw(paper, form("甲 | 12\n乙 | 3", (100, 100)), top=60)
    paper.line(LEFT + 104, 77, LEFT + 112, 77)
    assert only_grid(read(paper.content())).rows == (("甲", "12"), ("乙", "3"))


def test_table_without_side_lines_keeps_its_outer_columns(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    for y in (60, 90, 120):
        paper.line(40, y, 340, y)
    for x in (140, 240):
        paper.line(x, 60, x, 120)
    for row, y in (("甲12", 78), ("乙34", 108)):
        for x, text in zip((50, 150, 250), row, strict=True):
            paper.text(x, y, text)
    assert only_grid(read(paper.content())).rows == (("甲", "1", "2"), ("乙", "3", "4"))


def test_columns_without_rules_become_tabs(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    for y, row in ((60, ("规章", "0", "0", "5")), (80, ("行政规范性文件", "6", "", "43"))):
        for x, text in zip((40, 160, 240, 320), row, strict=True):
            if text:
                paper.text(x, y, text)
    assert texts(read(paper.content())) == ["规章\t0\t0\t5", "行政规范性文件\t6\t43"]


def test_bare_number_in_the_body_is_not_a_page_number(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    paper.text(40, 400, "总计")
    paper.text(40, 420, "7")
    assert texts(read(paper.content())) == ["总计", "7"]


def test_running_head_is_kept_once(carrier: tuple[Paper, Reader]) -> None:
    paper, read = carrier
    for line in ("第一页正文", "第二页正文", "第三页正文"):
        paper.text(200, 40, "某县人民政府文件")
        paper.text(40, 300, line)
        paper.turn_page()
    assert texts(read(paper.content())) == ["某县人民政府文件", "第一页正文", "第二页正文", "第三页正文"]
