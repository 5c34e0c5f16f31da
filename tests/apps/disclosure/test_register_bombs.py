"""Small workbooks that unpack into more than a machine has: told in words, and nobody else notices."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest

from gongkai.apps.disclosure import workbook_lines
from gongkai.apps.disclosure.decision_rows import RowRefusedError, columns_of, read_row
from gongkai.apps.disclosure.models.decisions import DecisionKind
from gongkai.apps.disclosure.register_files import RegisterFileError, lines_of

HEADER = ("决定文书号", "行政相对人名称", "决定日期")
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{}" Target="{}"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def workbook(*rows: str) -> BytesIO:
    """Return a workbook of one sheet with these rows, written as it says and not as a spreadsheet would."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    one = '<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets>'
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}">{one}</workbook>'
    sheets = RELATIONS.format(f"{RELATION}/worksheet", "worksheets/sheet1.xml")
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS.format(f"{RELATION}/officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/_rels/workbook.xml.rels", sheets)
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    written.seek(0)
    return written


def header() -> str:
    return f'<row r="1">{"".join(cell(f"{letter}1", name) for letter, name in zip("ABC", HEADER, strict=True))}</row>'


def test_a_cell_far_out_is_told_and_the_process_lives() -> None:
    file = workbook(header(), f'<row r="1048576">{cell("XFD1048576", "x")}</row>')
    assert len(file.getvalue()) < 3000
    with pytest.raises(RegisterFileError, match="展开以后过大"):
        list(lines_of(file))


def test_a_workbook_that_takes_too_long_is_told(monkeypatch) -> None:
    monkeypatch.setattr(workbook_lines, "COMMAND", ("-c", "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)"))
    with pytest.raises(RegisterFileError, match="展开以后过大"):
        list(lines_of(workbook(header())))


def test_a_fault_of_ours_is_not_told_as_one_of_the_file(monkeypatch) -> None:
    monkeypatch.setattr(workbook_lines, "COMMAND", ("-c", "raise KeyError('ours')"))
    with pytest.raises(RuntimeError, match="status 1"):
        list(lines_of(workbook(header())))


def test_a_cell_of_millions_of_letters_is_one_bad_line() -> None:
    file = workbook(
        header(), f'<row r="2">{cell("A2", "甲" * 30_000_000)}{cell("B2", "浮玉茶厂")}{cell("C2", "2026-05-06")}</row>'
    )
    (_, names), (number, cells) = lines_of(file)
    assert number == 2
    assert len(cells[0]) == workbook_lines.LONGEST_CELL + 1
    with pytest.raises(RowRefusedError, match="决定文书号超过120字"):
        read_row(columns_of(names), cells, kind=DecisionKind.LICENSING, today=date(2026, 5, 7))


def test_who_has_seen_the_header_leaves_the_rest_unread() -> None:
    rows = (f'<row r="{number}">{cell(f"A{number}", "甲" * 1000)}</row>' for number in range(2, 20_000))
    lines = lines_of(workbook(header(), *rows))
    assert next(lines) == (1, list(HEADER))
    lines.close()
