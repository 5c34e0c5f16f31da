"""The six parts of a report and their prose."""

from __future__ import annotations

from gongkai.documents.blocks import Paragraph
from gongkai.reports.outline import chapters


def outline(*texts: str) -> list[tuple[int, str]]:
    return [(chapter.number, chapter.text) for chapter in chapters([Paragraph(text) for text in texts])]


def test_parts_are_known_by_their_titles_and_their_prose_is_kept() -> None:
    assert outline("编制说明。", "一、总体情况", "工作平稳。", "（一）主动公开", "六、其他需要报告的事项", "无。") == [
        (0, "编制说明。"),
        (1, "工作平稳。\n（一）主动公开"),
        (6, "无。"),
    ]


def test_a_part_numbered_wrongly_keeps_its_place_in_the_form() -> None:
    found = outline("一、总体情况", "甲。", "四、存在的主要问题及改进情况", "乙。", "五、其他需要报告的事项", "丙。")
    assert found == [(1, "甲。"), (5, "乙。"), (6, "丙。")]


def test_a_table_of_contents_does_not_hide_the_parts() -> None:
    contents = ("一、总体情况", "二、主动公开政府信息情况", "五、存在的主要问题及改进情况")
    body = (
        "一、总体情况",
        "甲一。",
        "甲二。",
        "二、主动公开政府信息情况",
        "乙。",
        "五、存在的主要问题及改进情况",
        "丙。",
    )
    assert outline(*contents, *body) == [(1, "甲一。\n甲二。"), (2, "乙。"), (5, "丙。")]


def test_rows_of_a_table_that_came_as_lines_are_no_prose() -> None:
    found = outline(
        "二、主动公开政府信息情况", "行政许可", "12", "本年新增一部规章。", "三、收到和处理政府信息公开申请情况"
    )
    assert found == [(2, "本年新增一部规章。"), (3, "")]


def test_parts_out_of_order_are_told_in_the_order_printed() -> None:
    found = outline("六、其他需要报告的事项", "无。", "一、总体情况", "甲。")
    assert [number for number, _ in found] == [6, 1]


def test_text_behind_a_heading_on_its_line_belongs_to_the_part() -> None:
    assert outline("六、其他需要报告的事项：无收费。") == [(6, "无收费。")]


def test_a_part_that_says_only_nothing_says_so() -> None:
    assert outline("六、其他需要报告的事项", "无") == [(6, "无")]
