"""An officer may polish a letter, but not lose what must be in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.letters.composing import LetterIncomplete, check_edited, compose, compose_edited, draft_edited, missing
from gongkai.letters.elements import Shape
from gongkai.letters.kinds import LETTER_KINDS, kind_of
from letters.invented import facts_for

EXACT = (Shape.DATE, Shape.COUNT, Shape.YUAN, Shape.CHOICE, Shape.CHOICES, Shape.PROVISION)
EXACTLY_TOLD = [
    (kind.code, element.code)
    for kind in LETTER_KINDS.values()
    for element in kind.required
    if element.shape in EXACT or element.code == "register_number"
]


def body(code: str) -> str:
    return compose(code, facts_for(code)).body_text


def lost(code: str, text: str) -> list[str]:
    return [lack.code for lack in check_edited(code, facts_for(code), text)]


@pytest.mark.parametrize("code", LETTER_KINDS)
def test_untouched_text_has_lost_nothing(code: str) -> None:
    assert lost(code, body(code)) == []


@pytest.mark.parametrize("code", LETTER_KINDS)
def test_edited_letter_bears_the_officers_words(code: str) -> None:
    text = f"{body(code)}\n特此函告，请知悉。"
    letter = compose_edited(code, facts_for(code), text)
    assert letter.paragraphs == (*compose(code, facts_for(code)).paragraphs, "特此函告，请知悉。")
    assert letter.title == kind_of(code).title


@pytest.mark.parametrize(("code", "element"), EXACTLY_TOLD)
def test_lost_date_number_amount_or_choice_is_found(code: str, element: str) -> None:
    facts = facts_for(code)
    value = facts.value(element)
    written = compose(code, facts).body_text
    shown = f"{value.year}年{value.month}月{value.day}日" if hasattr(value, "year") else value  # type: ignore[union-attr]
    shown = "、".join(shown) if isinstance(shown, tuple) else str(shown)
    assert element in lost(code, written.replace(shown, "某"))


@pytest.mark.parametrize("code", [kind.code for kind in LETTER_KINDS.values() if kind.articles])
def test_lost_article_is_found(code: str) -> None:
    provision = next(citation.provision for citation in kind_of(code).articles if citation.provision)
    assert "articles" in lost(code, body(code).replace(provision, ""))


def test_lost_article_of_a_withheld_part_is_found() -> None:
    assert "articles" in lost("partly_granted", body("partly_granted").replace("第十六条第一款", "有关条款"))


def test_lost_name_of_the_law_is_found() -> None:
    text = body("extension").replace("《中华人民共和国政府信息公开条例》", "《条例》")
    assert lost("extension", text) == ["articles"]


@pytest.mark.parametrize("change", [("60日", "30日"), ("先向", "向"), ("青溪县人民政府", "青溪市水利局")])
def test_changed_remedy_clause_is_found(change: tuple[str, str]) -> None:
    assert lost("refused.deliberative", body("refused.deliberative").replace(*change)) == ["remedy"]


def test_article_of_another_ground_is_found() -> None:
    text = body("refused.deliberative").replace("本机关决定不予公开", "并依据该条例第十四条的规定，本机关决定不予公开")
    (lack,) = check_edited("refused.deliberative", facts_for("refused.deliberative"), text)
    assert lack.message == "正文引用了与处理决定不相对应的条款：第十四条"


def test_rewritten_reason_is_sent_back_to_the_fact() -> None:
    reason = "该材料形成于许可决定作出之前，为局务会讨论的记录和未定稿。"
    text = body("refused.deliberative")
    assert lost("refused.deliberative", text.replace(reason, "不宜公开。")) == ["reason"]


def test_polished_reason_is_accepted() -> None:
    text = body("refused.deliberative").replace("为局务会讨论的记录和未定稿", "系局务会讨论的记录和未定稿文本")
    assert lost("refused.deliberative", text) == []


@pytest.mark.parametrize("blank", ["____", "××", "{reason}"])
def test_blank_left_to_fill_is_found(blank: str) -> None:
    assert lost("extension", f"{body('extension')}\n联系电话：{blank}") == ["blank"]


def test_signs_in_the_applicants_own_words_are_no_blank() -> None:
    facts = replace(facts_for("extension"), request="××路改造方案__终稿")
    assert check_edited("extension", facts, compose("extension", facts).body_text) == ()


def test_line_breaks_and_spaces_do_not_count() -> None:
    text = body("refused.deliberative").replace("，", "，\n ")
    assert lost("refused.deliberative", text) == []


def test_edited_letter_that_lost_something_is_refused_with_its_name() -> None:
    facts = facts_for("extension")
    with pytest.raises(LetterIncomplete, match="延长后的答复期限"):
        compose_edited("extension", facts, body("extension").replace("2026年4月3日", "近期"))
    with pytest.raises(LetterIncomplete, match="延长后的答复期限"):
        draft_edited("extension", facts, body("extension").replace("2026年4月3日", "近期"))


def test_edited_draft_waits_for_number_date_and_seal() -> None:
    facts = replace(facts_for("extension"), number="", dated_on=None, seal=None)
    assert draft_edited("extension", facts, body("extension")).is_draft
    with pytest.raises(LetterIncomplete, match="文号"):
        compose_edited("extension", facts, body("extension"))


def test_empty_text_has_lost_everything() -> None:
    assert set(lost("granted.published", "")) >= {"articles", "request", "received_on", "published_on", "remedy"}


@pytest.mark.parametrize(
    ("code", "element", "day", "message"),
    [
        ("declined.excessive", "volume_from", date(2026, 2, 1), "统计起始日晚于统计截止日"),
        ("granted.published", "published_on", date(2026, 3, 6), "公开日期晚于答复日期，该政府信息还没有主动公开"),
        ("granted.to_be_published", "to_publish_on", date(2026, 3, 4), "公开时间早于答复日期，应当告知已经主动公开"),
    ],
)
def test_days_that_contradict_each_other_are_told(code: str, element: str, day: date, message: str) -> None:
    whole = facts_for(code)
    assert missing(code, whole) == ()
    facts = replace(whole, elements={**whole.elements, element: day})
    assert [(lack.code, lack.message) for lack in missing(code, facts)] == [(element, message)]
