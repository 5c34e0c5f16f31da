"""Web pages: the blocks of small pages written by hand, charsets, and what hostile pages are refused with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.tilings import Tiling, expanded, tilings
from gongkai.documents import html, limits
from gongkai.documents.blocks import Carrier, Evidence, Grid, Paragraph, Row
from gongkai.documents.problems import DocumentError


def blocks_of(page: str) -> list[str | tuple[Row, ...]]:
    blocks = html.read(page.encode()).blocks
    return [block.text if isinstance(block, Paragraph) else block.rows for block in blocks]


def rows_of(table: str) -> tuple[Row, ...]:
    (block,) = html.read(table.encode()).blocks
    assert isinstance(block, Grid)
    return block.rows


def code_of(content: bytes) -> str:
    with pytest.raises(DocumentError) as refusal:
        html.read(content)
    return refusal.value.problem.code


def test_blocks_stand_in_reading_order_with_their_place() -> None:
    page = "<p>一、总体情况</p><table><tr><td>甲</table><p>二、其他<table><tr><td>乙</table>"
    read = html.read(page.encode())
    assert read.carrier is Carrier.HTML
    first, grid, second, other = read.blocks
    assert (first, second) == (Paragraph("一、总体情况"), Paragraph("二、其他"))
    assert isinstance(grid, Grid)
    assert isinstance(other, Grid)
    assert (grid.evidence, str(grid.place), str(other.place)) == (Evidence.RULED, "第1个表", "第2个表")


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>新收<b>7</b><span>3</span>件</p>", ["新收73件"]),
        ("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
        ("<span>甲<p>乙</p></span>丙", ["甲", "乙", "丙"]),
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("<ul><li>甲<li>乙<ul><li>丙</ul>丁</ul>", ["甲", "乙", "丙", "丁"]),
        ("甲<hr>乙", ["甲", "乙"]),
        ("甲<div></div>乙", ["甲", "乙"]),
        ("<p>&nbsp;&nbsp;甲&nbsp;&nbsp;乙\t丙&nbsp;</p><p>&nbsp;</p>", ["甲 乙 丙"]),
        ("<st1:chsdate>2022年</st1:chsdate><o:p></o:p>度", ["2022年度"]),
        ("<p>政府\n  信息\r\n公开 2022\n年</p>", ["政府信息公开 2022 年"]),
        ("<p>3 <b>5</b> <i>7</i></p>", ["3 5 7"]),
        ("<p>&lt;b&gt;&amp;&#65;</p>", ["<b>&A"]),
        ("<center>甲</center><h1>乙</h1>", ["甲", "乙"]),
    ],
)
def test_prose_is_divided_where_the_page_divides_it(page: str, lines: list[str]) -> None:
    assert blocks_of(page) == lines


@pytest.mark.parametrize(
    "unread",
    [
        "<script>document.write('<table><tr><td>1</table>')</script>",
        "<style>p{color:red}</style>",
        "<noscript><p>请开启脚本</p><table><tr><td>1</table></noscript>",
        "<template><p>样板</p></template>",
        "<!-- 注释 <p>旧</p> -->",
        "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->",
        "<p hidden>隐</p>",
        "<div style='color:red; DISPLAY : none'><p>隐</p></div>",
        "<p style='display:none;mso-hide:all'>隐</p>",
        "<iframe src=x>框</iframe>",
    ],
)
def test_what_a_page_does_not_show_is_not_read(unread: str) -> None:
    assert blocks_of(f"<p>前</p>{unread}<p>后</p>") == ["前", "后"]
    assert rows_of(f"<table><tr><td>前{unread}<td>后</table>") == (("前", "后"),)


def test_a_body_that_a_script_will_show_is_read() -> None:
    assert blocks_of("<body style='display:none'><p>正文</p>") == ["正文"]


def test_the_head_is_not_read_and_conditional_content_is() -> None:
    assert blocks_of("<head><title>题</title></head><body><![if !vml]>正文<![endif]>") == ["正文"]


def test_preformatted_lines_are_paragraphs() -> None:
    assert blocks_of("<div>前<pre>一、本年新收 3\n二、上年结转<br>0\n</pre>后</div>") == [
        "前",
        "一、本年新收 3",
        "二、上年结转",
        "0",
        "后",
    ]


def test_spans_are_expanded() -> None:
    table = (
        "<table><tr><th rowspan=2>办理结果<th colspan='3'>申请人情况</tr>"
        "<tr><td>1<td>2<td rowspan=2>总</tr><tr><td>a<td><td>b</tr></table>"
    )
    assert rows_of(table) == (("办理结果", "申请人情况", None, None), (None, "1", "2", "总"), ("a", "", "b", None))


def test_a_span_past_the_last_cell_of_a_row_still_covers() -> None:
    assert rows_of("<table><tr><td>1<td>2<td rowspan=3>3<tr><td>4<tr></table>") == (
        ("1", "2", "3"),
        ("4", "", None),
        ("", "", None),
    )


def test_a_span_of_nought_rows_reaches_to_the_end_of_its_group() -> None:
    table = "<table><thead><tr><th rowspan=0>头<th>1<tr><th>2<tbody><tr><td>3<td>4</table>"
    assert rows_of(table) == (("头", "1"), (None, "2"), ("3", "4"))


def test_a_span_does_not_leave_its_group() -> None:
    table = "<table><tbody><tr><td rowspan=9>a<td>1</tbody><tbody><tr><td>b<td>2</table>"
    assert rows_of(table) == (("a", "1"), ("b", "2"))


@pytest.mark.parametrize("value", ["0", "-3", "二", "", "1.9", " 1 "])
def test_odd_column_spans_are_one(value: str) -> None:
    assert rows_of(f"<table><tr><td colspan='{value}'>1<td>2</table>") == (("1", "2"),)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>73</p><p>7</p>", "73\n7"),
        ("73<br>7", "73\n7"),
        ("<p>73</p>7", "73\n7"),
        ("73<div>7</div>", "73\n7"),
        ("<span>73<p>7</p></span>", "73\n7"),
        ("<span>7</span><span>3</span><b>7</b>", "737"),
        ("\n <p class=MsoNormal>\n <span lang=EN-US>73</span><span>7<o:p></o:p></span></p>\n ", "737"),
        ("<p><span>73</span><br><span>7</span></p>", "73\n7"),
        ("<span>73</span> <span>7</span>", "73 7"),
        ("<p>&nbsp;</p>", ""),
        ("<p></p><p>7</p><p> </p>", "7"),
        ("<font>１，２３４</font>", "１，２３４"),
        ("社会\n公益\n组织", "社会公益组织"),
        ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
    ],
)
def test_a_cell_keeps_its_lines_and_joins_its_spans(cell: str, text: str) -> None:
    assert rows_of(f"<table><tr><td>{cell}</td><td>0</td></tr></table>") == ((text, "0"),)


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>1<td>2<tr><td>3<td>4</table>",
        "<table><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></table>",
        "<table><tbody><tr><td>1</td><td>2</td></tr></tbody><tr><td>3<td>4",
        "<TABLE><TR><TD>1</TD><TD>2</TR><TR></TR><TR><TH>3</TD><TD>4</TABLE>",
    ],
)
def test_untidy_tables_are_repaired(table: str) -> None:
    assert rows_of(table) == (("1", "2"), ("3", "4"))


def test_hidden_cells_are_left_out() -> None:
    assert rows_of("<table><tr><td>1<td style='display:none'>x<td>2<tr hidden><td>y</table>") == (("1", "2"),)


def test_a_caption_stands_before_its_table() -> None:
    assert blocks_of("<p>前</p><table><caption>表一</caption><tr><td>1</table>") == ["前", "表一", (("1",),)]


def test_text_astray_in_a_table_stands_before_it() -> None:
    assert blocks_of("<table><tr>散<td>1</td></tr></table>后") == ["散", (("1",),), "后"]


def test_a_table_around_tables_is_layout() -> None:
    page = (
        "<table><tr><td>导航</td><td>标题<table><tr><td>1<td>2</table>中<table><tr><td>3</table></td></tr>"
        "<tr><td>页脚</table>末"
    )
    assert blocks_of(page) == ["导航", "标题", (("1", "2"),), "中", (("3",),), "页脚", "末"]


def test_the_cells_behind_a_nested_table_are_not_cells_of_it() -> None:
    page = "<table><tr><td><table><tr><td>1</table><td>外<tr><td>外二</table><table><tr><td>2</table>"
    assert blocks_of(page) == [(("1",),), "外", "外二", (("2",),)]


def test_a_table_of_long_prose_is_layout() -> None:
    prose = "本机关认真贯彻落实条例。" * 20
    assert blocks_of(f"<table><tr><td><p>{prose}</p><p>二、主动公开</p><td>侧栏</table>") == [
        prose,
        "二、主动公开",
        "侧栏",
    ]


def test_a_table_with_a_heading_is_layout() -> None:
    assert blocks_of("<table><tr><td><h2>年度报告</h2>正文</table>") == ["年度报告", "正文"]


def test_a_large_table_with_one_long_note_is_still_a_table() -> None:
    note = "注" * 500
    numbers = "".join(f"<tr><td>{row}<td>0</tr>" for row in range(6))
    (grid,) = html.read(f"<table>{numbers}<tr><td>{note}<td>1</table>".encode()).blocks
    assert isinstance(grid, Grid)
    assert grid.rows[-1] == (note, "1")


def test_the_metadata_table_and_the_menu_are_read_like_any_other() -> None:
    page = (
        "<div class=nav><a href=/>首页</a><a href=/zwgk>政务公开</a></div>"
        "<table><tr><th>索引号：<td>014500/2022-01<tr><th>发文机关：<td></table>"
    )
    assert blocks_of(page) == ["首页政务公开", (("索引号：", "014500/2022-01"), ("发文机关：", ""))]


@pytest.mark.parametrize("charset", ["utf-8", "gbk", "gb18030", "big5"])
def test_the_declared_charset_is_used(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>信息公開</p></body></html>'
    assert html.read(page.encode(charset)).blocks == (Paragraph("信息公開"),)


def test_the_older_declaration_is_used() -> None:
    page = "<META HTTP-EQUIV='Content-Type' content='text/html; charset=gb2312'><p>朱镕基</p>"
    assert html.read(page.encode("gb18030")).blocks == (Paragraph("朱镕基"),)


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_the_charset_is_found_without_a_declaration(charset: str) -> None:
    assert html.read("<p>信息公开</p>".encode(charset)).blocks == (Paragraph("信息公开"),)


@pytest.mark.parametrize("declared", ["utf-8", "klingon", "rot13", "utf-16"])
def test_a_false_declaration_does_not_garble_the_page(declared: str) -> None:
    page = f"<meta charset={declared}><p>信息公开</p>"
    assert html.read(page.encode("gb18030")).blocks == (Paragraph("信息公开"),)
    assert html.read(page.encode("utf-8")).blocks == (Paragraph("信息公开"),)


@pytest.mark.parametrize("content", [b"", b"   ", b"<html></html>", b"<frameset><frame src=a></frameset>"])
def test_a_page_without_content_has_no_blocks(content: bytes) -> None:
    assert html.read(content).blocks == ()


def test_control_characters_of_the_source_stay_harmless() -> None:
    page = "<p>\x04" + "1</p>甲&#4;&#5;乙<table><tr><td>\x067<td>&#6;<p>8</p></table>"
    assert [block for block in html.read(page.encode()).blocks if isinstance(block, Grid)] != []


@pytest.mark.parametrize("element", ["div", "ul><li", "span", "table><tr><td", "b", "blockquote"])
def test_a_hundred_thousand_nested_elements_are_hostile(element: str) -> None:
    assert code_of(f"<{element}>".encode() * 100_000 + b"x") == "file.hostile"


def test_closing_tags_that_close_nothing_do_not_hide_the_nesting() -> None:
    assert code_of(b"<div></b>" * 20_000) == "file.hostile"


def test_nesting_in_comments_and_scripts_is_none() -> None:
    page = b"<!--" + b"<div>" * 9000 + b"--><script>" + b"i<n;" * 9000 + b"</script><p>a</p>"
    assert html.read(page).blocks == (Paragraph("a"),)


def test_nesting_that_lexbor_bears_is_read() -> None:
    assert blocks_of("<div>" * 3000 + "x") == ["x"]


def test_a_long_page_of_unclosed_paragraphs_is_read() -> None:
    assert len(html.read(b"<p>a<br>b" * 10_000).blocks) == 20_000


def test_a_swarm_of_tags_is_too_large() -> None:
    assert code_of(b"<p>" * 500_000) == "file.too_large"


def test_a_line_of_thirty_megabytes_is_too_large() -> None:
    assert code_of(b"<p>" + b"7" * 30_000_000) == "file.too_large"


def test_a_file_above_the_limit_is_too_large() -> None:
    assert code_of(b" " * (limits.MAX_FILE_BYTES + 1)) == "file.too_large"


@pytest.mark.parametrize("span", ["colspan=1000", "colspan=999999999 rowspan=999999999"])
def test_spans_that_would_fill_the_memory_are_refused(span: str) -> None:
    assert code_of(f"<table>{f'<tr><td {span}>1' * 600}</table>".encode()) == "file.too_large"


def written_as_a_page(cells: Tiling) -> str:
    def td(text: str, columns: int, rows: int) -> str:
        return f"<td colspan={columns} rowspan={rows}><p class=MsoNormal><span>{text}</span><o:p></o:p></p></td>"

    return "".join(f"<tr>{''.join(td(*cell) for cell in row if cell)}</tr>" for row in cells)


@given(tilings())
def test_any_merged_table_is_read_back_cell_by_cell(cells: Tiling) -> None:
    assert rows_of(f"<table>{written_as_a_page(cells)}</table>") == expanded(cells)


@given(st.binary(max_size=300))
def test_random_bytes_never_crash(content: bytes) -> None:
    html.read(content)


BLOCK_MARKUP = ["<p>", "</p>", "<div>", "</div>", "<li>", "<br>", "<pre>", "</pre>", "<body>", "</body>"]
TABLE_MARKUP = [
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<td colspan=2>",
    "<td rowspan=0>",
    "</td>",
    "<caption>",
    "<tbody>",
]


@given(
    st.lists(
        st.sampled_from([*BLOCK_MARKUP, *TABLE_MARKUP, "<caption>", "<span>", "</span>", "甲", "7", "&nbsp;"]),
        max_size=40,
    )
)
def test_any_order_of_tags_is_read_without_losing_a_number(pieces: list[str]) -> None:
    texts: list[str] = []
    for block in blocks_of("".join(pieces)):
        texts += [block] if isinstance(block, str) else [text for row in block for text in row if text]
    assert "".join(texts).count("7") == pieces.count("7")


def test_struck_out_and_raised_figures_of_a_cell_do_not_count() -> None:
    page = "<table><tr><td>规章</td><td><s>99</s>12</td><td>12<sup>2</sup></td><td><del>1</del>3</td></tr></table>"
    (grid,) = html.read(page.encode()).blocks
    assert isinstance(grid, Grid)
    assert grid.rows == (("规章", "12", "12", "3"),)
