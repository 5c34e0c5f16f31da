"""How many applications came from which kind of applicant (申请人类别件数)."""

from __future__ import annotations

import re

from gongkai.reports.checks.narrative.claims import Claim, Kind, Reading
from gongkai.reports.checks.narrative.mentions import Mention, Topic
from gongkai.reports.checks.narrative.wording import APPLICATION, CASE_UNITS, CHANNEL, LINK, PART
from gongkai.statute.editions.shared_rows import APPLICANTS

_ORGANISATIONS = tuple(column.key for column in APPLICANTS if column.key not in ("natural_person", "total"))

_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"自然人|(?<!位)公民(?![、和及或与])|个人", ("natural_person",)),
    (r"法人(?:或者?|和|及|、|与|以及)?其[他它]组织|法人(?:和|及|或)组织", _ORGANISATIONS),
    (r"商业企业", ("business",)),
    (r"科研机构", ("research",)),
    (r"社会公益组织", ("public_interest",)),
    (r"法律服务机构", ("legal_services",)),
)
_EITHER = "|".join(f"(?P<k{number}>{words})" for number, (words, _) in enumerate(_KINDS))
_BEFORE = re.compile(
    rf"(?:^|[，、；：（其中由来自为是属于]){{1,3}}(?:{_EITHER})(?:申请人|申请|提出|提交|递交|类|的|政府信息公开){{0,4}}{LINK}$"
)
_AFTER = re.compile(rf"^(?:申请)?(?:为|是|系|由|来自)(?:{_EITHER})(?:申请人|申请|提出|提交|递交|的)?$")


_RECEIVED = re.compile(
    rf"(?:收到|接到|新收到?|受理)(?P<kind>自然人|商业企业|科研机构|社会公益组织|法律服务机构)(?:提出|提交|递交|申请人)?(?:的)?"
    rf"(?:政府信息公开申请|信息公开申请|依申请公开|申请)(?:案件|事项|件)?{LINK}$"
)
_NOTHING_ELSE = re.compile(
    r"^(?:20\d\d年度?|全年|本年度?|我[局办委厅]|我(?:单位|中心)|本(?:机关|单位)|，|共计?|新){0,6}(?:收到|接到|收)自然人"
)
"""In the report's own words alone, 自然人申请 can only be one for information."""
_OF_ANOTHER_THING = re.compile(r"许可|登记|查阅|救助|补贴|备案|审批|救济|资助|仲裁|援助")
_RECEIVED_KINDS = {
    "自然人": ("natural_person",),
    "商业企业": ("business",),
    "科研机构": ("research",),
    "社会公益组织": ("public_interest",),
    "法律服务机构": ("legal_services",),
}


def applicants(mention: Mention) -> tuple[Claim, ...]:
    """Return what a figure says of applications from one kind of applicant (申请人类别件数).

    The row is that of new applications; the same count may be meant of all that were held, or of those closed.
    """
    if mention.unit not in CASE_UNITS:
        return ()
    received = _RECEIVED.search(mention.lead)
    if received is not None and _is_of_all(mention):
        return (_claim(mention, _RECEIVED_KINDS[received["kind"]], received.start()),)
    if not mention.context.counted:
        return ()
    before, after = _BEFORE.search(mention.lead), _AFTER.match(mention.tail)
    match = before or after
    if match is None:
        return ()
    _, columns = _KINDS[int((match.lastgroup or "k0").removeprefix("k"))]
    return (_claim(mention, columns, before.start() if before else 0),)


def _is_of_all(mention: Mention) -> bool:
    """Whether the talk is of applications for information, and of all of them, not of one channel's."""
    topic = mention.context.topic
    spoken_of = topic is Topic.APPLICATIONS or bool(re.search(APPLICATION, mention.lead))
    if topic is None and _NOTHING_ELSE.match(mention.before) and not _OF_ANOTHER_THING.search(mention.sentence.around):
        spoken_of = True
    return spoken_of and not CHANNEL.search(mention.before) and not PART.search(mention.before)


def _claim(mention: Mention, columns: tuple[str, ...], label_at: int) -> Claim:
    new, carried_in, closed = (_cells(row, columns) for row in ("new", "carried_in", "total"))
    start = mention.start - len(mention.lead) + label_at
    return Claim(mention.value, (new, new + carried_in, closed), Kind.OUTCOME, mention.start, mention.end, start)


def _cells(row: str, columns: tuple[str, ...]) -> Reading:
    return tuple(f"applications.{row}.{column}" for column in columns)
