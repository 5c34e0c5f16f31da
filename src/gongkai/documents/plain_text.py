"""Plain text: bytes in whatever encoding to lines, and lines to blocks (纯文本).

One line is one paragraph; lines drawn as a table with bars become a grid, as they do in Markdown.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from gongkai.documents import limits
from gongkai.documents.bar_tables import Line, blocks_of, is_drawn
from gongkai.documents.blocks import Carrier, Document, Paragraph, Place
from gongkai.documents.problems import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAX_BYTES_PER_CHARACTER = 4
_MAX_LINES = limits.MAX_CELLS
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_EXPECTED = re.compile("[\t\r\n -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_MIN_EXPECTED_SHARE = 0.8
_SAMPLE = 65_536
_MAX_CONTROL_SHARE = 0.02
"""More control characters than this among the first characters, and the bytes are no text."""

_EMPTY = "文件是空的，没有任何内容。请确认文件是否下载完整。"
_NO_TEXT = "文件不是可读的文本，也不是能识别的文档。请提供 docx、pdf、xlsx、ofd、html 或 txt 格式的文件。"
_TOO_LARGE = f"文本超过{limits.MAX_TEXT_CHARACTERS // 10_000}万字，远超一份年度报告的篇幅。请只保留报告正文后再试。"


def read(content: bytes) -> Document:
    """Read a text file, a paragraph a line; bar-drawn tables become grids (读取纯文本).

    ``place.line`` counts every line of the file from 1, blank ones too, though blank lines give no block. Raises
    DocumentError: ``file.empty``, ``file.too_large``, ``file.unsupported``.
    """
    text = text_of(content)
    lines = lines_of(text)
    if is_drawn(text):
        return Document(Carrier.TEXT, tuple(blocks_of(lines)))
    return Document(Carrier.TEXT, tuple(Paragraph(line.text, Place(line=line.number)) for line in lines if line.text))


def text_of(content: bytes) -> str:
    """Decode ``content`` and refuse what is empty or longer than any report (取得文本).

    Raises DocumentError: ``file.empty``, ``file.too_large``, ``file.unsupported``.
    """
    if len(content) > limits.MAX_TEXT_CHARACTERS * _MAX_BYTES_PER_CHARACTER:
        raise DocumentError("file.too_large", _TOO_LARGE)
    text = decode(content)
    if len(text) > limits.MAX_TEXT_CHARACTERS:
        raise DocumentError("file.too_large", _TOO_LARGE)
    if not _CONTROL.sub("", text).strip():
        raise DocumentError("file.empty", _EMPTY)
    return text


def lines_of(text: str) -> Iterator[Line]:
    """Split ``text`` into numbered lines without control characters and trailing spaces (分行).

    Raises DocumentError (``file.too_large``) for more lines than any report has, blank ones counted.
    """
    # Of what splitlines takes for a line break, the separators of ASCII are gone with the control characters.
    lines = _CONTROL.sub("", text).splitlines()
    if len(lines) > _MAX_LINES:
        raise DocumentError("file.too_large", _TOO_LARGE)
    return (Line(number, line.rstrip()) for number, line in enumerate(lines, start=1))


def decode(content: bytes) -> str:
    """Return the text of ``content``: a byte order mark decides, else UTF-8, UTF-16 or GB 18030 (文本解码).

    A character cut in half by the end of the file is dropped. Raises DocumentError (``file.unsupported``) for bytes
    that are no text.
    """
    text = _decoded(content)
    if text is None or _is_rubbish(text[:_SAMPLE]):
        raise DocumentError("file.unsupported", _NO_TEXT)
    return text


def _decoded(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded_as(content[len(mark) :], encoding)
    text = _decoded_wide(content) if b"\0" in content else None
    for encoding in ("utf-8", "gb18030"):
        if text is None:
            text = _decoded_as(content, encoding)
    return text


def _decoded_as(content: bytes, encoding: str) -> str | None:
    # An incremental decoder that is never told of the end keeps back a half character instead of refusing it.
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(content)
    except UnicodeDecodeError:
        return None


def _decoded_wide(content: bytes) -> str | None:
    """Decode UTF-16 without a mark, in the byte order in which it is Chinese or ASCII text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _decoded_as(content, encoding)
        if text and len(_EXPECTED.findall(text[:_SAMPLE])) > _MIN_EXPECTED_SHARE * len(text[:_SAMPLE]):
            return text
    return None


def _is_rubbish(sample: str) -> bool:
    return len(_CONTROL.findall(sample)) > _MAX_CONTROL_SHARE * len(sample) + 1
