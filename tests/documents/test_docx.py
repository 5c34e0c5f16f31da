"""Word documents: the blocks of small documents written by hand, and what broken ones are refused with."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import count

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.tilings import Tiling, expanded, tilings
from gongkai.documents import docx, limits
from gongkai.documents.blocks import Carrier, Evidence, Grid, Paragraph, Row
from gongkai.documents.problems import DocumentError

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def container(parts: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def document(body: str, namespace: str = MAIN) -> bytes:
    xml = (
        f'<w:document xmlns:w="{namespace}" xmlns:mc="{COMPATIBILITY}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    )
    return container({"word/document.xml": xml})


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def blocks_of(body: str) -> list[str | tuple[Row, ...]]:
    blocks = docx.read(document(body)).blocks
    return [block.text if isinstance(block, Paragraph) else block.rows for block in blocks]


def rows_of(*rows: str) -> tuple[Row, ...]:
    (block,) = docx.read(document(tbl(*rows))).blocks
    assert isinstance(block, Grid)
    return block.rows


def code_of(content: bytes) -> str:
    with pytest.raises(DocumentError) as refusal:
        docx.read(content)
    return refusal.value.problem.code


def test_blocks_stand_in_reading_order_with_their_place() -> None:
    read = docx.read(document(p("一、总体情况") + tbl(tr(tc("甲"))) + p("") + p("二、其他") + tbl(tr(tc("乙")))))
    assert read.carrier is Carrier.DOCX
    assert read.problems == ()
    first, grid, second, other = read.blocks
    assert (first, second) == (Paragraph("一、总体情况"), Paragraph("二、其他"))
    assert isinstance(grid, Grid)
    assert isinstance(other, Grid)
    assert (grid.evidence, str(grid.place), str(other.place)) == (Evidence.RULED, "第1个表", "第2个表")


def test_a_paragraph_joins_its_runs_and_keeps_tabs_hyphens_and_symbols() -> None:
    runs = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs></w:pPr><w:r><w:t>7</w:t></w:r>'
        "<w:r><w:t>37</w:t><w:tab/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>"
        '<w:r><w:sym w:font="Symbol" w:char="2014"/></w:r></w:p>'
    )
    assert blocks_of(runs) == ["737\t1-2—"]


def test_a_line_break_divides_a_paragraph_and_stays_in_a_cell() -> None:
    broken = "<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:cr/></w:r></w:p>"
    assert blocks_of(broken) == ["上", "下"]
    assert blocks_of(tbl(f"<w:tr><w:tc>{broken}</w:tc></w:tr>")) == [(("上\n下",),)]


def test_a_line_end_of_the_source_is_a_space() -> None:
    assert blocks_of(p("本年\n新收")) == ["本年 新收"]


def test_paragraphs_of_a_cell_are_lines_of_it() -> None:
    assert blocks_of(tbl(f"<w:tr><w:tc>{p('73')}{p('7')}{p('')}</w:tc>{tc('')}</w:tr>")) == [(("73\n7", ""),)]


def test_pretty_printed_source_reads_the_same() -> None:
    body = "\n <w:tbl>\n  <w:tr>\n   <w:tc>\n <w:p>\n <w:r>\n<w:t>5</w:t>\n</w:r>\n </w:p>\n </w:tc>\n</w:tr></w:tbl>\n"
    assert blocks_of(body) == [(("5",),)]


@pytest.mark.parametrize("wrapper", ["hyperlink", "smartTag", "ins", "moveTo", "fldSimple", "customXml"])
def test_what_wraps_runs_is_transparent(wrapper: str) -> None:
    assert blocks_of(f"<w:p><w:{wrapper}><w:r><w:t>公开</w:t></w:r></w:{wrapper}></w:p>") == ["公开"]


@pytest.mark.parametrize(
    "unprinted",
    [
        '<w:del w:id="1"><w:r><w:delText>旧</w:delText><w:tab/></w:r></w:del>',
        '<w:moveFrom w:id="1"><w:r><w:t>旧</w:t></w:r></w:moveFrom>',
        "<w:r><w:instrText>PAGE 3</w:instrText></w:r>",
        '<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="3"/></w:r>',
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>",
        '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>',
        "<mc:AlternateContent><mc:Fallback><w:r><w:t>备</w:t></w:r></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_what_is_not_printed_is_not_text(unprinted: str) -> None:
    assert blocks_of(f"<w:p>{unprinted}<w:r><w:t>新</w:t></w:r></w:p>") == ["新"]


def test_text_marked_as_not_hidden_is_read() -> None:
    assert blocks_of('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r></w:p>') == ["显"]


def test_the_phonetic_guide_over_a_character_is_left_out() -> None:
    ruby = "<w:ruby><w:rt><w:r><w:t>gan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>赣</w:t></w:r></w:rubyBase></w:ruby>"
    assert blocks_of(f"<w:p><w:r>{ruby}</w:r></w:p>") == ["赣"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框一')}{tbl(tr(tc('9')))}{p('框二')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>前</w:t></w:r><w:r>{both}</w:r><w:r><w:t>后</w:t></w:r></w:p>{p('尾')}"
    assert blocks_of(body) == ["前后", "框一", (("9",),), "框二", "尾"]


def test_content_controls_are_transparent_around_everything() -> None:
    def sdt(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    table = tbl(sdt(tr(sdt(tc("1")), tc("2"))), tr(tc("3"), f"<w:tc>{sdt(p('4'))}</w:tc>"))
    assert blocks_of(sdt(p("标题")) + sdt(table)) == ["标题", (("1", "2"), ("3", "4"))]


def test_horizontal_and_vertical_merges_are_expanded() -> None:
    restart, onward = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    two = '<w:gridSpan w:val="2"/>'
    assert rows_of(
        tr(tc("办理结果", restart), tc("申请人情况", two)),
        tr(tc("不见", onward), tc("1"), tc("2")),
        tr(tc("", '<w:vMerge w:val="continue"/>'), tc("", '<w:gridSpan w:val="2"/>')),
        tr(tc("总计"), tc("3"), tc("4")),
    ) == (("办理结果", "申请人情况", None), (None, "1", "2"), (None, "", None), ("总计", "3", "4"))


def test_a_block_merged_both_ways_is_one_cell() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    assert rows_of(
        tr(tc("角", wide + '<w:vMerge w:val="restart"/>'), tc("1")), tr(tc("", wide + "<w:vMerge/>"), tc("2"))
    ) == (("角", None, "1"), (None, None, "2"))


def test_a_merge_that_continues_nothing_is_a_cell_of_its_own() -> None:
    assert rows_of(tr(tc("a"), tc("b")), tr(tc("c", "<w:vMerge/>"), tc("d")), tr(tc("", "<w:vMerge/>"), tc("e"))) == (
        ("a", "b"),
        ("c", "d"),
        (None, "e"),
    )


def test_a_merge_that_changes_its_width_loses_no_text() -> None:
    restart, wide = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    assert rows_of(tr(tc("a", wide + restart)), tr(tc("", "<w:vMerge/>"), tc("b"))) == (("a", None), (None, "b"))
    assert rows_of(tr(tc("a", wide + restart)), tr(tc("7", "<w:vMerge/>"), tc("b"))) == (("a", None), ("7", "b"))


def test_a_new_merge_ends_the_one_above() -> None:
    restart = '<w:vMerge w:val="restart"/>'
    assert rows_of(tr(tc("a", restart)), tr(tc("b", restart)), tr(tc("", "<w:vMerge/>"))) == (("a",), ("b",), (None,))


def test_old_horizontal_merges_are_expanded() -> None:
    assert rows_of(
        tr(tc("合", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("1")), tr(tc("a"), tc("b"), tc("2"))
    ) == (("合", None, "1"), ("a", "b", "2"))


def test_columns_a_row_leaves_out_keep_the_others_in_place() -> None:
    assert rows_of(
        tr(tc("a"), tc("b"), tc("c")),
        tr(tc("x"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    ) == (("a", "b", "c"), ("", "x", ""))


def test_a_merge_is_followed_past_columns_left_out() -> None:
    before = '<w:gridBefore w:val="1"/>'
    assert rows_of(
        tr(tc("a", '<w:vMerge w:val="restart"/>'), tc("1"), properties=before),
        tr(tc("", "<w:vMerge/>"), tc("2"), properties=before),
    ) == (("", "a", "1"), ("", None, "2"))


def test_spans_from_before_a_tracked_change_do_not_count() -> None:
    old = '<w:tcPrChange w:id="1"><w:tcPr><w:gridSpan w:val="3"/></w:tcPr></w:tcPrChange>'
    assert rows_of(tr(tc("a", old), tc("b"))) == (("a", "b"),)


def test_deleted_rows_and_cells_are_left_out() -> None:
    deleted_row = tr(tc("x"), tc("y"), properties='<w:del w:id="1"/>')
    assert rows_of(tr(tc("a"), tc("旧", '<w:cellDel w:id="2"/>'), tc("b")), deleted_row, tr(tc("c"), tc("d"))) == (
        ("a", "b"),
        ("c", "d"),
    )


def test_absurd_values_of_spans_are_no_spans() -> None:
    odd = ['<w:gridSpan w:val="0"/>', '<w:gridSpan w:val="-2"/>', '<w:gridSpan w:val="二"/>', "<w:gridSpan/>"]
    assert rows_of(tr(*(tc(str(number), span) for number, span in zip(count(), odd, strict=False)))) == (
        ("0", "1", "2", "3"),
    )


def test_a_table_inside_a_table_is_the_grid_and_the_outer_one_prose() -> None:
    inner = tbl(tr(tc("1"), tc("2", '<w:vMerge w:val="restart"/>')), tr(tc("3"), tc("", "<w:vMerge/>")))
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("上")}{inner}{p("下")}</w:tc>'
    assert blocks_of(p("前") + tbl(tr(tc("左", '<w:gridSpan w:val="3"/>'), cell)) + p("后")) == [
        "前",
        "左",
        "上",
        (("1", "2"), ("3", None)),
        "下",
        "后",
    ]


def test_strict_documents_are_read() -> None:
    body = p("公开") + tbl(tr(tc("1", '<w:gridSpan w:val="2"/>')))
    assert docx.read(document(body, STRICT)).blocks == docx.read(document(body)).blocks
    assert len(docx.read(document(body, STRICT)).blocks) == 2


@pytest.mark.parametrize("target", ["/content/main.xml", "content/main.xml", "./content/../content/main.xml"])
def test_the_document_part_is_found_through_the_relationships(target: str) -> None:
    relationships = (
        f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="a" Type="x/metadata" Target="meta.xml"/>'
        f'<Relationship Id="b" Type="{OFFICE_DOCUMENT}" Target="{target}"/></Relationships>'
    )
    xml = f'<w:document xmlns:w="{MAIN}"><w:body>{p("正文")}</w:body></w:document>'
    content = container({"_rels/.rels": relationships, "content/main.xml": xml, "word/document.xml": "<x/>"})
    assert docx.read(content).blocks == (Paragraph("正文"),)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({}, "file.unsupported"),
        ({"xl/workbook.xml": "<workbook/>"}, "file.unsupported"),
        ({"word/document.xml": "<html><body>公开</body></html>"}, "file.unsupported"),
        ({"word/document.xml": "not xml"}, "file.truncated"),
        ({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "file.hostile"),
        ({"word/document.xml": "<a>" * 1000 + "</a>" * 1000}, "file.hostile"),
        ({"word/document.xml": "<x/>", "_rels/.rels": "<oops"}, "file.truncated"),
    ],
)
def test_what_is_no_word_document_is_refused(parts: dict[str, str], code: str) -> None:
    assert code_of(container(parts)) == code


def test_a_truncated_document_is_refused() -> None:
    assert code_of(document(p("公开") * 50)[:-40]) == "file.truncated"


def test_too_much_text_is_refused() -> None:
    assert code_of(document(p("7" * (limits.MAX_TEXT_CHARACTERS + 1)))) == "file.too_large"


def test_spans_that_would_fill_the_memory_are_refused() -> None:
    wide = tr(*[tc("1", '<w:gridSpan w:val="999999999"/>')] * 500)
    assert code_of(document(tbl(wide))) == "file.too_large"


def test_tables_written_by_another_library_are_read() -> None:
    written = python_docx.Document()
    written.add_paragraph("三、收到和处理申请情况")
    table = written.add_table(rows=3, cols=4)
    for row, column in ((0, 2), (1, 0), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)):
        table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "总"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "竖"
    table.cell(1, 2).merge(table.cell(2, 3)).text = "方"
    buffer = BytesIO()
    written.save(buffer)
    first, grid = docx.read(buffer.getvalue()).blocks
    assert first == Paragraph("三、收到和处理申请情况")
    assert isinstance(grid, Grid)
    assert grid.rows == (("总", None, "02", ""), ("竖", "11", "方", None), (None, "21", None, None))


def written_in_word(cells: Tiling) -> str:
    grid: dict[tuple[int, int], tuple[int, str, str]] = {}
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            if cell is None:
                continue
            text, columns, rows = cell
            grid[row, column] = (columns, text, '<w:vMerge w:val="restart"/>' if rows > 1 else "")
            for below in range(row + 1, row + rows):
                grid[below, column] = (columns, "", "<w:vMerge/>")
    return tbl(
        *(
            tr(
                *(
                    tc(text, f'<w:gridSpan w:val="{columns}"/>{merge}' if columns > 1 else merge)
                    for (at, _), (columns, text, merge) in sorted(grid.items())
                    if at == row
                )
            )
            for row in range(len(cells))
        )
    )


@given(tilings())
def test_any_merged_table_is_read_back_cell_by_cell(cells: Tiling) -> None:
    assert blocks_of(written_in_word(cells)) == [expanded(cells)]


@given(st.binary(max_size=400))
def test_random_bytes_are_refused_and_never_crash(content: bytes) -> None:
    with pytest.raises(DocumentError):
        docx.read(content)


def test_struck_out_and_raised_figures_of_a_cell_do_not_count() -> None:

    document = python_docx.Document()
    row = document.add_table(rows=1, cols=2).rows[0]
    struck = row.cells[0].paragraphs[0].add_run("99")
    struck.font.strike = True
    row.cells[0].paragraphs[0].add_run("12")
    row.cells[1].paragraphs[0].add_run("7")
    row.cells[1].paragraphs[0].add_run("2").font.superscript = True
    buffer = BytesIO()
    document.save(buffer)
    (grid,) = (block for block in docx.read(buffer.getvalue()).blocks if isinstance(block, Grid))
    assert grid.rows == (("12", "7"),)
