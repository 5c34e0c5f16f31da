"""What was looked for is marked where it stands."""

from __future__ import annotations

from gongkai.apps.search.highlights import Stretch, excerpt, marked, shared


def test_every_occurrence_is_marked() -> None:
    assert marked("预算公开与预算执行", "预算") == (
        Stretch("预算", is_marked=True),
        Stretch("公开与"),
        Stretch("预算", is_marked=True),
        Stretch("执行"),
    )


def test_words_that_touch_are_marked_together() -> None:
    assert marked("财政预算", "财政 预算") == (Stretch("财政预算", is_marked=True),)


def test_a_full_width_number_is_marked_as_it_stands() -> None:
    assert marked("第１２号", "12号") == (Stretch("第"), Stretch("１２号", is_marked=True))


def test_an_excerpt_begins_thirty_characters_before_the_words() -> None:
    text = "甲" * 50 + "预算" + "乙" * 200
    told = excerpt(text, "预算")
    assert told == (
        Stretch("……"),
        Stretch("甲" * 30),
        Stretch("预算", is_marked=True),
        Stretch("乙" * 88),
        Stretch("……"),
    )


def test_an_excerpt_without_the_words_is_the_beginning() -> None:
    assert excerpt("全文很短", "无关") == (Stretch("全文很短"),)


def test_characters_that_grow_when_evened_out_do_not_shift_the_marks() -> None:
    assert marked("㎏水费", "水费") == (Stretch("㎏"), Stretch("水费", is_marked=True))


def test_what_two_texts_share_is_named_in_stretches_of_three_and_more() -> None:
    assert shared("城区供水管网改造中标结果公告", "想要供水管网改造的中标结果") == "供水管网改造 中标结果"


def test_two_characters_in_common_are_too_few_to_name() -> None:
    assert shared("部门预算", "预算执行") == ""
