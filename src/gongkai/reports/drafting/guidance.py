"""What each part of the report has to say, and a plain first draft of it (各部分要求和初稿)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.statute.citations import Citation
from gongkai.statute.instruments import FEE_MEASURES, REGULATION_2019, REPORT_FORM_2021


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the notice asks of a part (填报要求)."""

    number: int
    title: str
    asks: tuple[str, ...]
    citation: Citation
    draft: str


_ARTICLE_50 = REGULATION_2019.at("第五十条")
_FORM = REPORT_FORM_2021.at("")

GUIDANCE: Mapping[int, Guidance] = {
    guidance.number: guidance
    for guidance in (
        Guidance(
            1,
            "一、总体情况",
            (
                "写明主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。",
                "政府的报告还要写工作考核、社会评议和责任追究结果。",
                "原则上不超过一千字；不遗漏，也不泛化到政务公开以外的工作。",
            ),
            _FORM,
            "（一）主动公开。【年度】年，【机关名称】制发行政规范性文件【行政规范性文件制发件数】件，"
            "现行有效行政规范性文件【现行有效行政规范性文件件数】件。\n"
            "（二）依申请公开。新收政府信息公开申请【本年新收申请件数】件，上年结转【上年结转申请件数】件，"
            "办结【本年办结申请件数】件，结转下年度【结转下年度申请件数】件。\n"
            "（三）政府信息管理。\n（四）政府信息公开平台建设。\n（五）监督保障。",
        ),
        Guidance(
            2,
            "二、主动公开政府信息情况",
            (
                "填报条例第二十条第（一）（五）（六）（八）项。",
                "行政许可、行政处罚、行政强制计入全部决定，包括依法不公开的。",
                "数据截至报告年度12月31日。",
            ),
            _FORM,
            "",
        ),
        Guidance(
            3,
            "三、收到和处理政府信息公开申请情况",
            ("按申请人类别和最终办理结果填报。", "第一项加第二项之和，等于第三项加第四项之和。"),
            _FORM,
            "",
        ),
        Guidance(
            4,
            "四、政府信息公开行政复议、行政诉讼情况",
            ("未经复议直接起诉和复议后起诉分开填报。", "复议机关作共同被告的，只由原行政行为机关填报。"),
            _FORM,
            "",
        ),
        Guidance(
            5,
            "五、存在的主要问题及改进情况",
            ("写真实存在的问题和具体的改进措施。", "不敷衍，不逐年重复。"),
            _ARTICLE_50,
            "",
        ),
        Guidance(
            6,
            "六、其他需要报告的事项",
            ("报告收取信息处理费的情况，没有收取的也要写明。",),
            FEE_MEASURES.at(""),
            "",
        ),
    )
}


FEE_STATEMENT = "【年度】年度，【机关名称】【信息处理费收取情况】。"
"""What part six says of the fees, with fields that follow the records until the report is checked (信息处理费情况)."""


def fee_facts(yuan: int) -> Mapping[str, str]:
    """Return the fields that tell the fees taken in a year (信息处理费字段)."""
    told = f"依据《政府信息公开信息处理费管理办法》收取信息处理费{yuan}元" if yuan else "没有收取信息处理费"
    return {"信息处理费元": str(yuan), "信息处理费收取情况": told}


def fees_unknown(why: str) -> Mapping[str, str]:
    """Return why the fields that tell the fees cannot be filled in (信息处理费字段无法填入的原因)."""
    return dict.fromkeys(fee_facts(0), f"{why}，请核实后直接写明")


def preface(*, agency: str, year: int) -> str:
    """Return the words before part one (报告前言)."""
    return (
        f"根据《中华人民共和国政府信息公开条例》第五十条和《中华人民共和国政府信息公开工作年度报告格式》的要求，"
        f"编制{agency}{year}年政府信息公开工作年度报告。本报告数据统计期限自{year}年1月1日起至12月31日止。"
    )
