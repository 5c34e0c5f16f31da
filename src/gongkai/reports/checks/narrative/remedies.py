"""How many reconsiderations and lawsuits there were over disclosure (复议诉讼件数)."""

from __future__ import annotations

import re
from dataclasses import replace

from gongkai.reports.checks.narrative.claims import Claim, Kind, Reading
from gongkai.reports.checks.narrative.mentions import Mention
from gongkai.reports.checks.narrative.wording import CASE_UNITS, LINK

RECONSIDERATION = ("reconsideration",)
DIRECT = ("litigation_direct",)
AFTER = ("litigation_after_reconsideration",)
LITIGATION = DIRECT + AFTER

_CASES = r"(?:案件|案|申请|情况|数量)?(?:的)?"
_COUNTED = rf"{_CASES}(?:各|均为|均|都)?{LINK}$"
_AND = r"(?:、|和|及|或|或者|与|以及)(?:被)?(?:提起|申请)?"
_LABELS = (
    (rf"行政复议(?:案件)?{_AND}行政诉讼{_COUNTED}", RECONSIDERATION + LITIGATION),
    (
        rf"未经(?:行政)?复议(?:而)?(?:程序)?直接(?:向法院)?(?:起诉|提起(?:行政)?诉讼|行政诉讼)(?:的)?{_COUNTED}",
        DIRECT,
    ),
    (rf"(?<!未)(?<!未经)(?:经)?(?:行政)?复议后(?:再)?(?:又)?(?:起诉|提起(?:行政)?诉讼)(?:的)?{_COUNTED}", AFTER),
    (rf"(?<!不服)(?<!经)行政复议{_COUNTED}", RECONSIDERATION),
    (rf"行政诉讼{_COUNTED}", LITIGATION),
)
_BEFORE = tuple((re.compile(words), rows) for words, rows in _LABELS)
_AFTER_FIGURE = re.compile(
    r"^(?:因[^，；。]{0,30}?)?(?:的)?(?:(?P<reconsideration>行政复议)|(?P<litigation>行政诉讼))(?:案件?)?$"
)
_RESULTS = (
    (re.compile(rf"(?:结果维持|(?:决定|被|予以|判决)?维持)(?:原[^，；。、]{{1,8}})?(?:的)?{LINK}$"), "upheld"),
    (re.compile(rf"(?:结果|被|予以|责令)?纠正(?:的)?{LINK}$"), "corrected"),
    (re.compile(rf"其[他它]结果(?:的)?{LINK}$"), "other"),
    (re.compile(rf"(?:尚未|未)审结(?:的)?{LINK}$"), "pending"),
)
_AS_AUTHORITY = re.compile(
    r"办理|受理|(?<!在)审理|(?<!未)审结|办结|应诉|出庭|代理|作为复议机关|复议机关|参加|承办|答辩"
)
_ABOUT_DISCLOSURE = re.compile(r"信息公开|依申请|公开申请")
_CALLED_FOR = re.compile(
    r"(?:因此|由此|因而|从而|引发|引起|产生|导致|被|申请|提起|发生|20\d\d年度?|全年|本年度?|我[局办委厅]|本[机关单位]{2}|共|有|的|当年|，|、"
    r"|\d{1,6}件|行政复议|行政诉讼|案件|和|及|其中){1,12}(?:共计?|为|各|均|分别){0,2}$"
)
"""Nothing but that they were called for: another cause, 因土地征收引发, speaks of other cases."""
_AS_RESPONDENT = re.compile(r"被申请人|被告|应诉")
_TOLD_APART = re.compile(
    r"^[^；。]{0,30}?(?:其中|，)[：，]?(?:\d{1,6}[件宗起])?(?:因|涉|涉及|有关|关于|属于?|与)?(?:政府)?(?:信息公开|依申请公开)[^，；。]{0,12}"
)
_RESULT_AFTER = re.compile(r"^(?:被|予以|结果|均|已)?(?:维持|纠正|撤销|驳回|尚未|审结|胜诉|败诉|撤回|终止|终结)")
_ALL_UPHELD = re.compile(
    r"^(?:，|（)?(?:结果|复议结果|复议机关|复议决定|案件)?(?:均|全部|都|皆)(?:被|予以|已|为|由)?(?:结果|复议机关|复议决定)?(?:被|予以)?"
    r"维持(?:原[^，；。、]{1,8})?(?=[，；。）]|$)"
)
REMEDIES_CHAPTER = 4


