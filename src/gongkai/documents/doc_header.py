"""The header of a Word 97–2003 document: where in its streams everything is (Word 97–2003 文件头)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.documents.problems import DocumentError

_WORD_97, _WORD_6 = 0xA5EC, 0xA5DC
_FIRST_VERSION = 0xC1
_ENCRYPTED, _SECOND_TABLE, _OBFUSCATED = 0x0100, 0x0200, 0x8000
_MAIN_LENGTH_AT, _CHARACTERS_AT, _PARAGRAPHS_AT, _PIECES_AT = 0x4C, 0xFA, 0x102, 0x1A2

_TRUNCATED = "文件不完整或已损坏，无法打开。请重新下载或请提供方重新发送后再试。"
_ENCRYPTED_TEXT = "文件设有打开密码。请在 Word 或 WPS 中取消密码、另存后再试。"
_TOO_OLD = "这是 Word 95 或更早版本的文档，暂不支持。请用 Word 或 WPS 打开，另存为 docx 后再试。"


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says (文件头).

    ``length`` is the number of characters of the main text, without footnotes, headers and comments. ``pieces``,
    ``paragraphs`` and ``characters`` are the tables of text pieces, paragraph pages and character pages, in bytes.
    """

    length: int
    pieces: bytes
    paragraphs: bytes
    characters: bytes


def header_of(streams: Mapping[str, bytes]) -> Header:
    """Read the header in ``WordDocument`` and the tables it points to (读取文件头).

    Raises DocumentError: ``file.encrypted``, ``file.unsupported`` for Word 95 and before, ``file.truncated`` when the
    header is cut off or makes no sense.
    """
    text = streams["WordDocument"]
    try:
        return _header(text, streams)
    except (struct.error, KeyError) as broken:
        raise DocumentError("file.truncated", _TRUNCATED) from broken


def _header(text: bytes, streams: Mapping[str, bytes]) -> Header:
    identity, version = struct.unpack_from("<HH", text, 0)
    (flags,) = struct.unpack_from("<H", text, 10)
    if identity == _WORD_6 or (identity == _WORD_97 and version < _FIRST_VERSION):
        raise DocumentError("file.unsupported", _TOO_OLD)
    if identity != _WORD_97:
        raise DocumentError("file.truncated", _TRUNCATED)
    if flags & (_ENCRYPTED | _OBFUSCATED):
        raise DocumentError("file.encrypted", _ENCRYPTED_TEXT)
    (length,) = struct.unpack_from("<i", text, _MAIN_LENGTH_AT)
    table = streams["1Table" if flags & _SECOND_TABLE else "0Table"]
    return Header(
        length=length,
        pieces=_located(text, table, _PIECES_AT),
        paragraphs=_located(text, table, _PARAGRAPHS_AT),
        characters=_located(text, table, _CHARACTERS_AT),
    )


def _located(text: bytes, table: bytes, position: int) -> bytes:
    start, size = struct.unpack_from("<II", text, position)
    return table[start : start + size]
