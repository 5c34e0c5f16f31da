"""Word 97–2003 documents: cells by their marks, merged cells covered, bad files refused (旧版 Word 文档)."""

from __future__ import annotations

import contextlib
import struct
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import doc_samples
from gongkai.documents import doc
from gongkai.documents.blocks import Block, Carrier, Evidence, Grid, Paragraph
from gongkai.documents.doc_formats import properties
from gongkai.documents.doc_pieces import main_text
from gongkai.documents.doc_tables import _covered_across
from gongkai.documents.problems import DocumentError

_SECTOR = 512


def blocks(name: str) -> tuple[Block, ...]:
    return doc.read(doc_samples.sample(name)).blocks


def grids(name: str) -> list[Grid]:
    return [block for block in blocks(name) if isinstance(block, Grid)]


def header_at(content: bytes) -> int:
    """Return where the header of the document begins: the stream starts on a sector."""
    return next(at for at in range(_SECTOR, len(content), _SECTOR) if content[at : at + 2] == b"\xec\xa5")


def patched(name: str, offset: int, value: bytes) -> bytes:
    """Return a sample with some bytes of its header replaced."""
    content = doc_samples.sample(name)
    at = header_at(content) + offset
    return content[:at] + value + content[at + len(value) :]


def refusal(content: bytes) -> str:
    with pytest.raises(DocumentError) as refused:
        doc.read(content)
    assert refused.value.problem.message.endswith("。")
    return refused.value.problem.code


def test_table_three_comes_out_cell_by_cell() -> None:
    (grid,) = grids("applications")
    assert grid.rows == doc_samples.APPLICATIONS_2021
    assert grid.evidence is Evidence.RULED


def test_tables_of_both_editions_come_out_cell_by_cell() -> None:
    found = grids("three-tables")
    assert tuple(grid.rows for grid in found) == doc_samples.THREE_TABLES
    assert [grid.place.table for grid in found] == [1, 2, 3]


def test_prose_stands_between_the_tables_in_order() -> None:
    assert [block.text for block in blocks("applications") if isinstance(block, Paragraph)] == [
        "样例市样例局2022年政府信息公开工作年度报告",
        "一、总体情况",
        "2022年，样例局共收到政府信息公开申请23件，上年结转1件，均依法办理。",
        "三、收到和处理政府信息公开申请情况",
        "五、存在的主要问题及改进情况",
        "主动公开的及时性还需提高，下一步将完善工作制度。",
    ]


def test_only_what_word_would_print_is_read() -> None:
    assert [block.text if isinstance(block, Paragraph) else block.rows for block in blocks("marks")] == [
        "联系邮箱：样例邮箱。",
        "收到申请45件。",
        "第一行",
        "第二行",
        "甲-乙\t丙 丁𠮷",
        "外左",
        "外右",
        (("内一", "内二"), ("内三", "4")),
        "外末",
        "间隔",
        (("甲", "乙", "丙"), ("", "1", "第一段\n第二段\n换行")),
        "文末",
    ]


def test_carrier_is_doc() -> None:
    assert doc.read(doc_samples.sample("marks")).carrier is Carrier.DOC


@pytest.mark.parametrize("name", ["marks", "three-tables"])
def test_without_paragraph_formats_the_rows_are_a_guess_and_say_so(name: str) -> None:
    found = doc.read(patched(name, 0x106, struct.pack("<I", 0))).blocks
    assert {block.evidence for block in found if isinstance(block, Grid)} == {Evidence.GUESSED}
    assert "737" in str(found) or name == "marks"


def test_a_password_is_told() -> None:
    assert refusal(patched("marks", 0x0A, b"\xf0\x13")) == "file.encrypted"


@pytest.mark.parametrize("version", [b"\xdc\xa5\x65\0", b"\xec\xa5\x68\0"])
def test_word_95_is_not_supported(version: bytes) -> None:
    assert refusal(patched("marks", 0, version)) == "file.unsupported"


@pytest.mark.parametrize(
    ("offset", "value", "code"),
    [
        (0, b"\0\0", "file.truncated"),
        (0x4C, struct.pack("<i", 0), "file.empty"),
        (0x4C, struct.pack("<i", -5), "file.empty"),
        (0x4C, struct.pack("<i", 100_000), "file.truncated"),
        (0x4C, struct.pack("<i", 2_000_000_000), "file.too_large"),
        (0x1A2, struct.pack("<II", 0x7FFF_FFFF, 100), "file.truncated"),
        (0x1A2, struct.pack("<II", 0, 0), "file.truncated"),
    ],
)
def test_a_header_that_makes_no_sense_is_refused(offset: int, value: bytes, code: str) -> None:
    assert refusal(patched("marks", offset, value)) == code


