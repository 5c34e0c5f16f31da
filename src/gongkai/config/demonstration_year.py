"""The reports of the demonstration's city, each at another step of its way (演示年度报告)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.db import transaction

from gongkai.apps.agencies.models import Agency
from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.models import AnnualReport, ReportVersion
from gongkai.apps.reporting.services.annual_drafting import begin_report, write_section
from gongkai.apps.reporting.services.annual_flow import accept, approve, check, return_to_organ, submit
from gongkai.apps.reporting.services.publishing import publish_report
from gongkai.config.demonstration_city import (
    CITY,
    COUNTY,
    COUNTY_FINANCE,
    HOUSING,
    LAND,
    OFFICE,
    SCHOOLS,
    SONGXI,
)
from gongkai.config.demonstration_records import keep_records
from gongkai.config.demonstration_works import YEAR
from gongkai.statute.report_deadlines import Scope

_REMARKS = "第五部分只写了存在的问题，没有写改进情况，请对照去年提出的措施逐项补充后重新报送。"
_TOLD = {
    LAND: "规划许可结果的公开还不够及时，个别事项超过二十个工作日。已将公开并入审批系统，许可作出当日提示，每月通报。",
    HOUSING: "物业管理、维修资金等群众关注的政策解读偏少。本年为三件文件配发图解和问答，下年度起政策与解读同步审签。",
    SCHOOLS: "招生入学政策咨询集中，热点回应不够主动。",
    OFFICE: "部门之间依申请公开办理尺度不一。已编印答复文书范本，组织培训两次，下年度开展案卷评查。",
    SONGXI: "公开栏更新不够及时。已明确由党政办专人负责，每周检查一次。",
    CITY: "规章和规范性文件的历史版本不全。已完成一九九五年以来规章文本的核对，下年度建成统一的文件库。",
    COUNTY: "乡镇公开工作力量薄弱。已为各乡镇配备专人，每季度培训一次。",
    COUNTY_FINANCE: "预决算公开的说明不够通俗。下年度起随附图表说明。",
}
_GENERAL: Sequence[Mapping[str, str]] = (
    {
        "（三）政府信息管理。": "清理了历年公开的信息，撤下重复和失效的内容，补齐缺少的索引号。",
        "（四）政府信息公开平台建设。": "公开专栏改版，指南、制度、法定主动公开内容和年报集中在一页，手机可以阅读。",
        "（五）监督保障。": "公开工作由办公室承担，配备专职人员，全年自查两次，没有责任追究情形。",
    },
    {
        "（三）政府信息管理。": "公文制作时同步确定公开属性，公开以前逐件审查；行政规范性文件的有效性变动当日更新。",
        "（四）政府信息公开平台建设。": "各栏目明确责任人，每月检查链接和更新情况，来信反映的问题三个工作日内处理。",
        "（五）监督保障。": "组织培训一次，案卷评查一次，结果在机关内部通报；没有责任追究情形。",
    },
)
"""What is written under the headings that the first draft leaves open, by turns of years."""
_LAST_YEAR = "土地征收信息分散在多个栏目，查找不便。已建成征地信息专栏，统一发布公告、补偿方案和批复。"


@transaction.atomic
def report_the_year(city: Mapping[str, Agency], officers: Mapping[str, Officer]) -> int:
    """Enter two years' records and bring the reports to where they stand, unless done before (演示年度报告).

    Returns how many reports were begun. The land bureau's is published with last year's beside it, four and the
    county's two are accepted, the schools' was returned, one township's is submitted and the other's missing, and the
    city's own waits for its sum.
    """
    if AnnualReport.objects.filter(agency=city[LAND]).exists():
        return 0
    keep_records(city, by=officers["head"])
    way = _Way(officers)
    way.published(city[LAND], YEAR - 1, _LAST_YEAR, on=date(YEAR, 1, 23))
    way.published(city[LAND], YEAR, _TOLD[LAND], on=date(YEAR + 1, 1, 27))
    for code in (HOUSING, OFFICE, COUNTY_FINANCE, COUNTY, CITY):
        way.accepted(city[code], YEAR, _TOLD[code], on=date(YEAR + 1, 1, 28))
    way.returned(city[SCHOOLS], YEAR, _TOLD[SCHOOLS], on=date(YEAR + 1, 1, 29))
    way.submitted(city[SONGXI], YEAR, _TOLD[SONGXI], on=date(YEAR + 1, 1, 30))
    way.accepted(city[COUNTY], YEAR, _TOLD[COUNTY], on=date(YEAR + 1, 2, 12), scope=Scope.TERRITORY)
    way.drafted(city[CITY], YEAR, _TOLD[CITY], on=date(YEAR + 1, 2, 24), scope=Scope.TERRITORY)
    return AnnualReport.objects.count()


class _Way:
    """Takes a report on its way by the officers whose turn it is, up to one of its states."""

    def __init__(self, officers: Mapping[str, Officer]) -> None:
        self._officers = officers

    def drafted(self, agency: Agency, year: int, told: str, *, on: date, scope: Scope = Scope.OWN) -> ReportVersion:
        clerk = self._officers["clerk"]
        version = begin_report(agency=agency, year=year, scope=scope, by=clerk, today=on)
        general = version.sections.get(number=1).text
        for heading, text in _GENERAL[year % 2].items():
            general = general.replace(heading, f"{heading}{text}")
        write_section(version=version, number=1, text=general, seen=0, by=clerk, today=on)
        write_section(version=version, number=5, text=told, seen=0, by=clerk, today=on)
        return version

    def submitted(self, agency: Agency, year: int, told: str, *, on: date, scope: Scope = Scope.OWN) -> ReportVersion:
        version = self.drafted(agency, year, told, on=on, scope=scope)
        steps: tuple[tuple[Callable[..., ReportVersion], str], ...] = (
            (check, "head"),
            (approve, "leader"),
            (submit, "clerk"),
        )
        for step, who in steps:
            version = step(version=version, by=self._officers[who], today=on)
        return version

    def accepted(self, agency: Agency, year: int, told: str, *, on: date, scope: Scope = Scope.OWN) -> ReportVersion:
        version = self.submitted(agency, year, told, on=on, scope=scope)
        return accept(version=version, by=self._officers["supervisor"], today=on)

    def returned(self, agency: Agency, year: int, told: str, *, on: date) -> ReportVersion:
        version = self.submitted(agency, year, told, on=on)
        return return_to_organ(version=version, by=self._officers["supervisor"], today=on, remarks=_REMARKS)

    def published(self, agency: Agency, year: int, told: str, *, on: date) -> None:
        version = self.accepted(agency, year, told, on=on)
        publish_report(version=version, by=self._officers["head"], today=on)
