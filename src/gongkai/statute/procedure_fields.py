"""What each act has to say of itself, for its form and for the ledger (事项要素)."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_fields import Field, Shape
from gongkai.statute.delivery import DeliveryWay
from gongkai.statute.fees import MOST_UNITS
from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.outcomes_fields import choice, count, day, lines
from gongkai.statute.receipt import Channel

APPLICANT_KINDS = (
    ("natural_person", "自然人"),
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("public_interest", "社会公益组织"),
    ("legal_services", "法律服务机构"),
    ("other", "其他"),
)
"""The kinds of applicant that table three tells apart: column keys of the form (申请人类别)."""

_REASON = Field("reason", "理由")
_OPINION = Field("opinion", "意见", is_required=False)
_DIGEST = Field("digest", "摘要值")
_PARTY = Field("party", "对方名称")
_DELIVERED = day("delivered_on", "对方收到日期", "已知送达的填写；未填的可以以后登记送达").optional()
_PROOF = Field("proof", "送达凭证", hint="邮件号、签收记录等")
_STANCE = choice("opinion", "意见", ("agree", "同意公开"), ("object", "不同意公开"), ("partly", "部分同意公开"))
_REASONS = Field("reasons", "理由", is_required=False)
_MOST_DAYS = 366
"""A period of more is a slip: no act of a case gives the other side a year."""
_DAYS = count("days", "工作日数", most=_MOST_DAYS)
_YUAN = count("yuan", "金额（元）")
_WAY = choice("way", "送达方式", *((way.code, way.label) for way in DeliveryWay))
_COURT = Field("court", "人民法院")
_DISPUTED = Field("part", "停止公开的内容", hint="裁判写明的、第三方主张不得公开的内容")
OUTSIDE = Field(
    "outside",
    "函件另行发出的文号或者说明",
    hint="纸质函件已经另行发出的，写明文号，或者为什么不在这里发出",
    is_required=False,
)
"""Told where the letter of an act went out otherwise (函件另行发出)."""
_LETTER = (Field("letter", "函件"), Field("number", "文号"), _DIGEST)

OVERRULING = (
    ("public_interest", "不公开可能对公共利益造成重大影响"),
    ("unreasonable", "不同意公开的理由不合理"),
    ("harmless", "公开不会损害第三方合法权益"),
)
"""On what ground information is disclosed of which a third party was asked (决定公开的根据). Article 32."""

FIELDS: Mapping[ActKind, tuple[Field, ...]] = {
    ActKind.RECEIVED: (
        choice("channel", "申请渠道", *((channel.code, channel.label) for channel in Channel)),
        choice("applicant_kind", "申请人类别", *APPLICANT_KINDS),
        day("calendar", "工作日历版本"),
        Field("request_digest", "申请内容摘要值"),
        day("confirmed_on", "与申请人确认的日期").optional(),
    ),
    ActKind.RECEIPT_CONFIRMED: (
        Field("how", "确认方式", hint="电话、短信、当面等"),
        Field("with_whom", "与谁确认", is_required=False),
    ),
    ActKind.REGISTERED: (OUTSIDE,),
    ActKind.ASSIGNED: (
        count("officer", "承办人编号").optional(),
        Field("officer_name", "承办人", is_required=False),
        Field("department", "承办部门", is_required=False),
        day("internal_due_on", "内部办理期限").optional(),
    ),
    ActKind.ENTRY_VOIDED: (_REASON,),
    ActKind.CORRECTION_ASKED: (
        lines("items", "补正事项", "一次性逐项列明"),
        Field("reason", "补正的理由和方法", hint="指导和释明"),
        count("days", "补正期限（工作日）", "一般不超过15个工作日", most=_MOST_DAYS),
        _DELIVERED,
        OUTSIDE,
    ),
    ActKind.CORRECTED: (Field("text_digest", "补正内容摘要值"), Field("summary", "说明", is_required=False)),
    ActKind.CORRECTION_LAPSED: (_PROOF, OUTSIDE),
    ActKind.THIRD_PARTY_ASKED: (
        _PARTY,
        Field("part", "涉及对方的信息", hint="逐项写明申请公开的哪些信息涉及对方，会原样写入征求意见书"),
        _DELIVERED,
        OUTSIDE,
    ),
    ActKind.THIRD_PARTY_ANSWERED: (_PARTY, _STANCE, _REASONS),
    ActKind.THIRD_PARTY_TOLD: (
        _PARTY,
        Field("content", "决定公开的政府信息内容"),
        choice("ground", "决定公开的根据", *OVERRULING),
        Field("reasons", "决定公开的理由", hint="书面告知第三方的理由：为什么符合所选的根据"),
        OUTSIDE,
    ),
    ActKind.ORGAN_ASKED: (
        _PARTY,
        choice("capacity", "对方身份", ("co_maker", "共同制作机关"), ("concerned", "其他有关机关")),
        Field("question", "征求意见的内容"),
        _DELIVERED,
        OUTSIDE,
    ),
    ActKind.ORGAN_ANSWERED: (_PARTY, _STANCE, _REASONS),
    ActKind.NOTICE_DELIVERED: (
        choice(
            "notice",
            "函件",
            *(
                (kind.code, kind.label)
                for kind in (
                    ActKind.CORRECTION_ASKED,
                    ActKind.THIRD_PARTY_ASKED,
                    ActKind.ORGAN_ASKED,
                    ActKind.FEE_NOTIFIED,
                )
            ),
        ),
        _PARTY.optional(),
        _WAY,
        _PROOF.optional(),
    ),
    ActKind.EXTENSION_PROPOSED: (_DAYS, _REASON),
    ActKind.EXTENSION_APPROVED: (_OPINION,),
    ActKind.EXTENSION_RETURNED: (_REASON,),
    ActKind.EXTENDED: (_DAYS, _REASON, OUTSIDE),
    ActKind.REASONS_ASKED: (
        count("counts", "申请件数"),
        Field("question", "需要说明的事项"),
        count("days", "说明期限（工作日）", most=_MOST_DAYS),
        OUTSIDE,
    ),
    ActKind.REASONS_GIVEN: (Field("reasons", "申请人说明的理由"),),
    ActKind.DELAYED: (_DAYS, Field("assessment", "理由合理的判断和不能按期答复的原因"), OUTSIDE),
    ActKind.CALENDAR_ADOPTED: (
        day("calendar", "工作日历版本"),
        day("due_before", "原届满日").optional(),
        day("due_after", "新届满日").optional(),
    ),
    ActKind.FEE_PROPOSED: (
        choice("basis", "计收方式", ("pieces", "按件计收"), ("pages", "按量计收")),
        count("units", "件数或者页数", most=MOST_UNITS),
        count("already", "本月已提出的件数", "按件计收时填写", most=MOST_UNITS).optional(),
        _YUAN,
    ),
    ActKind.FEE_NOTIFIED: (_YUAN, _DELIVERED, OUTSIDE),
    ActKind.PAYMENT_REPORTED: (Field("reference", "缴款凭证号"),),
    ActKind.FEE_PAID: (_YUAN, Field("reference", "财政票据或者缴款凭证号")),
    ActKind.FEE_WAIVED: (_REASON,),
    ActKind.FEE_LAPSED: (_PROOF, OUTSIDE),
    ActKind.SEARCHED: (
        Field("by_whom", "检索人"),
        lines("places", "检索的系统和场所"),
        lines("terms", "检索词和检索方法"),
        Field("period", "检索的时间段", is_required=False),
        Field("result", "检索结果"),
    ),
    ActKind.NOTED: (_DIGEST,),
    ActKind.TALKED: (Field("with_whom", "与谁沟通"), Field("how", "沟通方式"), _DIGEST),
    ActKind.DOCUMENT_ATTACHED: (
        count("document", "材料编号"),
        Field("name", "材料名称"),
        _DIGEST,
        count("part", "卷内部分", "一：答复作出之前；二：答复作出之后"),
        Field("evidence", "材料种类"),
    ),
    ActKind.LETTER_ISSUED: _LETTER,
    ActKind.OUTCOME_RECORDED: (
        choice("outcome", "办理结果", *((each.code, each.label) for each in OUTCOMES.values())),
        Field("number", "答复文号", is_required=False),
        Field("source", "原台账", hint="文件名称和行号"),
    ),
    ActKind.PROPOSED: (
        choice("outcome", "办理结果", *((each.code, each.label) for each in OUTCOMES.values() if each.is_decided)),
        Field("facts", "结果要素", Shape.TABLE),
        _OPINION,
    ),
    ActKind.REVIEW_PASSED: (_OPINION,),
    ActKind.REVIEW_RETURNED: (_REASON,),
    ActKind.APPROVED: (_OPINION,),
    ActKind.RETURNED: (_REASON,),
    ActKind.DECIDED: (
        *_LETTER,
        Field("outcome", "办理结果"),
        Field("answering_body", "答复主体"),
        lines("together", "一并答复的申请").optional(),
    ),
    ActKind.SEALED: (_DIGEST, count("papers", "封存件数")),
    ActKind.DELIVERED: (_WAY, day("sent_on", "发出日期"), day("signed_on", "签收日期").optional(), _PROOF),
    ActKind.WITHDRAWN: (Field("how", "撤回的方式", hint="书面、网上等"), OUTSIDE),
    ActKind.CLOSED: (Field("remark", "备注", is_required=False),),
    ActKind.ARCHIVED: (_DIGEST,),
    ActKind.PUBLICATION_SUGGESTED: (Field("why", "建议的理由", is_required=False),),
    ActKind.MADE_PUBLIC: (Field("address", "网址"), Field("column", "栏目")),
    ActKind.RECORD_CORRECTION_ASKED: (Field("what", "要求更正的内容"), Field("evidence", "证据")),
    ActKind.RECORD_CORRECTION_SETTLED: (
        choice("result", "结果", ("corrected", "已更正"), ("refused", "不予更正"), ("forwarded", "转送有权机关")),
        Field("text", "说明"),
        OUTSIDE,
    ),
    ActKind.REOPENED: (
        choice("basis", "依据", ("reconsideration", "行政复议决定"), ("court", "人民法院判决"), ("self", "自行纠正")),
        Field("number", "文书号"),
        day("in_force_on", "生效日期"),
        count(
            "days", "重新答复的期限（工作日）", "判决公开的为20个工作日；复议决定按决定书写明的期限", most=_MOST_DAYS
        ),
    ),
    ActKind.DISCLOSURE_STAYED: (_COURT, Field("order", "裁定书文号"), _DISPUTED),
    ActKind.STAY_LIFTED: (
        choice(
            "basis",
            "依据",
            ("lifted", "人民法院裁定解除"),
            ("rejected", "判决驳回第三方的诉讼请求"),
            ("withdrawn", "第三方撤诉"),
        ),
        Field("order", "文书号"),
    ),
    ActKind.DISCLOSURE_FORBIDDEN: (_COURT, Field("order", "判决书文号"), _DISPUTED),
    ActKind.SPLIT: (
        Field("kept", "本件继续办理的事项", hint="申请中的一项，以本件的编号办理；原申请内容保留不变"),
        lines("split_off", "另行登记的事项", "申请中的其余各项，每项登记为一件"),
        lines("into", "拆分出的申请"),
    ),
    ActKind.SPLIT_FROM: (
        Field("origin", "原申请编号"),
        Field("kept", "本件办理的事项"),
        day("correction_asked_on", "原申请告知补正的日期").optional(),
        day("corrected_on", "原申请收到补正的日期").optional(),
    ),
}
