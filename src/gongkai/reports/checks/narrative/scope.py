"""Whose figure it is, and of what time (口径).

A table counts what the reporting organ did in the reporting year. A figure of another organ, of the whole territory
seen from a department, or of another time may differ and contradicts nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from gongkai.reports.checks.organs import Standing, standing_of

_LEVELS = "省市县区州旗盟镇乡"
_OWN = (
    r"我(?:局|办|委|厅|中心|院|队|行|处|站|会|单位|机关|部|署|馆|校|公司|们)"
    r"|本(?:局|办|委|厅|中心|院|队|单位|行政机关|机关|级机关|部门|署|馆)|全(?:局|委|厅|办)(?!面)"
)
_TERRITORY = rf"(?:我|本)(?:[{_LEVELS}](?!级)|街道|自治州|自治区|开发区|管委会)"
_WHOLE = rf"全(?:[{_LEVELS}]|街道|国)(?!面)"
_ALL_ORGANS = r"(?P<organs>(?:各级|各地|各有关|各相关|各)(?:各|级|部门|单位|行政机关|机关|政府|、|和){0,5})?"
_IN_PLACE_OF = rf"(?<![现时近当古朝后世换])代(?:[{_LEVELS}]委、?)?(?:[{_LEVELS}]|自治州|自治区)?(?:人民)?政府(?!名)"
_OTHERS = (
    r"(?:各|所属|直属|下属|下设|下级|二级|部分|个别|一些|基层|双管|垂管|垂直管理|双重管理|派出|驻[省市县区州])"
    r"(?:级|地|县|市|区|乡|镇|街道|部门|单位|科室|机关|行政机关|政府|机构|事业单位|企业|企事业单位|学校|医院)"
    r"|公共(?:服务)?(?:企事业|事业|企业)?(?:单位|部门|企业)|全系统|系统内|图书馆|档案馆|查阅(?:场所|点)"
    r"|[省市县区州乡镇村街](?:、?[省市县区州乡镇村街]|街道|、街道){1,4}[两二三四五]级|[两二三四五]级(?:行政机关|政府|部门)"
    rf"|{_IN_PLACE_OF}"
    r"|[市县区省州]直|[市县区省州](?:级|政府)?(?:各|级)部门|县（市、区）|县市区|乡镇|指导|督促|协助|代办|代为|本级(?!机关)"
)
_NEARBY = r"(?:相关|有关|责任|承办|成员|其他|其它)(?:部门|单位|科室|机关)|协调|转办|转由|转至|交办|会同|配合"
_NAME = r"[\u4e00-\u5e73\u5e75-\u6210\u6212-\u672b\u672d-\u9fff]"
"""A Chinese character but 年, 我 and 本, which end what stands before a name."""
_AGENCY = (
    rf"{_NAME}{{1,12}}?(?:局|委员会|发改委|卫健委|住建委|管委会|街道办事处|街道办|街道|镇|乡|支队|大队|中心|政府办公[室厅]|政府办"
    r"|人民政府|政府|办公室|公司|集团|企业|学校|医院|学院|机构|派出所|(?<!全)[市县区])(?=(?:本级|机关|，|年|\d|全年|本年度?|今年|共计?|累计|新|已|总计|度){0,3}"
    r"(?:收到|受理|办理|办结|接收|答复|收办|新收|接到|制发|制定|出台|废止|作出))"
)
_MARKS = re.compile(
    rf"(?P<own>{_OWN})|(?:(?P<territory>{_TERRITORY})|(?P<whole>{_WHOLE})){_ALL_ORGANS}|(?P<others>{_OTHERS})|(?P<nearby>{_NEARBY})|(?P<agency>{_AGENCY})"
)


_PLACE = re.compile(r"^[^市县区]{1,10}[市县区]")
_ONE_LEVEL = re.compile(
    r"^[^；]{0,40}?(?:[局委厅]机关|机关本[部级]|(?<!全)(?:[省市县区州]|省、?市)本级(?!机关)"
    r"|其中[^；]{0,60}[，、：中][省市县区州](?:人民)?政府(?:办公?[室厅]?)?(?:共|收到|受理|申请|为){0,2}\d)"
)


_COUNTED = r"(?:本级)?(?:共|新|计){0,2}(?:收到|受理|接收|答复|办理|办结)[^，；。]{0,14}\d"
_GOVERNMENTS_OWN = re.compile(rf"[省市县区州](?:人民)?政府{_COUNTED}")
_OFFICES_OWN = re.compile(rf"政府办(?:公[室厅])?{_COUNTED}")


class Whose(Enum):
    """Whose figure it is (数字归属)."""

    OWN = "本机关"
    TERRITORY = "本地区"
    """Our city, said by an organ of the city: its own figure where it gives no other."""
    FOREIGN = "其他机关"


@dataclass(frozen=True, slots=True)
class Organ:
    """The reporting organ as its own report speaks of it (报告机关).

    ``level`` is the word for its territory, 市 or 县, where it is a government; else empty.
    """

    name: str
    level: str

    def whose(self, before: str) -> Whose | None:
        """Return whose figure stands after these words, or None where no subject is named (判断归属).

        The last subject decides; another department that is merely worked with counts only in the clause itself.
        """
        answer: Whose | None = None
        clause = before.rfind("，") + 1
        for match in _MARKS.finditer(before):
            if match["nearby"] is None or match.start() >= clause:
                answer = self._owner(match)
        return answer

    def _owner(self, match: re.Match[str]) -> Whose:
        if match["own"]:
            return Whose.OWN
        if match["territory"] or match["whole"]:
            if self.level and self.level in match[0] and not _is_only_some(match["organs"]):
                return Whose.OWN
            return Whose.TERRITORY if match["territory"] and not match["organs"] else Whose.FOREIGN
        return self._named(match["agency"]) if match["agency"] else Whose.FOREIGN

    def _named(self, agency: str) -> Whose:
        """Return whose a figure is that a named organ or place has."""
        if agency[-1] not in "市县区":
            return Whose.OWN if self._is_self(agency) else Whose.FOREIGN
        place = _PLACE.match(self.name)
        if place is None or not agency.endswith(place[0]):
            return Whose.FOREIGN
        if self.level:
            return Whose.OWN
        return Whose.TERRITORY if "政府办" in self.name else Whose.FOREIGN

    def _is_self(self, agency: str) -> bool:
        """Whether the name, which may have words before it, is this organ's own or a short form of it."""
        if agency.endswith("政府"):
            return bool(self.level) and re.sub(r"(?:人民)?政府$", "", agency).endswith(self.level)
        return not self.name or any(agency.endswith(self.name[-length:]) for length in (len(self.name), 4, 3))


