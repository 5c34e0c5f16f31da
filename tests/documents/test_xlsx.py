"""Excel sheets become paragraphs and grids, cells as Excel shows them (Excel 工作簿)."""

from __future__ import annotations

import contextlib
import io
import zipfile
from functools import cache

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents import xlsx
from gongkai.documents.blocks import Block, Carrier, Evidence, Grid, Paragraph, Place
from gongkai.documents.problems import DocumentError

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_STYLES = (
    '<numFmts><numFmt numFmtId="180" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
    '<numFmt numFmtId="181" formatCode="0.00&quot;day&quot;"/></numFmts>'
    '<borders><border/><border><left style="thin"/></border></borders>'
    '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="180"/><xf numFmtId="181"/><xf borderId="1"/></cellXfs>'
)


def package(parts: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def workbook(*sheets: str, strings: str = "", state: str = "", properties: str = "") -> bytes:
    """Write a workbook out of the inner XML of its sheets; ``state`` goes to the first of them."""
    listed = "".join(
        f'<sheet name="表{index}" sheetId="{index}" r:id="r{index}" {state if index == 1 else ""}/>'
        for index in range(1, len(sheets) + 1)
    )
    # The parts are numbered against the order of the sheets, so that only the relations lead to them.
    links = "".join(
        f'<Relationship Id="r{index}" Type="{_OFFICE}/worksheet" Target="worksheets/s{-index}.xml"/>'
        for index in range(1, len(sheets) + 1)
    )
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}">{properties}<sheets>{listed}</sheets>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_LINKS}">{links}'
            f'<Relationship Id="s" Type="{_OFFICE}/sharedStrings" Target="/xl/strings.xml"/>'
            f'<Relationship Id="t" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
            "xl/strings.xml": f'<sst xmlns="{_SHEET}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}">{_STYLES}</styleSheet>',
            **{
                f"xl/worksheets/s{-index}.xml": f'<worksheet xmlns="{_SHEET}">{sheet}</worksheet>'
                for index, sheet in enumerate(sheets, start=1)
            },
        }
    )


def sheet(rows: str, merges: str = "") -> str:
    merged = "".join(f'<mergeCell ref="{each}"/>' for each in merges.split())
    return f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"


def text(reference: str, value: str, style: int = 0) -> str:
    return f'<c r="{reference}" t="inlineStr" s="{style}"><is><t>{value}</t></is></c>'


def read(*sheets: str, strings: str = "", state: str = "", properties: str = "") -> tuple[Block, ...]:
    return xlsx.read(workbook(*sheets, strings=strings, state=state, properties=properties)).blocks


def shown(cell: str, strings: str = "", properties: str = "") -> str | None:
    """Return what one cell shows, read between two others."""
    (grid,) = read(sheet(f"<row><c><v>6</v></c>{cell}<c><v>7</v></c></row>"), strings=strings, properties=properties)
    assert isinstance(grid, Grid)
    return grid.rows[0][1]


def refusal(content: bytes) -> str:
    with pytest.raises(DocumentError) as refused:
        xlsx.read(content)
    assert refused.value.problem.message.endswith("。")
    return refused.value.problem.code


