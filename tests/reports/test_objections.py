"""What an attentive reader objects to in a draft: headings with nothing behind them."""

from __future__ import annotations

import pytest

from gongkai.reports.drafting.fields import Material
from gongkai.reports.drafting.guidance import GUIDANCE
from gongkai.reports.drafting.objections import Draft, objections_to


def bare(text: str) -> list[str]:
    draft = Draft({1: text}, Material({}, {}), "浮玉市水利局", 2025, {})
    return [each.quote for each in objections_to(draft) if each.message.startswith("只有标题")]


def test_the_headings_that_the_first_draft_leaves_open_are_told() -> None:
    assert bare(GUIDANCE[1].draft) == ["（三）政府信息管理。", "（四）政府信息公开平台建设。", "（五）监督保障。"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("（三）政府信息管理。公开以前逐件审查。", []),
        ("（三）政府信息管理\n公开以前逐件审查。\n（四）监督保障\n组织培训一次。", []),
        ("（三）政府信息管理：\n\n（四）监督保障。组织培训一次。", ["（三）政府信息管理："]),
        ("（五）监督保障", ["（五）监督保障"]),
        ("组织培训一次。", []),
    ],
)
def test_a_heading_is_bare_where_nothing_follows_on_its_line_or_the_next(text: str, told: list[str]) -> None:
    assert bare(text) == told
