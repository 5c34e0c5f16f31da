"""How many applications came in and how many were dealt with (收到与办结件数)."""

from __future__ import annotations

import re

from gongkai.reports.checks.narrative.carried import ALL_HELD
from gongkai.reports.checks.narrative.claims import Claim, Extent, Kind, Reading
from gongkai.reports.checks.narrative.mentions import Mention, Topic
from gongkai.reports.checks.narrative.rows import reading
from gongkai.reports.checks.narrative.wording import (
    APPLICATION,
    APPLICATION_UNITS,
    BARE_APPLICATION,
    CHANNEL,
    COUNTED,
    EVEN_IF_PART,
    EVERY_WAY,
    EVERYONE,
    LINK,
    MIXED,
    PART,
    SOMEONE,
)

NEW: Reading = ("applications.new.total",)
CLOSED: Reading = ("applications.total.total",)

_RECEIVE = r"新收到?|收到|接收到?|接到|受理|收办|收件|登记|办理|处理"
_FINISH = r"办结|办复|答复|回复|办理完毕|完成"
_CLOSE = r"办结|办复|办理完毕"
_LEFT_OUT = re.compile(r"不再处理|不予处理|其[他它]处理|撤回|撤销|终止|不含|除")
_VERB = (
    rf"(?<!不予)(?<![不未应须待再拟转可交退代])(?P<verb>{_RECEIVE}|{_FINISH})"
    r"(?!率|机关|部门|单位|情况|工作|规范|制度|流程)(?:了|过|的)?"
)
_GRACE = r"(?:按时|按期|当场|延期|逾期|提前|限时|超期|如期|未按)(?:予以|进行)?$"
_PLAIN = (
    r"(?:各类|各种|有效|书面|公民|法人|其他组织|个人|单位|群众|申请人|当事人|社会公众|市民|提出|递交|提交|并|及|和|或|、|的|新|共计?|到|了"
    r"|合计|累计|总计|本年度?|当年|今年|全年|20\d\d年度?|受理|办理|办结|答复|登记|处理){0,10}"
)
_NAMED = re.compile(
    rf"{_VERB}(?P<filler>[^，；。]{{0,60}}?)(?P<noun>{APPLICATION}|(?P<bare>{BARE_APPLICATION})){COUNTED}{LINK}$"
)
_UNNAMED = re.compile(rf"{_VERB}{LINK}$")
_ONLY_NOUN = re.compile(
    r"^(?:（?[一二三四五六七八九十]）|\d{1,2}[、.]|[一二三四五六七八九十]、)?"
    r"(?:20\d\d年度?|全年|本年度?|今年|当年|年度|我[局办委厅市县区镇]|我单位|我中心|本机关|本单位|共有?|新增|的|有效|关于|，){0,6}"
    r"(?P<noun>(?:政府)?信息公开申请|依申请公开(?:政府信息)?(?:申请)?)(?:案件|办件|事项|件)?(?:的)?"
    r"(?P<measure>(?:受理|收件|办理|申请)(?=数|量|件数|总数|总量))?"
    r"(?:共计|总计|合计|数量|总数|总量|件数|数|量|共|为|是|：|有|达到?){0,3}$"
)
_SORTED = re.compile(r"其中|主动公开|公文|属性")
"""Talk of documents sorted by how they may be disclosed: 主动公开50件，依申请公开12件."""
_BEFORE_VERB = re.compile(
    r"(?:^|年度?|年内|[局办委厅市县区镇乡省州旗会部院处所队站]|中心|政府|机关|单位|街道|部门|日|底|末|月|共计?|累计|合计|总计|已全部|已经?|均|全部|新|其中|依法|实际"
    r"|申请|公开|并|、|和|，|：|（|方面|情况|累积)$"
)
_TAIL = re.compile(rf"^(?:(?:的)?(?:{APPLICATION}|{BARE_APPLICATION})|均|全部|已|都|皆|次?$)")
_INCLUDED = re.compile(r"(?:含|包括|其中|连同|加上)[^。；]{0,30}?结转|（[^（）]{0,12}结转")
_HANDED_ON = re.compile(r"补正|转来|转办|转交|转送|转递|移交|移送|交办")
_SAME_YEAR = re.compile(r"(?:当年|本年度?|今年)(?:新收|申请|收到|受理)")
_WHOLE = re.compile(r"共|总|合计|累计|合")
_CARRIED = re.compile(r"结转|转结|转入|接转|遗留|上年|上一年|去年|往年|跨年|未办结")
_OF_THIS_YEAR = re.compile(r"^[^；。]{0,16}?其中[：，]?(?:20\d\d年|今年|本年|当年)")
_TOLD_IN_PARTS = re.compile(r"其中[^。；]{0,30}?(?:收到|受理|接收|办理)")