def is_told_of_two(organ: Organ, around: str) -> bool:
    """Return whether the government's figure and its office's are told apart (政府与办公室分列).

    One report of both holds their sum, so that neither need be the cell.
    """
    if "政府办" in organ.name:
        return bool(_GOVERNMENTS_OWN.search(around))
    return bool(organ.level) and bool(_GOVERNMENTS_OWN.search(around)) and bool(_OFFICES_OWN.search(around))


def _is_only_some(organs: str | None) -> bool:
    """Whether 全市各部门 leaves out the government itself and the levels below, which 全市各级行政机关 does not."""
    return organs is not None and "级" not in organs and "地" not in organs


def is_shared_out(after: str) -> bool:
    """Return whether the words after a figure tell that organ's own level apart in it (是否另列本级).

    全市共收到1203件，其中市本级37件: which of the two the table holds cannot be told.
    """
    return bool(_ONE_LEVEL.match(after))


def organ_of(agency: str | None) -> Organ:
    """Return how the organ speaks of itself (报告机关)."""
    name = agency or ""
    if not name or standing_of(name) is Standing.DEPARTMENT:
        return Organ(name, "")
    place = re.sub(r"(?:人民政府|政府|办事处|管理委员会|管委会)$", "", name)
    return Organ(name, "街道" if place.endswith("街道") else place[-1:])


