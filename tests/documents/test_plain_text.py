"""Text in any encoding becomes lines, and drawn tables become grids (纯文本)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents import limits, plain_text
from gongkai.documents.blocks import Carrier, Evidence, Grid, Paragraph
from gongkai.documents.problems import DocumentError

SENTENCE = "一、总体情况\n本年收到申请3件（含上年结转1件）。"


def texts(text: str) -> list[tuple[int | None, str]]:
    blocks = plain_text.read(text.encode()).blocks
    return [(block.place.line, block.text) for block in blocks if isinstance(block, Paragraph)]


def grids(text: str) -> list[Grid]:
    return [block for block in plain_text.read(text.encode()).blocks if isinstance(block, Grid)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_every_common_encoding_gives_the_same_text(encoding: str) -> None:
    assert plain_text.decode(SENTENCE.encode(encoding)) == SENTENCE


@pytest.mark.parametrize(("encoding", "cut"), [("utf-8", 1), ("utf-8", 2), ("gb18030", 1)])
def test_a_character_cut_in_half_at_the_end_is_dropped(encoding: str, cut: int) -> None:
    assert plain_text.decode("收到申请".encode(encoding)[:-cut]) == "收到申"


@pytest.mark.parametrize(
    "content", [b"\0\0\0\0\0\0\0\0", b"a\0\0b\0\0c\0\0", bytes(range(1, 32)) * 4, b"\xff\xff\xff abc"]
)
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(DocumentError) as refused:
        plain_text.decode(content)
    assert refused.value.problem.code == "file.unsupported"


def test_lines_keep_their_number_though_blank_lines_give_no_block() -> None:
    assert texts("甲\n\n  \n\t乙\t3  \n") == [(1, "甲"), (4, "\t乙\t3")]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\f", "\v", "\u2028", "\u2029", "\x85"])
def test_every_kind_of_line_break_ends_a_line(mark: str) -> None:
    assert texts(f"甲{mark}乙") == [(1, "甲"), (2, "乙")]


def test_control_characters_are_removed_and_tabs_kept() -> None:
    assert texts("本年\x00\x08新收\t3\ufeff" + "文" * 200) == [(1, "本年新收\t3" + "文" * 200)]


@pytest.mark.parametrize(
    "content",
    [b"1" * 30_000_000, b"1" * (limits.MAX_TEXT_CHARACTERS + 1), b"1\n" * 500_000, b"\n" * 500_000 + b"1"],
    ids=["30 MB of digits", "one character too many", "too many lines", "too many blank lines"],
)
def test_text_beyond_any_report_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentError) as refused:
        plain_text.read(content)
    assert refused.value.problem.code == "file.too_large"


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_a_text_without_text_is_empty(content: bytes) -> None:
    with pytest.raises(DocumentError) as refused:
        plain_text.read(content)
    assert refused.value.problem.code == "file.empty"


def test_bars_make_a_grid_that_keeps_blanks() -> None:
    (grid,) = grids("表\n| 规章 | 0 |  | 12 |\n| 行政规范性文件 | 3 | - | 7 |\n")
    assert grid.rows == (("规章", "0", "", "12"), ("行政规范性文件", "3", "-", "7"))
    assert (grid.evidence, grid.place.line, grid.place.table) == (Evidence.RULED, 2, 1)


def test_bars_without_outer_bars_make_a_grid_too() -> None:
    (grid,) = grids("规章|0|0|0\n行政规范性文件|3||7")
    assert grid.rows == (("规章", "0", "0", "0"), ("行政规范性文件", "3", "", "7"))


def test_a_blank_line_between_rows_does_not_end_a_table() -> None:
    (grid,) = grids("| 规章 | 0 |\n\n| 规范性文件 | 3 |\n")
    assert grid.rows == (("规章", "0"), ("规范性文件", "3"))


def test_rows_of_another_width_after_a_blank_line_are_another_table() -> None:
    assert [grid.rows for grid in grids("| 甲 | 1 |\n| 乙 | 2 |\n\n| a | b | c |\n| d | e | f |")] == [
        (("甲", "1"), ("乙", "2")),
        (("a", "b", "c"), ("d", "e", "f")),
    ]


def test_a_row_of_dashes_is_a_row_and_not_a_border() -> None:
    (grid,) = grids("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n| - | - |\n| — | -- |\n")
    assert grid.rows == (("甲", "乙"), ("1", "2"), ("-", "-"), ("—", "--"))


def test_one_cell_a_line_between_bars_is_no_table() -> None:
    assert texts("| 规章 |\n| 3 |\n|") == [(1, "| 规章 |"), (2, "| 3 |"), (3, "|")]


def test_frames_of_plus_and_dash_are_left_out() -> None:
    (grid,) = grids("+----+---+\n| 甲 | 乙 |\n+----+---+\n| 1  |   |\n| 2  | 3 |\n+----+---+")
    assert grid.rows == (("甲", "乙"), ("1", ""), ("2", "3"))


def test_a_cell_wrapped_inside_a_full_frame_keeps_its_lines_together() -> None:
    (grid,) = grids(
        "┌──────┬─────┐\n│ 结果 │ 其他│\n│ 维持 │ 结果│\n├──────┼─────┤\n│ 0    │ 73  │\n│      │ 7   │\n"
        "├──────┼─────┤\n│ 1    │ 2   │\n└──────┴─────┘"
    )
    assert grid.rows == (("结果\n维持", "其他\n结果"), ("0", "73\n7"), ("1", "2"))


def test_rows_of_numbers_between_two_borders_stay_apart() -> None:
    (grid,) = grids("+--+--+\n|甲|乙|\n+--+--+\n|1 |2 |\n|3 |4 |\n+--+--+\n|5 |6 |\n+--+--+")
    assert grid.rows == (("甲", "乙"), ("1", "2"), ("3", "4"), ("5", "6"))


def test_words_in_a_border_that_a_cell_spans_belong_to_the_row_above() -> None:
    (grid,) = grids(
        "┌────┬───┐\n│项目│数 │\n├────┼───┤\n│三、│1  │\n│办理├───┤\n│    │2  │\n├────┼───┤\n│四、│3  │\n└────┴───┘"
    )
    assert grid.rows == (("项目", "数"), ("三、\n办理", "1"), ("", "2"), ("四、", "3"))


def test_more_cells_than_any_report_has_are_refused() -> None:
    with pytest.raises(DocumentError) as refused:
        plain_text.read(("|" * 1000 + "\n").encode() * 300)
    assert refused.value.problem.code == "file.too_large"


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        document = plain_text.read(text.encode("utf-8", "surrogatepass"))
    except DocumentError:
        return
    assert document.carrier is Carrier.TEXT
    assert all("\n" not in block.text for block in document.blocks if isinstance(block, Paragraph))


@given(st.text(alphabet="|+- │├─┼\n\\1甲", max_size=120))
def test_drawings_never_lose_a_word(text: str) -> None:
    try:
        document = plain_text.read(text.encode())
    except DocumentError:
        return
    read = "".join(
        block.text if isinstance(block, Paragraph) else "".join(cell or "" for row in block.rows for cell in row)
        for block in document.blocks
    )
    assert read.count("甲") == text.count("甲")
    assert read.count("1") == text.count("1")
