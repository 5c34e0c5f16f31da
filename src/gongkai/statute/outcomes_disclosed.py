"""Outcomes that give the information, or a part of it (予以公开、部分公开)."""

from __future__ import annotations

from gongkai.statute.case_fields import Field
from gongkai.statute.instruments import REGULATION_2019
from gongkai.statute.outcomes import Gate, Outcome, RemedyKind
from gongkai.statute.outcomes_fields import FORM, PROVIDED, WITHHELD, day

_article = REGULATION_2019.at

DISCLOSED: tuple[Outcome, ...] = (
    Outcome(
        "granted.published",
        "予以公开（已主动公开）",
        Gate.GIVE,
        "granted",
        (_article("第三十六条第一项"),),
        RemedyKind.DIRECT,
        (
            Field("published_way", "公开方式", hint="如：本机关门户网站"),
            Field("published_route", "获取途径", hint="网址、栏目，能够直接找到"),
            day("published_on", "公开日期", "首次公开的日期；法院会问"),
            Field("page_snapshot", "页面留存", hint="答复当日该页面的截图或者存档，写明存放位置", is_required=False),
        ),
    ),
    Outcome(
        "granted.provided",
        "予以公开（提供）",
        Gate.GIVE,
        "granted",
        (_article("第三十六条第二项"),),
        RemedyKind.DIRECT,
        (PROVIDED, FORM),
    ),
    Outcome(
        "granted.to_be_published",
        "予以公开（将主动公开）",
        Gate.GIVE,
        "granted",
        (_article("第三十六条第二项"),),
        RemedyKind.DIRECT,
        (
            Field("to_publish_way", "公开方式"),
            Field("to_publish_route", "获取途径"),
            day("to_publish_on", "公开时间", "到期将提醒核实是否已经公开"),
        ),
    ),
    Outcome(
        "partly_granted",
        "部分公开",
        Gate.GIVE,
        "partly_granted",
        (_article("第三十六条第二项"), _article("第三十六条第三项"), _article("第三十七条")),
        RemedyKind.PARTLY,
        (
            PROVIDED,
            FORM,
            WITHHELD,
            Field("redacted_by", "区分处理人", hint="谁作的遮蔽，两个版本存放在何处"),
        ),
    ),
)