_ASIDE = re.compile(
    r"《[^《》]{0,80}》|〔\d{4}〕|(?:较|比|同|与)(?:20\d\d年度?|上年度?|去年|上一年度?|往年)(?:同期|相比|度)?"
    r"|(?:20\d\d年度?|上年度?|去年|上一年度?|往年)末?(?:结转|转结|转入|接转|遗留)"
    r"|(?:结转|转结|转入|接转)(?:至|到|入)?(?:20\d\d年度?|上年度?|上一年度?)"
)
"""Years that are not the figure's: in a title, in a document number, in what it is compared with, in 上年结转."""
_TIMES = re.compile(
    r"(?P<range>20\d\d年?度?[-—–－~～至到、和]{1,2}20\d\d年)"
    r"|(?P<year>(?:20|19)\d{2})年(?P<since>以来|至今|起)?|(?P<now>今年|本年|全年|当年|年内|本年度)"
    r"|(?P<span>去年|上年|上一年|往年|历年|历次|近[\d一二三四五两几]?年|多年|(?<![〇零一二])[三五十]年|以来|至今|截至目前|截止目前|截至|截止|目前|上半年|下半年"
    r"|[一二三四1-4]季度|(?<!\d)(?:[1-9]|1[0-2])月份?(?!\d{1,2}日)(?:以来|至|—|-)?|每年|年均|月均|每月|拟|计划|预计"
    r"|十[一二三四]五”?(?:期间|时期)|任期|本届|[两二三四五]年来)"
)
_ADDED_UP = "累计"
_UNTIL = re.compile(r"截[至止](?!目前)[^，]{0,14}")
_SAYS_THE_YEAR = re.compile(r"20\d\d年(?!以来|起|至今)|今年|本年|全年|当年|年内|1月1日")
_SINCE = re.compile(r"[自从](20\d\d)年(?:[^，；。]{0,20}至|[^；。]{0,40}累计)")
_YEAR = re.compile(r"((?:20|19)\d{2})年")
_IN_TURN = "分别"
_WHOLE_YEAR = re.compile(r"1月1日|1月至12月|1[-—–－~～至]12月|12月31日|12月底|年底|年末|岁末")
_FROM_JANUARY = re.compile(r"1月1日.{0,12}12月31日|(?<!\d)1月?[-—–－~～至到]12月")
_COMPARED = re.compile(
    r"(?:比|较|于)(?:去年|上年|上一年|同期|往年|前|20\d\d)|同比|环比|增加|减少|增长|下降|上升|净增|多了|少了|降低|提高|提升"
)


def is_of_the_year(before: str, lead: str, *, year: int | None, is_stock: bool) -> bool:
    """Return whether the figure after these words is one of the reporting year (判断年度).

    A stock, such as the documents in force, may be spoken of as of any day of the year, but not of another year.
    """
    plain = _ASIDE.sub("", before)
    if _COMPARED.search(lead) or (_IN_TURN in plain and len(set(_YEAR.findall(plain))) > 1):
        return False
    if _ADDED_UP in lead and not is_stock and not _SAYS_THE_YEAR.search(_UNTIL.sub("", plain)):
        return False
    if any(year is not None and int(since) != year for since in _SINCE.findall(plain)):
        return False
    good = True
    for match in _TIMES.finditer(plain):
        if match["year"]:
            good = year is None or int(match["year"]) == year
        elif match["now"]:
            good = True
        else:
            until = (match["span"] or "").startswith("截") and bool(_WHOLE_YEAR.search(plain))
            good = match["range"] is None and (is_stock or until)
    return good or (not is_stock and _is_whole_year(plain, year))


def _is_whole_year(plain: str, year: int | None) -> bool:
    years = {int(found) for found in _YEAR.findall(plain)}
    return bool(_FROM_JANUARY.search(plain)) and (year is None or years <= {year})
