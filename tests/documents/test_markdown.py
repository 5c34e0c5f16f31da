"""Markdown tables become grids and prose loses its marks (Markdown 文本)."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents import markdown
from gongkai.documents.blocks import Carrier, Document, Evidence, Grid, Paragraph, Place
from gongkai.documents.problems import DocumentError


def texts(text: str) -> list[tuple[int | None, str]]:
    blocks = markdown.read(text.encode()).blocks
    return [(block.place.line, block.text) for block in blocks if isinstance(block, Paragraph)]


def rows(text: str) -> list[tuple[tuple[str | None, ...], ...]]:
    return [block.rows for block in markdown.read(text.encode()).blocks if isinstance(block, Grid)]


def test_headings_and_lists_keep_their_text_and_line() -> None:
    text = "# 某局2022年年度报告 #\n\n## 一、总体情况\n- 一是公开\n* 二是受理\n1. 三是答复\n> 引用\n---\n```\n围栏\n```"
    assert texts(text) == [
        (1, "某局2022年年度报告"),
        (3, "一、总体情况"),
        (4, "一是公开"),
        (5, "二是受理"),
        (6, "1. 三是答复"),
        (7, "引用"),
        (10, "围栏"),
    ]


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("**收到**申请*3*件", "收到申请3件"),
        ("__收到__ `17` ~~旧~~", "收到 17 旧"),
        ('见[通知](http://a.cn/b_c_d "题")。![图](x.png)', "见通知。图"),
        ("3*4*5 与 a_b_c", "3*4*5 与 a_b_c"),
        (r"\*注 1\. 甲\|乙", "*注 1. 甲|乙"),
        ("<b>甲</b>&nbsp;&lt;乙&gt; 3 < 5", "甲\xa0<乙> 3 < 5"),
        ("减-3，-4", "减-3，-4"),
    ],
)
def test_marks_of_emphasis_links_and_tags_are_stripped(marked: str, bare: str) -> None:
    assert texts(f"x\n{marked}")[1] == (2, bare)


def test_a_break_inside_a_line_makes_two_paragraphs() -> None:
    assert texts("甲<br>乙<BR/>丙&#10;丁") == [(1, "甲"), (1, "乙"), (1, "丙"), (1, "丁")]


def test_a_pipe_table_keeps_blanks_breaks_escapes_and_ragged_rows() -> None:
    text = (
        "| 信息内容 | **本年制发**<br/>件数 | 现行\\|有效 |\n|:--|:-:|--:|\n"
        "| 规章 | | `0` |\n| 规范性文件 | 3 |\n| 合计 | - | — | 多 |\n"
    )
    document = markdown.read(text.encode())
    assert document.carrier is Carrier.MARKDOWN
    assert document.blocks == (
        Grid(
            (
                ("信息内容", "本年制发\n件数", "现行|有效"),
                ("规章", "", "0"),
                ("规范性文件", "3"),
                ("合计", "-", "—", "多"),
            ),
            Evidence.RULED,
            Place(line=1, table=1),
        ),
    )


def test_outer_bars_may_be_left_out() -> None:
    assert rows("甲|乙\n-|-\n1|2\n") == [(("甲", "乙"), ("1", "2"))]


def test_bars_without_an_alignment_row_are_a_table_too() -> None:
    assert rows("## 表\n| 甲 | 乙 |\n| 1 | 2 |\n") == [(("甲", "乙"), ("1", "2"))]


def test_tables_are_counted_through_the_file() -> None:
    blocks = markdown.read("|a|b|\n|-|-|\n|1|2|\n\n文\n\n|c|d|\n|-|-|\n|3|4|".encode()).blocks
    assert [(block.place.table, block.place.line) for block in blocks if isinstance(block, Grid)] == [(1, 1), (2, 7)]


def test_an_embedded_html_table_is_handed_on_whole_and_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[str] = []

    def read(content: bytes) -> Document:
        handed.append(content.decode())
        return Document(Carrier.HTML, (Paragraph("题"), Grid((("1",),), place=Place(table=1))))

    fake = ModuleType("gongkai.documents.html")
    fake.read = read  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gongkai.documents.html", fake)
    text = "前文\n<table>\n<tr><td><table><tr><td>1</td></tr></table>\n</td></tr></table>\n**后文**\n"
    assert markdown.read(text.encode()).blocks == (
        Paragraph("前文", Place(line=1)),
        Paragraph("题", Place(line=2)),
        Grid((("1",),), place=Place(line=2, table=1)),
        Paragraph("后文", Place(line=5)),
    )
    assert handed == ['<meta charset="utf-8"><table>\n<tr><td><table><tr><td>1</td></tr></table>\n</td></tr></table>']


def test_spans_of_an_embedded_html_table_are_expanded() -> None:
    text = "文\n<table><tr><td rowspan=2>三、</td><td>1</td></tr><tr><td></td></tr></table>\n<table></table>\n尾"
    assert rows(text) == [(("三、", "1"), (None, ""))]
    assert texts(text) == [(1, "文"), (4, "尾")]


def test_endless_embedded_tables_are_refused() -> None:
    with pytest.raises(DocumentError) as refused:
        markdown.read(b"<table></table>\nx\n" * 2_000)
    assert refused.value.problem.code == "file.too_large"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file.empty"), (b"# x\0\1\2\3\4", "file.unsupported"), (b"|a|\n" * 1_500_000, "file.too_large")],
)
def test_bad_input_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as refused:
        markdown.read(content)
    assert refused.value.problem.code == code


@given(st.text(alphabet="#*_`|-<>[]()!\\&; \n甲10a/br", max_size=200))
def test_any_marks_are_read_without_an_error(text: str) -> None:
    document = markdown.read(f"文{text}".encode())
    assert document.blocks
    assert all("\n" not in block.text for block in document.blocks if isinstance(block, Paragraph))
