"""Read a web page into paragraphs and grids (读取网页).

Here the bytes become UTF-8; :mod:`gongkai.documents.html_tree` reads the page.
"""

from __future__ import annotations

import re

from gongkai.documents import limits
from gongkai.documents.blocks import Carrier, Document
from gongkai.documents.html_tables import TOO_LARGE, refuse_length
from gongkai.documents.html_tree import read_tree
from gongkai.documents.problems import DocumentError

_DECLARED = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION_WITHIN = 4_096
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "utf8": "utf-8"}


def read(content: bytes) -> Document:
    """Read a web page into paragraphs and grids in reading order (读取网页).

    The charset is the byte order mark's, UTF-8 where the bytes are, else the one declared, else GB18030. Raises
    DocumentError for a page that is too large or nested beyond what any browser shows.
    """
    if len(content) > limits.MAX_FILE_BYTES:
        raise DocumentError("file.too_large", TOO_LARGE)
    page = _as_utf8(content)
    blocks = read_tree(page)
    if len(page) > limits.MAX_TEXT_CHARACTERS:
        refuse_length(blocks)
    return Document(Carrier.HTML, blocks)


def _as_utf8(content: bytes) -> bytes:
    """Return the page in UTF-8 without a byte order mark (统一编码)."""
    for mark, charset in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _transcoded(content[len(mark) :], charset)
    if content[:1] == b"\0" or content[1:2] == b"\0":
        return _transcoded(content, "utf-16-be" if content[:1] == b"\0" else "utf-16-le")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(content[:_DECLARATION_WITHIN])
        return _transcoded(content, _charset(declared.group(1).decode("ascii")) if declared else "gb18030")
    return content


def _transcoded(content: bytes, charset: str) -> bytes:
    return content.decode(charset, errors="replace").encode("utf-8")


def _charset(declared: str) -> str:
    charset = _CHINESE.get(declared.lower(), declared)
    try:
        "".encode(charset)
    except (LookupError, ValueError):
        return "gb18030"
    # Bytes that are no UTF-8 cannot be what they were declared to be.
    return "gb18030" if charset.lower().startswith("utf-") else charset
