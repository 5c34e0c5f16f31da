"""Carriers are told by content, and what is not read is refused in words (识别文件类型)."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import doc_samples
from gongkai.documents import limits
from gongkai.documents.blocks import Carrier
from gongkai.documents.problems import DocumentError
from gongkai.documents.sniffing import carrier_of

_MAIN = "application/vnd.openxmlformats-officedocument."


def zipped(*names: str, types: str = "") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, types if name == "[Content_Types].xml" else "x")
    return content.getvalue()


def refusal(content: bytes) -> tuple[str, str]:
    with pytest.raises(DocumentError) as refused:
        carrier_of(content)
    return refused.value.problem.code, refused.value.problem.message


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\xef\xbb\xbf", "\u3000\n".encode()])
def test_nothing_but_white_space_is_empty(content: bytes) -> None:
    assert refusal(content)[0] == "file.empty"


def test_a_file_over_the_limit_is_refused_before_anything_is_read() -> None:
    assert refusal(b"1" * (limits.MAX_FILE_BYTES + 1))[0] == "file.too_large"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%", b"\r\njunk before\n%PDF-1.4"])
def test_pdf_is_told_by_its_mark_near_the_start(content: bytes) -> None:
    assert carrier_of(content) is Carrier.PDF


@pytest.mark.parametrize(
    ("kind", "carrier"),
    [
        ("wordprocessingml.document.main+xml", Carrier.DOCX),
        ("spreadsheetml.sheet.main+xml", Carrier.XLSX),
    ],
)
def test_office_packages_are_told_by_their_declared_main_part(kind: str, carrier: Carrier) -> None:
    assert carrier_of(zipped("[Content_Types].xml", "odd/name.xml", types=_MAIN + kind)) is carrier


@pytest.mark.parametrize(
    ("name", "carrier"),
    [("OFD.xml", Carrier.OFD), ("word/document.xml", Carrier.DOCX), ("xl/workbook.xml", Carrier.XLSX)],
)
def test_containers_are_told_by_their_folders_without_a_declaration(name: str, carrier: Carrier) -> None:
    assert carrier_of(zipped(name)) is carrier


@pytest.mark.parametrize(
    ("names", "word"),
    [
        (("ppt/presentation.xml",), "演示文稿"),
        (("mimetype", "content.xml"), "OpenDocument"),
        (("xl/workbook.bin",), "xlsb"),
        (("年报.docx", "年报.pdf"), "压缩包"),
    ],
)
def test_other_zip_files_are_refused_by_what_they_seem_to_be(names: tuple[str, ...], word: str) -> None:
    code, message = refusal(zipped(*names))
    assert code == "file.unsupported"
    assert word in message


def test_a_zip_file_without_its_directory_is_truncated() -> None:
    whole = zipped("word/document.xml")
    assert refusal(whole[: len(whole) // 2])[0] == "file.truncated"


def test_a_word_document_in_an_ole_container_is_doc() -> None:
    assert carrier_of(doc_samples.sample("marks")) is Carrier.DOC


@pytest.mark.parametrize(
    ("stream", "code", "word"),
    [
        ("EncryptedPackag", "file.unsupported", "旧版办公软件"),
        ("EncryptionInfo", "file.encrypted", "密码"),
        ("Workbook", "file.unsupported", "xlsx"),
    ],
)
def test_other_ole_containers_are_refused_by_their_streams(stream: str, code: str, word: str) -> None:
    content = doc_samples.sample("marks").replace(
        "WordDocument".encode("utf-16-le").ljust(64, b"\0"), stream.encode("utf-16-le").ljust(64, b"\0")
    )
    # The directory keeps the length of each name beside it.
    at = content.index(stream.encode("utf-16-le").ljust(64, b"\0")) + 64
    content = content[:at] + (2 * len(stream) + 2).to_bytes(2, "little") + content[at + 2 :]
    found, message = refusal(content)
    assert (found, word in message) == (code, True)


def test_an_ole_container_cut_off_is_truncated() -> None:
    assert refusal(doc_samples.sample("marks")[:3000])[0] == "file.truncated"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "gongkai[ocr]"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "gongkai[ocr]"),
        (b"II*\0\x08\0\0\0", "gongkai[ocr]"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (b"Rar!\x1a\x07\x01\0", "压缩包"),
        (b"MZ\x90\0\x03\0\0\0", "可执行程序"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "MHT"),
        (b"From: <Saved by Word>\r\nSubject: x\r\nMIME-Version: 1.0\r\n", "MHT"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "docx"),
        (b'<?xml version="1.0"?><data/>', "XML"),
        (b"\0\x01\x02\0\x80\xff" * 50, "不是可读的文本"),
        (b"\x01\x02\x03\x04abc" * 50, "不是可读的文本"),
    ],
)
def test_what_is_not_read_is_refused_with_advice(content: bytes, word: str) -> None:
    code, message = refusal(content)
    assert code == "file.unsupported"
    assert word in message


@pytest.mark.parametrize(
    ("text", "carrier"),
    [
        ("<!DOCTYPE html><html><body>年报</body></html>", Carrier.HTML),
        ("\ufeff \n<!-- 导航 --><HTML>", Carrier.HTML),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', Carrier.HTML),
        ('<div class="a">一、总体情况</div>', Carrier.HTML),
        ("<p>甲</p>\n" * 20, Carrier.HTML),
        ("标题\n<p>甲</p>" + "<p>乙</p>" * 20, Carrier.HTML),
        ("# 年报\n正文", Carrier.MARKDOWN),
        ("年报\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", Carrier.MARKDOWN),
        ("年报\n\n甲|乙\n---|---\n1|2", Carrier.MARKDOWN),
        ("年报\n<table><tr><td>1</td></tr></table>\n", Carrier.MARKDOWN),
        ("某局2022年年度报告\n一、总体情况\n规章\n0\n", Carrier.TEXT),
        ("编号#3，收到 3 件，3 < 5，a|b", Carrier.TEXT),
        ("BM 表格", Carrier.TEXT),
        ("MZ 文本", Carrier.TEXT),
    ],
)
def test_text_is_told_apart_by_its_marks(text: str, carrier: Carrier) -> None:
    assert carrier_of(text.encode()) is carrier


@given(st.binary(max_size=400))
def test_random_bytes_raise_nothing_but_a_document_error(content: bytes) -> None:
    with contextlib.suppress(DocumentError):
        assert carrier_of(content) in Carrier
