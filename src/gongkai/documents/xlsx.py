"""Excel workbooks: every visible sheet in order, as paragraphs and grids (Excel 工作簿)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from lxml import etree

from gongkai.documents import xlsx_layout, xlsx_values
from gongkai.documents.archives import Archive, open_archive, parse_xml
from gongkai.documents.blocks import Block, Carrier, Document, Grid
from gongkai.documents.problems import DocumentError
from gongkai.documents.xlsx_sheets import Allowance, Sheet, sheet_of

_MAX_SHEETS = 200
_NOT_A_WORKBOOK = "文件中没有 Excel 工作簿的内容，可能已损坏。请用 Excel 或 WPS 打开并另存为 xlsx 后再试。"
_NO_TEXT = "工作簿中没有任何内容。请确认内容不在隐藏的工作表里，也不是图片。"


def read(content: bytes) -> Document:
    """Read the visible sheets of a workbook in their order (读取 Excel 工作簿).

    Each table has ``place.sheet`` and the row and column of its upper left corner in the sheet. Raises DocumentError:
    ``file.truncated``, ``file.encrypted``, ``file.hostile``, ``file.too_large``, ``file.empty``.
    """
    archive = open_archive(content)
    blocks: list[Block] = []
    tables = 0
    for sheet in _sheets(archive):
        found = tuple(xlsx_layout.blocks_of(sheet, tables_before=tables))
        tables += sum(isinstance(block, Grid) for block in found)
        blocks.extend(found)
    if not blocks:
        raise DocumentError("file.empty", _NO_TEXT)
    return Document(Carrier.XLSX, tuple(blocks))


def _sheets(archive: Archive) -> Iterator[Sheet]:
    path = _workbook_path(archive)
    workbook = parse_xml(archive.read(path))
    parts = _relations(archive, path)
    values = _values(archive, workbook, parts)
    allowance = Allowance()
    for sheet in workbook.findall("{*}sheets/{*}sheet")[:_MAX_SHEETS]:
        if sheet.get("state", "visible") != "visible":
            continue
        part = parts.get(_relation_id(sheet), "")
        if part in archive.names:
            yield sheet_of(sheet.get("name", ""), parse_xml(archive.read(part)), values, allowance=allowance)


def _values(archive: Archive, workbook: etree._Element, parts: Mapping[str, str]) -> xlsx_values.Values:
    strings = _part(archive, parts, "/sharedStrings")
    styles = _part(archive, parts, "/styles")
    return xlsx_values.Values(
        strings=() if strings is None else xlsx_values.strings_of(strings),
        styles=xlsx_values.Styles() if styles is None else xlsx_values.styles_of(styles),
        epoch=xlsx_values.epoch_of(workbook),
    )


def _part(archive: Archive, parts: Mapping[str, str], kind: str) -> etree._Element | None:
    name = parts.get(kind, "")
    return parse_xml(archive.read(name)) if name in archive.names else None


def _workbook_path(archive: Archive) -> str:
    path = _relations(archive, "").get("/officeDocument", "xl/workbook.xml")
    if path not in archive.names:
        raise DocumentError("file.truncated", _NOT_A_WORKBOOK)
    return path


def _relations(archive: Archive, part: str) -> dict[str, str]:
    """Return the parts that ``part`` refers to, by the relation's id and by the last word of its type."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive.names:
        return {}
    targets: dict[str, str] = {}
    for relation in parse_xml(archive.read(path)).iterfind("{*}Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        targets[relation.get("Id", "")] = target
        targets.setdefault("/" + relation.get("Type", "").rpartition("/")[2], target)
    return targets


def _relation_id(sheet: etree._Element) -> str:
    """Return the sheet's relation id, in whichever of the two namespaces it is written."""
    return next((str(value) for key, value in sheet.items() if etree.QName(key).localname == "id"), "")
