"""Outcomes that refuse, each with what a court asks of the refusal (不予公开).

Source of the facts: 法释〔2025〕8号第五条、第六条.
"""

from __future__ import annotations

from gongkai.statute.case_fields import Field
from gongkai.statute.citations import Citation
from gongkai.statute.instruments import REGULATION_2019
from gongkai.statute.outcomes import Gate, Need, Outcome, RemedyKind
from gongkai.statute.outcomes_fields import NO_DUTY, REASON, SEPARABILITY, choice, day

_article = REGULATION_2019.at


def _on(provision: str) -> tuple[Citation, Citation]:
    """Return what a refusal cites: that it refuses, and the ground exact to the paragraph."""
    return _article("第三十六条第三项"), _article(provision)


REFUSED: tuple[Outcome, ...] = (
    Outcome(
        "refused.state_secret",
        "不予公开（国家秘密）",
        Gate.GIVE,
        "refused.state_secret",
        _on("第十四条"),
        RemedyKind.REVIEW_FIRST,
        (
            choice("secret_level", "密级", ("top_secret", "绝密"), ("secret", "机密"), ("confidential", "秘密")),
            Field("secret_period", "保密期限", hint="起止或者年数；答复当日仍在期限内"),
            Field("classified_by", "定密机关"),
            day("classified_on", "定密日期"),
            REASON,
            SEPARABILITY,
        ),
    ),
    Outcome(
        "refused.other_law",
        "不予公开（法律、行政法规禁止公开）",
        Gate.GIVE,
        "refused.other_law",
        _on("第十四条"),
        RemedyKind.REVIEW_FIRST,
        (
            Field("prohibiting_law", "禁止公开的法律条款", hint="《……法》第×条第×款；规章和规范性文件不能作为依据"),
            REASON,
            SEPARABILITY,
        ),
    ),
    Outcome(
        "refused.security_stability",
        "不予公开（危及三安全一稳定）",
        Gate.GIVE,
        "refused.security_stability",
        _on("第十四条"),
        RemedyKind.REVIEW_FIRST,
        (
            choice(
                "endangered",
                "危及的利益",
                ("national_security", "国家安全"),
                ("public_security", "公共安全"),
                ("economic_security", "经济安全"),
                ("social_stability", "社会稳定"),
            ),
            Field("risk_report", "风险评估报告", hint="报告的名称、作出日期，已存入案卷"),
            Field("departments_consulted", "会商的部门", hint="与哪些部门会商、何时、意见如何"),
            REASON,
            SEPARABILITY,
        ),
    ),
    Outcome(
        "refused.third_party",
        "不予公开（保护第三方合法权益）",
        Gate.GIVE,
        "refused.third_party",
        _on("第十五条"),
        RemedyKind.REVIEW_FIRST,
        (
            choice(
                "third_party_interest",
                "第三方的权益",
                ("trade_secret", "商业秘密"),
                ("privacy", "个人隐私"),
                ("other", "其他合法权益"),
            ),
            choice(
                "third_party_opinion",
                "第三方的意见",
                ("objected", "不同意公开"),
                ("partly", "部分同意公开"),
                ("silent", "未在规定期限内提出意见"),
                hint="与登记的第三方意见一致；多个第三方的，写要求公开最少的一方的意见",
            ),
            Field("weighing", "理由和公共利益的衡量", hint="第三方的理由是否合理，不公开对公共利益有没有重大影响"),
            REASON,
            SEPARABILITY,
        ),
        (Need.THIRD_PARTY_HEARD,),
    ),
    Outcome(
        "refused.internal_affairs",
        "不予公开（内部事务信息）",
        Gate.GIVE,
        "refused.internal_affairs",
        _on("第十六条第一款"),
        RemedyKind.REVIEW_FIRST,
        (
            choice(
                "internal_kind",
                "哪一类内部事务",
                ("personnel", "人事管理"),
                ("logistics", "后勤管理"),
                ("workflow", "内部工作流程"),
            ),
            Field("no_outside_effect", "没有外部影响的说明"),
            REASON,
        ),
    ),
    Outcome(
        "refused.deliberative",
        "不予公开（过程性信息）",
        Gate.GIVE,
        "refused.deliberative",
        _on("第十六条第二款"),
        RemedyKind.REVIEW_FIRST,
        (
            choice(
                "deliberative_kind",
                "哪一类过程性信息",
                ("discussion", "讨论记录"),
                ("draft", "过程稿"),
                ("negotiation", "磋商信函"),
                ("request", "请示报告"),
            ),
            day("made_on", "形成日期"),
            Field("related_decision", "相关的行政决定", hint="该信息为哪一决定而形成"),
            day("decision_on", "作出决定的日期", "尚未作出的不填").optional(),
            NO_DUTY,
            REASON,
        ),
    ),
    Outcome(
        "refused.enforcement_file",
        "不予公开（行政执法案卷）",
        Gate.GIVE,
        "refused.enforcement_file",
        _on("第十六条第二款"),
        RemedyKind.REVIEW_FIRST,
        (
            Field("enforcement_case", "执法案件", hint="案件名称"),
            Field("file_number", "案卷号和页码"),
            NO_DUTY,
            REASON,
        ),
    ),
    Outcome(
        "refused.administrative_query",
        "不予公开（行政查询事项）",
        Gate.GIVE,
        "refused.administrative_query",
        (_article("第三十六条第七项"),),
        RemedyKind.REVIEW_ONLY,
        (
            Field("query_subject", "信息类别", hint="如：不动产登记资料"),
            Field("query_law", "作出特别规定的法律、行政法规", hint="名称和条款"),
            Field("query_place", "查询的地点和方法"),
        ),
    ),
)
