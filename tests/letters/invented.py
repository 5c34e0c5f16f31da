"""Facts of invented people and organs, enough for a letter of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from gongkai.letters.elements import Value, Withheld
from gongkai.letters.facts import Address, Facts, Seal
from gongkai.letters.kinds import Addressee, kind_of
from gongkai.letters.remedy_routes import RemedyRoute
from gongkai.statute.delivery import DeliveryWay

WITHHELD = (
    Withheld("第2页所列3名投诉人的姓名、电话", "refused.third_party", "属于投诉人的个人隐私，投诉人不同意公开"),
    Withheld("第4页内部审批流转意见", "refused.internal_affairs", "为内部工作流程，不对外产生影响"),
)

ELEMENTS: MappingProxyType[str, Value] = MappingProxyType(
    {
        "corrected_on": date(2026, 2, 2),
        "extended_until": date(2026, 4, 3),
        "office_address": "青溪县文昌路8号政务中心3楼",
        "channel": "邮政寄送",
        "materials": ("申请表1份", "居民身份证复印件1份"),
        "due_on": date(2026, 2, 14),
        "correction_items": ("提供有效身份证明", "明确所需文件的名称、文号或者年度"),
        "correction_guidance": "来信未附身份证明；“全部材料”指向不明。请对照本县政府信息公开目录写明文件名称。",
        "correction_days": 15,
        "volume_from": date(2026, 1, 1),
        "volume_to": date(2026, 1, 31),
        "volume_count": 126,
        "volume_subjects": "河道采砂许可",
        "explain_points": ("集中提出大量申请的原因", "各件申请之间的关系"),
        "explain_by": date(2026, 3, 2),
        "extension_reason": "申请所涉材料保存于多个乡镇，需要逐一核对",
        "extension_days": 20,
        "consented_on": date(2026, 2, 26),
        "explained_on": date(2026, 2, 24),
        "delay_reason": "申请共126件，逐件检索和审查需要较长时间",
        "delayed_until": date(2026, 6, 30),
        "consult_content": ("青溪砂石有限公司2024年度采砂作业方案第三章",),
        "consulted": "第三方",
        "consulted_on": date(2026, 2, 9),
        "third_party_opinion": "不同意公开",
        "disclose_ground": "不公开可能对公共利益造成重大影响",
        "disclose_content": ("白鹭湾河段采砂许可证副本", "采砂作业方案第二章"),
        "disclose_reason": "该河段为县城饮用水水源地，采砂范围直接关系群众饮水安全。",
        "disclose_on": date(2026, 3, 25),
        "joint_documents": ("《关于规范河道采砂管理的通知》（青水发〔2024〕17号）",),
        "assist_questions": ("该文件是否由贵单位首次获取", "公开是否影响正在进行的执法"),
        "assist_by": date(2026, 2, 27),
        "fee_mode": "按件计收",
        "fee_standard": "同一申请人当月第11件至第30件每件100元",
        "fee_reckoning": ("第1件至第10件，不收费", "第11件至第12件，每件100元，小计200元"),
        "fee_yuan": 200,
        "fee_payment": "凭缴款码通过非税收入统一收缴平台缴纳",
        "published_way": "政府网站公开",
        "published_route": "青溪县人民政府门户网站“法定主动公开内容—行政许可”栏目",
        "published_on": date(2025, 11, 20),
        "provided": ("《2024年度河道采砂许可台账》，6页", "采砂许可证副本，2页"),
        "form": "纸质复制件，邮政寄送",
        "to_publish_way": "政府网站公开",
        "to_publish_route": "青溪县人民政府门户网站“规划计划”栏目",
        "to_publish_on": date(2026, 4, 15),
        "withheld": WITHHELD,
        "secret_level": "秘密",
        "prohibiting_law": "《中华人民共和国测绘成果管理条例》第十八条",
        "endangered": ("公共安全", "社会稳定"),
        "third_party_interest": "商业秘密",
        "internal_kind": ("内部工作流程",),
        "deliberative_kind": ("讨论记录", "过程稿"),
        "enforcement_case": "青水罚〔2025〕7号",
        "query_subject": "不动产登记资料",
        "query_law": "《不动产登记暂行条例》第二十七条",
        "query_place": "青溪县不动产登记中心（文昌路20号）查询窗口，凭身份证明办理",
        "search": (
            "水政股、档案室于2026年2月10日以“白鹭湾”“采砂许可”为关键词，检索了办公系统和2015年至2025年纸质案卷目录，"
            "未见该文件。"
        ),
        "absence": "本机关未制作也未获取",
        "right_organ": "青溪县自然资源局",
        "right_organ_contact": "文昌路20号，0571—00000000",
        "held_information": "逐月采砂许可台账",
        "work_needed": "对五年台账按企业重新分类、统计并计算比例",
        "correction_notified_on": date(2026, 1, 22),
        "talks": "本机关于2026年2月4日与你电话沟通，仍未能明确所需信息",
        "unclear_points": "“有关问题的全部处理材料”未指明事项、时间和文件类别。",
        "petition_kind": ("投诉", "举报"),
        "proper_channel": "向青溪县信访局（文昌路8号）或者12345热线提出",
        "publication": "《青溪年鉴（2025）》",
        "obtain_route": "青溪县图书馆地方文献室可以借阅",
        "earlier_number": "青水公开〔2025〕41号",
        "earlier_on": date(2025, 9, 12),
        "reasons_given": "“希望全面了解情况”",
        "assessment": "所提126件申请中有98件内容相同或者相近，所说明的理由不足以支持集中大量申请。",
        "given_on": date(2025, 9, 15),
        "given_how": "青水公开〔2025〕41号告知书提供",
        "notice_number": "青水公开补〔2026〕3号",
        "notice_delivered_on": date(2026, 1, 26),
        "notice_delivery": "邮政特快专递，单号1000000000000",
        "correction_due_on": date(2026, 2, 24),
        "payment_due_on": date(2026, 3, 2),
        "withdrawn_on": date(2026, 2, 11),
        "record": "农村低收入人口登记信息中的家庭人口数",
        "correction_made": "家庭人口数由“3人”更正为“4人”。",
        "forwarded_to": "青溪县民政局",
        "forwarded_on": date(2026, 2, 12),
        "archive": "青溪县档案馆",
        "archive_contact": "学府路1号，0571—00000001",
        "transferred_on": date(2021, 6, 30),
        "transfer_list": "水利局2021—3",
        "party_organ": "中共青溪县委办公室",
        "power": "水土保持补偿费征收",
        "transfer_basis": "《青溪县机构改革方案》",
        "successor": "国家税务总局青溪县税务局",
        "successor_contact": "学府路9号，0571—00000002",
    }
)

REASONS = MappingProxyType(
    {
        "refused.state_secret": "该材料载有标注密级和保密期限的水文测量数据，目前仍在保密期限之内。",
        "refused.other_law": "该图件属于该条所列的测绘成果，未经批准不得对外提供。",
        "refused.security_stability": "该预案载有水库调度的薄弱环节。经会同公安部门评估，公开后可能被用于破坏水工程。",
        "refused.third_party": "作业方案载有企业的成本构成，不为公众所知悉。\n不公开不会对公共利益造成重大影响。",
        "refused.internal_affairs": "该单据只记载本机关内部传阅的次序，不对外产生影响。",
        "refused.deliberative": "该材料形成于许可决定作出之前，为局务会讨论的记录和未定稿。",
        "refused.enforcement_file": "该询问笔录为查处违法采砂案件时制作，已随案卷归档。",
        "unavailable.other_organ": "土地征收由自然资源部门办理，本机关未制作该信息，也不是最初获取该信息的机关。",
        "declined.petition": "来信要求查处邻村占用河道的行为，未指向以一定形式记录、保存的政府信息。",
        "declined.repeat": "两次申请所指的均为2024年度白鹭湾河段采砂许可材料。",
        "declined.repeat_disclosed": "两次申请所指的均为2024年度白鹭湾河段采砂许可材料。",
        "declined.confirmation": "来信要求在该材料上加盖公章，证明内容属实。",
        "personal_record.refused": "所提供的户口簿与登记信息一致。",
        "other.party_affairs": "所申请公开的是本机关党组会议纪要。",
    }
)
SENT_ON = MappingProxyType(
    {
        "receipt": date(2026, 1, 19),
        "correction_notice": date(2026, 1, 22),
        "explain_volume": date(2026, 2, 10),
        "third_party_consultation": date(2026, 2, 9),
        "third_party_consultation_notice": date(2026, 2, 9),
        "co_maker_consultation": date(2026, 2, 9),
        "assistance_request": date(2026, 2, 9),
        "fee_notice": date(2026, 2, 10),
        "other.withdrawn": date(2026, 2, 12),
    }
)
COUNTY = RemedyRoute(("青溪县人民政府",), "青溪县人民法院")
WHOLE = Facts(
    answering_body="青溪县水利局",
    number="青水公开〔2026〕12号",
    dated_on=date(2026, 3, 5),
    seal=Seal.STAMPED,
    applicant="林小满",
    request="2024年度白鹭湾河段采砂许可材料",
    received_on=date(2026, 1, 19),
    register_number="青水依申〔2026〕7号",
    addressee="青溪砂石有限公司",
    served_by=DeliveryWay.POST,
    remedy=COUNTY,
    contact="联系人：苏青；联系电话：0571—00000003",
)


def facts_for(code: str) -> Facts:
    """Return all that a letter of one kind may hold, optional elements too."""
    facts = replace(WHOLE, elements=_elements(code), dated_on=SENT_ON.get(code, WHOLE.dated_on))
    if code.startswith("personal_record"):
        facts = replace(facts, request="家庭人口数由3人更正为4人")
    if kind_of(code).addressee is Addressee.ORGAN:
        return replace(facts, address=Address.ORGAN, addressee="青溪县交通运输局")
    if kind_of(code).addressee is Addressee.THIRD_PARTY:
        return replace(facts, address=Address.ORGANISATION)
    return facts


def without(facts: Facts, code: str) -> Facts:
    """Return the facts with one element taken out, wherever it is kept."""
    blank: dict[str, str | None] = {"applicant": "", "request": "", "received_on": None, "register_number": ""}
    if code in blank:
        return replace(facts, **{code: blank[code]})  # type: ignore[arg-type]
    return replace(facts, elements={name: value for name, value in facts.elements.items() if name != code})


def _elements(code: str) -> dict[str, Value]:
    kind = kind_of(code)
    known = {**ELEMENTS, **({"reason": REASONS[code]} if code in REASONS else {})}
    return {item.code: known[item.code] for item in (*kind.required, *kind.optional) if item.code in known}
