"""Documents of an organ: lists, what ends soon, and the counts of table two (规章文件查询)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.disclosure.models import RuleDocument, RuleDocumentQuerySet, RuleEvent
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.statute.validity import DOCUMENT_KINDS, DocumentAct, DocumentState, state_of

REMINDED = timedelta(days=90)
COLUMNS = ("made", "repealed", "in_force")


def documents_visible_to(rights: Rights) -> RuleDocumentQuerySet:
    """Return the documents of the organs whose records an officer may read (可见文件)."""
    seen = POLICY.narrow(RuleDocument.objects.all(), DisclosureAct.READ, rights=rights)
    assert isinstance(seen, RuleDocumentQuerySet)
    return seen


def ending_soon(rights: Rights, *, today: date) -> RuleDocumentQuerySet:
    """Return the documents whose term ends within ninety days, the first to end first (有效期将届满)."""
    ending = documents_visible_to(rights).filter(ended_on=None, valid_until__range=(today, today + REMINDED))
    return ending.for_lists().order_by("valid_until", "pk")


def rule_counts(
    agency_ids: Collection[int], *, year: int, known_at: datetime | None = None
) -> Mapping[str, Mapping[str, int]]:
    """Return what was made, repealed and in force at the end of a year, by kind of document (规章文件件数).

    A document that lapsed counts with the repealed ones. Entries recorded after ``known_at`` are not counted, and
    what was recorded after it has not happened.
    """
    opens, closes = date(year, 1, 1), date(year, 12, 31)
    made, ceased = Q(made_on__range=(opens, closes)), Q(ceased_on__range=(opens, closes))
    in_force = Q(made_on__lte=closes) & (Q(ceased_on=None) | Q(ceased_on__gt=closes))
    plain, told_later = _known(agency_ids, known_at)
    counts = Counter[tuple[str, str]]()
    for column, condition in zip(COLUMNS, (made, ceased, in_force), strict=True):
        for row in plain.filter(condition).values("kind_code").annotate(documents=Count("pk")).order_by():
            counts[row["kind_code"], column] += row["documents"]
    for document, state in _as_known(told_later, known_at):
        counts.update((document.kind_code, column) for column in COLUMNS if _counts(state, column, opens, closes))
    return {kind: {column: counts[kind, column] for column in COLUMNS} for kind in DOCUMENT_KINDS}


def counted_rules(
    agency_ids: Collection[int], *, kind: str, column: str, year: int, known_at: datetime | None = None
) -> RuleDocumentQuerySet:
    """Return the documents behind one of the counts (计入的文件)."""
    opens, closes = date(year, 1, 1), date(year, 12, 31)
    conditions = {
        "made": Q(made_on__range=(opens, closes)),
        "repealed": Q(ceased_on__range=(opens, closes)),
        "in_force": Q(made_on__lte=closes) & (Q(ceased_on=None) | Q(ceased_on__gt=closes)),
    }
    plain, told_later = _known(agency_ids, known_at)
    later = [
        document.pk
        for document, state in _as_known(told_later.filter(kind_code=kind), known_at)
        if _counts(state, column, opens, closes)
    ]
    chosen = plain.filter(kind_code=kind).filter(conditions[column]).values("pk")
    return RuleDocument.objects.filter(Q(pk__in=chosen) | Q(pk__in=later))


def _known(agency_ids: Collection[int], known_at: datetime | None) -> tuple[RuleDocumentQuerySet, RuleDocumentQuerySet]:
    """Return the documents whose rows say what was known then, and those of which more was recorded since."""
    documents = RuleDocument.objects.filter(agency__in=agency_ids)
    if known_at is None:
        return documents.standing(), documents.none()
    documents = documents.filter(recorded_at__lte=known_at)
    since = Exists(RuleEvent.objects.filter(document=OuterRef("pk"), recorded_at__gt=known_at))
    return documents.filter(~since).standing(), documents.filter(since)


def _as_known(
    documents: RuleDocumentQuerySet, known_at: datetime | None
) -> Iterator[tuple[RuleDocument, DocumentState]]:
    for document in documents.defer("text").prefetch_related("events"):
        told = sorted(document.events.all(), key=lambda event: event.pk)
        known = [event.as_event() for event in told if known_at is None or event.recorded_at <= known_at]
        state = state_of(document.origin, known)
        if state.ended_by is not DocumentAct.STRUCK:
            yield document, state


def _counts(state: DocumentState, column: str, opens: date, closes: date) -> bool:
    if column == "made":
        return opens <= state.made_on <= closes
    ceased_on = state.ceased_on
    if column == "repealed":
        return ceased_on is not None and opens <= ceased_on <= closes
    return state.made_on <= closes and (ceased_on is None or ceased_on > closes)
