"""Which applications one letter may answer, by cases that a lawyer can read (合并答复)."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.statute.errors import ActRefused
from gongkai.statute.joint_answers import Answerable, require_joint
from statute.law_cases import cases


def parts_of(case: dict[str, Any]) -> list[Answerable]:
    return [Answerable(**{**part, "requests": frozenset(part["requests"])}) for part in case["parts"]]


@pytest.mark.parametrize("case", cases("joint_answers"))
def test_one_letter_answers_what_the_interpretation_lets_it(case: dict[str, Any]) -> None:
    if "refused" not in case:
        require_joint(parts_of(case))
        return
    with pytest.raises(ActRefused) as refusal:
        require_joint(parts_of(case))
    assert case["refused"] in refusal.value.message
    assert str(refusal.value.citation).endswith("第十四条第三项")


def test_facts_that_differ_are_an_opinion_that_differs() -> None:
    first = Answerable("1号", "甲", frozenset(), "granted.provided", {"provided": ["清单"]})
    other = Answerable("2号", "甲", frozenset(), "granted.provided", {"provided": ["合同"]})
    with pytest.raises(ActRefused, match="不一致"):
        require_joint([first, other])
