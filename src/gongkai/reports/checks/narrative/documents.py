"""How many rules and normative documents were made, repealed and stand (规章与规范性文件件数)."""

from __future__ import annotations

import re

from gongkai.reports.checks.narrative.claims import Claim, Extent, Kind
from gongkai.reports.checks.narrative.mentions import Mention, Topic
from gongkai.reports.checks.narrative.wording import DOCUMENT_UNITS, LINK

_NOUN = r"(?:(?P<normative>(?:行政)?规范性文件)|(?P<rules>(?<![法和及、规])(?:政府|部门)?规章(?!制度|和|及|、|以)))"
_ACTS = (
    r"(?P<made>(?:制定|制发|出台|印发)(?:、|并|和|及)?(?:出台|印发|制发|发布|公布)?)(?:了)?"
    r"|(?P<repealed>(?<!拟)(?:废止)(?:(?:或|和|、|及|或者)?(?:宣布)?失效)?)(?:了)?"
    r"|(?P<in_force>现行有效)"
)
_FILLER = r"(?:的|新|并|有效|市|县|区|政府|本级|我[市县区局办]|公开|类|各类){0,4}"
_ACT_NOUN = re.compile(rf"(?:{_ACTS})(?:的)?{_FILLER}{_NOUN}(?:数量|总数)?{LINK}$")
_NOUN_ACT = re.compile(rf"(?:{_ACTS})(?:类)?(?:的)?(?:文件|件数)?{LINK}$")
_NOUN_AFTER = re.compile(rf"^(?:的)?{_NOUN}")
_NOUN_BEFORE = re.compile(_NOUN)
_NOT_OURS = re.compile(r"名义|拟|建议|联合|审查|审核|备案|解读|党内|党委|市委|县委|区委|地方性法规|起草|代拟|参与")
_REVISED = re.compile(r"(?:修改|修订|修正)[^，。；、]{0,12}\d")
_SHOWN = re.compile(
    r"(?:公开|公布|发布|上传|归集|收录)[^，]{0,12}现行有效|现行有效[^，]{0,12}(?:公开|公布|发布|上传|归集|收录)"
)


def documents(mention: Mention) -> tuple[Claim, ...]:
    """Return what a figure says of rules or normative documents (规范性文件件数).

    Documents that were merely published, reviewed or explained are not counted by the table; of documents in force
    that were published no more can be said than that there are not fewer.
    """
    if mention.unit not in DOCUMENT_UNITS or _NOT_OURS.search(mention.lead):
        return ()
    found = _bound(mention)
    if found is None:
        return ()
    act, noun = found
    column = act.lastgroup if act.lastgroup in ("made", "repealed", "in_force") else _column(act)
    row = "normative_documents" if noun["normative"] else "regulations"
    extent = Extent.AT_MOST if column == "in_force" and _SHOWN.search(mention.lead) else Extent.EQUAL
    return (
        Claim(
            mention.value,
            ((f"proactive.{row}.{column}",),),
            Kind.DOCUMENT,
            mention.start,
            mention.end,
            mention.start - len(mention.lead) + act.start(),
            extent=extent,
            is_stock=column == "in_force",
        ),
    )


def _bound(mention: Mention) -> tuple[re.Match[str], re.Match[str]] | None:
    """Return the match of the act and the match of the noun that a figure belongs to."""
    if _is_told_apart(mention):
        return None
    both = _ACT_NOUN.search(mention.lead)
    if both is not None:
        return both, both
    act = _NOUN_ACT.search(mention.lead)
    if act is None:
        return None
    after = _NOUN_AFTER.match(mention.tail)
    if after is not None:
        return act, after
    if mention.context.topic is not Topic.DOCUMENTS or mention.tail[:1] not in ("", "次"):
        return None
    nouns = list(_NOUN_BEFORE.finditer(mention.before))
    return (act, nouns[-1]) if nouns else None


def _is_told_apart(mention: Mention) -> bool:
    """Whether what the table may count together is told apart here: repealed and expired, made and revised."""
    text, lead = mention.sentence.text, mention.lead
    if "废止" in lead:
        return "失效" in text and "失效" not in lead
    return "现行有效" not in lead and bool(_REVISED.search(text))


def _column(act: re.Match[str]) -> str:
    return next(name for name in ("made", "repealed", "in_force") if act[name])
