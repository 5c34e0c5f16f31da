"""Which organs report, and whose reports a territory's is made of (报告主体和汇总范围)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

from gongkai.apps.agencies.kinds import AgencyKind, Level
from gongkai.apps.agencies.models import STEP, Agency, AgencyQuerySet
from gongkai.statute.report_deadlines import SCOPES, Scope

Counted: TypeAlias = Sequence[tuple[int, str]]
"""Organs by number, each with the scope of what of it is counted, as a snapshot keeps them (统计范围)."""


def reporting_organs(agencies: AgencyQuerySet, *, year: int) -> AgencyQuerySet:
    """Return those of some organs that report for a year (报告主体).

    They stood at its end and answer in their own name. Public enterprises and institutions disclose under
    the rules of their trade (条例第五十五条) and do not report here.
    """
    standing = agencies.valid_on(date(year, 12, 31)).filter(answers_as=None)
    return standing.exclude(kind_code=AgencyKind.UTILITY.code).in_tree_order()


def scopes_of(agency: Agency, *, has_organs: bool) -> tuple[Scope, ...]:
    """Return the reports an organ owes (应编报告).

    A government of county level or above owes two (国办公开办函〔2021〕30号); a township's owes the second where
    ``has_organs`` below it report by themselves.
    """
    if agency.kind is not AgencyKind.GOVERNMENT:
        return (Scope.OWN,)
    owes_two = agency.level is not Level.TOWNSHIP or has_organs
    return (Scope.OWN, Scope.TERRITORY) if owes_two else (Scope.OWN,)


def owed_reports(organs: Sequence[Agency]) -> Iterator[tuple[Agency, Scope]]:
    """Yield every report that some organs in tree order owe (应编报告)."""
    above = _above(organs)
    for organ in organs:
        for scope in scopes_of(organ, has_organs=organ.pk in above):
            yield organ, scope


def parts_of(government: Agency, *, year: int) -> list[tuple[Agency, Scope]]:
    """Return whose reports a territory's is made of, in tree order; one query (汇总范围).

    Its own, those of the organs that stand below it and below no other government in between, and the territories'
    reports of those governments: so nobody counts twice.
    """
    organs = list(reporting_organs(Agency.objects.within(government), year=year))
    owed: dict[int, Scope] = {}
    for organ, scope in owed_reports(organs):
        if organ.pk != government.pk:
            owed[organ.pk] = scope
    covered = ""
    found: list[tuple[Agency, Scope]] = []
    for organ in organs:
        if covered and organ.path.startswith(covered):
            continue
        scope = owed.get(organ.pk, Scope.OWN)
        covered = organ.path if scope is Scope.TERRITORY else ""
        found.append((organ, scope))
    return found


def counted_now(agency: Agency, *, year: int, scope: Scope) -> Counted:
    """Return whose records or reports a report counts by the tree of this moment; one query (现时统计范围).

    An organ's own report counts its records and those of the organs that answer in its name.
    """
    if scope is Scope.TERRITORY:
        return [(organ.pk, part.code) for organ, part in parts_of(agency, year=year)]
    speaking = Agency.objects.filter(answers_as=agency).values_list("pk", flat=True)
    return [(number, Scope.OWN.code) for number in (agency.pk, *sorted(speaking))]


def parts_counted(counted: Counted) -> list[tuple[Agency, Scope]]:
    """Return the parts of a territory's report as they were kept, in tree order; one query (定格的汇总范围)."""
    scopes = {number: SCOPES[code] for number, code in counted}
    return [(organ, scopes[organ.pk]) for organ in Agency.objects.filter(pk__in=scopes).in_tree_order()]


def _above(organs: Iterable[Agency]) -> frozenset[int]:
    """Return the numbers of all organs that stand above one of them."""
    return frozenset(number for organ in organs for number in _numbers_above(organ.path))


def _numbers_above(path: str) -> Iterator[int]:
    return (int(path[start : start + STEP]) for start in range(0, len(path) - STEP, STEP))
