"""What is asked of a collection's findings, and one page of the answer (发现检索).

Every order has an index with every filter before it, and a page begins after the last row of the one before: a page
costs the same however many reports there are and however far in it lies. Words of the findings themselves are asked of
the index of the desk, which knows every filter and every order; there a page begins after so many rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.apps.reporting.finding_ranks import RULE_LABELS, SEVERITIES, rank_of
from gongkai.apps.reporting.models import CollectedFinding, OrganNamePart, ReportCollection
from gongkai.apps.reporting.searchable import FINDINGS, finding_labels
from gongkai.apps.search.engine import DeskWanted
from gongkai.apps.search.selectors import rows_with_words
from gongkai.reports.findings import Severity

PAGE_ROWS = 50
_FEW_ORGANS = 200
"""So many names are asked for one by one; where more bear the words, the list is walked, for it soon meets them."""
_BEYOND = "\U0010ffff"
_BATCH = 2000
_DEEPEST = 10_000
"""So many findings with some words can be paged through; all of them can be exported."""
_MOST_WITH_WORDS = 1_000_000


class FindingOrder(Enum):
    """How findings may be sorted (排序). ``fields`` are the sort keys before the number of the row."""

    RANK = ("rank", "按严重程度和规则", ("rank",))
    ORGAN = ("organ", "按机关", ("organ",))
    YEAR = ("year", "按年度", ("year", "rank"))

    def __init__(self, code: str, label: str, fields: tuple[str, ...]) -> None:
        self.code = code
        self.label = label
        self.fields = fields


ORDERS = {order.code: order for order in FindingOrder}


@dataclass(frozen=True, slots=True)
class FindingSearch:
    """What is asked for (检索条件).

    ``after`` is the number of the last row already shown, or with words of a ``text`` how many rows were.
    """

    organ: str = ""
    text: str = ""
    rule: str = ""
    severity: Severity | None = None
    year: int | None = None
    order: FindingOrder = FindingOrder.RANK
    after: int | None = None


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One page of findings, and where the next begins (一页发现)."""

    findings: Sequence[CollectedFinding]
    following: int | None


def search_from(asked: Mapping[str, str]) -> FindingSearch:
    """Return the search that the address of a page spells; what makes no sense is left out (检索条件解析)."""
    rule = asked.get("rule", "")
    return FindingSearch(
        organ=_words(asked.get("q", "")),
        text=_words(asked.get("text", "")),
        rule=rule if rule in RULE_LABELS else "",
        severity=SEVERITIES.get(asked.get("severity", "")),
        year=_number(asked.get("year", ""), most=9999),
        order=ORDERS.get(asked.get("sort", ""), FindingOrder.RANK),
        after=_number(asked.get("after", ""), most=2**62),
    )


def find_findings(collection: ReportCollection, search: FindingSearch) -> FindingPage:
    """Return the page of current findings that is asked for, in at most four queries (检索发现)."""
    if search.text:
        return _with_words(collection, search)
    rows = list(_beyond(matching(collection, search), search).select_related("member")[: PAGE_ROWS + 1])
    following = rows[PAGE_ROWS - 1].pk if len(rows) > PAGE_ROWS else None
    return FindingPage(rows[:PAGE_ROWS], following)


def all_asked_for(collection: ReportCollection, search: FindingSearch) -> Iterator[CollectedFinding]:
    """Yield all current findings that are asked for, sorted, each with its report (全部符合条件的发现)."""
    if not search.text:
        yield from matching(collection, search).select_related("member").iterator(chunk_size=_BATCH)
        return
    numbers = rows_with_words(_wanted(collection, search), most=_MOST_WITH_WORDS)
    for start in range(0, len(numbers), _BATCH):
        yield from _in_order(collection, numbers[start : start + _BATCH])


def _with_words(collection: ReportCollection, search: FindingSearch) -> FindingPage:
    shown = min(search.after or 0, _DEEPEST)
    numbers = rows_with_words(_wanted(collection, search), most=PAGE_ROWS + 1, offset=shown)
    has_more = len(numbers) > PAGE_ROWS and shown < _DEEPEST
    return FindingPage(_in_order(collection, numbers[:PAGE_ROWS]), shown + PAGE_ROWS if has_more else None)


def _wanted(collection: ReportCollection, search: FindingSearch) -> DeskWanted:
    severity = search.severity.code if search.severity else ""
    labels = finding_labels(collection.pk, rule=search.rule, severity=severity, year=search.year)
    groups = tuple((label,) for label in labels)
    order = list(FindingOrder).index(search.order)
    return DeskWanted(FINDINGS, groups, title=search.organ, text=search.text, order=order)


def _in_order(collection: ReportCollection, numbers: Sequence[int]) -> Sequence[CollectedFinding]:
    current = CollectedFinding.objects.filter(collection=collection, is_current=True)
    found = current.select_related("member").in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


def matching(collection: ReportCollection, search: FindingSearch) -> QuerySet[CollectedFinding]:
    """Return all current findings that are asked for, sorted, whatever the words of their text (符合条件的发现)."""
    found = CollectedFinding.objects.filter(collection=collection, is_current=True)
    if search.rule:
        found = found.filter(rank__in=_ranks(search))
    elif search.severity is not None:
        found = found.filter(severity=search.severity.code)
    if search.year is not None:
        found = found.filter(year=search.year)
    if search.organ:
        found = _of_organs(found, collection, search.organ)
    return found.order_by(*search.order.fields, "id")


def _ranks(search: FindingSearch) -> Sequence[int]:
    """Return the ranks of a rule: it has one severity, but that is for the rule to say and not for us."""
    grades = [search.severity] if search.severity else list(Severity)
    return [rank_of(search.rule, grade.code) for grade in grades]


def _of_organs(
    found: QuerySet[CollectedFinding], collection: ReportCollection, words: str
) -> QuerySet[CollectedFinding]:
    parts = OrganNamePart.objects.filter(collection=collection, part__gte=words, part__lt=words + _BEYOND)
    # In the order of the index, and repeated names left out here: DISTINCT would have all names read through.
    names = list(parts.order_by("part").values_list("organ", flat=True)[: _FEW_ORGANS + 1])
    if len(names) <= _FEW_ORGANS:
        return found.filter(organ__in=set(names))
    return found.filter(Exists(parts.filter(organ=OuterRef("organ"))))


def _beyond(found: QuerySet[CollectedFinding], search: FindingSearch) -> QuerySet[CollectedFinding]:
    """Leave out the rows up to the one that was shown last; one that is gone is passed over."""
    last = CollectedFinding.objects.filter(pk=search.after).first() if search.after is not None else None
    if last is None:
        return found
    reached: dict[str, Any] = {}
    beyond = Q(pk__in=[])
    for field in (*search.order.fields, "pk"):
        value = getattr(last, field)
        beyond |= Q(**reached, **{f"{field}__gt": value})
        reached[field] = value
    # Told twice, so that the index is entered at the right place.
    first = search.order.fields[0]
    return found.filter(beyond, **{f"{first}__gte": getattr(last, first)})


def _words(text: str) -> str:
    return text.strip()[:60].replace("\x00", "")


def _number(text: str, *, most: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= most else None
