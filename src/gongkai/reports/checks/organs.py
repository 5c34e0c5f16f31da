"""What kind of organ a report is of, told by its name (报告机关类别)."""

from __future__ import annotations

import re
from enum import Enum

_OFFICE = re.compile(r"(?:人民政府|政府)办公[室厅]$|(?:政府|府)办$")
_TOWNSHIP = re.compile(r"(?:乡|镇|苏木|街道)(?:人民政府|政府|办事处|办)?$")
_GOVERNMENT = re.compile(r"(?:人民政府|(?<!人民)政府|行政公署|行署)$")
_ZONE = re.compile(r"(?:开发区|园区|高新区|新区|管理区|示范区|合作区|试验区)(?:管理委员会|管委会)?$")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{1,14}(?:省|市|自治区|州|盟|县|区|旗|地区)$")


class Standing(Enum):
    """Where an organ stands in the order of governments (机关类别)."""

    GOVERNMENT = "政府"
    """A government of county level or above, or the territory it reports for."""
    TOWNSHIP = "乡镇街道"
    DEPARTMENT = "部门"


def standing_of(agency: str) -> Standing:
    """Return what kind of organ bears this name (机关类别).

    The committee of a development zone stands for the zone, as a government does for its territory.
    """
    if _OFFICE.search(agency):
        return Standing.DEPARTMENT
    if _TOWNSHIP.search(agency):
        return Standing.TOWNSHIP
    if _GOVERNMENT.search(agency) or _ZONE.search(agency) or _PLACE.match(agency):
        return Standing.GOVERNMENT
    return Standing.DEPARTMENT
