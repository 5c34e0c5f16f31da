"""What invented officers write where an outcome asks for its facts (虚构的办理结果要素)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from gongkai.statute.case_fields import Field, Plain, Shape
from gongkai.statute.outcomes import Outcome

_WORDS: Mapping[str, str] = {
    "archive": "青岚市档案馆",
    "archive_contact": "0999-10000020",
    "assessment": "申请人一年内提出内容雷同的申请，所述理由与申请内容无关，不属合理理由。",
    "classified_by": "青岚市应急管理局",
    "comparison": "两次申请的文件名称、文号和年度完全一致。",
    "competence_basis": "青岚市机构编制委员会印发的部门职能配置规定第四条",
    "departments_consulted": "已与市公安局、市应急管理局会商，均认为不宜公开。",
    "enforcement_case": "某公司违法建设案",
    "file_number": "青执案〔2025〕17号，第12至30页",
    "form": "纸质复制件，邮寄",
    "given_how": "已随上一次答复以邮寄方式提供复制件",
    "held_information": "各年度分项统计表",
    "no_disclosure_duty": "经核查，法律、法规、规章没有规定该信息应当公开。",
    "no_outside_effect": "仅规范本机关内部工作安排，不影响公民、法人的权利义务。",
    "obtain_route": "青岚市图书馆地方文献室可查阅",
    "page_snapshot": "已存电子卷宗",
    "party_organ": "青岚市有关党组织",
    "power": "城市园林绿化管理",
    "prohibiting_law": "《中华人民共和国统计法》第十一条",
    "proper_channel": "青岚市信访局人民来访接待室",
    "publication": "《青岚年鉴》",
    "published_route": "本机关门户网站“规划计划”栏目",
    "published_way": "本机关门户网站",
    "query_law": "《不动产登记暂行条例》第二十七条",
    "query_place": "青岚市不动产登记中心查询窗口",
    "query_subject": "不动产登记资料",
    "reason": "经审查，申请的信息符合所引条款规定的情形。",
    "reasons_given": "个人需要",
    "redacted_by": "经办人遮蔽，原件与处理件均存案卷",
    "related_decision": "关于旧城改造补偿方案的决定",
    "right_organ": "青岚市财政局",
    "right_organ_contact": "0999-10000021",
    "risk_report": "风险评估报告，已存案卷",
    "search": "检索档案室全部年度目录和办公系统，未检索到相符的文件。",
    "searched_by": "经办人",
    "secret_period": "十年",
    "separability": "内容相互关联，遮蔽后不能独立成义。",
    "successor": "青岚市城市管理局",
    "successor_contact": "0999-10000022",
    "talks": "补正后电话沟通，申请人未能说明文件名称或者特征。",
    "third_party_opinion": "不同意公开，理由是涉及其经营数据。",
    "to_publish_route": "本机关门户网站“通知公告”栏目",
    "to_publish_way": "本机关门户网站",
    "transfer_basis": "青岚市机构改革方案",
    "transfer_list": "2019年第3号移交目录",
    "unclear_points": "申请内容指向不特定，无法确定具体的政府信息。",
    "weighing": "第三方理由合理，不公开不会对公共利益造成重大影响。",
    "work_needed": "须按地块逐一汇总计算，不是简单的区分处理。",
    "duty_to_make": "没有法律、法规规定本机关应当制作该信息。",
}
_LINES: Mapping[str, tuple[str, ...]] = {
    "provided": ("批复文件1件", "附图1幅"),
    "search_terms": ("项目名称", "文号，2018年至今"),
    "searched_places": ("本机关档案室", "办公自动化系统"),
}
_WITHHELD = (
    {
        "part": "内部流转审批单",
        "ground": "refused.internal_affairs",
        "reason": "属于内部工作流程，不影响他人权利义务。",
    },
)
_DAYS = {"to_publish_on": 30, "volume_from": -120, "volume_to": -20}
_COUNTS = {"volume_count": 43}
_CHOICES = {"third_party_opinion": "objected"}
"""Where chance would contradict what happened before, or itself."""


def invented_facts(outcome: Outcome, chance: Random, *, on: date, earlier_number: str) -> dict[str, Plain]:
    """Return every fact that an outcome asks for, optional ones among them, as told on ``on`` (虚构结果要素)."""
    return {field.code: _told(field, chance, on=on, earlier_number=earlier_number) for field in outcome.facts}


def _told(field: Field, chance: Random, *, on: date, earlier_number: str) -> Plain:
    match field.shape:
        case Shape.DATE:
            days = _DAYS.get(field.code) or -chance.randint(40, 400)
            return (on + timedelta(days=days)).isoformat()
        case Shape.COUNT:
            return _COUNTS.get(field.code) or chance.randint(30, 200)
        case Shape.CHOICE:
            return _CHOICES.get(field.code) or chance.choice(field.choices).code
        case Shape.LINES:
            return list(_LINES[field.code])
        case Shape.WITHHELD:
            return [dict(part) for part in _WITHHELD]
        case _:
            return earlier_number if field.code == "earlier_number" else _WORDS[field.code]
