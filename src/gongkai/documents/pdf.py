"""PDF files: pages with or without ruling lines become blocks (读取 PDF)."""

from __future__ import annotations

import threading
import time
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager

import pypdfium2.raw as pdfium

from gongkai.documents import limits, scanned
from gongkai.documents.blocks import Carrier, Document
from gongkai.documents.page_guard import refuse_hostile
from gongkai.documents.page_layout import arrange
from gongkai.documents.page_pdfium import Legibility, ReadPage, read_page
from gongkai.documents.problems import DocumentError, Problem

_TRUNCATED = "PDF 文件不完整或已损坏，无法打开；请重新下载或重新导出后再试。"
_LIBRARY = threading.Lock()
"""PDFium keeps state of its own and may be entered by one thread at a time."""


def read(content: bytes) -> Document:
    """Read a PDF file (读取 PDF).

    Pages that are pictures or whose characters cannot be told are named in ``problems``; the others are read. Raises
    DocumentError where the file as a whole cannot be read.
    """
    refuse_hostile(content)
    with _LIBRARY, _opened(content) as document:
        read_pages = list(_pages(document))
        pictures = _pictures(content, read_pages)
    made_out = {picture.number: scanned.made_out(picture) for picture in pictures}
    problems = [problem for page in read_pages for problem in _problems(page, made_out)]
    marks = [made_out.get(page.marks.number, page.marks) for page in read_pages]
    return Document(Carrier.PDF, arrange(marks), tuple(problems))


def _pictures(content: bytes, pages: Sequence[ReadPage]) -> tuple[scanned.Picture, ...]:
    """Return the pages that are pictures, for the optional engine to make out if it is installed."""
    numbers = tuple(page.marks.number for page in pages if page.legibility is Legibility.PICTURE)
    return scanned.pictures(content, pages=numbers) if numbers and scanned.available() else ()


@contextmanager
def _opened(content: bytes) -> Iterator[pdfium.FPDF_DOCUMENT]:
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        raise _refusal(pdfium.FPDF_GetLastError(), content)
    try:
        if content.rfind(b"startxref") < content.rfind(b"endobj"):
            # The library mends a file that stops short, but what it no longer holds would be missing without a word.
            raise DocumentError("file.truncated", _TRUNCATED)
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _refusal(reason: int, content: bytes) -> DocumentError:
    if reason in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return DocumentError("file.encrypted", "PDF 文件已加密，需要打开密码；请提供未加密的文件。")
    if b"%PDF-" not in content[:1024]:
        return DocumentError("file.unsupported", "这不是 PDF 文件；请检查文件是否选错。")
    return DocumentError("file.truncated", _TRUNCATED)


def _pages(document: pdfium.FPDF_DOCUMENT) -> Iterator[ReadPage]:
    started = time.monotonic()
    count = pdfium.FPDF_GetPageCount(document)
    if count > limits.MAX_PAGES:
        message = f"PDF 共{count}页，超过{limits.MAX_PAGES}页的上限；请只提交年度报告部分。"
        raise DocumentError("file.too_large", message)
    if count <= 0:
        raise DocumentError("file.truncated", "PDF 文件中没有任何页面；请重新下载或重新导出后再试。")
    characters = 0
    for index in range(count):
        page = read_page(document, index)
        characters += sum(len(piece.text) for piece in page.marks.pieces)
        if characters > limits.MAX_TEXT_CHARACTERS:
            raise DocumentError("file.too_large", "PDF 文字过多，不像一份年度报告；请只提交年度报告部分。")
        if time.monotonic() - started > limits.PAGES_SECONDS:
            raise DocumentError(
                "file.timeout", f"PDF 内容过于复杂，读到第{index + 1}页已超时；请简化或重新导出后再试。"
            )
        yield page


def _problems(page: ReadPage, made_out: Container[int]) -> Iterator[Problem]:
    number = page.marks.number
    if number in made_out:
        yield Problem("page.recognised", f"第{number}页是图片，文字由机器识别，可能有误；请对照原件核对。")
    elif page.legibility is Legibility.PICTURE:
        message = f"第{number}页是图片，没有文字；要识别图片，由系统管理员安装文字识别组件（gongkai[ocr]）"
        yield Problem("page.scanned", message)
    elif page.legibility is Legibility.GARBLED:
        message = f"第{number}页的字体没有注明文字编码，部分文字无法读出（以“\ufffd”表示）；请换用其他格式的文件。"
        yield Problem("page.garbled", message)
