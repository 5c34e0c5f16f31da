"""The counts of a collection, kept with every change so that no page has to count (报告集计数)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F

from gongkai.apps.reporting.models import (
    CollectedFinding,
    CollectedReport,
    CollectionTally,
    CollectionVerdict,
    ReportCollection,
)


@dataclass(slots=True)
class Counts:
    """What changes in the counts of one collection (计数变动). ``sign`` -1 takes away."""

    figures: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[tuple[int, str]] = field(default_factory=Counter)
    findings: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    reports: Counter[tuple[int, str, str]] = field(default_factory=Counter)

    def member(self, member: CollectedReport, *, sign: int) -> None:
        """Count a report with its verdict (计入报告)."""
        self.figures["reports"] += sign
        for name in ("errors", "warnings", "notices"):
            self.figures[name] += sign * int(getattr(member, name))
        self.verdicts[member.year, member.outcome_code] += sign

    def found(self, findings: Iterable[CollectedFinding], *, sign: int) -> None:
        """Count the findings of one report; all its findings of a rule must come together (计入发现)."""
        keys = [(finding.year, finding.rule, finding.severity) for finding in findings]
        for key in keys:
            self.findings[key] += sign
        for key in set(keys):
            self.reports[key] += sign

    def add(self, other: Counts) -> None:
        """Add the changes of another (合并变动)."""
        for mine, theirs in (
            (self.figures, other.figures),
            (self.verdicts, other.verdicts),
            (self.findings, other.findings),
            (self.reports, other.reports),
        ):
            # Not with +, which would drop what is taken away.
            mine.update(theirs)  # type: ignore[arg-type]

    def keep(self, collection: ReportCollection) -> None:
        """Add the changes to what is kept; the collection's row must be locked (保存计数)."""
        changed = {name: F(name) + change for name, change in self.figures.items() if change}
        if changed:
            ReportCollection.objects.filter(pk=collection.pk).update(**changed)
        self._keep_verdicts(collection)
        self._keep_tallies(collection)

    def _keep_verdicts(self, collection: ReportCollection) -> None:
        kept = {(row.year, row.outcome_code): row for row in CollectionVerdict.objects.filter(collection=collection)}
        changed, new = list[CollectionVerdict](), list[CollectionVerdict]()
        for (year, outcome), change in self.verdicts.items():
            row = kept.get((year, outcome))
            (changed if row else new).append(
                row := row or CollectionVerdict(collection=collection, year=year, outcome_code=outcome)
            )
            row.reports += change
        CollectionVerdict.objects.bulk_create(new)
        CollectionVerdict.objects.bulk_update(changed, ["reports"])

    def _keep_tallies(self, collection: ReportCollection) -> None:
        kept = {(row.year, row.rule): row for row in CollectionTally.objects.filter(collection=collection)}
        changed, new = list[CollectionTally](), list[CollectionTally]()
        for (year, rule, severity), change in self.findings.items():
            row = kept.get((year, rule))
            (changed if row else new).append(
                row := row or CollectionTally(collection=collection, year=year, rule=rule, severity=severity)
            )
            row.findings += change
            row.reports += self.reports[year, rule, severity]
        CollectionTally.objects.bulk_create(new)
        CollectionTally.objects.bulk_update(changed, ["findings", "reports"])


def counted(members: Sequence[CollectedReport], findings: Sequence[CollectedFinding], *, sign: int) -> Counts:
    """Return the change that some reports with their findings make (计数变动)."""
    counts = Counts()
    by_member: dict[int, list[CollectedFinding]] = {}
    for finding in findings:
        by_member.setdefault(finding.member_id, []).append(finding)
    for member in members:
        counts.member(member, sign=sign)
    for told in by_member.values():
        counts.found(told, sign=sign)
    return counts
