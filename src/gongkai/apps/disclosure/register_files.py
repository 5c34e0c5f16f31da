"""Registers as they arrive, CSV or XLSX, line by line and in bounded memory (台账文件)."""

from __future__ import annotations

import codecs
import csv
import io
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from gongkai.apps.disclosure.workbook_lines import (
    WorkbookTooLargeError,
    WorkbookUnreadableError,
    lines_of_workbook,
)

_ZIP, _LOOK = b"PK\x03\x04", 1 << 16
_ENCODINGS = ("utf-8-sig", "gb18030")
_UNREADABLE = re.compile("[\ud800-\udfff\x00]")


class RegisterFileError(Exception):
    """A file cannot be read as a register at all; the text says why and what to do (台账文件无法读取)."""


def lines_of(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Yield each line that is not blank with its number in the file, the first being 1 (逐行读取).

    What kind of file it is, and in which encoding, is decided by its content. A line that cannot be decoded keeps
    marks that ``is_garbled`` finds. Raises RegisterFileError.
    """
    opening = file.read(_LOOK)
    file.seek(0)
    if not opening.strip():
        raise RegisterFileError("文件是空的。")
    rows = _workbook(file) if opening.startswith(_ZIP) else _separated(file, opening)
    yield from ((number, row) for number, row in rows if any(cell.strip() for cell in row))


def is_garbled(cells: list[str]) -> bool:
    """Whether a line could not be decoded in the encoding of its file, or holds what is no text (是否乱码)."""
    return any(_UNREADABLE.search(cell) for cell in cells)


def readable(text: str) -> str:
    """Return text with the marks of undecodable bytes shown as �, and NUL too, fit to be stored (可存储文本)."""
    return _UNREADABLE.sub("�", text)


def _workbook(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    with NamedTemporaryFile(suffix=".xlsx") as kept:
        shutil.copyfileobj(file, kept)
        kept.flush()
        try:
            yield from lines_of_workbook(Path(kept.name))
        except WorkbookUnreadableError as fault:
            raise RegisterFileError("这个 Excel 文件无法读取，请在 Excel 中重新另存为 xlsx。") from fault
        except WorkbookTooLargeError as fault:
            raise RegisterFileError(
                "这个 Excel 文件展开以后过大，可能在表格以外很远的地方还有内容。"
                "请把台账复制到新的工作簿，或者另存为“CSV UTF-8（逗号分隔）”后再导入。"
            ) from fault


def _separated(file: BinaryIO, opening: bytes) -> Iterator[tuple[int, list[str]]]:
    if opening.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RegisterFileError("文件的编码是 UTF-16，请另存为“CSV UTF-8（逗号分隔）”后再导入。")
    encoding = _encoding_of(opening)
    text = io.TextIOWrapper(file, encoding=encoding, errors="surrogateescape", newline="")
    reader = csv.reader(text, delimiter=_delimiter_of(opening.decode(encoding, "replace")))
    try:
        while True:
            before = reader.line_num
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                # A quotation mark that is never closed swallows lines until the limit: told as one bad line.
                yield before + 1, ["\udcff"]
                continue
            yield before + 1, row
    finally:
        # Left early, the file may be closed already.
        with suppress(ValueError):
            text.detach()


def _encoding_of(opening: bytes) -> str:
    header = opening.split(b"\n", 1)[0]
    for encoding in _ENCODINGS:
        try:
            header.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise RegisterFileError("无法识别文件的编码，请另存为“CSV UTF-8（逗号分隔）”后再导入。")


def _delimiter_of(opening: str) -> str:
    header = opening.split("\n", 1)[0]
    return max(",\t;", key=header.count)
