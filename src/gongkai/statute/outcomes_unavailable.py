"""Outcomes of organs that have nothing to give: not there, not theirs, not ready, not clear (无法提供)."""

from __future__ import annotations

from gongkai.statute.case_fields import Field
from gongkai.statute.instruments import REGULATION_2019
from gongkai.statute.outcomes import Gate, Need, Outcome, RemedyKind
from gongkai.statute.outcomes_fields import (
    REASON,
    RIGHT_ORGAN,
    RIGHT_ORGAN_CONTACT,
    choice,
    day,
    lines,
)

_article = REGULATION_2019.at
_NOT_OURS = (_article("第三十六条第五项"),)

UNAVAILABLE: tuple[Outcome, ...] = (
    Outcome(
        "unavailable.not_existing",
        "无法提供（政府信息不存在）",
        Gate.EXISTS,
        "unavailable.not_held",
        (_article("第三十六条第四项"),),
        RemedyKind.DIRECT,
        (
            Field("searched_by", "检索人", hint="谁检索的"),
            day("searched_on", "检索日期"),
            lines("searched_places", "检索的系统和场所", "档案室、业务系统、目录，逐项列出"),
            lines("search_terms", "检索词和检索方法", "含检索的时间段"),
            Field("search", "检索结果", hint="写入答复的检索情况"),
            choice(
                "absence",
                "不存在的情形",
                ("never_made", "本机关未制作也未获取"),
                ("retention_expired", "保管期限届满后已不再保存"),
                ("destroyed", "已依法销毁"),
                ("lost", "已经遗失"),
            ),
            Field("duty_to_make", "有无制作或者保存的职责", hint="依法应不应当制作或者保存，为什么没有"),
        ),
        (Need.SEARCHED,),
    ),
    Outcome(
        "unavailable.other_organ",
        "无法提供（不属于本机关负责公开）",
        Gate.OURS,
        "unavailable.not_held",
        (_article("第十条第一款"), *_NOT_OURS),
        RemedyKind.DIRECT,
        (
            REASON,
            Field("competence_basis", "职责依据", hint="三定规定、权责清单等"),
            RIGHT_ORGAN,
            RIGHT_ORGAN_CONTACT,
        ),
    ),
    Outcome(
        "other.archives",
        "无法提供（已移交国家档案馆）",
        Gate.OURS,
        "unavailable.not_held",
        _NOT_OURS,
        RemedyKind.DIRECT,
        (
            Field("archive", "档案馆"),
            Field("archive_contact", "联系方式"),
            day("transferred_on", "移交日期", "仍在本机关档案室的，适用条例，不适用本项"),
            Field("transfer_list", "移交目录号", is_required=False),
        ),
        other_rows=("refused.administrative_query", "other.other"),
    ),
    Outcome(
        "other.powers_transferred",
        "无法提供（职权已划转）",
        Gate.OURS,
        "unavailable.not_held",
        _NOT_OURS,
        RemedyKind.DIRECT,
        (
            Field("power", "涉及的职权"),
            Field("transfer_basis", "划转依据"),
            day("transferred_on", "划转日期"),
            Field("successor", "承继机关"),
            Field("successor_contact", "联系方式"),
        ),
        other_rows=("other.other",),
    ),
    Outcome(
        "other.party_affairs",
        "无法提供（党务信息）",
        Gate.OURS,
        "unavailable.not_held",
        _NOT_OURS,
        RemedyKind.DIRECT,
        (REASON, Field("party_organ", "党的组织", is_required=False)),
        other_rows=("other.other",),
    ),
    Outcome(
        "unavailable.needs_creation",
        "无法提供（需要另行制作）",
        Gate.GIVE,
        "unavailable.needs_creation",
        (_article("第三十八条"),),
        RemedyKind.REVIEW_ONLY,
        (
            Field("held_information", "现有的相关信息"),
            Field("work_needed", "需要的加工、分析", hint="为什么不是简单的区分处理"),
        ),
    ),
    Outcome(
        "unavailable.still_unclear",
        "无法提供（补正后仍不明确）",
        Gate.CLEAR,
        "unavailable.still_unclear",
        (_article("第三十条"),),
        RemedyKind.DIRECT,
        (
            Field("talks", "补正后的沟通", hint="何时、以何种方式与申请人沟通，结果如何"),
            Field("unclear_points", "仍不明确之处"),
        ),
        (Need.CORRECTED,),
    ),
)
