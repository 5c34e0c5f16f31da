"""Decisions of an organ, and how many there were in a year (行政决定查询)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Left
from django.db.models.lookups import Exact

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.disclosure.models import Decision, DecisionImport, DecisionQuerySet
from gongkai.apps.disclosure.models.decisions import DECISION_KINDS, DecisionKind
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.statute.decision_showing import penalties_shown_since

_BEYOND = "\U0010ffff"
_FEW = 1000


def decisions_visible_to(rights: Rights) -> DecisionQuerySet:
    """Return the decisions of the organs whose records an officer may read (可见决定)."""
    seen = POLICY.narrow(Decision.objects.all(), DisclosureAct.READ, rights=rights)
    assert isinstance(seen, DecisionQuerySet)
    return seen


def beginning_with(decisions: DecisionQuerySet, words: str) -> DecisionQuerySet:
    """Return those whose number or shown counterparty begins with some words (按文书号、相对人查找).

    What begins so is one range of an index, which LIKE is not in every database. Where a great many do, the order of
    days meets them soon, and the database is kept from sorting them all.
    """
    few: set[int] = set()
    for column in ("number", "shown_name"):
        alike = Decision.objects.filter(**{f"{column}__gte": words, f"{column}__lt": words + _BEYOND})
        numbers = list(alike.order_by(column).values_list("pk", flat=True)[: _FEW + 1])
        if len(numbers) > _FEW:
            return decisions.filter(_opened_by("number", words) | _opened_by("shown_name", words))
        few.update(numbers)
    return decisions.filter(pk__in=few)


def _opened_by(column: str, words: str) -> Q:
    return Q(Exact(Left(column, len(words)), Value(words)))


def decisions_shown_on(day: date) -> DecisionQuerySet:
    """Return the decisions that the public may see on a day: published, not withdrawn, still shown (公示中的决定)."""
    return Decision.objects.public().filter(_within_showing(day))


def withdrawals_told_on(day: date) -> DecisionQuerySet:
    """Return the shown decisions that were changed or annulled and withdrawn, each with its reason (已撤下的决定).

    Law on administrative penalties, Article 48: the organ explains in public. As long as the decision itself would
    have been shown.
    """
    told = Decision.objects.standing().filter(is_published=True, withdrawn_on__lte=day)
    return told.filter(_within_showing(day))


def imports_visible_to(rights: Rights) -> QuerySet[DecisionImport]:
    """Return the imports of the organs at which an officer may import, newest first (导入批次)."""
    return POLICY.narrow(DecisionImport.objects.all(), DisclosureAct.IMPORT_DECISIONS, rights=rights).order_by("-pk")


def decision_counts(agency_ids: Collection[int], *, year: int, known_at: datetime | None = None) -> Mapping[str, int]:
    """Return the decisions of a year by kind, published or lawfully not (决定件数)."""
    # With the kinds named, the index holds all that is asked, and no decision itself is read.
    decisions = _of_year(agency_ids, year, known_at).filter(kind_code__in=list(DECISION_KINDS))
    counted = decisions.values("kind_code").annotate(decisions=Count("agency")).order_by()
    found = {row["kind_code"]: row["decisions"] for row in counted}
    return {kind: found.get(kind, 0) for kind in DECISION_KINDS}


def counted_decisions(
    agency_ids: Collection[int], *, kind: str, year: int, known_at: datetime | None = None
) -> DecisionQuerySet:
    """Return the decisions behind one of the counts (计入的决定)."""
    return _of_year(agency_ids, year, known_at).filter(kind_code=kind)


def _within_showing(day: date) -> Q:
    no_end_told = Q(shown_until=None)
    is_penalty = Q(kind_code=DecisionKind.PENALTIES.code)
    return Q(shown_until__gte=day) | no_end_told & (~is_penalty | Q(decided_on__gte=penalties_shown_since(day)))


def _of_year(agency_ids: Collection[int], year: int, known_at: datetime | None) -> DecisionQuerySet:
    decisions = Decision.objects.filter(agency__in=agency_ids, decided_on__range=(date(year, 1, 1), date(year, 12, 31)))
    if known_at is None:
        return decisions.standing()
    voided_since = Q(voided_at=None) | Q(voided_at__gt=known_at)
    return decisions.filter(voided_since, recorded_at__lte=known_at)
