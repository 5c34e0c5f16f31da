"""What the written files look like to the programs that open them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from lxml import html as lxml_html

from documents.chinese_fonts import has_font
from gongkai.documents.blocks import Carrier
from gongkai.reports.model import Chapter, Report
from gongkai.reports.writers.formats import BY_SUFFIX, FORMATS, Format
from gongkai.reports.writers.outline import heading_split, outline, outline_for_signing
from gongkai.statute.editions.edition_2019 import EDITION_2019
from gongkai.statute.editions.edition_2021 import EDITION_2021
from reports.strategies import report_of

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
S = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}

in_every_format = pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=[has_font] if kind.suffix == "pdf" else [], id=kind.suffix) for kind in FORMATS],
)


@pytest.fixture
def report() -> Report:
    figures: dict[str, int | Decimal | None] = dict.fromkeys(EDITION_2021.by_path, 0)
    figures["proactive.charges.amount"] = Decimal("151022.810000")
    figures["applications.new.natural_person"] = 737
    figures["applications.new.business"] = None
    return report_of(EDITION_2021, figures)


def written(report: Report, suffix: str) -> bytes:
    return BY_SUFFIX[suffix].write(report)


def part(content: bytes, name: str) -> etree._Element:
    with ZipFile(BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def sheet_cells(content: bytes, number: int) -> dict[str, str | None]:
    with ZipFile(BytesIO(content)) as archive:
        strings = etree.fromstring(archive.read("xl/sharedStrings.xml"))
        sheet = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    texts = ["".join(item.itertext()) for item in strings]
    cells: dict[str, str | None] = {}
    for cell in sheet.iterfind(".//s:c", S):
        value = cell.findtext("s:v", namespaces=S)
        cells[cell.get("r", "")] = texts[int(value or 0)] if cell.get("t") == "s" else value
    return cells


@in_every_format
def test_same_report_gives_the_same_bytes(kind: Format, report: Report) -> None:
    again = replace(report, figures=dict(report.figures))

    assert kind.write(report) == kind.write(again)


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_container_holds_no_time_of_writing(suffix: str, report: Report) -> None:
    with ZipFile(BytesIO(written(report, suffix))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()

    assert str(date.today().year) not in core  # noqa: DTZ011


@in_every_format
def test_report_without_anything_is_still_written(kind: Format) -> None:
    assert kind.write(Report(source="空.txt", carrier=Carrier.TEXT))


@in_every_format
def test_control_characters_do_not_break_the_file(kind: Format, report: Report) -> None:
    hostile = Chapter(1, "总体\x00情况", "\x0b一\x1f二\ufffe<b>&</b>\ud800")

    assert kind.write(replace(report, title="标\x08题", chapters=(hostile,), problems=()))


def test_word_opens_the_three_tables_at_their_size(report: Report) -> None:
    document = docx.Document(BytesIO(written(report, "docx")))

    assert [(len(table.rows), len(table.columns)) for table in document.tables] == [(14, 4), (28, 10), (4, 15)]


def test_word_prints_figures_in_their_cells(report: Report) -> None:
    applications = docx.Document(BytesIO(written(report, "docx"))).tables[1]

    new = [cell.text for cell in applications.rows[3].cells]
    assert new[3:] == ["737", "", "0", "0", "0", "0", "0"]
    assert new[:3] == ["一、本年新收政府信息公开申请数量"] * 3
    assert applications.cell(5, 0).text == applications.cell(26, 0).text == "三、本年度办理结果"


def test_word_sets_title_and_text_in_the_official_faces(report: Report) -> None:
    styles = part(written(report, "docx"), "word/styles.xml")

    def face(name: str) -> tuple[str, str]:
        fonts = styles.xpath(f"//w:style[@w:styleId='{name}']/w:rPr/w:rFonts/@w:eastAsia", namespaces=W)
        sizes = styles.xpath(f"//w:style[@w:styleId='{name}']/w:rPr/w:sz/@w:val", namespaces=W)
        return str(fonts[0]), str(sizes[0])

    default = styles.xpath("//w:docDefaults//w:rFonts/@w:eastAsia", namespaces=W)
    assert face("Title") == ("FZXiaoBiaoSong-B05S", "44")
    assert face("Heading1") == ("SimHei", "32")
    assert face("Heading2") == ("KaiTi", "32")
    assert default == ["FangSong_GB2312"]


def test_word_page_follows_the_national_standard(report: Report) -> None:
    document = docx.Document(BytesIO(written(report, "docx")))
    page = document.sections[0]
    lengths = (
        page.page_width,
        page.page_height,
        page.top_margin,
        page.right_margin,
        page.bottom_margin,
        page.left_margin,
    )

    assert [round(length.mm) for length in lengths if length] == [210, 297, 37, 26, 35, 28]
    assert page.footer.paragraphs[0].text == "— 2 —"  # what stands until Word counts


def test_word_repeats_header_rows_and_keeps_rows_whole(report: Report) -> None:
    body = part(written(report, "docx"), "word/document.xml")
    tables = body.findall(".//w:tbl", W)

    assert [len(table.findall(".//w:tblHeader", W)) for table in tables] == [0, 3, 3]
    assert [len(table.findall(".//w:cantSplit", W)) for table in tables] == [14, 28, 4]


def test_word_puts_each_table_into_its_chapter(report: Report) -> None:
    body = part(written(report, "docx"), "word/document.xml")[0]
    order = ["表" if child.tag.endswith("}tbl") else "".join(child.itertext()) for child in body]

    assert (
        order.index("二、主动公开政府信息情况") < order.index("表") < order.index("三、收到和处理政府信息公开申请情况")
    )
    assert [line[:2] for line in order if line[1:2] == "、"] == ["一、", "二、", "三、", "四、", "五、", "六、"]


def test_workbook_has_a_sheet_for_the_prose_and_each_table(report: Report) -> None:
    book = part(written(report, "xlsx"), "xl/workbook.xml")

    assert book.xpath("//s:sheet/@name", namespaces=S) == ["说明", "表二", "表三", "表四"]


def test_workbook_tells_title_agency_and_year_first(report: Report) -> None:
    cells = sheet_cells(written(report, "xlsx"), 1)

    assert cells["A1"] == "青岚市人民政府办公室2021年政府信息公开工作年度报告"
    assert (cells["A2"], cells["A3"]) == ("编制机关：青岚市人民政府办公室", "报告年度：2021年")


def test_workbook_holds_numbers_as_numbers_and_blanks_as_nothing(report: Report) -> None:
    cells = sheet_cells(written(report, "xlsx"), 3)

    assert (cells["D4"], cells["E4"], cells["F4"]) == ("737", None, "0")


def test_workbook_keeps_an_amount_exactly_and_shows_its_decimals(report: Report) -> None:
    content = written(report, "xlsx")
    amount = sheet_cells(content, 2)["B14"]
    shown = part(content, "xl/styles.xml").xpath("//s:numFmt/@formatCode", namespaces=S)

    assert Decimal(amount or "") == Decimal("151022.81")
    assert "0.000000" in shown


def test_amount_that_a_spreadsheet_would_round_is_written_as_text(report: Report) -> None:
    figures = {**report.figures, "proactive.charges.amount": Decimal("12345678901234.123456")}

    cells = sheet_cells(written(replace(report, figures=figures), "xlsx"), 2)

    assert cells["B14"] == "12345678901234.123456"


def test_workbook_merges_what_the_form_merges(report: Report) -> None:
    sheet = part(written(report, "xlsx"), "xl/worksheets/sheet3.xml")
    merged = set(sheet.xpath("//s:mergeCell/@ref", namespaces=S))

    assert {"A1:C3", "D1:J1", "D2:D3", "E2:I2", "A6:A27", "B8:B15", "A28:C28"} <= merged


def test_prose_that_looks_like_a_formula_stays_text(report: Report) -> None:
    chapters = (Chapter(1, "总体情况", '=HYPERLINK("http://example.invalid")'),)

    content = written(replace(report, chapters=chapters), "xlsx")

    assert part(content, "xl/worksheets/sheet1.xml").find(".//s:f", S) is None


def test_page_names_the_headers_of_every_figure(report: Report) -> None:
    page = lxml_html.fromstring(written(report, "html"))
    names = set(page.xpath("//th/@id"))
    figures = page.xpath("//td[@data-cell]")

    assert page.get("lang") == "zh-CN"
    assert {figure.get("data-cell") for figure in figures} == set(EDITION_2021.by_path)
    assert all(set(figure.get("headers").split()) <= names for figure in figures)
    assert len(names) == len(page.xpath("//th"))


def test_page_captions_every_table(report: Report) -> None:
    page = lxml_html.fromstring(written(report, "html"))

    assert page.xpath("//caption/text()") == [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]


def test_page_needs_nothing_from_elsewhere(report: Report) -> None:
    page = lxml_html.fromstring(written(report, "html"))

    assert page.xpath("//@src | //@href | //script") == []


def test_page_escapes_what_the_report_says(report: Report) -> None:
    chapters = (Chapter(1, "总体情况", "<script>alert(1)</script>"),)

    page = lxml_html.fromstring(written(replace(report, chapters=chapters), "html"))

    assert page.xpath("//script") == []
    assert "<script>alert(1)</script>" in page.text_content()


def test_csv_gives_one_row_a_cell(report: Report) -> None:
    text = written(report, "csv").decode("utf-8-sig")
    header, *rows = csv.reader(StringIO(text))

    assert header[:6] == ["单元格", "表", "行", "栏", "数值", "单位"]
    assert len(rows) == 10 + 175 + 15
    assert rows[9][:6] == [
        "proactive.charges.amount",
        "表二",
        "行政事业性收费",
        "本年收费金额（单位：万元）",
        "151022.810000",
        "万元",
    ]


def test_csv_leaves_a_blank_empty_and_a_zero_zero(report: Report) -> None:
    rows = {row[0]: row[4] for row in csv.reader(StringIO(written(report, "csv").decode("utf-8-sig")))}

    assert rows["applications.new.business"] == ""
    assert rows["applications.new.research"] == "0"


def test_csv_is_marked_as_utf8_for_excel(report: Report) -> None:
    assert written(report, "csv").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", ["=cmd()", "+1", "-1", "@x", "\t=1", "  =1", "＝1"])
def test_csv_disarms_formulas_in_names(name: str, report: Report) -> None:
    (_, first, *_) = csv.reader(StringIO(written(replace(report, agency=name), "csv").decode("utf-8-sig")))

    assert first[6] == f"'{name}"


def test_csv_keeps_a_negative_change_a_number() -> None:
    figures: dict[str, int | Decimal | None] = {
        **dict.fromkeys(EDITION_2019.by_path, 0),
        "proactive.licensing.change": -4,
    }

    text = BY_SUFFIX["csv"].write(report_of(EDITION_2019, figures)).decode("utf-8-sig")

    assert ",本年增/减,-4," in text


def test_json_is_one_line_of_the_contract(report: Report) -> None:
    content = written(report, "json")

    assert content.count(b"\n") == 1
    assert json.loads(content)["proactive"]["charges"] == {"amount": "151022.810000"}
    assert "青岚市" in content.decode()


def test_table_that_was_not_recovered_is_said_to_be_absent(report: Report) -> None:
    partial = replace(report, editions={"applications": "2021"})

    parts = outline(partial).parts

    assert [part.number for part in parts if part.table is not None] == [3]
    assert [part.number for part in parts if "（原报告的本表未能读取，此处从缺。）" in part.paragraphs] == [2, 4]


def test_tables_of_two_editions_are_each_printed_as_they_are(report: Report) -> None:
    old = {path: 0 for path in EDITION_2019.by_path if path.startswith("applications")}
    mixed = replace(report, editions={"proactive": "2021", "applications": "2019"}, figures={**report.figures, **old})

    assert [len(table.rows) for table in outline(mixed).tables] == [14, 26]


def test_report_is_signed_with_its_organ_and_day(report: Report) -> None:
    signed = outline(replace(report, reported_on=date(2022, 3, 9)))

    assert signed.signature == ("青岚市人民政府办公室", "2022年3月9日")


def test_report_of_a_territory_is_signed_by_its_government_and_not_by_the_place(report: Report) -> None:
    of_place = replace(report, agency="浮玉市", signed_by="浮玉市人民政府", reported_on=date(2026, 3, 2))
    assert outline(of_place).signature == ("浮玉市人民政府", "2026年3月2日")
    undated = replace(of_place, reported_on=None)
    assert outline_for_signing(undated).signature[0] == "浮玉市人民政府"


def test_report_that_closes_with_its_date_is_not_signed_twice(report: Report) -> None:
    closing = Chapter(6, "其他需要报告的事项", "无。\n青岚市人民政府办公室\n2022年 3月 9日")

    assert outline(replace(report, reported_on=date(2022, 3, 9), chapters=(closing,))).signature == ()


def test_heading_keeps_the_words_of_the_report(report: Report) -> None:
    named = replace(report, chapters=(Chapter(5, "五、存在问题及改进情况", "无。"),))

    assert outline(named).parts[4].heading == "五、存在问题及改进情况"


@pytest.mark.parametrize(
    ("paragraph", "heading"),
    [
        ("（一）主动公开。全年公开信息三百条。", "（一）主动公开。"),
        ("(二)依申请公开", "(二)依申请公开"),
        ("（三）所列各项均已完成，其中第一项由办公室负责，其余各项由各科室分别负责，按季度报送", ""),
        ("一是加强组织领导。", ""),
    ],
)
def test_second_level_heading_is_told_from_the_text_after_it(paragraph: str, heading: str) -> None:
    assert heading_split(paragraph) == (heading, paragraph[len(heading) :])
