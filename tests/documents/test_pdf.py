"""PDF files as they come: turned, cropped, stamped, scanned, locked, broken and malicious."""

from __future__ import annotations

import re
import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from documents.page_samples import LEFT, PROACTIVE, PdfPaper, draw, form, need_chinese_font
from gongkai.documents import limits, page_guard, page_paths, pdf, scanned
from gongkai.documents.blocks import Carrier, Document, Evidence, Grid, Paragraph
from gongkai.documents.page_marks import PageMarks, Piece
from gongkai.documents.page_ruling import Segment, rule_up
from gongkai.documents.problems import DocumentError


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def refusal(content: bytes) -> str:
    with pytest.raises(DocumentError) as refused:
        pdf.read(content)
    assert re.search("[\u4e00-\u9fff]", refused.value.problem.message)
    return refused.value.problem.code


def raw_pdf(*objects: bytes) -> bytes:
    """Write a PDF from its objects; the first is the catalogue."""
    content, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return content + trailer % (size, table, size, len(content))


def raw_stream(told: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(told, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (entries, len(packed), packed)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>"


def one_page(told: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    return raw_pdf(CATALOGUE, ONE_PAGE, PAGE % resources, raw_stream(told), *more)


def test_document_says_it_is_a_pdf() -> None:
    paper = PdfPaper()
    paper.text(LEFT, 60, "一、总体情况")
    document = pdf.read(paper.content())
    assert document.carrier is Carrier.PDF
    assert document.problems == ()
    assert texts(document) == ["一、总体情况"]


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_page_laid_on_its_side_is_read_upright(quarter: int) -> None:
    need_chinese_font()
    paper = PdfPaper(size=(900, 900))
    paper.canvas.translate(450, 450)
    paper.canvas.rotate(quarter)
    paper.canvas.translate(-450, -450)
    paper.canvas.setPageRotation(quarter)
    paper.text(LEFT, 60, "二、主动公开政府信息情况")
    draw(paper, PROACTIVE, top=80)
    document = pdf.read(paper.content())
    assert [grid.rows for grid in grids(document)] == [PROACTIVE.rows]
    assert texts(document) == ["二、主动公开政府信息情况"]


def test_table_on_a_turned_page_is_joined_to_the_next() -> None:
    need_chinese_font()
    paper = PdfPaper(size=(900, 900))
    for first, last in ((0, 4), (4, 10)):
        paper.canvas.translate(900, 0)
        paper.canvas.rotate(90)
        draw(paper, PROACTIVE, top=80, first=first, last=last)
        paper.turn_page()
    assert [grid.rows for grid in grids(pdf.read(paper.content()))] == [PROACTIVE.rows]


def test_crop_box_hides_what_lies_outside() -> None:
    paper = PdfPaper(size=(700, 900), cropBox=(20, 30, 600, 880))
    paper.text(LEFT, 10, "裁切线外的印刷标记")
    draw(paper, PROACTIVE, top=80)
    document = pdf.read(paper.content())
    assert [grid.rows for grid in grids(document)] == [PROACTIVE.rows]
    assert texts(document) == []


def test_slanting_watermark_is_left_out() -> None:
    paper = PdfPaper()
    draw(paper, PROACTIVE, top=80)
    paper.canvas.translate(200, 400)
    paper.canvas.rotate(45)
    paper.canvas.setFont("STSong-Light", 60)
    paper.canvas.drawString(0, 0, "内部资料 9 8 7")
    document = pdf.read(paper.content())
    assert [grid.rows for grid in grids(document)] == [PROACTIVE.rows]
    assert texts(document) == []


def test_one_text_over_several_cells_is_parted_at_the_lines() -> None:
    paper = PdfPaper()
    draw(paper, form("| | \n | | ", (40, 40, 40)), top=60)
    paper.canvas.setFont("Helvetica", 9)
    text = paper.canvas.beginText(LEFT + 5, 842 - 76)
    text.setCharSpace(35)
    text.textOut("123")
    paper.canvas.drawText(text)
    (grid,) = grids(pdf.read(paper.content()))
    assert grid.rows == (("1", "2", "3"), ("", "", ""))


def test_number_wider_than_its_cell_stays_whole() -> None:
    paper = PdfPaper()
    draw(paper, form("收费 | 15102212.81 | ", (60, 40, 90)), top=60)
    (grid,) = grids(pdf.read(paper.content()))
    assert grid.rows == (("收费", "15102212.81", ""),)


def test_picture_page_is_named_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanned, "available", lambda: False)
    paper = PdfPaper()
    paper.text(LEFT, 60, "第一页有文字")
    paper.turn_page()
    paper.picture()
    paper.turn_page()
    paper.text(LEFT, 60, "第三页有文字")
    document = pdf.read(paper.content())
    assert texts(document) == ["第一页有文字", "第三页有文字"]
    (problem,) = document.problems
    assert problem.code == "page.scanned"
    assert problem.message == "第2页是图片，没有文字；要识别图片，由系统管理员安装文字识别组件（gongkai[ocr]）"


def test_table_made_out_from_a_picture_is_not_believed_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    ruling = rule_up(
        across=[Segment(y, 50, 250) for y in (50, 80, 110)], down=[Segment(x, 50, 110) for x in (50, 150, 250)]
    )
    words = (("规章", 60, 60), ("5", 160, 55), ("6", 160, 67), ("行政许可", 60, 90), ("12", 160, 90))
    pieces = tuple(Piece(text, x, y, x + 30, y + 9) for text, x, y in words)
    marks = PageMarks(1, 595, 842, pieces, ruling, recognised=True)
    monkeypatch.setattr(scanned, "available", lambda: True)
    picture = scanned.Picture(number=1, width=595, height=842, scale=2.5, dots=None)
    monkeypatch.setattr(scanned, "pictures", lambda content, *, pages: (picture,))
    monkeypatch.setattr(scanned, "made_out", lambda picture: marks)
    paper = PdfPaper()
    paper.picture()
    document = pdf.read(paper.content())
    (grid,) = grids(document)
    assert grid.rows == (("规章", "5\n6"), ("行政许可", "12"))
    assert grid.evidence is Evidence.GUESSED
    assert [problem.code for problem in document.problems] == ["page.recognised"]


def test_lines_of_a_picture_are_its_long_dark_runs() -> None:
    numpy = pytest.importorskip("numpy")
    picture = numpy.full((400, 600), 255, dtype="uint8")
    picture[100:102, 50:550] = 0
    picture[300:302, 50:550] = 0
    picture[100:302, 50:52] = 0
    picture[100:302, 548:550] = 0
    picture[150:160, 100:110] = 0
    ruling = scanned.ruling_of(picture, scale=2.0)
    assert [round(track.at) for track in ruling.across] == [50, 150]
    assert [round(track.at) for track in ruling.down] == [25, 274]


def test_font_without_character_codes_gives_no_figures() -> None:
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Odd/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Odd/DW 1000/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        b"<</Type/FontDescriptor/FontName/ABCDEF+Odd/Flags 4/Ascent 800/Descent -200/CapHeight 700"
        b"/ItalicAngle 0/StemV 80/FontBBox[0 -200 1000 800]>>",
    )
    told = b"BT /A 12 Tf 50 700 Td <003100320033> Tj ET"
    document = pdf.read(one_page(told, *font, resources=b"/Font<</A 5 0 R>>"))
    assert [problem.code for problem in document.problems] == ["page.garbled"]
    assert all(not re.search(r"\d", text) for text in texts(document))


def test_blank_page_is_no_problem() -> None:
    paper = PdfPaper()
    paper.turn_page()
    document = pdf.read(paper.content())
    assert document.blocks == ()
    assert document.problems == ()


def test_text_inside_a_form_object_is_read_with_its_lines() -> None:
    paper = PdfPaper()
    paper.canvas.beginForm("seal")
    draw(paper, PROACTIVE, top=80)
    paper.canvas.endForm()
    paper.canvas.translate(10, -15)
    paper.canvas.doForm("seal")
    (grid,) = grids(pdf.read(paper.content()))
    assert grid.rows == PROACTIVE.rows


def locked(**passwords: str) -> bytes:
    paper = PdfPaper(encrypt=StandardEncryption(strength=128, **passwords))
    paper.text(LEFT, 60, "一、总体情况")
    return paper.content()


def test_file_with_a_password_is_refused() -> None:
    assert refusal(locked(userPassword="open", ownerPassword="own")) == "file.encrypted"


def test_file_that_only_forbids_changes_is_read() -> None:
    assert texts(pdf.read(locked(userPassword="", ownerPassword="own"))) == ["一、总体情况"]


def sample() -> bytes:
    paper = PdfPaper()
    draw(paper, PROACTIVE, top=80)
    return paper.content()


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.95])
def test_truncated_file_is_refused(share: float) -> None:
    content = sample()
    assert refusal(content[: int(len(content) * share)]) == "file.truncated"


