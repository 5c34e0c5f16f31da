"""Reading collections, their reports and the requests to correct them, each by who may (查阅报告集)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum

from gongkai.apps.agencies.models import Agency, AgencyQuerySet
from gongkai.apps.agencies.rights import Rights
from gongkai.apps.reporting.correction_flow import RequestState
from gongkai.apps.reporting.finding_ranks import RULE_LABELS, SEVERITIES
from gongkai.apps.reporting.models import (
    CollectedFinding,
    CollectedReport,
    CollectionIntake,
    CollectionTally,
    CorrectionRequest,
    IntakeChunk,
    ReportCollection,
)
from gongkai.apps.reporting.permissions import COLLECTION_POLICY, CollectionAct
from gongkai.apps.reporting.stored_reading import values_from
from gongkai.apps.reporting.verdicts import Outcome
from gongkai.reports.findings import Severity
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Value

PAGE_ROWS = 50
_HEAVY = ("figures", "places", "chapters", "findings", "findings_between_years", "problems")


@dataclass(frozen=True, slots=True)
class RuleTally:
    """How often a rule is broken, in how many reports (规则汇总)."""

    rule: str
    label: str
    severity: Severity
    findings: int
    reports: int


def collections_seen(rights: Rights) -> QuerySet[ReportCollection]:
    """Return the collections somebody may see, the newest first (可见报告集)."""
    seen = COLLECTION_POLICY.narrow(ReportCollection.objects.all(), CollectionAct.READ, rights=rights)
    return seen.select_related("agency").order_by("-id")


def owners_for(rights: Rights) -> AgencyQuerySet:
    """Return the organs that somebody may open a collection for, in tree order (可建立报告集的机关)."""
    return COLLECTION_POLICY.agencies(CollectionAct.OPEN, rights=rights).in_tree_order()


def most_frequent(collection: ReportCollection, *, year: int | None = None) -> Sequence[RuleTally]:
    """Return the rules broken in a collection, the most frequent first, from the kept counts (最常见的问题)."""
    kept = CollectionTally.objects.filter(collection=collection, findings__gt=0)
    if year is not None:
        kept = kept.filter(year=year)
    rows = kept.values("rule", "severity").annotate(found=Sum("findings"), broken=Sum("reports"))
    return [
        RuleTally(row["rule"], RULE_LABELS[row["rule"]], SEVERITIES[row["severity"]], row["found"], row["broken"])
        for row in rows.order_by("-broken", "-found", "rule")
    ]


def verdicts_of(collection: ReportCollection, *, year: int | None = None) -> Mapping[Outcome, int]:
    """Return how many reports have each verdict, from the kept counts (核查结论分布)."""
    kept = collection.verdicts.all() if year is None else collection.verdicts.filter(year=year)
    counted = {row["outcome_code"]: row["n"] for row in kept.values("outcome_code").annotate(n=Sum("reports"))}
    return {outcome: counted.get(outcome.code, 0) for outcome in Outcome}


def years_of(collection: ReportCollection) -> Sequence[int]:
    """Return the years that a collection has reports of, newest first, from the kept counts (已有年度)."""
    kept = collection.verdicts.filter(reports__gt=0, year__gt=0).order_by("-year")
    return list(kept.values_list("year", flat=True).distinct())


def unfinished_intakes(collection: ReportCollection) -> Sequence[CollectionIntake]:
    """Return the folders not taken in to the end, each with when its last chunk came in, or null (未完成的收录)."""
    last = IntakeChunk.objects.filter(intake=OuterRef("pk")).order_by().values("intake").annotate(at=Max("done_at"))
    begun = CollectionIntake.objects.filter(collection=collection, finished_at=None)
    return list(begun.annotate(moved_at=Subquery(last.values("at"))).order_by("pk"))


def members_page(
    collection: ReportCollection, *, outcome: Outcome | None, after: tuple[str, int] | None
) -> Sequence[CollectedReport]:
    """Return one page and one more of the reports of a collection by name, after a name and number (报告列表)."""
    members = collection.members.filter(replaced_by=None)
    if outcome is not None:
        members = members.filter(outcome_code=outcome.code)
    if after is not None:
        organ, number = after
        members = members.filter(Q(organ__gt=organ) | Q(organ=organ, pk__gt=number), organ__gte=organ)
    return list(members.order_by("organ", "id")[: PAGE_ROWS + 1])


def member_seen(number: int, *, rights: Rights) -> CollectedReport:
    """Return one report of a collection that somebody may see. Raises CollectedReport.DoesNotExist (集内报告)."""
    members = CollectedReport.objects.filter(collection__in=collections_seen(rights).order_by())
    heavy = (f"report__{name}" for name in _HEAVY)
    wanted = members.select_related("collection__agency", "report", "replaced_by", "added_by")
    return wanted.defer(*heavy).get(pk=number)


def findings_of_member(member: CollectedReport) -> Sequence[CollectedFinding]:
    """Return what is wrong in a report, gravest first, also where a corrected one replaced it (报告的发现)."""
    return list(CollectedFinding.objects.filter(member=member).order_by("rank", "id"))


def requests_seen(rights: Rights) -> QuerySet[CorrectionRequest]:
    """Return the correction requests somebody may see (可见更正要求)."""
    seen = COLLECTION_POLICY.narrow(
        CorrectionRequest.objects.all(), CollectionAct.READ, rights=rights, through="collection__agency"
    )
    return seen.select_related("collection__agency", "member")


def unanswered(rights: Rights, *, today: date) -> QuerySet[CorrectionRequest]:
    """Return the requests that are past their day without an answer, the longest first (逾期未复)."""
    return requests_seen(rights).filter(state=RequestState.SENT, due_on__lt=today).order_by("due_on", "id")


def request_counts(collection: ReportCollection) -> Mapping[str, int]:
    """Return how many requests of a collection are in each state; requests are few beside reports (更正要求分布)."""
    rows = collection.correction_requests.values_list("state").annotate(n=Count("pk")).order_by()
    return dict(rows)


def stands_instead(draft: CorrectionRequest) -> CollectedReport | None:
    """Return the report that stands for the one a draft is about since the draft was made, or None (现行报告).

    One that replaced it, or one of its organ and year that came into the collection after the draft.
    """
    member = draft.member
    last = member
    while last.replaced_by is not None:
        last = last.replaced_by
    if last != member:
        return last
    if not member.organ or not member.year:
        return None
    drafted_at = draft.steps.earliest("pk").at
    same = CollectedReport.objects.filter(collection=draft.collection_id, organ=member.organ, year=member.year)
    return same.filter(replaced_by=None, added_at__gt=drafted_at).exclude(pk=member.pk).order_by("-pk").first()


def organ_named(name: str) -> Agency | None:
    """Return the organ of ours that bears a name, or None where there is none or several (本系统机关)."""
    found = list(Agency.objects.filter(name=name)[:2])
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell that the corrected report has otherwise (改动的单元格)."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Correction:
    """What a corrected report mended, left and brought (更正前后对比)."""

    mended: Sequence[CollectedFinding]
    remaining: Sequence[CollectedFinding]
    new: Sequence[CollectedFinding]
    cells: Sequence[ChangedCell]


def correction_of(before: CollectedReport, after: CollectedReport) -> Correction:
    """Compare the findings and the figures of a report with those of the corrected one (更正前后对比)."""
    old, fresh = findings_of_member(before), findings_of_member(after)
    keys_before, keys_after = {_key(each) for each in old}, {_key(each) for each in fresh}
    return Correction(
        mended=[each for each in old if _key(each) not in keys_after],
        remaining=[each for each in fresh if _key(each) in keys_before],
        new=[each for each in fresh if _key(each) not in keys_before],
        cells=_changed(before, after),
    )


def _key(found: CollectedFinding) -> tuple[str, tuple[str, ...], str]:
    # Of the prose a finding has no other mark than its passage; of the tables the cells say which it is.
    cells = tuple(found.told["cells"])
    return found.rule, cells, "" if cells else str(found.told["quote"])


def _changed(before: CollectedReport, after: CollectedReport) -> Sequence[ChangedCell]:
    old, new = values_from(before.report.figures), values_from(after.report.figures)
    editions: Mapping[str, str] = after.report.editions
    changed = [path for path in new if path in old and old[path] != new[path]]
    return [ChangedCell(BY_EDITION[editions[path.split(".")[0]]].name(path), old[path], new[path]) for path in changed]
