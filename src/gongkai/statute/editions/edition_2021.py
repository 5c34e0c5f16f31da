"""The form in use for reports of 2021 and later (国办公开办函〔2021〕30号)."""

from __future__ import annotations

from gongkai.statute.editions.shared_rows import (
    CHAPTERS,
    OTHER_DIVIDED,
    OUTCOME_ROWS,
    REMEDIES,
    applications_table,
    relations,
)
from gongkai.statute.instruments import REGULATION_2019, REPORT_FORM_2021
from gongkai.statute.report_form import Column, Form, Measure, Row, Section, Table

_article = REGULATION_2019.at
_DECISIONS = (Column("decisions", ("本年处理决定数量", "处理决定数量", "本年处理决定数")),)

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
                    ("行政规范性文件", "规范性文件"),
                    citation=_article("第二十条第一项"),
                ),
            ),
            (
                Column("made", ("本年制发件数", "本年制发数", "本年制发数量", "制发件数")),
                Column("repealed", ("本年废止件数", "本年废件数", "本年度止件数", "本年废止数", "废止件数")),
                Column("in_force", ("现行有效件数", "现行有效数", "现行有效数量")),
            ),
        ),
        Section(
            "第二十条第（五）项",
            (Row("licensing", ("行政许可",), citation=_article("第二十条第五项")),),
            _DECISIONS,
        ),
        Section(
            "第二十条第（六）项",
            (
                Row("penalties", ("行政处罚",), citation=_article("第二十条第六项")),
                Row("coercion", ("行政强制",), citation=_article("第二十条第六项")),
            ),
            _DECISIONS,
        ),
        Section(
            "第二十条第（八）项",
            (Row("charges", ("行政事业性收费",), citation=_article("第二十条第八项")),),
            (
                Column(
                    "amount",
                    ("本年收费金额（单位：万元）", "本年收费金额", "收费金额"),
                    Measure.AMOUNT,
                    "万元",
                ),
            ),
        ),
    ),
)

EDITION_2021 = Form(
    edition="2021",
    instrument=REPORT_FORM_2021,
    first_year=2021,
    last_year=None,
    proactive=PROACTIVE,
    applications=applications_table(OUTCOME_ROWS + OTHER_DIVIDED),
    remedies=REMEDIES,
    chapters=CHAPTERS,
    relations=relations(OUTCOME_ROWS + OTHER_DIVIDED, REPORT_FORM_2021),
)
