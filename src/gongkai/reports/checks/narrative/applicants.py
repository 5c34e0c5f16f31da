"""How many applications came from which kind of applicant (申请人类别件数)."""

from __future__ import annotations

import re

from gongkai.reports.checks.narrative.claims import Claim, Kind, Reading
from gongkai.reports.checks.narrative.mentions import Mention
from gongkai.reports.checks.narrative.wording import CASE_UNITS, LINK
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


def applicants(mention: Mention) -> tuple[Claim, ...]:
    """Return what a figure says of applications from one kind of applicant (申请人类别件数).

    The row is that of new applications; the same count may be meant of all that were held, or of those closed.
    """
    if not mention.context.counted or mention.unit not in CASE_UNITS:
        return ()
    before, after = _BEFORE.search(mention.lead), _AFTER.match(mention.tail)
    match = before or after
    if match is None:
        return ()
    _, columns = _KINDS[int((match.lastgroup or "k0").removeprefix("k"))]
    new, carried_in, closed = (_cells(row, columns) for row in ("new", "carried_in", "total"))
    label_at = mention.start - len(mention.lead) + (before.start() if before else 0)
    readings = (new, new + carried_in, closed)
    return (Claim(mention.value, readings, Kind.OUTCOME, mention.start, mention.end, label_at),)


def _cells(row: str, columns: tuple[str, ...]) -> Reading:
    return tuple(f"applications.{row}.{column}" for column in columns)