def intake(mention: Mention) -> tuple[Claim, ...]:
    """Return what a figure says of applications received or closed (收到与办结件数)."""
    if mention.unit not in APPLICATION_UNITS and mention.unit != "件次":
        return ()
    match = _bound(mention)
    if match is None:
        return ()
    verb = match.groupdict().get("verb") or match.groupdict().get("measure")
    text = mention.lead[match.start() :]
    if verb is not None and re.fullmatch(_FINISH, verb):
        return _finished(mention, match)
    if _is_part(mention, verb):
        return ()
    return (_claim(mention, match, _received(mention, verb, text), Kind.INTAKE),)


def _is_part(mention: Mention, verb: str | None) -> bool:
    """Whether the figure is told as a part of another, or has this year's told as a part of it."""
    after = mention.sentence.after(mention.end)
    if _OF_THIS_YEAR.match(after) and not _CARRIED.search(after):
        return True
    if verb in ("新收", "新收到") or EVEN_IF_PART.search(mention.lead):
        return False
    return bool(PART.search(mention.lead) or _TOLD_IN_PARTS.search(mention.before))


def _bound(mention: Mention) -> re.Match[str] | None:
    named = _NAMED.search(mention.lead)
    if named is not None:
        return named if _is_plain(named, mention) else None
    unnamed = _UNNAMED.search(mention.lead)
    if unnamed is not None:
        return unnamed if _names_after(unnamed, mention) else None
    only = _ONLY_NOUN.search(mention.lead)
    return only if only is not None and not _SORTED.search(mention.before) else None


def _is_plain(match: re.Match[str], mention: Mention) -> bool:
    """Whether the words between verb and noun leave the count that of all applicants' applications."""
    filler = match["filler"]
    if match["bare"] and (mention.context.topic is not Topic.APPLICATIONS or not re.fullmatch(_PLAIN, filler)):
        return False
    if MIXED.search(filler) or _HANDED_ON.search(filler):
        return False
    return not SOMEONE.search(filler) or bool(EVERYONE.search(filler))


def _names_after(match: re.Match[str], mention: Mention) -> bool:
    """Whether a bare verb, 收到12件, is said of applications by the words after it or by the talk so far."""
    if CHANNEL.search(mention.lead) or not _BEFORE_VERB.search(mention.lead[: match.start()]):
        return False
    if re.match(rf"(?:的)?(?:{APPLICATION})", mention.tail):
        return True
    return mention.context.topic is Topic.APPLICATIONS and bool(_TAIL.match(mention.tail))


def _received(mention: Mention, verb: str | None, text: str) -> tuple[Reading, ...]:
    if verb in ("新收", "新收到"):
        return (NEW,)
    if verb in ("办理", "处理") or re.search(_FINISH, text):
        return NEW, ALL_HELD, CLOSED
    if verb in ("收到", "接到", "接收", "接收到", "登记", "申请", "收件", None) and not _says_all(mention, text):
        return (NEW,)
    return NEW, ALL_HELD


def _says_all(mention: Mention, text: str) -> bool:
    """Whether the passage says that carried-over applications are counted as well."""
    if _INCLUDED.search(mention.sentence.text):
        return True
    whole = _WHOLE.search(mention.lead) or _WHOLE.search(text)
    return bool(whole and _CARRIED.search(mention.sentence.around))


def _extent(mention: Mention) -> Extent:
    """Applications that came by one channel are a part of all: no more of them than all can have come."""
    channels = list(CHANNEL.finditer(mention.lead))
    if not channels or EVERY_WAY.search(mention.lead):
        return Extent.EQUAL
    between = mention.lead[channels[0].start() : channels[-1].end()]
    return Extent.EQUAL if re.search(r"、|和|及|与|或|，", between) else Extent.AT_MOST


def _finished(mention: Mention, match: re.Match[str]) -> tuple[Claim, ...]:
    """Return a claim of applications closed; 答复 may leave out those that were not answered on their merits."""
    if re.search(_GRACE, mention.lead[: match.start()]) or _SAME_YEAR.search(mention.lead[: match.start()]):
        return ()
    rows = mention.rows
    if re.fullmatch(_CLOSE, match["verb"]) and not _LEFT_OUT.search(mention.sentence.around):
        return (_claim(mention, match, (CLOSED,), Kind.OUTCOME),)
    answered = (rows.on_merits, rows.on_merits + rows.declined, rows.on_merits + rows.other)
    readings = (CLOSED, *map(reading, answered))
    return (_claim(mention, match, readings, Kind.OUTCOME),)


def _claim(mention: Mention, match: re.Match[str], readings: tuple[Reading, ...], kind: Kind) -> Claim:
    label_at = mention.start - len(mention.lead) + match.start()
    extent = _extent(mention) if kind is Kind.INTAKE else Extent.EQUAL
    return Claim(mention.value, readings, kind, mention.start, mention.end, label_at, extent=extent)
