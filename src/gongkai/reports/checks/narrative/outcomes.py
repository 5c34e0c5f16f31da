"""How applications were answered, counted by outcome (办理结果件数).

Words of the form itself (不予公开, 属于行政查询事项) must equal their cell. Looser words (信息不存在, 已主动公开)
name only a part of a row, so that no more of them can be said than the row holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from gongkai.reports.checks.narrative.claims import Claim, Extent, Kind, Reading
from gongkai.reports.checks.narrative.mentions import Mention, Topic
from gongkai.reports.checks.narrative.rows import OutcomeRows, outcome_rows, reading
from gongkai.reports.checks.narrative.wording import CASE_UNITS, LINK

APPLICATIONS_CHAPTER = 3

_ENDING = (
    r"(?:的)?(?:范围|情形|类别|类|答复|决定|申请|信息|政府信息|处理|告知|办结|事项|并告知[^，；。、]{0,12}|内容){0,3}"
    r"(?:的)?"
)
_SORTED = re.compile(r"公文|属性|主动公开[^，。]{0,6}\d{1,6}[件条份个项][，、]依申请公开\d")
"""Talk of documents sorted by how they may be disclosed, in words that answers to applications share."""
_BEFORE_LABEL = re.compile(r"(?:^|[，、；：（）])(?:其中|对|有|将|另有|其余|剩余|含|包括|分别|是|：){0,2}$")
_JOINED = re.compile(r"[^、，和及与或]{2}(?:、|以?及|和|与|或者?)$")
"""予以公开及部分公开25件: the figure is of both together."""
_AFTER_FIGURE = (
    r"^(?:政府信息公开|信息公开)?(?:申请|信息)?(?:的)?(?:均|依法|经|因|被|决定|属于?|系|为|作出|答复|予以){0,3}"
)


@dataclass(frozen=True, slots=True)
class _Label:
    """Words for an outcome, and the rows that they name in one edition."""

    words: re.Pattern[str]
    readings: tuple[Reading, ...]
    extent: Extent = Extent.EQUAL


def outcomes(mention: Mention) -> tuple[Claim, ...]:
    """Return what a figure says of applications answered in one way (办理结果件数)."""
    context = mention.context
    near = context.counted or mention.chapter == APPLICATIONS_CHAPTER
    if mention.unit not in CASE_UNITS or not near or Topic.APPLICATIONS not in (context.topic, context.before):
        return ()
    if _SORTED.search(mention.before):
        return ()
    return _named_before(mention) or _named_after(mention)


def _named_before(mention: Mention) -> tuple[Claim, ...]:
    labels, before, _ = _labels(mention.rows.edition)
    match = before.search(mention.lead)
    if match is None or _JOINED.search(mention.lead[: match.start()]):
        return ()
    return (_claim(mention, labels[_index(match)], mention.start - len(mention.lead) + match.start()),)


def _named_after(mention: Mention) -> tuple[Claim, ...]:
    """Read 3件予以公开: nothing but a link stands before the figure."""
    labels, _, after = _labels(mention.rows.edition)
    if not _BEFORE_LABEL.search(mention.lead):
        return ()
    match = after.match(mention.tail)
    if match is None:
        return ()
    return (_claim(mention, labels[_index(match)], mention.start - len(mention.lead)),)


def _claim(mention: Mention, label: _Label, label_at: int) -> Claim:
    return Claim(mention.value, label.readings, Kind.OUTCOME, mention.start, mention.end, label_at, extent=label.extent)


def _index(match: re.Match[str]) -> int:
    return int((match.lastgroup or "o0").removeprefix("o"))


@cache
def _labels(edition: str) -> tuple[tuple[_Label, ...], re.Pattern[str], re.Pattern[str]]:
    """Return the labels of an edition, and one pattern each for finding them before and after a figure."""
    labels = (*_statutory(outcome_rows(edition)), *_groups(outcome_rows(edition)), *_loose(outcome_rows(edition)))
    either = "|".join(f"(?P<o{number}>{label.words.pattern})" for number, label in enumerate(labels))
    return labels, re.compile(rf"(?:{either}){_ENDING}{LINK}$"), re.compile(rf"{_AFTER_FIGURE}(?:{either})")


def _statutory(rows: OutcomeRows) -> list[_Label]:
    """The form's own labels of the rows inside groups, each with or without the marks that print may drop."""
    wording: dict[str, list[str]] = {}
    for label, row in rows.labels.items():
        if label not in ("其他", "其它"):
            wording.setdefault(row, []).append(_spelling(label))
    for row, more in _SYNONYMS.items():
        if row in wording:
            wording[row].append(more)
    return [_Label(re.compile("|".join(words)), (reading((row,)),)) for row, words in wording.items()]


