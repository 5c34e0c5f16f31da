"""The trial form for the reports of 2019 and 2020 (国办公开办函〔2019〕60号)."""

from __future__ import annotations

from gongkai.statute.editions.shared_rows import (
    CHAPTERS,
    OTHER_UNDIVIDED,
    OUTCOME_ROWS,
    REMEDIES,
    applications_table,
    relations,
)
from gongkai.statute.instruments import REGULATION_2019, REPORT_FORM_2019
from gongkai.statute.report_form import Column, Form, Measure, Row, Section, Table

_article = REGULATION_2019.at
_LAST_YEAR = Column("last_year", ("上一年项目数量", "上年项目数量", "上一年度项目数量"), unit="项")
_CHANGE = Column("change", ("本年增/减", "本年增减", "本年度增/减"), Measure.CHANGE, "项")
_DECISIONS = Column("decisions", ("处理决定数量", "本年处理决定数量"))

PROACTIVE = Table(
    "proactive",
    2,
    "表二",
    (
        Section(
            "第二十条第（一）项",
            (
                Row("regulations", ("规章",), citation=_article("第二十条第一项")),
                Row(
                    "normative_documents",
                    ("规范性文件", "行政规范性文件"),
                    citation=_article("第二十条第一项"),
                ),
            ),
            (
                Column("made", ("本年新制作数量", "本年制作数量", "新制作数量")),
                Column("published", ("本年新公开数量", "新公开数量")),
                Column("total", ("对外公开总数量", "对外公开总数")),
            ),
        ),
        Section(
            "第二十条第（五）项",
            (
                Row("licensing", ("行政许可",), citation=_article("第二十条第五项")),
                Row(
                    "other_services",
                    ("其他对外管理服务事项", "其它对外管理服务事项", "其他对外管理服务"),
                    citation=_article("第二十条第五项"),
                ),
            ),
            (_LAST_YEAR, _CHANGE, _DECISIONS),
        ),
        Section(
            "第二十条第（六）项",
            (
                Row("penalties", ("行政处罚",), citation=_article("第二十条第六项")),
                Row("coercion", ("行政强制",), citation=_article("第二十条第六项")),
            ),
            (_LAST_YEAR, _CHANGE, _DECISIONS),
        ),
        Section(
            "第二十条第（八）项",
            (Row("charges", ("行政事业性收费",), citation=_article("第二十条第八项")),),
            (_LAST_YEAR, _CHANGE),
        ),
        Section(
            "第二十条第（九）项",
            (Row("procurement", ("政府集中采购",), citation=_article("第二十条第九项")),),
            (
                Column("items", ("采购项目数量", "采购项目数"), unit="项"),
                Column("amount", ("采购总金额", "采购金额"), Measure.AMOUNT, "元"),
            ),
        ),
    ),
)

EDITION_2019 = Form(
    edition="2019",
    instrument=REPORT_FORM_2019,
    first_year=2019,
    last_year=2020,
    proactive=PROACTIVE,
    applications=applications_table((*OUTCOME_ROWS, OTHER_UNDIVIDED)),
    remedies=REMEDIES,
    chapters=CHAPTERS,
    relations=relations((*OUTCOME_ROWS, OTHER_UNDIVIDED), REPORT_FORM_2019),
)
