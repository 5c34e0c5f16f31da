"""How many applications were carried over from the year before and into the next (结转件数)."""

from __future__ import annotations

import re

from gongkai.reports.checks.narrative.claims import Claim, Kind
from gongkai.reports.checks.narrative.mentions import Mention, Topic
from gongkai.reports.checks.narrative.wording import APPLICATION, APPLICATION_UNITS, LINK

CARRIED_IN = ("applications.carried_in.total",)
CARRIED_OUT = ("applications.carried_out.total",)

ALL_HELD = ("applications.new.total", "applications.carried_in.total")

_RECEIVED_AND = re.compile(r"(?:收到|新收|受理|接收)[^，]{0,20}?(?:和|及|与|、|加)$")
_CARRY = r"(?:结转|转结|转入|接转|遗留|未办结)"
_MORE = rf"(?:本年度?|今年|当年|本年度内|办理|继续|的|至|到|20\d\d年度?|{APPLICATION}|申请|件|数量){{0,6}}"
_LAST = r"(?:上年度?|上一年度?|去年|往年|前一年度?|上年末|上年底|(?P<named>20\d\d)年度?)"
_NEXT = r"(?:下年度?|下一年度?|次年度?|明年|来年|(?P<named>20\d\d)年度?)"
_IN = re.compile(rf"(?:{_LAST}{_CARRY}|{_CARRY}(?:自)?(?P<plain>上年度?|上一年度?)){_MORE}{LINK}$")
_OUT = re.compile(rf"{_CARRY}(?:至|到|入|于)?{_NEXT}(?:继续|办理|处理|答复|的|{APPLICATION}|申请|度){{0,4}}{LINK}$")
_OUT_AHEAD = re.compile(rf"{_CARRY}(?:申请)?{LINK}$")
_OUT_TAIL = re.compile(rf"^(?:申请)?(?:(?P<said>结转)(?:至|到|入)?|至|到|入){_NEXT}")


def carried(mention: Mention, *, year: int | None) -> tuple[Claim, ...]:
    """Return what a figure says of applications carried over (结转件数)."""
    context = mention.context
    if mention.unit not in APPLICATION_UNITS:
        return ()
    if not context.counted and context.topic is not Topic.APPLICATIONS and not re.search(APPLICATION, mention.lead):
        return ()
    for pattern, cells, named in ((_OUT, CARRIED_OUT, 1), (_IN, CARRIED_IN, -1)):
        match = pattern.search(mention.lead)
        if match is not None and _is_year(match, year, named):
            both = cells is CARRIED_IN and _RECEIVED_AND.search(mention.lead[: match.start()])
            return (_claim(mention, ALL_HELD if both else cells, mention.start - len(mention.lead) + match.start()),)
    return _ahead(mention, year)


def _ahead(mention: Mention, year: int | None) -> tuple[Claim, ...]:
    """Read 5件结转至下年度, and 结转5件至下年度."""
    tail = _OUT_TAIL.match(mention.tail)
    if tail is None or not _is_year(tail, year, 1):
        return ()
    lead = _OUT_AHEAD.search(mention.lead)
    if lead is None and not tail["said"]:
        return ()
    position = len(mention.lead) if lead is None else len(mention.lead) - lead.start()
    return (_claim(mention, CARRIED_OUT, mention.start - position),)


def _is_year(match: re.Match[str], year: int | None, step: int) -> bool:
    """Whether a year named by its number is the one before the reporting year, or the one after."""
    named = match.groupdict().get("named")
    return named is None or year is None or int(named) == year + step


def _claim(mention: Mention, cells: tuple[str, ...], label_at: int) -> Claim:
    return Claim(mention.value, (cells,), Kind.OUTCOME, mention.start, mention.end, label_at)
