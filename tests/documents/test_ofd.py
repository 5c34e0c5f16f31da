"""OFD packages as they come: templates, vertical text, missing parts, bombs."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from documents.page_samples import LEFT, PROACTIVE, OfdPaper, draw, ofd_package
from gongkai.documents import limits, ofd
from gongkai.documents.blocks import Carrier, Document, Grid, Paragraph
from gongkai.documents.problems import DocumentError

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def refusal(content: bytes) -> str:
    with pytest.raises(DocumentError) as refused:
        ofd.read(content)
    assert re.search("[\u4e00-\u9fff]", refused.value.problem.message)
    return refused.value.problem.code


def text_object(code: str, attributes: str = 'Boundary="20 20 100 10"') -> str:
    return f'<ofd:TextObject {attributes} Font="1" Size="3.5">{code}</ofd:TextObject>'


def test_document_says_it_is_an_ofd() -> None:
    paper = OfdPaper()
    paper.text(LEFT, 60, "一、总体情况")
    document = ofd.read(paper.content())
    assert document.carrier is Carrier.OFD
    assert texts(document) == ["一、总体情况"]


def test_repeated_steps_place_the_characters() -> None:
    code = '<ofd:TextCode X="0" Y="3.5" DeltaX="g 2 3.5 20 1.75">行政许可12</ofd:TextCode>'
    assert texts(ofd.read(ofd_package([text_object(code)]))) == ["行政许\t可12"]


def test_several_codes_in_one_object_stay_in_their_cells() -> None:
    code = '<ofd:TextCode X="0" Y="3.5">规章</ofd:TextCode><ofd:TextCode X="40" Y="3.5">5</ofd:TextCode>'
    assert texts(ofd.read(ofd_package([text_object(code)]))) == ["规章\t5"]


def test_letters_stacked_by_steps_are_lines() -> None:
    code = '<ofd:TextCode X="0" Y="3.5" DeltaY="g 3 5">尚未审结</ofd:TextCode>'
    assert texts(ofd.read(ofd_package([text_object(code)]))) == ["尚", "未", "审", "结"]


def test_matrix_moves_and_scales_the_text() -> None:
    near = text_object('<ofd:TextCode X="0" Y="3.5">甲</ofd:TextCode>', 'Boundary="10 10 9 9"')
    far = text_object('<ofd:TextCode X="0" Y="3.5">乙</ofd:TextCode>', 'Boundary="10 10 9 9" CTM="1 0 0 1 60 0"')
    assert texts(ofd.read(ofd_package([far + near]))) == ["甲\t乙"]


def test_slanting_watermark_is_left_out() -> None:
    slanting = text_object('<ofd:TextCode X="0" Y="3.5">内部资料</ofd:TextCode>', 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    assert texts(ofd.read(ofd_package([slanting]))) == []


def test_template_lies_under_every_page() -> None:
    paper = OfdPaper()
    draw(paper, PROACTIVE, top=80)
    body = text_object('<ofd:TextCode X="0" Y="3.5">正文</ofd:TextCode>', 'Boundary="20 200 100 10"')
    head = text_object('<ofd:TextCode X="0" Y="3.5">页眉</ofd:TextCode>', 'Boundary="20 10 100 10"')
    assert texts(ofd.read(ofd_package([body, body.replace("正文", "续文")], template=head))) == ["页眉", "正文", "续文"]


def test_other_namespaces_are_read_too() -> None:
    content = ofd_package([text_object('<ofd:TextCode X="0" Y="3.5">正文</ofd:TextCode>')])
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"http://www.ofdspec.org/2016", b"http://www.ofdspec.org"))
    assert texts(ofd.read(buffer.getvalue())) == ["正文"]


def repacked(content: bytes, *, without: str = "", **replaced: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if not (without and name.endswith(without)):
                new.writestr(name, replaced.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return buffer.getvalue()


def sample() -> bytes:
    paper = OfdPaper()
    draw(paper, PROACTIVE, top=80)
    paper.turn_page()
    paper.text(LEFT, 60, "后页正文")
    return paper.content()


def test_missing_page_is_named_and_the_others_are_read() -> None:
    document = ofd.read(repacked(sample(), without="Page_0.xml"))
    assert texts(document) == ["后页正文"]
    assert [problem.code for problem in document.problems] == ["page.missing"]
    assert "第1页" in document.problems[0].message


def test_picture_page_is_named() -> None:
    document = ofd.read(ofd_package(['<ofd:ImageObject ID="1" ResourceID="2" Boundary="0 0 210 297"/>']))
    assert [problem.code for problem in document.problems] == ["page.scanned"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_truncated_package_is_refused(share: float) -> None:
    content = sample()
    assert refusal(content[: int(len(content) * share)]) == "file.truncated"


def test_package_without_its_document_is_refused() -> None:
    assert refusal(repacked(sample(), without="Document.xml")) == "file.truncated"


def test_other_zip_is_refused() -> None:
    assert refusal(repacked(sample(), without="OFD.xml")) == "file.unsupported"


def test_page_that_is_no_xml_is_refused() -> None:
    assert refusal(repacked(sample(), Page_0=b"<ofd:Page")) == "file.truncated"


def test_entity_bomb_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
    assert refusal(repacked(sample(), Page_0=bomb)) == "file.hostile"


def test_zip_bomb_is_refused() -> None:
    assert refusal(repacked(sample(), Page_0=b" " * (limits.MAX_UNPACKED_BYTES + 1))) == "file.hostile"


def test_place_that_leads_out_of_the_package_names_nothing() -> None:
    page = '<ofd:Page ID="1" BaseLoc="../../../etc/passwd"/>'
    escaping = f"<ofd:Document {NAMESPACE}><ofd:Pages>{page}</ofd:Pages></ofd:Document>"
    document = ofd.read(ofd_package([""], document=escaping))
    assert document.blocks == ()
    assert [problem.code for problem in document.problems] == ["page.missing"]


def test_too_many_pages_are_refused() -> None:
    listed = '<ofd:Page ID="1" BaseLoc="Pages/Page_0.xml"/>' * (limits.MAX_PAGES + 1)
    document = f"<ofd:Document {NAMESPACE}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    assert refusal(ofd_package([""], document=document)) == "file.too_large"


def test_document_without_pages_is_refused() -> None:
    assert refusal(ofd_package([])) == "file.truncated"


def test_page_of_countless_steps_is_refused() -> None:
    told = "M 0 0 " + "L 9 9 L 0 9 " * 110_000
    path = f"<ofd:PathObject><ofd:AbbreviatedData>{told}</ofd:AbbreviatedData></ofd:PathObject>"
    assert refusal(ofd_package([path])) == "file.hostile"


@pytest.mark.parametrize("number", ["nan", "inf", "1e400", "x", ""])
def test_numbers_that_are_none_are_survived(number: str) -> None:
    code = f'<ofd:TextCode X="{number}" Y="{number}" DeltaX="g {number} {number}">正文</ofd:TextCode>'
    path = f"<ofd:PathObject><ofd:AbbreviatedData>M {number} 0 L 9 {number}</ofd:AbbreviatedData></ofd:PathObject>"
    box = f'Boundary="{number} 1 1 1" CTM="{number}"'
    assert texts(ofd.read(ofd_package([text_object(code, box) + path]))) == ["正文"]
