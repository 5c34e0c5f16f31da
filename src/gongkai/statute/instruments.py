"""The instruments that this product rests on (法律文件目录)."""

from __future__ import annotations

from datetime import date

from gongkai.statute.citations import Instrument

REGULATION_2007 = Instrument("政府信息公开条例（2007年）", "国务院令第492号", date(2008, 5, 1), 38)
REGULATION_2019 = Instrument("政府信息公开条例", "国务院令第711号", date(2019, 5, 15), 56)
REPORT_FORM_2019 = Instrument("政府信息公开工作年度报告格式（试行）", "国办公开办函〔2019〕60号", date(2019, 11, 23))
REPORT_FORM_2021 = Instrument("政府信息公开工作年度报告格式", "国办公开办函〔2021〕30号", date(2021, 9, 26))
FEE_MEASURES = Instrument("政府信息公开信息处理费管理办法", "国办函〔2020〕109号", date(2021, 1, 1), 12)
