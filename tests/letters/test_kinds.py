"""The kinds of letter are those of the handling standard, with its articles and remedies, and their wording fits."""

from __future__ import annotations

import re

import pytest

from gongkai.letters.elements import ELEMENTS
from gongkai.letters.filling import fields_of
from gongkai.letters.kinds import LETTER_KINDS, LetterKind, Remedy, kind_of
from gongkai.statute.editions.edition_2021 import EDITION_2021

KINDS = tuple(LETTER_KINDS.values())
COMPUTED = {"you", "basis", "third_party_days", "co_maker_days", "payment_days"}
REGULATION = "政府信息公开条例"
FEES = "政府信息公开信息处理费管理办法"
REORGANISED = "国务院办公厅政府信息与政务公开办公室关于机构改革后政府信息公开申请办理问题的解释"

# From the table of letters of the handling standard: remedy and articles, by hand.
STANDARD = {
    "receipt": ("–", "45"),
    "correction_notice": ("–", "30"),
    "explain_volume": ("–", "35"),
    "extension": ("–", "33二"),
    "delayed_answer": ("–", "35"),
    "third_party_consultation": ("–", "32"),
    "third_party_consultation_notice": ("–", "33三"),
    "third_party_disclosure_notice": ("R2", "15 32"),
    "co_maker_consultation": ("–", "34"),
    "assistance_request": ("–", "11 33三"),
    "fee_notice": ("–", "42一 费3 费6"),
    "granted.published": ("R2", "36(1)"),
    "granted.provided": ("R2", "36(2)"),
    "granted.to_be_published": ("R2", "36(2)"),
    "partly_granted": ("R1/R2", "36(2) 37"),
    "refused.state_secret": ("R1", "36(3) 14"),
    "refused.other_law": ("R1", "36(3) 14"),
    "refused.security_stability": ("R1", "36(3) 14"),
    "refused.third_party": ("R1", "36(3) 15 32"),
    "refused.internal_affairs": ("R1", "36(3) 16一"),
    "refused.deliberative": ("R1", "36(3) 16二"),
    "refused.enforcement_file": ("R1", "36(3) 16二"),
    "refused.administrative_query": ("R3", "36(7)"),
    "unavailable.not_existing": ("R2", "36(4)"),
    "unavailable.other_organ": ("R2", "10一 36(5)"),
    "unavailable.needs_creation": ("R3", "38"),
    "unavailable.still_unclear": ("R2", "30"),
    "declined.petition": ("R3", "39一"),
    "declined.publication": ("R3", "39二"),
    "declined.repeat": ("R2", "36(6)"),
    "declined.repeat_disclosed": ("R3", "36(6)"),
    "declined.excessive": ("R2", "35"),
    "declined.confirmation": ("R2", ""),
    "other.uncorrected": ("R2", "30"),
    "other.fee_unpaid": ("R2", "42一 费6"),
    "other.withdrawn": ("–", ""),
    "personal_record.corrected": ("R2", "41"),
    "personal_record.refused": ("R2", "41"),
    "personal_record.forwarded": ("R2", "41"),
    "other.archives": ("R2", "36(5) 机构改革"),
    "other.party_affairs": ("R2", "36(5) 机构改革"),
    "other.powers_transferred": ("R2", "36(5) 机构改革"),
}
REMEDIES = {
    "–": Remedy.NONE,
    "R1": Remedy.REVIEW_FIRST,
    "R2": Remedy.DIRECT,
    "R3": Remedy.REVIEW_ONLY,
    "R1/R2": Remedy.PARTLY,
}
NUMERALS = {
    "3": "三",
    "6": "六",
    "10": "十",
    "11": "十一",
    "14": "十四",
    "15": "十五",
    "16": "十六",
    "30": "三十",
    "32": "三十二",
    "33": "三十三",
    "34": "三十四",
    "35": "三十五",
    "36": "三十六",
    "37": "三十七",
    "38": "三十八",
    "39": "三十九",
    "41": "四十一",
    "42": "四十二",
    "45": "四十五",
    "1": "一",
    "2": "二",
    "4": "四",
    "5": "五",
    "7": "七",
}
SHORT = re.compile(r"(费?)(\d+)([一二三]?)(?:\((\d)\))?")


def spelled(short: str) -> str:
    """Write ``36(3)`` or ``16一`` out as a letter cites it."""
    if short == "机构改革":
        return REORGANISED
    match = SHORT.fullmatch(short)
    assert match
    fee, article, paragraph, item = match.groups()
    of_paragraph = f"第{paragraph}款" if paragraph else ""
    of_item = f"第{NUMERALS[item]}项" if item else ""
    return f"{FEES if fee else REGULATION}第{NUMERALS[article]}条{of_paragraph}{of_item}"


def test_kinds_are_those_of_the_handling_standard() -> None:
    assert list(LETTER_KINDS) == list(STANDARD)


@pytest.mark.parametrize("code", STANDARD)
def test_remedy_and_articles_are_those_of_the_handling_standard(code: str) -> None:
    remedy, articles = STANDARD[code]
    assert kind_of(code).remedy is REMEDIES[remedy]
    assert [str(citation) for citation in kind_of(code).articles] == [spelled(short) for short in articles.split()]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_field_of_the_wording_is_an_element_of_the_letter(kind: LetterKind) -> None:
    fields = {code for paragraph in kind.paragraphs for code in fields_of(paragraph)}
    assert fields - COMPUTED <= {element.code for element in (*kind.required, *kind.optional)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_element_of_the_letter_stands_in_its_wording(kind: LetterKind) -> None:
    wording = "".join(kind.paragraphs)
    unsaid = {element.code for element in (*kind.required, *kind.optional) if f"{{{element.code}}}" not in wording}
    # The applicant is the addressee.
    assert unsaid <= {"applicant"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_optional_elements_stand_where_they_can_be_left_out(kind: LetterKind) -> None:
    kept = [re.sub(r"\[\[.*?\]\]", "", line) for line in kind.paragraphs if not re.fullmatch(r"\{\w+\}", line)]
    assert not {element.code for element in kind.optional} & {code for line in kept for code in fields_of(line)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_article_of_the_kind_is_cited_in_its_wording(kind: LetterKind) -> None:
    assert bool(kind.articles) == ("{basis}" in "".join(kind.paragraphs))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.remedy is not Remedy.NONE], ids=lambda kind: kind.code)
def test_letters_with_a_remedy_are_called_what_the_remedy_clause_calls_them(kind: LetterKind) -> None:
    assert kind.title.endswith("告知书")


def test_every_row_named_is_a_row_of_table_three() -> None:
    rows = {row.key for table in EDITION_2021.tables if table.key == "applications" for row in table.rows}
    named = {kind.row for kind in KINDS if kind.row}
    assert named <= rows
    assert len(named) == 21, "every outcome of the form has its letter"


def test_answers_are_those_that_end_an_application_or_a_correction_of_records() -> None:
    assert [kind.code for kind in KINDS if kind.is_answer and kind.row is None] == [
        "personal_record.corrected",
        "personal_record.refused",
        "personal_record.forwarded",
    ]
    assert [kind.code for kind in KINDS if kind.row and not kind.is_answer] == ["other.withdrawn"]


def test_every_element_is_used_by_some_letter() -> None:
    assert set(ELEMENTS) == {element.code for kind in KINDS for element in (*kind.required, *kind.optional)}


def test_a_code_that_is_not_known_is_refused() -> None:
    with pytest.raises(KeyError):
        kind_of("refused.everything")
