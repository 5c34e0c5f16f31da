"""Text is cut so that every stretch of it can be found."""

from __future__ import annotations

from gongkai.apps.search.bigrams import indexed, pairs, runs


def test_a_run_becomes_its_pairs_and_its_last_character() -> None:
    assert indexed("财政预算") == "财政 政预 预算 算"


def test_a_single_character_stands_once() -> None:
    assert indexed("水") == "水"


def test_punctuation_and_blanks_divide_runs() -> None:
    assert list(runs("青政办〔2026〕12号，关于　供水")) == ["青政办", "2026", "12号", "关于", "供水"]


def test_full_width_and_capital_letters_are_evened_out() -> None:
    assert list(runs("ＡＢＣ２０２６")) == ["abc2026"]


def test_a_character_beyond_the_basic_plane_is_one_character() -> None:
    assert pairs("𠮷野家") == ["𠮷野", "野家"]


def test_a_text_of_marks_alone_has_no_terms() -> None:
    assert indexed("——！？\x00\u202e…") == ""