@pytest.mark.parametrize("tenth", range(10))
@pytest.mark.parametrize("name", ["marks", "three-tables"])
def test_a_file_cut_off_anywhere_is_refused(name: str, tenth: int) -> None:
    content = doc_samples.sample(name)
    assert refusal(content[: len(content) * tenth // 10]) == "file.truncated"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", "一、总体情况".encode()])
def test_another_kind_of_file_is_refused(content: bytes) -> None:
    assert refusal(content) == "file.truncated"


@given(st.binary(max_size=600))
def test_random_bytes_raise_nothing_but_a_document_error(content: bytes) -> None:
    with contextlib.suppress(DocumentError):
        doc.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content)


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(draw: st.DataObject) -> None:
    content = bytearray(doc_samples.sample("marks"))
    for _ in range(draw.draw(st.integers(1, 12))):
        content[draw.draw(st.integers(8, len(content) - 1))] = draw.draw(st.sampled_from((0, 1, 7, 0x7F, 0xFF)))
    with contextlib.suppress(DocumentError):
        doc.read(bytes(content))


def piece_table(*pieces: tuple[int, int], before: bytes = b"") -> bytes:
    """Write a table of pieces given as (number of characters, encoded position)."""
    starts = [sum(count for count, _ in pieces[:index]) for index in range(len(pieces) + 1)]
    table = struct.pack(f"<{len(starts)}I", *starts)
    table += b"".join(struct.pack("<HIH", 0, position, 0) for _, position in pieces)
    return before + b"\x02" + struct.pack("<I", len(table)) + table


def test_pieces_of_one_and_of_two_bytes_are_joined_in_their_order() -> None:
    stream = b"2022 \x96 3\x81" + "年共收到".encode("utf-16-le")
    table = piece_table((4, 0x4000_0000), (4, 9), (5, 0x4000_0000 | 8), before=b"\x01\x02\x00ab")
    text = main_text(stream, table, length=13)
    assert text.text() == "2022年共收到 – 3\ufffd"
    assert [text.position(index) for index in (0, 3, 4, 7, 8)] == [0, 3, 9, 15, 4]


def test_text_beyond_the_main_text_is_left_out() -> None:
    assert main_text(b"main footnote", piece_table((13, 0x4000_0000)), length=4).text() == "main"


@pytest.mark.parametrize(
    "table", [b"", b"\x02", b"\x02\xff\0\0\0", b"\x01\xff\xff", piece_table((99, 0)), piece_table((2, 0x4000_0000))]
)
def test_pieces_that_do_not_reach_are_refused(table: bytes) -> None:
    with pytest.raises(DocumentError):
        main_text(b"short", table, length=4)


def test_hidden_ranges_are_blanked_but_cell_marks_stay() -> None:
    text = main_text("甲乙\x07丙丁".encode("utf-16-le"), piece_table((5, 0)), length=5)
    assert text.without(((2, 8), (4, 6))).text() == "甲\0\x07\0丁"


def test_properties_of_every_size_are_taken_apart() -> None:
    encoded = (
        b"\x16\x24\x01"  # one byte
        b"\x24\x56\x00\x02"  # two bytes
        b"\x49\x66\x01\0\0\0"  # four bytes
        b"\x2b\xd6\x02\x05\x03"  # a length of one byte
        b"\x08\xd6\x04\x00abc"  # a length of two bytes, one too many
        b"\x17\x24"  # cut off
    )
    assert list(properties(encoded)) == [
        (0x2416, b"\x01"),
        (0x5624, b"\x00\x02"),
        (0x6649, b"\x01\0\0\0"),
        (0xD62B, b"\x05\x03"),
        (0xD608, b"abc"),
    ]


@given(st.binary(max_size=80))
def test_properties_of_random_bytes_end(encoded: bytes) -> None:
    assert sum(2 + len(operand) for _, operand in properties(encoded)) <= len(encoded)


@pytest.mark.parametrize(
    ("marks", "covered"),
    [
        ((0, 0, 0), set()),
        ((1, 2, 2, 0), {1, 2}),
        ((2, 1, 1, 0), {1, 2}),
        ((1, 2, 1, 2), {1, 3}),
        ((0, 3, 2, 0, 1, 2), {2, 5}),
    ],
)
def test_merging_across_is_understood_in_both_notations(marks: tuple[int, ...], covered: set[int]) -> None:
    assert _covered_across(marks) == covered


def test_the_sample_numbers_satisfy_their_own_form() -> None:
    # Guards the typed cells themselves: in the first column, new and carried in are what was settled and left.
    column = [int(row[3] or 0) for row in doc_samples.APPLICATIONS_2021[3:]]
    assert column[0] + column[1] == column[-2] + column[-1] == 21
    assert sum(column[2:-2]) == column[-2]
    assert all(len(above) == len(below) for above, below in pairwise(doc_samples.APPLICATIONS_2021))
