"""Word 97–2003 documents and those of WPS Writer, which are the same (旧版 Word 与 WPS 文档)."""

from __future__ import annotations

import struct
from io import BytesIO

import olefile

from gongkai.documents.blocks import Block, Carrier, Document
from gongkai.documents.doc_formats import ParagraphFormats, hidden_ranges
from gongkai.documents.doc_header import Header, header_of
from gongkai.documents.doc_paragraphs import paragraphs
from gongkai.documents.doc_pieces import MainText, main_text
from gongkai.documents.doc_tables import blocks_of
from gongkai.documents.problems import DocumentError

_STREAMS = ("WordDocument", "0Table", "1Table", "Data")
_TRUNCATED = "文件不完整或已损坏，无法打开。请重新下载或请提供方重新发送后再试。"
_NOT_WORD = "文件里没有 Word 文档的内容。请确认文件类型，或用 Word、WPS 打开后另存为 docx 再试。"
_NO_TEXT = "文档里没有文字。请确认文件是否完整，或内容是否都是图片。"


def read(content: bytes) -> Document:
    """Read the main text of a Word 97–2003 document, rows and cells by their marks (读取旧版 Word 文档).

    Where the formats of paragraphs cannot be read, the rows of tables are a guess and their grids say so. Raises
    DocumentError: ``file.truncated``, ``file.encrypted``, ``file.unsupported``, ``file.too_large``, ``file.empty``.
    """
    streams = _streams(content)
    header = header_of(streams)
    stream = streams["WordDocument"]
    text = main_text(stream, header.pieces, length=header.length)
    text = text.without(hidden_ranges(stream=stream, index=header.characters))
    blocks = _formatted(streams, header, text)
    if blocks is None:
        blocks = tuple(blocks_of(paragraphs(text, None)))
    if not blocks:
        raise DocumentError("file.empty", _NO_TEXT)
    return Document(Carrier.DOC, blocks)


def _formatted(streams: dict[str, bytes], header: Header, text: MainText) -> tuple[Block, ...] | None:
    """Return the blocks as the formats shape them; None where the formats are damaged."""
    try:
        formats = ParagraphFormats(
            stream=streams["WordDocument"], index=header.paragraphs, overflow=streams.get("Data", b"")
        )
        return tuple(blocks_of(paragraphs(text, formats)))
    except (struct.error, IndexError):
        return None


def _streams(content: bytes) -> dict[str, bytes]:
    try:
        with olefile.OleFileIO(BytesIO(content)) as container:
            streams = {name: _whole(container, name) for name in _STREAMS if container.exists(name)}
    except DocumentError:
        raise
    except Exception as broken:  # the library raises whatever its arithmetic runs into on damaged files
        raise DocumentError("file.truncated", _TRUNCATED) from broken
    if "WordDocument" not in streams:
        raise DocumentError("file.unsupported", _NOT_WORD)
    return streams


def _whole(container: olefile.OleFileIO, name: str) -> bytes:
    stream: bytes = container.openstream(name).read()
    if len(stream) < container.get_size(name):
        raise DocumentError("file.truncated", _TRUNCATED)
    return stream
