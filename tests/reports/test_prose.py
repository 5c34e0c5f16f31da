"""The running text of a document."""

from __future__ import annotations

from gongkai.documents.blocks import Carrier, Document, Grid, Paragraph
from gongkai.reports.prose import prose_of


def texts(carrier: Carrier, *blocks: Paragraph | Grid) -> list[str]:
    return [paragraph.text for paragraph in prose_of(Document(carrier, blocks))]


def lines(*of: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text) for text in of)


def test_full_lines_of_a_page_go_on_in_the_next() -> None:
    page = lines(
        "二〇二二年，我市收到政府信息公开申请",
        "855件，上年结转5件。",
        "（二）信息管理更加规范，制度更加健全，",
        "渠道更多。",
    )
    assert texts(Carrier.PDF, *page) == [
        "二〇二二年，我市收到政府信息公开申请855件，上年结转5件。",
        "（二）信息管理更加规范，制度更加健全，渠道更多。",
    ]


def test_a_short_line_and_a_heading_stand_by_themselves() -> None:
    page = lines("一、总体情况", "本年度各项工作平稳有序地向前推进并且", "（一）主动公开", "完")
    assert texts(Carrier.PDF, *page) == ["一、总体情况", "本年度各项工作平稳有序地向前推进并且", "（一）主动公开", "完"]


def test_lines_of_a_text_file_are_left_as_they_are() -> None:
    assert texts(Carrier.TEXT, *lines("没有句号的一行文字没有句号", "下一行")) == [
        "没有句号的一行文字没有句号",
        "下一行",
    ]


def test_a_long_cell_of_a_table_is_prose() -> None:
    cell = "本年度，本机关认真执行条例，" * 6 + "各项工作平稳。\n没有发生责任追究。"
    assert texts(Carrier.DOCX, Grid((("总体情况", cell),))) == cell.split("\n")


def test_a_report_on_one_line_is_cut_at_its_headings() -> None:
    text = "甲。一、总体情况乙。五、存在的主要问题及改进情况丙。六、其他需要报告的事项丁。"
    assert texts(Carrier.TEXT, *lines(text)) == [
        "甲。",
        "一、总体情况",
        "乙。",
        "五、存在的主要问题及改进情况",
        "丙。",
        "六、其他需要报告的事项",
        "丁。",
    ]