@cache
def report() -> bytes:
    """Return a report on one sheet: prose in wide merged cells, headings, and tables with borders."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page, ruled = book.add_worksheet("年报"), book.add_format({"border": 1})
        page.merge_range("A1:D1", "某局2022年政府信息公开工作年度报告")
        page.merge_range("A2:D2", "一、总体情况\n全年收到3件。")
        page.merge_range("A3:D3", "第二十条第（一）项", ruled)
        for row, cells in enumerate((("信息内容", "制发", "废止", "现行"), ("规章", 0, None, 12)), start=3):
            page.write_row(row, 0, cells, ruled)
        page.merge_range("A6:D6", "第二十条第（八）项", ruled)
        page.write(6, 0, "行政事业性收费", ruled)
        page.merge_range("B7:D7", 151022.81, ruled)
        page.write(7, 0, "四、行政复议情况")
        for column in range(5):
            page.write(8, column, "总计", ruled)
            page.write_blank(9, column, None, ruled)
        for row in range(20, 3000):
            page.write_blank(row, 0, None, ruled)
    return content.getvalue()


def test_a_report_on_one_sheet_is_cut_into_prose_and_tables() -> None:
    document = xlsx.read(report())
    assert document.carrier is Carrier.XLSX
    assert document.blocks == (
        Paragraph("某局2022年政府信息公开工作年度报告", Place(sheet="年报", row=1, column=1)),
        Paragraph("一、总体情况", Place(sheet="年报", row=2, column=1)),
        Paragraph("全年收到3件。", Place(sheet="年报", row=2, column=1)),
        Grid(
            (
                ("第二十条第（一）项", None, None, None),
                ("信息内容", "制发", "废止", "现行"),
                ("规章", "0", "", "12"),
                ("第二十条第（八）项", None, None, None),
                ("行政事业性收费", "151022.81", None, None),
            ),
            Evidence.RULED,
            Place(sheet="年报", table=1, row=3, column=1),
        ),
        Paragraph("四、行政复议情况", Place(sheet="年报", row=8, column=1)),
        Grid((("总计",) * 5, ("",) * 5), Evidence.RULED, Place(sheet="年报", table=2, row=9, column=1)),
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("5", "5"),
        ("5.0", "5"),
        ("-4", "-4"),
        ("1e5", "100000"),
        ("1E+2", "100"),
        ("151022.81", "151022.81"),
        ("151022.81000000003", "151022.81"),
        ("0.1", "0.1"),
        ("1.5E-3", "0.0015"),
        ("-0.0", "0"),
        ("12345678901234567890", "12345678901234567890"),
        ("0.123456", "0.123456"),
        ("1e999", "1e999"),
        ("abc", "abc"),
        ("", ""),
    ],
)
def test_numbers_are_shown_without_noise_and_exponent(raw: str, text: str) -> None:
    assert shown(f"<c><v>{raw}</v></c>") == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="str"><f>A1&amp;B1</f><v> 减4 </v></c>', "减4"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ('<c t="inlineStr"><is><r><t>其他</t></r><r><t>处理</t></r></is></c>', "其他处理"),
        ('<c t="s"><v>0</v></c>', "其他处理\n续"),
        ('<c t="s"><v>9</v></c>', ""),
        ('<c t="s"><v>-1</v></c>', ""),
        ('<c s="1"><v>44946</v></c>', "2023年1月20日"),
        ('<c s="2"><v>44946.5</v></c>', "2023年1月20日"),
        ('<c s="3"><v>44946</v></c>', "44946"),
        ('<c s="99"><v>3</v></c>', "3"),
        ('<c t="str"><v>甲_xD800__x0007_乙_x0041_</v></c>', "甲乙A"),
    ],
)
def test_every_kind_of_cell_gives_what_it_shows(cell: str, text: str) -> None:
    strings = "<si><r><t>其他</t></r><rPh><t>qita</t></rPh><r><t>处理_x000D_&#10;续</t></r></si>"
    assert shown(cell, strings=strings) == text


def test_dates_may_be_counted_from_1904() -> None:
    assert shown('<c s="1"><v>43484</v></c>', properties='<workbookPr date1904="1"/>') == "2023年1月20日"


def test_sheets_come_in_their_order_and_hidden_ones_not_at_all() -> None:
    sheets = tuple(sheet(f"<row>{text('A1', each)}</row>") for each in "甲乙丙")
    assert [(block.place.sheet, block.text) for block in read(*sheets) if isinstance(block, Paragraph)] == [
        ("表1", "甲"),
        ("表2", "乙"),
        ("表3", "丙"),
    ]
    assert [block.place.sheet for block in read(*sheets, state='state="veryHidden"')] == ["表2", "表3"]


def test_sparse_cells_leave_blanks_and_empty_columns_outside_are_trimmed() -> None:
    rows = (
        f'<row r="4">{text("C4", "甲")}{text("F4", "丁")}<c r="XFD4" s="1"/></row>'
        f'<row r="5">{text("D5", "1")}{text("E5", "2")}</row>'
    )
    (grid,) = read(sheet(rows))
    assert isinstance(grid, Grid)
    assert grid.rows == (("甲", "", "", "丁"), ("", "1", "2", ""))
    assert grid.place == Place(sheet="表1", table=1, row=4, column=3)


def test_an_empty_row_parts_two_tables() -> None:
    rows = "".join(f'<row r="{n}">{text(f"A{n}", "甲")}{text(f"B{n}", str(n))}</row>' for n in (1, 3))
    assert [block.rows for block in read(sheet(rows)) if isinstance(block, Grid)] == [(("甲", "1"),), (("甲", "3"),)]


def test_cells_merged_downwards_cover_and_hold_their_table_together() -> None:
    rows = (
        f'<row r="1">{text("A1", "三、办理结果")}</row>'
        f'<row r="2">{text("B2", "予以公开")}{text("C2", "1")}</row>'
        f'<row r="4">{text("A4", "四、结转")}{text("C4", "2")}</row>'
    )
    (grid,) = read(sheet(rows, "A1:A3 A4:B4"))
    assert isinstance(grid, Grid)
    assert grid.rows == (
        ("三、办理结果", "", ""),
        (None, "予以公开", "1"),
        (None, "", ""),
        ("四、结转", None, "2"),
    )


def test_a_label_whose_row_is_blank_stays_in_its_table() -> None:
    rows = (
        f'<row r="1">{text("A1", "规章")}{text("B1", "1")}</row><row r="2">{text("A2", "规范性文件")}</row>'
        f'<row r="3">{text("A3", "许可")}{text("B3", "3")}</row>'
    )
    (grid,) = read(sheet(rows))
    assert isinstance(grid, Grid)
    assert grid.rows == (("规章", "1"), ("规范性文件", ""), ("许可", "3"))


def test_references_may_be_left_out() -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"
    (grid,) = read(sheet(rows))
    assert isinstance(grid, Grid)
    assert grid.rows == (("1", "2"), ("3", "4"))


def test_a_sheet_of_formats_without_text_is_empty() -> None:
    assert refusal(workbook(sheet('<row r="1048576"><c r="XFD1048576" s="4"/></row>', "A1:XFD1048576"))) == "file.empty"


@pytest.mark.parametrize(
    "page",
    [
        sheet("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 40))),
        sheet(f"<row r='1'>{text('A1', 'x')}{text('XFD1', 'y')}</row>", "A1:XFD1048576 " * 20),
        sheet(f"<row r='1'>{text('A1', 'x')}</row>", "A1:A2 " * 30_000),
    ],
    ids=["wide", "merged", "many merges"],
)
def test_more_cells_than_any_report_has_are_refused(page: str) -> None:
    assert refusal(workbook(page)) == "file.too_large"


def test_one_long_string_in_many_cells_is_refused() -> None:
    strings = f"<si><t>{'a' * 50_000}</t></si>"
    assert refusal(workbook(sheet('<row><c t="s"><v>0</v></c></row>' * 100), strings=strings)) == "file.too_large"


def test_sheets_share_one_allowance() -> None:
    page = sheet("".join(f"<row>{'<c><v>1</v></c>' * 100}</row>" for _ in range(300)))
    assert refusal(workbook(*[page] * 7)) == "file.too_large"


def test_an_entity_bomb_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>'
    assert refusal(package({"xl/workbook.xml": bomb})) == "file.hostile"


def test_a_zip_bomb_is_refused() -> None:
    assert refusal(package({"xl/workbook.xml": " " * 90_000_000})) == "file.hostile"


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_cut_off_anywhere_is_refused(tenth: int) -> None:
    assert refusal(report()[: len(report()) * tenth // 10]) == "file.truncated"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", "一、总体情况".encode(), package({"word/document.xml": "<w/>"})])
def test_another_kind_of_file_is_refused(content: bytes) -> None:
    assert refusal(content) == "file.truncated"


@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing_but_a_document_error(content: bytes) -> None:
    with contextlib.suppress(DocumentError):
        xlsx.read(b"PK\x03\x04" + content)


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(draw: st.DataObject) -> None:
    content = bytearray(report())
    for _ in range(draw.draw(st.integers(1, 12))):
        content[draw.draw(st.integers(0, len(content) - 1))] = draw.draw(st.integers(0, 255))
    with contextlib.suppress(DocumentError):
        xlsx.read(bytes(content))


@given(st.text(alphabet='<>/="rcvstAXFD019 -', max_size=120))
def test_odd_cells_are_read_or_refused(fragment: str) -> None:
    with contextlib.suppress(DocumentError):
        read(sheet(f"<row>{fragment}</row>"))


@given(
    st.lists(
        st.tuples(st.sampled_from(["r", "s", "t"]), st.text(alphabet="AZ019-sbeinlStr$:", max_size=9)),
        max_size=3,
        unique_by=lambda pair: pair[0],
    ),
    st.text(alphabet="019-.eE", max_size=8),
)
def test_odd_attributes_are_read_or_refused(attributes: list[tuple[str, str]], value: str) -> None:
    cell = "<c " + " ".join(f'{name}="{given}"' for name, given in attributes) + f"><v>{value}</v></c>"
    with contextlib.suppress(DocumentError):
        read(sheet(f'<row r="1">{cell}</row>', "A1:B2"))


def test_rows_that_the_sheet_hides_are_left_out() -> None:

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, ruled = book.add_worksheet(), book.add_format({"border": 1})
    for at, values in enumerate((("规章", 1, 2), ("旧表", 8, 9), ("规范性文件", 3, 4))):
        sheet.write_row(at, 0, values, ruled)
    sheet.set_row(1, None, None, {"hidden": True})
    book.close()
    rows = [row for block in xlsx.read(buffer.getvalue()).blocks if isinstance(block, Grid) for row in block.rows]
    assert [row[0] for row in rows if row[0]] == ["规章", "规范性文件"]
