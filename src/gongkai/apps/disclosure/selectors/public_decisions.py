"""Decisions as everybody may look them up (行政决定公示查询)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.disclosure.models import Decision, DecisionQuerySet
from gongkai.apps.disclosure.models.decisions import Counterparty, DecisionKind
from gongkai.apps.disclosure.selectors.decisions import decisions_shown_on, withdrawals_told_on
from gongkai.apps.disclosure.shown_decisions import LONGEST_PERSONAL_NAME


@dataclass(frozen=True, slots=True)
class DecisionSearch:
    """What is looked for among the decisions; what is empty or None does not restrict (检索条件).

    ``words`` are a whole number of a decision or the whole name of a counterparty as it is shown: both are looked up
    in an index, so that a million decisions are as quick as a hundred.
    """

    words: str = ""
    agency: Agency | None = None
    kind: DecisionKind | None = None
    year: int | None = None


def decisions_asked_for(search: DecisionSearch, *, today: date) -> DecisionQuerySet:
    """Return the shown decisions that a search asks for, with sealed names, to be taken out of numbers (检索决定)."""
    found = _narrowed(decisions_shown_on(today), search)
    if search.words:
        found = found.filter(_named(search.words))
    return found.select_related("agency").defer("content")


def withdrawals(*, today: date) -> DecisionQuerySet:
    """Return the decisions withdrawn from the public, with why; sealed names too, to be taken out (撤下说明)."""
    return withdrawals_told_on(today).select_related("agency").defer("content")


def decision_shown(number: int, *, today: date) -> Decision | None:
    """Return one decision that everybody may see, None where there is none to see (公示的决定)."""
    return decisions_shown_on(today).select_related("agency").filter(pk=number).first()


def withdrawal_told(number: int, *, today: date) -> Decision | None:
    """Return one decision that was withdrawn, None where it was not (撤下的决定)."""
    return withdrawals(today=today).filter(pk=number).first()


def agencies_with_decisions() -> Sequence[Agency]:
    """Return the organs that have ever shown a decision, in the order of the tree (决定机关)."""
    shown = Decision.objects.public().filter(agency=OuterRef("pk"))
    return list(Agency.objects.filter(Exists(shown)).only("code", "name", "path").in_tree_order())


def _narrowed(decisions: DecisionQuerySet, search: DecisionSearch) -> DecisionQuerySet:
    if search.agency is not None:
        decisions = decisions.filter(agency=search.agency)
    if search.kind is not None:
        decisions = decisions.filter(kind_code=search.kind.code)
    if search.year is not None:
        decisions = decisions.filter(decided_on__range=(date(search.year, 1, 1), date(search.year, 12, 31)))
    return decisions


def _named(words: str) -> Q:
    # One index or the other: a database that has to weigh both against the order of days reads the whole table.
    if Decision.objects.filter(number=words).exists():
        return Q(number=words)
    if len(words) > LONGEST_PERSONAL_NAME:
        return Q(shown_name=words)
    # What shows as a person is not found by the full name either.
    return Q(shown_name=words) & (Q(counterparty_code=Counterparty.NATURAL_PERSON) | ~Q(uscc=""))
