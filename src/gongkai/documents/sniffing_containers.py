"""Which office document a zip or OLE container holds (识别容器内的文档)."""

from __future__ import annotations

from io import BytesIO

import olefile

from gongkai.documents.archives import Archive, open_archive
from gongkai.documents.blocks import Carrier
from gongkai.documents.problems import DocumentError

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_PARTS = (
    (b"wordprocessingml.document.main+xml", Carrier.DOCX),
    (b"wordprocessingml.template.main+xml", Carrier.DOCX),
    (b"ms-word.document.macroEnabled.main+xml", Carrier.DOCX),
    (b"ms-word.template.macroEnabledTemplate.main+xml", Carrier.DOCX),
    (b"spreadsheetml.sheet.main+xml", Carrier.XLSX),
    (b"spreadsheetml.template.main+xml", Carrier.XLSX),
    (b"ms-excel.sheet.macroEnabled.main+xml", Carrier.XLSX),
    (b"ms-excel.template.macroEnabled.main+xml", Carrier.XLSX),
)
_SLIDES = "这是演示文稿，不是年度报告的常用格式，无法读取。请提供 docx、pdf、xlsx 或 txt 格式的文件。"
_BINARY_SHEET = "这是二进制 Excel 工作簿（xlsb）。请用 Excel 或 WPS 打开，另存为 xlsx 后再试。"
_ODF = "这是 OpenDocument 文档（ODT、ODS 等），暂不支持。请用办公软件打开，另存为 docx 或 xlsx 后再试。"
_EPUB = "这是 EPUB 电子书，暂不支持。请提供 docx、pdf 或 html 格式的文件。"
_ZIP = "这是压缩包，不是单个文档。请先解压，再逐个提交其中的文件。"
_TRUNCATED = "文件不完整或已损坏，无法打开。请重新下载或请提供方重新发送后再试。"
_ENCRYPTED = "文件设有打开密码。请在原软件中取消密码、另存后再试。"
_OLD_SHEET = "这是旧版 Excel 工作簿（xls）。请用 Excel 或 WPS 打开，另存为 xlsx 后再试。"
_OLE = "这是旧版办公软件的文件，但不是 Word 文档。请用办公软件打开，另存为 docx 或 xlsx 后再试。"


def carrier_of_zip(content: bytes) -> Carrier:
    """Tell which document a zip container is, by its main part (识别压缩容器).

    Raises DocumentError: ``file.truncated`` without a directory, ``file.unsupported`` for anything else than DOCX,
    XLSX and OFD.
    """
    archive = open_archive(content)
    if "OFD.xml" in archive.names:
        return Carrier.OFD
    carrier = _declared(archive) or _by_folder(archive)
    if carrier is None:
        raise DocumentError("file.unsupported", _seeming(archive))
    return carrier


def _declared(archive: Archive) -> Carrier | None:
    """Return the carrier whose main part the package declares."""
    if _CONTENT_TYPES not in archive.names:
        return None
    types = archive.read(_CONTENT_TYPES)
    return next((carrier for kind, carrier in _MAIN_PARTS if kind in types), None)


def _by_folder(archive: Archive) -> Carrier | None:
    if "word/document.xml" in archive.names:
        return Carrier.DOCX
    return Carrier.XLSX if "xl/workbook.xml" in archive.names else None


def _seeming(archive: Archive) -> str:
    names = archive.names
    if any(name.startswith("ppt/") for name in names):
        return _SLIDES
    if "xl/workbook.bin" in names:
        return _BINARY_SHEET
    if "META-INF/container.xml" in names:
        return _EPUB
    return _ODF if "mimetype" in names and "content.xml" in names else _ZIP


def carrier_of_ole(content: bytes) -> Carrier:
    """Tell which document an OLE container is, by its streams (识别复合文档).

    Raises DocumentError: ``file.truncated`` when its directory cannot be read, ``file.encrypted``,
    ``file.unsupported``.
    """
    streams = _streams(content)
    if "worddocument" in streams:
        return Carrier.DOC
    if streams & {"encryptedpackage", "encryptioninfo"}:
        raise DocumentError("file.encrypted", _ENCRYPTED)
    if streams & {"workbook", "book"}:
        raise DocumentError("file.unsupported", _OLD_SHEET)
    if "powerpoint document" in streams:
        raise DocumentError("file.unsupported", _SLIDES)
    raise DocumentError("file.unsupported", _OLE)


def _streams(content: bytes) -> frozenset[str]:
    """Return the names of the entries at the top of the container, in lower case."""
    try:
        with olefile.OleFileIO(BytesIO(content)) as container:
            return frozenset(path[0].lower() for path in container.listdir(streams=True, storages=True))
    except Exception as broken:  # the library raises whatever its arithmetic runs into on damaged files
        raise DocumentError("file.truncated", _TRUNCATED) from broken
