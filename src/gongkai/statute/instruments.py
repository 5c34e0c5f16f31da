"""The instruments that this product rests on (法律文件目录)."""

from __future__ import annotations

from datetime import date

from gongkai.statute.citations import Instrument

REGULATION_2007 = Instrument("政府信息公开条例（2007年）", "国务院令第492号", date(2008, 5, 1), 38)
REGULATION_2019 = Instrument("政府信息公开条例", "国务院令第711号", date(2019, 5, 15), 56)
REPORT_FORM_2019 = Instrument("政府信息公开工作年度报告格式（试行）", "国办公开办函〔2019〕60号", date(2019, 11, 23))
REPORT_FORM_2021 = Instrument("政府信息公开工作年度报告格式", "国办公开办函〔2021〕30号", date(2021, 9, 26))
FEE_MEASURES = Instrument("政府信息公开信息处理费管理办法", "国办函〔2020〕109号", date(2021, 1, 1), 12)
HOLIDAY_MEASURES = Instrument("全国年节及纪念日放假办法", "国务院令第795号", date(2025, 1, 1), 8)
CIVIL_CODE = Instrument("民法典", "主席令第四十五号", date(2021, 1, 1), 1260)
RECONSIDERATION_LAW = Instrument("行政复议法", "主席令第九号", date(2024, 1, 1), 90)
LITIGATION_LAW = Instrument("行政诉讼法", "主席令第七十一号", date(2017, 7, 1), 103)
DISCLOSURE_SUITS = Instrument(
    "最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释", "法释〔2025〕8号", date(2025, 6, 1), 15
)
DELIVERY_NOTICE = Instrument(
    "国务院办公厅政府信息与政务公开办公室关于政府信息公开处理决定送达问题的解释",
    "国办公开办函〔2016〕235号",
    date(2016, 12, 7),
)
RECONSIDERATION_LAW_1999 = Instrument("行政复议法（1999年）", "主席令第十六号", date(1999, 10, 1), 43)
NORMATIVE_DOCUMENTS = Instrument(
    "国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知", "国办发〔2018〕37号", date(2018, 5, 16)
)
RULEMAKING = Instrument("规章制定程序条例", "国务院令第695号", date(2018, 5, 1), 39)
PENALTY_LAW = Instrument("行政处罚法", "主席令第七十号", date(2021, 7, 15), 86)
LICENSING_LAW = Instrument("行政许可法", "主席令第二十九号", date(2019, 4, 23), 83)
CREDIT_REPAIR = Instrument(
    "失信行为纠正后的信用信息修复管理办法（试行）", "国家发展和改革委员会令第58号", date(2023, 5, 1)
)
