"""The Word letter: the same words when read again, the form of an official letter, the same bytes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from gongkai.documents.blocks import Carrier, Paragraph
from gongkai.documents.reading import read_document
from gongkai.letters import docx
from gongkai.letters.composing import compose
from gongkai.letters.kinds import LETTER_KINDS
from gongkai.letters.letter import Letter, listed
from letters.invented import facts_for

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def letter(code: str = "partly_granted") -> Letter:
    return compose(code, facts_for(code))


def part(content: bytes, name: str) -> etree._Element:
    with ZipFile(BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def values(root: etree._Element, tag: str, attribute: str) -> list[str]:
    return [str(found.get(f"{W}{attribute}")) for found in root.iter(f"{W}{tag}")]


@pytest.mark.parametrize("code", LETTER_KINDS)
def test_letter_is_read_again_word_for_word(code: str) -> None:
    written = letter(code)
    document = read_document(docx.write(written))
    assert document.carrier is Carrier.DOCX
    read = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    attachments = [f"{'' if place else '附件：'}{name}" for place, name in enumerate(listed(written))]
    signed = [written.organ, written.date_text, f"（{written.note}）"]
    body = [written.number, written.title, f"{written.addressee}：", *written.paragraphs, *attachments, *signed]
    assert read[-len(body) :] == body


def test_same_letter_gives_the_same_bytes() -> None:
    assert docx.write(letter()) == docx.write(letter())


def test_every_part_is_well_formed_and_linked() -> None:
    content = docx.write(letter())
    with ZipFile(BytesIO(content)) as archive:
        names = set(archive.namelist())
        for name in names:
            etree.fromstring(archive.read(name))
    links = part(content, "word/_rels/document.xml.rels")
    assert {f"word/{link.get('Target')}" for link in links} <= names


def test_organ_stands_in_red_over_a_thick_and_thin_rule_on_the_first_page() -> None:
    header = part(docx.write(letter()), "word/header1.xml")
    assert "".join(header.itertext()) == "青溪县水利局"
    assert values(header, "color", "val") == ["E60012"]
    assert values(header, "bottom", "val") == ["thickThinSmallGap"]


def test_first_page_has_a_rule_in_place_of_its_number() -> None:
    content = docx.write(letter())
    assert values(part(content, "word/footer1.xml"), "top", "val") == ["thickThinSmallGap"]
    assert "PAGE" not in "".join(part(content, "word/footer1.xml").itertext())
    assert "PAGE" in "".join(part(content, "word/footer2.xml").itertext())
    assert len(list(part(content, "word/document.xml").iter(f"{W}titlePg"))) == 1


def test_page_and_lines_are_those_of_the_standard() -> None:
    content = docx.write(letter())
    (margins,) = part(content, "word/document.xml").iter(f"{W}pgMar")
    # 37, 26, 35 and 28 mm; the organ 30 mm and the lower rule 20 mm from the edges; 1440 twips are 25.4 mm.
    expected = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1587, "header": 1701, "footer": 1134, "gutter": 0}
    assert {name: int(str(margins.get(f"{W}{name}"))) for name in expected} == expected
    styles = part(content, "word/styles.xml")
    (normal,) = (style for style in styles.iter(f"{W}style") if style.get(f"{W}styleId") == "Normal")
    (spacing,) = normal.iter(f"{W}spacing")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("580", "exact")


def test_signs_of_markup_stay_words() -> None:
    facts = replace(facts_for("extension"), request="<w:p>&lt;]]>材料", answering_body="青溪县<水利>局")
    document = read_document(docx.write(compose("extension", facts)))
    assert any("申请公开“<w:p>&lt;]]>材料”" in block.text for block in document.blocks if isinstance(block, Paragraph))


def test_last_paragraph_stays_with_the_signature() -> None:
    body = part(docx.write(letter("extension")), "word/document.xml")
    paragraphs = list(body.iter(f"{W}p"))
    kept = ["".join(one.itertext()) for one in paragraphs if one.find(f"{W}pPr/{W}keepNext") is not None]
    assert kept == ["特此告知。", "青溪县水利局", "2026年3月5日"]
