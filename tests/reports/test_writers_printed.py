"""The statutory tables as printed, against the official blanks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.reports.writers.printed import PrintedTable, figure_text, printed_table, with_figures
from gongkai.statute.editions import EDITIONS
from gongkai.statute.editions.edition_2019 import EDITION_2019
from gongkai.statute.editions.edition_2021 import EDITION_2021
from gongkai.statute.report_form import Form

BLANKS = [
    (EDITION_2019, "proactive", 18, 4),
    (EDITION_2019, "applications", 26, 10),
    (EDITION_2019, "remedies", 4, 15),
    (EDITION_2021, "proactive", 14, 4),
    (EDITION_2021, "applications", 28, 10),
    (EDITION_2021, "remedies", 4, 15),
]
TABLES = [(form, key) for form in EDITIONS for key in ("proactive", "applications", "remedies")]


def spans(table: PrintedTable, row: int) -> list[tuple[str, int, int]]:
    return [(cell.text, cell.rowspan, cell.colspan) for cell in table.rows[row] if cell.path is None]


def headers_of(table: PrintedTable, path: str) -> list[str]:
    names = {cell.id: cell.text for cell in table.cells}
    figure = next(cell for cell in table.cells if cell.path == path)
    return [names[name] for name in figure.headers]


@pytest.mark.parametrize(("form", "key", "height", "width"), BLANKS)
def test_table_has_the_size_of_the_official_blank(form: Form, key: str, height: int, width: int) -> None:
    table = printed_table(form, key)

    assert (len(table.rows), table.width) == (height, width)


@pytest.mark.parametrize(("form", "key"), TABLES)
def test_cells_cover_every_position_once(form: Form, key: str) -> None:
    table = printed_table(form, key)

    assert sum(cell.rowspan * cell.colspan for cell in table.cells) == len(table.rows) * table.width
    assert all(len(row) == table.width for row in table.matrix())


@pytest.mark.parametrize(("form", "key"), TABLES)
def test_every_cell_of_the_form_is_printed_once(form: Form, key: str) -> None:
    printed = [cell.path for cell in printed_table(form, key).cells if cell.path is not None]

    assert sorted(printed) == sorted(path for path in form.by_path if path.startswith(key))
    assert len(set(printed)) == len(printed)


def test_table_two_ends_each_section_at_the_right_edge() -> None:
    table = printed_table(EDITION_2021, "proactive")

    assert spans(table, 0) == [("第二十条第（一）项", 1, 4)]
    assert spans(table, 1) == [
        ("信息内容", 1, 1),
        ("本年制发件数", 1, 1),
        ("本年废止件数", 1, 1),
        ("现行有效件数", 1, 1),
    ]
    assert spans(table, 5) == [("信息内容", 1, 1), ("本年处理决定数量", 1, 3)]
    assert [(cell.path, cell.colspan) for cell in table.rows[13] if cell.path] == [("proactive.charges.amount", 3)]


def test_trial_form_splits_procurement_into_two_columns() -> None:
    table = printed_table(EDITION_2019, "proactive")

    assert spans(table, 16) == [("信息内容", 1, 1), ("采购项目数量", 1, 1), ("采购总金额", 1, 2)]


def test_table_three_merges_the_groups_of_outcomes() -> None:
    table = printed_table(EDITION_2021, "applications")

    assert spans(table, 0) == [
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
        ("申请人情况", 1, 7),
    ]
    assert spans(table, 1) == [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)]
    assert [text for text, _, _ in spans(table, 2)] == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    assert spans(table, 3) == [("一、本年新收政府信息公开申请数量", 1, 3)]
    assert spans(table, 5) == [("三、本年度办理结果", 22, 1), ("（一）予以公开", 1, 2)]
    assert spans(table, 7) == [("（三）不予公开", 8, 1), ("1.属于国家秘密", 1, 1)]
    assert spans(table, 15) == [("（四）无法提供", 3, 1), ("1.本机关不掌握相关政府信息", 1, 1)]
    assert spans(table, 18) == [("（五）不予处理", 5, 1), ("1.信访举报投诉类申请", 1, 1)]
    assert spans(table, 23)[0] == ("（六）其他处理", 3, 1)
    assert spans(table, 26) == [("（七）总计", 1, 2)]
    assert spans(table, 27) == [("四、结转下年度继续办理", 1, 3)]


def test_trial_form_leaves_other_handling_undivided() -> None:
    table = printed_table(EDITION_2019, "applications")

    assert spans(table, 5)[0] == ("三、本年度办理结果", 20, 1)
    assert spans(table, 23) == [("（六）其他处理", 1, 2)]


def test_table_four_sets_three_blocks_beside_each_other() -> None:
    table = printed_table(EDITION_2021, "remedies")

    assert spans(table, 0) == [("行政复议", 1, 5), ("行政诉讼", 1, 10)]
    assert spans(table, 1)[:2] == [("结果维持", 2, 1), ("结果纠正", 2, 1)]
    assert spans(table, 1)[5:] == [("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)]
    assert [cell.column for cell in table.rows[2]] == list(range(5, 15))
    assert [cell.path for cell in table.rows[3]][4:6] == [
        "remedies.reconsideration.total",
        "remedies.litigation_direct.upheld",
    ]


def test_figure_is_headed_by_its_row_and_its_column() -> None:
    table = printed_table(EDITION_2021, "applications")

    assert headers_of(table, "applications.refused.third_party.research") == [
        "三、本年度办理结果",
        "（三）不予公开",
        "4.保护第三方合法权益",
        "申请人情况",
        "法人或其他组织",
        "科研机构",
    ]


def test_header_of_an_earlier_section_heads_nothing_later() -> None:
    table = printed_table(EDITION_2021, "proactive")

    assert headers_of(table, "proactive.penalties.decisions") == ["行政处罚", "第二十条第（六）项", "本年处理决定数量"]


def test_pages_repeat_the_header_rows_of_tables_three_and_four() -> None:
    repeated = [printed_table(EDITION_2021, key).header_rows for key in ("proactive", "applications", "remedies")]

    assert repeated == [0, 3, 3]


def test_table_two_is_captioned_with_its_chapter() -> None:
    assert printed_table(EDITION_2021, "proactive").caption == "主动公开政府信息情况"


def test_figures_fill_their_cells_and_leave_labels_alone() -> None:
    figures = {"remedies.reconsideration.upheld": 0, "remedies.reconsideration.corrected": None}
    blank = printed_table(EDITION_2021, "remedies")

    filled = with_figures(blank, figures)

    assert [cell.text for cell in filled.rows[3]] == ["0", *[""] * 14]
    assert filled.rows[:3] == blank.rows[:3]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (-4, "-4"),
        (Decimal("151022.810000"), "151022.810000"),
        (Decimal("1E+5"), "100000"),
        (Decimal("0.0000001"), "0.0000001"),
    ],
)
def test_figure_is_written_in_full(value: int | Decimal | None, text: str) -> None:
    assert figure_text(value) == text
