"""Applications counted at the end of a comparison or a sum (增至与合计).

比上年增加10件，达到38件; 上年结转4件，合计41件.
"""

from __future__ import annotations

import re

from gongkai.reports.checks.narrative.carried import ALL_HELD
from gongkai.reports.checks.narrative.claims import Claim, Kind, Reading
from gongkai.reports.checks.narrative.mentions import Mention
from gongkai.reports.checks.narrative.wording import APPLICATION, CASE_UNITS, CHANNEL

_CHANGE = r"(?:比|较|同比)[^，；。]{0,16}?(?:增加|减少|增长|下降|上升|多|少)(?:了)?[\d.]{1,8}(?:件|宗|份|%)"
_RISEN = re.compile(
    rf"(?P<verb>新收到?|收到|接到|受理)(?:的)?(?:{APPLICATION})(?:案件|事项|件)?(?:的)?(?:数量|总数|总量|件数|数)?"
    rf"{_CHANGE}，(?:达到?|增至|减至|升至|降至|总数为|总量为|共)$"
)
_COUNT = r"(?:共计?|总计|：|为|是|有){0,2}\d{1,7}(?:件|宗|份)"
_NEW = rf"(?:新收到?|收到|接到|受理)(?:的)?(?:{APPLICATION}|申请)?{_COUNT}"
_OLD = (
    r"(?:上年度?|上一年度?|去年|20\d\d年度?)(?:结转|转结|转入|接转|遗留)(?:的)?"
    rf"(?:{APPLICATION}|申请|办理|件){{0,2}}{_COUNT}"
)
_SUM = re.compile(
    rf"(?:{_NEW}[，、（加和及]{{1,2}}{_OLD}|{_OLD}[，、（加和及]{{1,2}}{_NEW})）?，"
    r"(?:两项|二者|两者)?(?:合计|共计|总计)(?:政府信息公开申请|申请|受理|应办理|需办理|办理|应办|待办)?(?:为|：)?$"
)


def risen_to(mention: Mention) -> tuple[Claim, ...]:
    """Return what is said of new applications as more or fewer than before: 比上年增加10件，达到38件 (增至)."""
    match = _RISEN.search(mention.before)
    if match is None or not _stands_alone(mention):
        return ()
    held = (ALL_HELD,) if match["verb"] == "受理" else ()
    return (_claim(mention, (("applications.new.total",), *held), match),)


def added_up(mention: Mention) -> tuple[Claim, ...]:
    """Return what is said to be the sum of those received and those carried over: 上年结转4件，合计41件 (合计)."""
    match = _SUM.search(mention.before)
    if match is None or not _stands_alone(mention):
        return ()
    closed = (("applications.total.total",),) if "办" in mention.lead else ()
    return (_claim(mention, (ALL_HELD, *closed), match),)


def _stands_alone(mention: Mention) -> bool:
    return mention.unit in CASE_UNITS and not mention.tail and not CHANNEL.search(mention.before)


def _claim(mention: Mention, readings: tuple[Reading, ...], match: re.Match[str]) -> Claim:
    return Claim(mention.value, readings, Kind.INTAKE, mention.start, mention.end, match.start())
