"""Elements kept as JSON come back as what they were."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

import pytest

from gongkai.letters.elements import Value, Withheld
from gongkai.letters.kinds import LETTER_KINDS
from gongkai.letters.plain_values import values_of
from letters.invented import facts_for


def plain(value: Value) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [asdict(item) if isinstance(item, Withheld) else item for item in value]
    return value


@pytest.mark.parametrize("code", LETTER_KINDS)
def test_elements_come_back_from_json(code: str) -> None:
    elements = facts_for(code).elements
    stored = json.dumps({name: plain(value) for name, value in elements.items()})
    assert values_of(code, json.loads(stored)) == elements


def test_what_the_letter_does_not_take_is_left_out() -> None:
    assert values_of("refused.deliberative", {"risk_report": "报告", "reason": None}) == {}


def test_single_text_stands_for_a_list_of_one() -> None:
    kept = {"internal_kind": "人事管理"}
    assert values_of("refused.internal_affairs", kept) == {"internal_kind": ("人事管理",)}


def test_values_that_are_no_longer_plain_stay_as_they_are() -> None:
    part = Withheld("第2页", "refused.third_party", "隐私")
    assert values_of("partly_granted", {"withheld": (part,)}) == {"withheld": (part,)}
    assert values_of("extension", {"consented_on": date(2026, 2, 26)}) == {"consented_on": date(2026, 2, 26)}


@pytest.mark.parametrize(
    ("code", "kept"), [("extension", {"consented_on": "近日"}), ("partly_granted", {"withheld": ["第2页"]})]
)
def test_value_that_cannot_be_read_is_refused(code: str, kept: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"近日|第2页"):
        values_of(code, kept)
