"""One application with several matters becomes several, one matter each (拆分).

A matter is the smallest reasonable unit (信息处理费管理办法第四条). The application goes on with one of them under its
own number; each other matter gets a number of its own. So each counts once, and all keep the day of receipt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from gongkai.statute import clock
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.case_facts import CaseFacts
from gongkai.statute.changing import replace
from gongkai.statute.clock_events import Event, Kind
from gongkai.statute.instruments import FEE_MEASURES, REGULATION_2019
from gongkai.statute.procedure_effects import Calendars
from gongkai.statute.procedure_guards import clock_facts_of, just_received, require, running

UNIT = FEE_MEASURES.at("第四条")
"""Where a matter is counted by the smallest reasonable unit (最小合理单位)."""
_REPORT = REGULATION_2019.at("第四十九条")
_REPORTED = (1, 31)
"""Month and day on which the year before is reported."""
_LONGEST_ITEM = 500

_BEGUN: Mapping[str, Callable[[CaseFacts], object]] = {
    "已经征求意见": lambda facts: facts.clock and facts.clock.consultations,
    "已经提出或者告知延长答复期限": lambda facts: facts.extension or (facts.clock and facts.clock.is_extended),
    "已经要求说明理由": lambda facts: facts.explanation,
    "已经计算或者通知收费": lambda facts: facts.fee_yuan is not None or (facts.clock and facts.clock.fee_notice),
    "已经拟办答复": lambda facts: facts.proposal,
    "正在重新办理": lambda facts: facts.reopenings,
}
"""What the parts could not share: it was done for the whole application."""


def can_be_split(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The application is registered, and nothing was done yet that its parts could not share (可以拆分)."""
    running(facts, kind, on)
    for told, has_begun in _BEGUN.items():
        require(not has_begun(facts), f"{told}，不能再拆分；应当在登记以后、办理以前拆分", UNIT)
    reported = date(clock_facts_of(facts, kind).receipt.on.year + 1, *_REPORTED)
    require(on <= reported, "收到申请之年的年度报告已经到期公布，拆分会改变其中的件数", _REPORT)


def just_split_off(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The entry was made for this part a moment ago (刚拆分登记)."""
    just_received(facts, kind, on)


def split(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Go on with one matter; the others are told with their numbers (本件继续办理一项)."""
    matters, numbers = act.details["split_off"], act.details["into"]
    paired = isinstance(matters, list) and isinstance(numbers, list) and len(matters) == len(numbers)
    require(paired, "拆分出的每一项都应当有自己的申请编号", UNIT)
    return _with_item(facts, act)


def split_off(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Register a part; a correction made before the split holds for it too (拆分登记)."""
    timing = clock_facts_of(facts, act.kind)
    asked_on, corrected_on = act.day("correction_asked_on"), act.day("corrected_on")
    if asked_on and corrected_on:
        timing = clock.admit(timing, Event(Kind.CORRECTION_NOTIFIED, asked_on))
        timing = clock.admit(timing, Event(Kind.CORRECTED, corrected_on))
    return _with_item(replace(facts, clock=timing, is_registered=True), act)


def _with_item(facts: CaseFacts, act: Act) -> CaseFacts:
    item = act.text("kept")
    require(len(item) <= _LONGEST_ITEM, f"一项的名称不超过{_LONGEST_ITEM}字", UNIT)
    return replace(facts, item=item)