_SYNONYMS = {
    "refused.state_secret": r"(?:涉及|属于)国家秘密",
    "refused.third_party": r"(?:涉及|保护)第三方(?:合法)?权益",
    "refused.internal_affairs": r"(?:属于)?(?:三类)?内部(?:管理|事务)信息",
    "refused.deliberative": r"(?:属于)?(?:四类)?过程性信息",
    "refused.enforcement_file": r"(?:属于)?行政执法案卷(?:信息)?",
    "refused.administrative_query": r"(?:属于)?行政查询事项",
    "unavailable.not_held": r"(?:本(?:行政)?(?:机关|单位|部门|[局办委厅]))?不掌握(?:相关)?(?:政府)?信息",
    "unavailable.needs_creation": r"(?:没有现成信息)?需要?另行制作",
    "unavailable.still_unclear": r"补正后(?:申请内容)?(?:仍|仍然)?不明确",
    "declined.petition": r"(?:属于)?信访[、]?(?:举报[、]?投诉|投诉[、]?举报)类?",
    "declined.repeat": r"(?:属于)?重复申请",
    "other.uncorrected": r"逾期(?:未|不)补正",
    "other.fee_unpaid": r"逾期未(?:按[^，；。]{0,12})?缴纳?费用?",
}


def _spelling(label: str) -> str:
    """The label as a pattern: 属于 and the marks of quotation may be left out of it in running text."""
    plain = re.escape(label).replace("三安全一稳定", "[“”]?三安全一稳定[“”]?")
    return re.sub(r"^属于", "(?:属于)?", plain)


def _groups(rows: OutcomeRows) -> list[_Label]:
    return [
        _label(r"(?:同意|予以|决定|依法)?部分(?:予以)?公开|予以部分公开|区分处理", rows.partly_granted),
        _label(
            r"不予(?:以)?公开|不同意公开|决定不公开",
            rows.refused,
            rows.refused + rows.unavailable,
            rows.refused + rows.unavailable + rows.declined,
            rows.refused + rows.unavailable + rows.declined + rows.other,
        ),
        _label(r"(?<![不分])(?:予以|同意|准予|决定)公开|(?<!部分)全部公开|(?<!部分)予以提供", rows.granted),
        _label(r"无法提供", rows.unavailable),
        _label(r"不予处理", rows.declined),
        _label(r"(?:作|做)?其[他它]处理", rows.other),
    ]


def _loose(rows: OutcomeRows) -> list[_Label]:
    not_held = ("unavailable.not_held",)
    return [
        _label(r"(?:属于)?已(?:经)?主动公开", rows.granted, rows.granted + rows.other, extent=Extent.AT_MOST),
        _label(
            r"(?:政府|申请)?信息不存在|(?:不属于|非)本(?:行政)?(?:机关|单位|部门)(?:负责|职责|掌握|制作|权限|职权)?|未制作或?(?:者)?未?获取",
            not_held,
            not_held + rows.other,
            extent=Extent.AT_MOST,
        ),
    ]


def _label(words: str, *rows: tuple[str, ...], extent: Extent = Extent.EQUAL) -> _Label:
    return _Label(re.compile(words), tuple(reading(chosen) for chosen in rows), extent)
