"""Documents of an organ: lists, what ends soon, and the counts of table two (规章文件查询)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.disclosure.models import RuleDocument, RuleDocumentQuerySet, RuleEvent
from gongkai.apps.disclosure.models.documents import PROJECTED
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.apps.disclosure.searchable import REGISTERED, agency_label
from gongkai.apps.search.engine import DeskWanted
from gongkai.apps.search.selectors import rows_with_words
from gongkai.statute.validity import DOCUMENT_KINDS, DocumentAct, DocumentState, state_of

REMINDED = timedelta(days=90)
MOST_FOUND = 1000
COLUMNS = ("made", "repealed", "in_force")


def documents_visible_to(rights: Rights) -> RuleDocumentQuerySet:
    """Return the documents of the organs whose records an officer may read (可见文件)."""
    seen = POLICY.narrow(RuleDocument.objects.all(), DisclosureAct.READ, rights=rights)
    assert isinstance(seen, RuleDocumentQuerySet)
    return seen


def documents_with_words(words: str, *, rights: Rights) -> tuple[RuleDocumentQuerySet, bool]:
    """Return those an officer may read whose title or number has some words (按标题、文号查找).

    Of a great many the last thousand; the second value says whether there may be more.
    """
    labels: tuple[tuple[str, ...], ...] = ()
    if not POLICY.allows_everywhere(DisclosureAct.READ, rights=rights):
        organs = POLICY.agencies(DisclosureAct.READ, rights=rights).values_list("pk", flat=True)
        labels = (tuple(agency_label(organ) for organ in organs),)
    wanted = DeskWanted(REGISTERED, labels, anywhere=words, is_falling=True)
    numbers = rows_with_words(wanted, most=MOST_FOUND)
    return documents_visible_to(rights).filter(pk__in=numbers), len(numbers) == MOST_FOUND


def documents_meant(number: str, *, beside: RuleDocument, rights: Rights) -> Sequence[RuleDocument]:
    """Return what a number may mean beside a document, of what an officer may read (文号所指文件).

    A number is used once by an organ: that of the document comes first, and other organs only where it has none.
    """
    seen = documents_visible_to(rights).standing().filter(number=number).exclude(pk=beside.pk)
    found = list(seen.select_related("agency").order_by("agency__path", "pk"))
    return [each for each in found if each.agency_id == beside.agency_id] or found


def ending_soon(rights: Rights, *, today: date) -> RuleDocumentQuerySet:
    """Return the documents whose term ends within ninety days, the first to end first (有效期将届满)."""
    return ending_by(documents_visible_to(rights), today=today)


def ending_by(documents: RuleDocumentQuerySet, *, today: date) -> RuleDocumentQuerySet:
    """Return those of some documents whose term ends within ninety days, the first to end first (有效期将届满)."""
    ending = documents.filter(ended_on=None, valid_until__range=(today, today + REMINDED))
    return ending.for_lists().order_by("valid_until", "pk")


def rule_counts(
    agency_ids: Collection[int], *, year: int, known_at: datetime | None = None
) -> Mapping[str, Mapping[str, int]]:
    """Return what was made, repealed and in force at the end of a year, by kind of document (规章文件件数).

    A document that lapsed counts with the repealed ones. Entries recorded after ``known_at`` are not counted, and
    what was recorded after it has not happened.
    """
    opens, closes = date(year, 1, 1), date(year, 12, 31)
    conditions = {column: Count("agency", filter=_condition(column, opens, closes)) for column in COLUMNS}
    counts = Counter[tuple[str, str]]()
    for row in _by_rows(agency_ids, known_at).values("kind_code").annotate(**conditions).order_by():
        counts.update({(row["kind_code"], column): row[column] for column in COLUMNS})  # type: ignore[literal-required]
    for document, then in _restated(agency_ids, known_at):
        for column in COLUMNS:
            counts[document.kind_code, column] += _counts(then, column, opens, closes)
            counts[document.kind_code, column] -= _counts(document.state, column, opens, closes)
    return {kind: {column: counts[kind, column] for column in COLUMNS} for kind in DOCUMENT_KINDS}


def counted_rules(
    agency_ids: Collection[int], *, kind: str, column: str, year: int, known_at: datetime | None = None
) -> RuleDocumentQuerySet:
    """Return the documents behind one of the counts (计入的文件)."""
    opens, closes = date(year, 1, 1), date(year, 12, 31)
    wrongly: list[int] = []
    besides: list[int] = []
    for document, then in _restated(agency_ids, known_at):
        counted, counts = (_counts(state, column, opens, closes) for state in (document.state, then))
        if counted != counts:
            (besides if counts else wrongly).append(document.pk)
    by_row = _standing() & _condition(column, opens, closes) & ~Q(pk__in=wrongly)
    documents = RuleDocument.objects.filter(_recorded(known_at), agency__in=agency_ids, kind_code=kind)
    return documents.filter(by_row | Q(pk__in=besides))


def _by_rows(agency_ids: Collection[int], known_at: datetime | None) -> RuleDocumentQuerySet:
    return RuleDocument.objects.filter(_standing(), _recorded(known_at), agency__in=agency_ids)


def _standing() -> Q:
    return ~Q(ended_by_code=DocumentAct.STRUCK.code)


def _recorded(known_at: datetime | None) -> Q:
    return Q() if known_at is None else Q(recorded_at__lte=known_at)


def _condition(column: str, opens: date, closes: date) -> Q:
    """Return the condition that ``_counts`` tells, for documents whose rows are right."""
    if column == "made":
        return Q(made_on__range=(opens, closes))
    if column == "repealed":
        return Q(ceased_on__range=(opens, closes))
    return Q(made_on__lte=closes) & (Q(ceased_on=None) | Q(ceased_on__gt=closes))


def _restated(agency_ids: Collection[int], known_at: datetime | None) -> Iterator[tuple[RuleDocument, DocumentState]]:
    """Yield the documents of which more was recorded since, each with its state as it was known then.

    They are few, so that the many are counted by their rows.
    """
    if known_at is None:
        return
    since = RuleEvent.objects.filter(recorded_at__gt=known_at).values("document")
    documents = RuleDocument.objects.filter(_recorded(known_at), agency__in=agency_ids, pk__in=since)
    for document in documents.only(*_TOLD).prefetch_related("events"):
        told = sorted(document.events.all(), key=lambda event: event.pk)
        known = [event.as_event() for event in told if event.recorded_at <= known_at]
        yield document, state_of(document.origin, known)


_TOLD = ("kind_code", "made_on", "in_force_on", "term_until", *PROJECTED)


def _counts(state: DocumentState, column: str, opens: date, closes: date) -> bool:
    if state.ended_by is DocumentAct.STRUCK:
        return False
    if column == "made":
        return opens <= state.made_on <= closes
    ceased_on = state.ceased_on
    if column == "repealed":
        return ceased_on is not None and opens <= ceased_on <= closes
    return state.made_on <= closes and (ceased_on is None or ceased_on > closes)
