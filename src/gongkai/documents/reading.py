"""Read any file: decide its carrier by its content, then hand it to that carrier's reader (读取文件)."""

from __future__ import annotations

from importlib import import_module

from gongkai.documents.blocks import Carrier, Document
from gongkai.documents.sniffing import carrier_of

_READERS = {
    Carrier.TEXT: "plain_text",
    Carrier.MARKDOWN: "markdown",
    Carrier.HTML: "html",
    Carrier.DOCX: "docx",
    Carrier.DOC: "doc",
    Carrier.PDF: "pdf",
    Carrier.XLSX: "xlsx",
    Carrier.OFD: "ofd",
}


def read_document(content: bytes) -> Document:
    """Read a file of any supported carrier into blocks (读取文件).

    Raises DocumentError where the file is empty, damaged, encrypted, hostile, too large, or of a kind that is not
    read.
    """
    # Imported only now: reading a text file must not pay for the libraries of PDF and XML.
    reader = import_module(f"gongkai.documents.{_READERS[carrier_of(content)]}")
    document: Document = reader.read(content)
    return document
