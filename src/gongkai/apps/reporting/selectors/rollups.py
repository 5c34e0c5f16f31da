"""A territory's report as the sum of its organs' reports, each cell traceable to its parts (汇总)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.apps.agencies.models import Agency
from gongkai.apps.reporting.flow import FlowAct
from gongkai.apps.reporting.models import AnnualReport, FlowStep, ReportSnapshot, RollupPart
from gongkai.apps.reporting.selectors.territories import Counted, parts_counted, parts_of
from gongkai.statute.editions import form_for
from gongkai.statute.report_deadlines import Scope
from gongkai.statute.report_form import Value

SUM_RULES = frozenset({"applications.balance", "applications.total", "applications.row_sum", "remedies.block_sum"})
_UNREAD = ("chapters", "compiled")


@dataclass(frozen=True, slots=True)
class Share:
    """One organ's part of a sum (汇总组成).

    ``snapshot`` is None where none was accepted, ``report`` where none exists.
    """

    agency: Agency
    scope: Scope
    report: AnnualReport | None
    snapshot: ReportSnapshot | None
    figures: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class RollupProblem:
    """Something that keeps a sum from being right, and whose report it is (汇总问题).

    ``is_grave`` ones make the sum wrong, and must be mended or explained before the report goes on.
    """

    rule: str
    agency: Agency
    message: str
    is_grave: bool


@dataclass(frozen=True, slots=True)
class Rollup:
    """The sums with their parts and what is wrong with them (汇总结果)."""

    figures: Mapping[str, Value]
    shares: Sequence[Share]
    problems: Sequence[RollupProblem]

    @property
    def without_fees(self) -> tuple[Agency, ...]:
        """Whose report does not tell from records what fees were taken (收费情况没有登记的机关)."""
        return tuple(
            share.agency for share in self.shares if share.snapshot is None or share.snapshot.fees_yuan is None
        )

    @property
    def fees_yuan(self) -> int | None:
        """The fees that all parts took together, None where one of them does not tell (信息处理费合计)."""
        if self.without_fees:
            return None
        return sum(share.snapshot.fees_yuan or 0 for share in self.shares if share.snapshot)


def rollup_of(
    government: Agency, *, year: int, known_at: datetime | None = None, counted: Counted | None = None
) -> Rollup:
    """Return the sum of a territory: its own report, its organs', its lower governments' (汇总).

    Counted is what was accepted, now or until ``known_at``, of the organs of this moment or those ``counted``. A
    constant number of queries.
    """
    edition = form_for(year).edition
    owed = parts_of(government, year=year) if counted is None else parts_counted(counted)
    shares = _shares(owed, year=year, known_at=known_at)
    counting = [share for share in shares if share.snapshot is not None and share.snapshot.edition == edition]
    figures = _summed([share.figures for share in counting], year=year)
    return Rollup(figures, shares, tuple(_problems(shares, edition)))


def frozen_shares(snapshot: ReportSnapshot) -> list[Share]:
    """Return the parts that a frozen roll-up summed, in tree order; one query (定格的汇总组成)."""
    parts = RollupPart.objects.filter(snapshot=snapshot).select_related("agency", "part__version__report")
    found = []
    for part in parts.order_by("agency__path"):
        report = part.part.version.report if part.part else None
        scope = report.scope if report else Scope.OWN
        found.append(Share(part.agency, scope, report, part.part, part.part.values if part.part else {}))
    return found


def _shares(owed: Sequence[tuple[Agency, Scope]], *, year: int, known_at: datetime | None) -> list[Share]:
    agency_ids = [agency.pk for agency, _ in owed]
    reports = AnnualReport.objects.filter(year=year, agency__in=agency_ids)
    found = {(report.agency_id, report.scope_code): report for report in reports}
    standing = _standing_now(found.values()) if known_at is None else _standing_then(found.values(), known_at)
    shares = []
    for agency, scope in owed:
        report = found.get((agency.pk, scope.code))
        snapshot = standing.get(report.pk) if report else None
        shares.append(Share(agency, scope, report, snapshot, snapshot.values if snapshot else {}))
    return shares


def _standing_now(reports: Collection[AnnualReport]) -> dict[int, ReportSnapshot]:
    numbers = {report.pk: report.standing_id for report in reports if report.standing_id}
    return _snapshots(numbers)


def _standing_then(reports: Collection[AnnualReport], known_at: datetime) -> dict[int, ReportSnapshot]:
    """Return which snapshots stood at a moment, by the steps until then."""
    told = FlowStep.objects.filter(
        version__report__in=[report.pk for report in reports], at__lte=known_at, snapshot__isnull=False
    )
    steps = told.order_by("pk").values_list("version__report", "act_code", "snapshot", named=False)
    standing: dict[int, int | None] = {}
    published: dict[int, int | None] = {}
    for report, act, snapshot in steps:
        if act == FlowAct.PUBLISH.code:
            published[report] = snapshot
        if act in _LETS_STAND:
            standing[report] = snapshot
        elif act == FlowAct.RETURN.code:
            # As return_to_organ leaves it: what was given back counts no more, what was published still does.
            standing[report] = published.get(report)
    return _snapshots({report: snapshot for report, snapshot in standing.items() if snapshot is not None})


_LETS_STAND = (FlowAct.ACCEPT.code, FlowAct.ADOPT.code, FlowAct.PUBLISH.code)


def _snapshots(numbers: Mapping[int, int]) -> dict[int, ReportSnapshot]:
    snapshots = ReportSnapshot.objects.filter(pk__in=numbers.values()).select_related("version").defer(*_UNREAD)
    found = {snapshot.pk: snapshot for snapshot in snapshots}
    return {report: found[number] for report, number in numbers.items()}


def _summed(parts: Sequence[Mapping[str, Value]], *, year: int) -> dict[str, Value]:
    """Return the sum of each cell; a blank adds nothing, and only blanks leave a blank."""
    summed: dict[str, Value] = {}
    for path in form_for(year).by_path:
        values = [value for part in parts if (value := part.get(path)) is not None]
        summed[path] = sum(values) if values else None
    return summed


def _problems(shares: Sequence[Share], edition: str) -> list[RollupProblem]:
    found: list[RollupProblem] = []
    for share in shares:
        found += _problems_of(share, edition)
    return found + _counted_twice(shares)


def _problems_of(share: Share, edition: str) -> list[RollupProblem]:
    agency, snapshot = share.agency, share.snapshot
    if snapshot is None:
        return [_not_there(share)]
    if snapshot.edition != edition:
        message = f"{agency.name}的报告采用{snapshot.edition}年格式，没有计入合计"
        return [RollupProblem("rollup.edition", agency, message, is_grave=True)]
    found = []
    broken = [finding for finding in snapshot.findings if finding["rule"] in SUM_RULES]
    if broken:
        message = f"{agency.name}的报告有{len(broken)}处勾稽关系不成立：{broken[0]['message']}"
        found.append(RollupProblem("rollup.unbalanced", agency, message, is_grave=True))
    blanks = sum(value is None for value in share.figures.values())
    if blanks:
        message = f"{agency.name}的报告有{blanks}个空白单元格，没有计入合计"
        found.append(RollupProblem("rollup.blank", agency, message, is_grave=False))
    return found


def _not_there(share: Share) -> RollupProblem:
    name, label = share.agency.name, share.scope.label
    if share.report is None:
        message = f"{name}的报告（{label}）还没有编制"
        return RollupProblem("rollup.missing", share.agency, message, is_grave=True)
    message = f"{name}的报告（{label}）现为“{share.report.state.label}”，尚未接收，没有计入合计"
    return RollupProblem("rollup.not_accepted", share.agency, message, is_grave=True)


def _counted_twice(shares: Sequence[Share]) -> list[RollupProblem]:
    """Name the organs whose report reaches the sum by two ways, and files that stand for two organs."""
    ways: defaultdict[Agency, list[str]] = defaultdict(list)
    files: defaultdict[int, list[str]] = defaultdict(list)
    for top, agency in _leaves(shares):
        ways[agency].append("直接汇总" if top.agency == agency else f"计入{top.agency.name}的汇总")
    for share in shares:
        if share.snapshot and share.snapshot.version.imported_id:
            files[share.snapshot.version.imported_id].append(share.agency.name)
    twice = [(agency, f"{agency.name}重复计算：{'，又'.join(by)}") for agency, by in ways.items() if len(by) > 1]
    for share in shares:
        names = files.pop(share.snapshot.version.imported_id or 0, []) if share.snapshot else []
        if len(names) > 1:
            twice.append((share.agency, f"{'、'.join(names)}采用的是同一份报告，重复计算"))
    return [RollupProblem("rollup.double", agency, message, is_grave=True) for agency, message in twice]


def _leaves(shares: Sequence[Share]) -> list[tuple[Share, Agency]]:
    """Return the reports that are no sums themselves, each with the part it came by: a query for each level."""
    front = {share.snapshot.pk: (share, share.agency) for share in shares if share.snapshot}
    leaves = [(share, agency) for share, agency in front.values() if share.scope is Scope.OWN]
    front = {pk: way for pk, way in front.items() if way[0].scope is Scope.TERRITORY}
    while front:
        parts = RollupPart.objects.filter(snapshot__in=front).select_related("agency").order_by("pk")
        below, sums = {}, set()
        for part in parts:
            sums.add(part.snapshot_id)
            if part.part_id:
                below[part.part_id] = (front[part.snapshot_id][0], part.agency)
        leaves += [way for pk, way in front.items() if pk not in sums]
        front = below
    return leaves
