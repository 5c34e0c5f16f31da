"""Outcomes that leave an application unprocessed, or end it without an answer (不予处理、其他处理)."""

from __future__ import annotations

from gongkai.statute.case_fields import Field
from gongkai.statute.instruments import FEE_MEASURES, REGULATION_2019
from gongkai.statute.outcomes import Gate, Need, Outcome, RemedyKind
from gongkai.statute.outcomes_fields import (
    COMPARISON,
    EARLIER_NUMBER,
    EARLIER_ON,
    REASON,
    choice,
    count,
    day,
)

_article = REGULATION_2019.at
_REPEAT = (EARLIER_NUMBER, EARLIER_ON, COMPARISON, REASON.optional())

DECLINED: tuple[Outcome, ...] = (
    Outcome(
        "declined.petition",
        "不予处理（信访、投诉、举报）",
        Gate.OURS,
        "declined.petition",
        (_article("第三十九条第一款"),),
        RemedyKind.REVIEW_ONLY,
        (
            choice("petition_kind", "事项性质", ("petition", "信访"), ("complaint", "投诉"), ("report", "举报")),
            Field("proper_channel", "应当提出的渠道"),
            REASON,
        ),
    ),
    Outcome(
        "declined.repeat",
        "不予重复处理（原答复未公开）",
        Gate.OURS,
        "declined.repeat",
        (_article("第三十六条第六项"),),
        RemedyKind.DIRECT,
        _REPEAT,
    ),
    Outcome(
        "declined.repeat_disclosed",
        "不予重复处理（原答复已公开）",
        Gate.OURS,
        "declined.repeat",
        (_article("第三十六条第六项"),),
        RemedyKind.REVIEW_ONLY,
        _REPEAT,
    ),
    Outcome(
        "declined.publication",
        "不予处理（公开出版物）",
        Gate.OURS,
        "declined.publication",
        (_article("第三十九条第二款"),),
        RemedyKind.REVIEW_ONLY,
        (Field("publication", "出版物名称"), Field("obtain_route", "获取途径")),
    ),
    Outcome(
        "declined.excessive",
        "不予处理（无正当理由大量反复申请）",
        Gate.OURS,
        "declined.excessive",
        (_article("第三十五条"),),
        RemedyKind.DIRECT,
        (
            day("volume_from", "统计起始日"),
            day("volume_to", "统计截止日"),
            count("volume_count", "申请件数", "该申请人在此期间向本机关提出的申请"),
            Field("reasons_given", "申请人说明的理由", hint="没有说明的，写明逾期未说明"),
            Field("assessment", "理由不合理的分析"),
        ),
        (Need.REASONS_ASKED,),
    ),
    Outcome(
        "declined.confirmation",
        "不予处理（要求确认或者重新出具）",
        Gate.OURS,
        "declined.confirmation",
        (),
        RemedyKind.DIRECT,
        (
            day("given_on", "申请人已获取的日期"),
            Field("given_how", "申请人已获取的途径", hint="何文号、以何种方式"),
            REASON.optional(),
        ),
    ),
)

ENDED: tuple[Outcome, ...] = (
    Outcome(
        "other.uncorrected",
        "其他处理（逾期不补正）",
        Gate.CLEAR,
        "other.uncorrected",
        (_article("第三十条"),),
        RemedyKind.DIRECT,
        is_decided=False,
    ),
    Outcome(
        "other.fee_unpaid",
        "其他处理（逾期未缴费）",
        Gate.GIVE,
        "other.fee_unpaid",
        (_article("第四十二条第一款"), FEE_MEASURES.at("第六条")),
        RemedyKind.DIRECT,
        is_decided=False,
    ),
    Outcome(
        "other.withdrawn",
        "其他处理（申请人撤回）",
        Gate.CLEAR,
        "other.other",
        (_article("第四十五条"),),
        RemedyKind.DIRECT,
        is_decided=False,
    ),
)