def remedies(mention: Mention) -> tuple[Claim, ...]:
    """Return what a figure says of reconsiderations or lawsuits over disclosure (复议诉讼件数).

    Cases that the organ heard as the authority, or of other matters, are not counted by the table.
    """
    if mention.unit not in CASE_UNITS or not is_about_disclosure(mention):
        return ()
    counted = _total(mention)
    return (*counted, *_upheld(mention, counted)) or _result(mention)


def is_about_disclosure(mention: Mention) -> bool:
    """Whether remedies spoken of here are those against the organ's own disclosure work (是否涉信息公开)."""
    if _AS_AUTHORITY.search(mention.before) or _TOLD_APART.match(mention.sentence.after(mention.end)):
        return False
    if _ABOUT_DISCLOSURE.search(mention.lead):
        return True
    if _AS_RESPONDENT.search(mention.lead):
        return False
    if mention.chapter == REMEDIES_CHAPTER or mention.context.row:
        return True
    spoken_of = mention.context.counted or bool(_ABOUT_DISCLOSURE.search(mention.before))
    return spoken_of and bool(_CALLED_FOR.fullmatch(mention.lead))


def _total(mention: Mention) -> tuple[Claim, ...]:
    if _RESULT_AFTER.match(mention.tail):
        return ()
    for pattern, rows in _BEFORE:
        match = pattern.search(mention.lead)
        if match is not None:
            return _claims(mention, rows, "total", mention.start - len(mention.lead) + match.start())
    match = _AFTER_FIGURE.match(mention.tail)
    if match is None or re.search(r"[率的]$", mention.lead):
        return ()
    rows = RECONSIDERATION if match["reconsideration"] else LITIGATION
    return _claims(mention, rows, "total", mention.start - len(mention.lead))


def _upheld(mention: Mention, counted: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return that as many were upheld as there were, where the next words say so: 行政复议5件，全部维持."""
    match = _ALL_UPHELD.match(mention.sentence.text[mention.end :])
    if match is None or len(counted) != 1 or counted[0].cells != _cells(RECONSIDERATION, "total"):
        return ()
    start, end = mention.end + match.start() + 1, mention.end + match.end()
    upheld = replace(counted[0], readings=(_cells(RECONSIDERATION, "upheld"),), start=start, end=end, label_at=start)
    return (upheld,)


def _result(mention: Mention) -> tuple[Claim, ...]:
    if not mention.context.row:
        return ()
    for pattern, column in _RESULTS:
        match = pattern.search(mention.lead)
        if match is not None:
            return _claims(mention, mention.context.row, column, mention.start - len(mention.lead) + match.start())
    return ()


def _claims(mention: Mention, rows: tuple[str, ...], column: str, label_at: int) -> tuple[Claim, ...]:
    """Return one claim of the sum of the rows, or one of each kind of remedy where the figure is said of each."""
    whole = Claim(mention.value, (_cells(rows, column),), Kind.REMEDY, mention.start, mention.end, label_at)
    if len(rows) < 3:
        return (whole,)
    said_of_each = re.search(r"各|均|都", mention.lead) or mention.each or not mention.value.value
    if not said_of_each:
        return (whole,)
    return tuple(replace(whole, readings=(_cells(part, column),)) for part in (RECONSIDERATION, LITIGATION))


def _cells(rows: tuple[str, ...], column: str) -> Reading:
    return tuple(f"remedies.{row}.{column}" for row in rows)


def rows_of(claim: Claim) -> tuple[str, ...]:
    """Return the rows of table four that a claim speaks of, for what is said of results after it (表四行)."""
    return tuple(path.split(".")[1] for path in claim.cells)
