"""Rules and normative documents as everybody may read them (规章、行政规范性文件库)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.disclosure.models import RuleDocument, RuleDocumentQuerySet, RuleEvent
from gongkai.apps.disclosure.searchable import DOCUMENT
from gongkai.apps.search.selectors import ranked_numbers
from gongkai.apps.search.wanted import Wanted
from gongkai.statute.validity import DocumentAct, DocumentKind, Validity

MOST_RANKED = 500


@dataclass(frozen=True, slots=True)
class LibrarySearch:
    """What of the library is asked for; what is empty or None does not restrict (检索条件).

    ``day`` is the day as of which validity is told; a document made later did not exist then.
    """

    day: date
    words: str = ""
    agency: Agency | None = None
    kind: DocumentKind | None = None
    validity: Validity | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Something that happened to a document, or by it to another (文件关联).

    ``other`` is the document at the other end, None where there is none or it is not public.
    """

    event: RuleEvent
    other: RuleDocument | None


def public_documents(*, today: date) -> RuleDocumentQuerySet:
    """Return the documents that everybody may read (已公开文件)."""
    return RuleDocument.objects.public().filter(published_on__lte=today)


def documents_asked_for(search: LibrarySearch, *, today: date) -> RuleDocumentQuerySet:
    """Return the public documents that a search asks for, whatever its words (检索文件)."""
    found = public_documents(today=today).filter(made_on__lte=search.day)
    if search.agency is not None:
        found = found.filter(agency=search.agency)
    if search.kind is not None:
        found = found.filter(kind_code=search.kind.code)
    if search.validity is not None:
        found = found.with_validity(search.validity, day=search.day)
    if search.year is not None:
        found = found.filter(made_on__range=(date(search.year, 1, 1), date(search.year, 12, 31)))
    return found.for_lists()


def documents_with_words(search: LibrarySearch, *, today: date) -> tuple[Sequence[RuleDocument], bool]:
    """Return of the documents that a search asks for those with its words, best first (全文检索文件).

    Of the first five hundred that the index finds; the second value says whether it may have found more.
    """
    agency = search.agency.name if search.agency else ""
    wanted = Wanted(words=search.words, kind=DOCUMENT, agency=agency, year=search.year)
    numbers = ranked_numbers(wanted, most=MOST_RANKED)
    found = {each.pk: each for each in documents_asked_for(search, today=today).filter(pk__in=numbers)}
    return [found[number] for number in numbers if number in found], len(numbers) == MOST_RANKED


def agencies_with_documents(*, today: date) -> Sequence[Agency]:
    """Return the organs that have public documents, in the order of the tree (制定机关)."""
    issued = public_documents(today=today).filter(agency=OuterRef("pk"))
    return list(Agency.objects.filter(Exists(issued)).only("code", "name", "path").in_tree_order())


def ties_of(document: RuleDocument, *, today: date) -> tuple[Sequence[Tie], Sequence[Tie]]:
    """Return what happened to a document, and what it did to others, by day (文件关联)."""
    told = RuleEvent.objects.filter(Q(document=document) | Q(other=document)).exclude(act_code=DocumentAct.STRUCK.code)
    events = list(told.order_by("on", "pk"))
    ends = {event.other_id for event in events} | {event.document_id for event in events}
    public = public_documents(today=today).for_lists().in_bulk([end for end in ends if end])
    suffered = [Tie(event, public.get(event.other_id or 0)) for event in events if event.document_id == document.pk]
    done = [Tie(event, public.get(event.document_id)) for event in events if event.document_id != document.pk]
    return suffered, [tie for tie in done if tie.other is not None]