def test_file_that_stops_short_is_not_mended_in_silence() -> None:
    content = sample()
    assert refusal(content[: content.rindex(b"xref\n0 ")]) == "file.truncated"


def test_rubbish_behind_the_header_is_refused() -> None:
    assert refusal(b"%PDF-1.7\n" + bytes(range(256)) * 40) == "file.truncated"


def test_another_kind_of_file_is_refused() -> None:
    assert refusal(b"PK\x03\x04 nothing of the kind") == "file.unsupported"


def test_too_many_pages_are_refused_before_any_is_read() -> None:
    many = limits.MAX_PAGES + 1
    kids = b" ".join(b"3 0 R" for _ in range(many))
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, many)
    assert refusal(raw_pdf(CATALOGUE, pages, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")) == "file.too_large"


def test_page_of_countless_lines_is_refused() -> None:
    assert refusal(one_page(b"0 0 m 9 9 l S\n" * (page_paths.MOST_OBJECTS + 1))) == "file.hostile"


def test_path_of_countless_steps_is_refused() -> None:
    assert refusal(one_page(b"0 0 m " + b"9 9 l 0 9 l " * 110_000 + b"S")) == "file.hostile"


def test_endless_instructions_are_refused() -> None:
    assert refusal(one_page(b" " * (page_guard.LARGEST_DRAWING + 1))) == "file.hostile"


def test_states_saved_and_never_restored_are_refused() -> None:
    assert refusal(one_page(b"q " * 300_000)) == "file.hostile"


def test_stream_packed_twice_is_refused() -> None:
    twice = zlib.compress(zlib.compress(b" " * 1_000))
    stream = b"<</Filter[/FlateDecode /FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(twice), twice)
    assert refusal(raw_pdf(CATALOGUE, ONE_PAGE, PAGE % b"", stream)) == "file.hostile"


FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"


def drawing_forms(*, depth: int, times: int) -> bytes:
    """Return forms that each draw the next one; the last draws nothing."""
    chain = [
        raw_stream(b"/F Do " * times, FORM + b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + step))
        for step in range(depth)
    ]
    return one_page(b"/F Do", *chain, raw_stream(b"", FORM), resources=b"/XObject<</F 5 0 R>>")


def test_forms_that_unfold_without_bounds_are_refused() -> None:
    assert refusal(drawing_forms(depth=9, times=20)) == "file.hostile"


def test_form_that_draws_itself_is_refused() -> None:
    itself = raw_stream(b"/F Do /F Do", FORM + b"/Resources<</XObject<</F 5 0 R>>>>")
    assert refusal(one_page(b"/F Do", itself, resources=b"/XObject<</F 5 0 R>>")) == "file.hostile"


def test_forms_nested_within_reason_are_read() -> None:
    assert pdf.read(drawing_forms(depth=3, times=4)).blocks == ()


def test_same_name_in_different_forms_is_no_circle() -> None:
    outer = raw_stream(b"/F Do", FORM + b"/Resources<</XObject<</F 6 0 R>>>>")
    inner = raw_stream(b"", FORM + b"/Resources<</XObject<</F 7 0 R>>>>")
    content = one_page(b"/F Do", outer, inner, raw_stream(b"", FORM), resources=b"/XObject<</F 5 0 R>>")
    assert pdf.read(content).blocks == ()


def test_spelt_out_names_are_refused() -> None:
    hidden = raw_stream(b"/F Do", FORM.replace(b"/Form", b"/F#6frm"))
    assert refusal(one_page(b"/F Do", hidden, resources=b"/XObject<</F 5 0 R>>")) == "file.hostile"
