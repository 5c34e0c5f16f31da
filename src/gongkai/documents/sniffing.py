"""Which kind of file some bytes are, by what they hold and never by a suffix (识别文件类型)."""

from __future__ import annotations

import re

from gongkai.documents import limits, plain_text
from gongkai.documents.blocks import Carrier
from gongkai.documents.problems import DocumentError

_PDF_MARK = b"%PDF-"
_PDF_WINDOW = 1024
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_UNREAD = (
    (b"{\\rtf", "这是 RTF 文档，暂不支持。请用 Word 或 WPS 打开，另存为 docx 后再试。"),
    (b"Rar!\x1a\x07", "这是 RAR 压缩包。请先解压，再逐个提交其中的文件。"),
    (b"7z\xbc\xaf\x27\x1c", "这是 7z 压缩包。请先解压，再逐个提交其中的文件。"),
    (b"\x1f\x8b", "这是 gzip 压缩包。请先解压，再提交其中的文件。"),
    (b"MZ", "这是可执行程序，不是文档，不予读取。请核实文件来源。"),
    (b"\x7fELF", "这是可执行程序，不是文档，不予读取。请核实文件来源。"),
    (b"%!PS", "这是 PostScript 文件，暂不支持。请转换为 PDF 后再试。"),
)
_EMPTY = "文件是空的，没有任何内容。请确认文件是否下载完整。"
_TOO_LARGE = f"文件超过 {limits.MAX_FILE_BYTES // 1024 // 1024} MB，无法读取。请去掉其中的大图或附件后再试。"
_IMAGE = (
    "这是图片，没有可读取的文字。请提供可以复制文字的文件；要识别图片，"
    "由系统管理员安装识别组件（gongkai[ocr]）以后转为 PDF 提交。"
)
_MHTML = "这是单一文件网页（MHT）。请用浏览器或 Word 打开，另存为 html 或 docx 后再试。"
_WORD_XML = "这是 Word 的 XML 文档，暂不支持。请用 Word 或 WPS 打开，另存为 docx 后再试。"
_SHEET_XML = "这是 Excel 的 XML 表格，暂不支持。请用 Excel 或 WPS 打开，另存为 xlsx 后再试。"
_OTHER_XML = "这是 XML 数据文件，不是文档。请提供 docx、pdf、xlsx、ofd、html 或 txt 格式的文件。"

_HEAD_BYTES = 262_144
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HTML_START = re.compile(
    r"(?:<!--.*?-->\s*)*</?(?:meta|title|link|style|script|base|center|font|table|thead|tbody|tr|td|th|div|p|span|br|hr|ul|ol|li"
    r"|h[1-6]|section|article|main|header|nav|form|b|strong|a|img)(?:\s[^<>]*|/)?>",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(r"<(?:p|div|span|br|td|li)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
_MANY_TAGS = 20
_HTML_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_MARKDOWN = re.compile(r"^ {0,3}(?:#{1,6}[ \t]+\S|\|?[ \t]*:?-{2,}:?[ \t]*\|[ \t:|-]*$)", re.MULTILINE)


def carrier_of(content: bytes) -> Carrier:
    """Tell which carrier ``content`` is (识别载体).

    Raises DocumentError: ``file.empty``, ``file.too_large``, ``file.truncated``, ``file.encrypted``, and
    ``file.unsupported`` with what the file seems to be and what to do.
    """
    if len(content) > limits.MAX_FILE_BYTES:
        raise DocumentError("file.too_large", _TOO_LARGE)
    if not content.strip():
        raise DocumentError("file.empty", _EMPTY)
    if content.startswith(_ZIP_MARKS):
        from gongkai.documents.sniffing_containers import carrier_of_zip

        return carrier_of_zip(content)
    if content.startswith(_OLE_MARK):
        from gongkai.documents.sniffing_containers import carrier_of_ole

        return carrier_of_ole(content)
    if _PDF_MARK in content[:_PDF_WINDOW]:
        return Carrier.PDF
    _refuse_by_mark(content)
    return _carrier_of_text(content)


def _refuse_by_mark(content: bytes) -> None:
    """Refuse the kinds of file whose first bytes give them away."""
    start = content[:64].lstrip()
    for mark, message in _UNREAD:
        if start.startswith(mark) and (len(mark) > 2 or b"\0" in content[:_PDF_WINDOW]):
            raise DocumentError("file.unsupported", message)
    if content.startswith(_IMAGES) and not (content.startswith(b"BM") and b"\0" not in content[:64]):
        raise DocumentError("file.unsupported", _IMAGE)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        raise DocumentError("file.unsupported", _IMAGE)


def _carrier_of_text(content: bytes) -> Carrier:
    head = _head(content)
    if not head and len(content) <= _HEAD_BYTES:
        raise DocumentError("file.empty", _EMPTY)
    if re.match(r"(?:[\w-]+:[^\n]*\n)*?MIME-Version:", head, re.IGNORECASE):
        raise DocumentError("file.unsupported", _MHTML)
    if head.startswith("<?xml"):
        return _carrier_of_xml(head)
    if _HTML_ROOT.search(head[:4096]):
        return Carrier.HTML
    return _carrier_of_marks(head)


def _head(content: bytes) -> str:
    """Decode the first characters, without the white space before them."""
    return plain_text.decode(content[:_HEAD_BYTES]).lstrip("\ufeff \t\r\n\f\v\u3000")


def _carrier_of_xml(head: str) -> Carrier:
    if "w:wordDocument" in head or "<pkg:package" in head or 'progid="Word.Document"' in head:
        raise DocumentError("file.unsupported", _WORD_XML)
    if 'progid="Excel.Sheet"' in head or "urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise DocumentError("file.unsupported", _SHEET_XML)
    if _HTML_ROOT.search(head):
        return Carrier.HTML
    raise DocumentError("file.unsupported", _OTHER_XML)


def _carrier_of_marks(head: str) -> Carrier:
    """Tell HTML fragments, Markdown and bare text apart by the marks in them."""
    if _MARKDOWN.search(head):
        return Carrier.MARKDOWN
    if _HTML_START.match(head) or len(_HTML_TAG.findall(head)) >= _MANY_TAGS:
        return Carrier.HTML
    return Carrier.MARKDOWN if _HTML_TABLE.search(head) else Carrier.TEXT
