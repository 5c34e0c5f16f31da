"""Time the annual report of one great organ and the sum of many organs' reports, over invented records.

    python benchmarks/annual_reports.py [--cases 10000] [--documents 5000] [--decisions 100000] [--organs 1000]
        [--full] [--keep DIRECTORY]

All records are one organ's, and all decisions of the year that is reported. Promised of the full size (--full: 100,000
cases, 50,000 documents, 1,000,000 decisions): the report compiled in one second, as of now and as of the moment it was
frozen; the sum of a thousand organs in one second; the records behind a cell in half a second. Times are the best of
five, by the clock and of the processor that this process and the database's spend on it. The promise is judged by the
latter, so that what else the machine does is not counted. With --keep the database stays in that directory, and a
second run finds it there. DATABASE_URL names another database.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import _database

YEAR = 2025
TODAY = date(2026, 3, 31)
FROZEN_AT = datetime(2026, 1, 20, 4, tzinfo=UTC)
SEED = 1
ROUNDS = 5
SECOND, PAGE = 1.0, 0.5
TRUE_CASES, TRUE_DOCUMENTS, TRUE_DECISIONS = 2_000, 1_000, 10_000
"""How many are invented one by one; the others are copies of these."""
REMEDIES, CHARGES = 200, 1_000
CELLS = (
    "proactive.normative_documents.in_force",
    "proactive.licensing.decisions",
    "proactive.charges.amount",
    "applications.new.total",
    "applications.carried_out.total",
    "applications.total.total",
    "remedies.reconsideration.total",
)


@dataclass(frozen=True)
class Timing:
    """What was done, the seconds it took by the clock and of the processor, the queries, what was promised."""

    name: str
    clock: float
    own: float
    queries: int
    promised: float

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.own <= self.promised


def prepared(given: argparse.Namespace) -> float:
    """Make the records that are not there yet; return the seconds it took."""
    from gongkai.apps.agencies.models import Agency
    from gongkai.apps.casework.seeding.organs import grow_tree

    begun = time.perf_counter()
    if not Agency.objects.filter(code="BENCH").exists():
        great = grow_tree(2, seed=SEED)[1]
        government = _government()
        _cases(great, given.cases)
        _documents(great, given.documents)
        _decisions(great, given.decisions)
        _charges(great)
        _remedies(great)
        _reports(government, given.organs)
        _database.settle()
    return time.perf_counter() - begun


def _government() -> Any:
    from gongkai.apps.agencies.models import Agency

    government = Agency.objects.create(
        code="BENCH", name="青岚市人民政府", kind_code="government", level_code="city", division_code="990300"
    )
    government.path = government.path_below(None)
    government.save(update_fields=["path"])
    return government


def _cases(agency: Any, cases: int) -> None:
    from gongkai.apps.casework.models import Applicant, Case, CaseEvent
    from gongkai.apps.casework.seeding.loading import CaseLoader
    from gongkai.apps.casework.seeding.staff import staff_of

    true = min(cases, TRUE_CASES)
    for _ in CaseLoader([agency], staff_of([agency], seed=SEED), seed=SEED, today=TODAY).load(true):
        pass
    spans = {model: model.objects.order_by("-pk").values_list("pk", flat=True)[0] for model in (Applicant, Case)}
    copies = cases // true
    _database.multiply(Applicant, copies=copies, changed={}, span=spans[Applicant])
    changed = {
        "applicant_id": f"applicant_id + {{copy}} * {spans[Applicant]}",
        "serial": f"serial + {{copy}} * {true}",
        "reference": "reference || '-{copy}'",
        "intake_key": "intake_key || '-{copy}'",
    }
    _database.multiply(Case, copies=copies, changed=changed, span=spans[Case])
    # Of every tenth copy, what happened at the end of December was recorded after the freeze.
    late = f"""{{copy}} % 10 = 0 AND "on" BETWEEN '{YEAR}-12-10' AND '{YEAR}-12-31'"""
    changed = {
        "case_id": f"case_id + {{copy}} * {spans[Case]}",
        "recorded_at": f"CASE WHEN {late} THEN '2026-02-10 03:00:00' ELSE recorded_at END",
    }
    _database.multiply(CaseEvent, copies=copies, changed=changed)


def _documents(agency: Any, documents: int) -> None:
    """Documents of thirty years, of which a third ended; of one in a hundred that was recorded after the freeze."""
    from gongkai.apps.disclosure.models import RuleDocument, RuleEvent
    from gongkai.statute.validity import DocumentAct, DocumentEvent, state_of

    chance, true = Random(SEED), min(documents, TRUE_DOCUMENTS)
    made, told = [], []
    for number in range(true):
        made_on = date(1996, 1, 1) + timedelta(days=chance.randrange(30 * 365))
        document = RuleDocument(
            agency=agency,
            kind_code="normative_documents",
            title=f"江澜市市场监督管理办法之{number}",
            number=f"江市监规〔{made_on.year}〕{number}号",
            made_on=made_on,
            in_force_on=made_on,
            text="为了规范市场监督管理，根据有关法律、法规，制定本办法。" * 40,
            recorded_at=_moment(made_on),
        )
        events = []
        if chance.random() < 1 / 3:
            late = chance.random() < 0.03
            on = date(2026, 2, 2) if late else made_on + timedelta(days=chance.randrange(5_000))
            if on <= TODAY:
                events = [DocumentEvent(DocumentAct.REPEALED, on, None)]
        document.take_over(state_of(document.origin, events))
        made.append(document)
        told += [
            RuleEvent(document=document, act_code=each.act.code, on=each.on, basis="清理", recorded_at=_moment(each.on))
            for each in events
        ]
    RuleDocument.objects.bulk_create(made)
    for event in told:
        event.document_id = event.document.pk
    RuleEvent.objects.bulk_create(told)
    copies, span = documents // true, made[-1].pk
    _database.multiply(RuleDocument, copies=copies, changed={"number": "number || '-{copy}'"}, span=span)
    _database.multiply(RuleEvent, copies=copies, changed={"document_id": f"document_id + {{copy}} * {span}"})


def _decisions(agency: Any, decisions: int) -> None:
    """Decisions of the year; one in fifty was recorded after the freeze, one in fifty voided then or before."""
    from gongkai.apps.disclosure.models import Decision

    chance, true = Random(SEED), min(decisions, TRUE_DECISIONS)
    made = []
    for number in range(true):
        decided_on = date(YEAR, 1, 1) + timedelta(days=chance.randrange(365))
        recorded_on = date(2026, 2, 3) if chance.random() < 0.02 else decided_on
        voided_on = chance.choice((date(YEAR, 12, 31), date(2026, 2, 9))) if chance.random() < 0.02 else None
        made.append(
            Decision(
                agency=agency,
                kind_code=chance.choice(("licensing", "licensing", "penalties", "coercion")),
                key=f"bench-{number}",
                number=f"江市监〔{YEAR}〕{number}号",
                counterparty_code="organisation",
                shown_name=f"江澜第{chance.randrange(true)}商行",
                content="准予登记。" * 10,
                decided_on=decided_on,
                recorded_at=_moment(recorded_on),
                voided_at=_moment(voided_on) if voided_on else None,
            )
        )
    Decision.objects.bulk_create(made, batch_size=2_000)
    changed = {"key": "key || '-{copy}'", "number": "number || '-{copy}'"}
    _database.multiply(Decision, copies=decisions // true, changed=changed)


def _charges(agency: Any) -> None:
    from gongkai.apps.disclosure.models import Charge

    period = {"period_from": date(YEAR, 1, 1), "period_until": date(YEAR, 12, 31), "recorded_at": FROZEN_AT}
    Charge.objects.bulk_create(
        Charge(agency=agency, item=f"检验检测费之{number}", basis="收费目录", amount_yuan=Decimal(number), **period)
        for number in range(CHARGES)
    )


def _remedies(agency: Any) -> None:
    from gongkai.apps.remedies.models import RemedyCase, RemedyRecord
    from gongkai.statute.remedy_cases import RemedyAct

    received_on = date(YEAR, 11, 3)
    cases = RemedyCase.objects.bulk_create(
        RemedyCase(
            agency=agency,
            block_code="reconsideration",
            attacked="答复",
            authority="江澜市人民政府",
            recorded_at=_moment(received_on),
            received_on=received_on,
        )
        for _ in range(REMEDIES)
    )
    RemedyRecord.objects.bulk_create(
        RemedyRecord(
            remedy=case,
            seq=1,
            act_code=RemedyAct.NOTICE_RECEIVED.code,
            on=received_on,
            recorded_at=_moment(received_on),
        )
        for case in cases
    )


def _reports(government: Any, organs: int) -> None:
    """A territory of that many organs, each with a report that was accepted."""
    from gongkai.apps.agencies.models import Agency
    from gongkai.apps.reporting.flow import FlowAct
    from gongkai.apps.reporting.models import AnnualReport, FlowStep, ReportSnapshot, ReportVersion
    from gongkai.apps.reporting.stored_reading import plain_figures
    from gongkai.statute.editions import form_for
    from gongkai.statute.report_sums import with_sums

    form, chance = form_for(YEAR), Random(SEED)
    told = {"kind_code": "department", "level_code": "city", "division_code": "990300", "parent": government}
    agencies = Agency.objects.bulk_create(
        Agency(code=f"BENCH-{number}", name=f"青岚市第{number}局", **told) for number in range(organs)
    )
    for agency in agencies:
        agency.path = agency.path_below(government)
    Agency.objects.bulk_update(agencies, ["path"], batch_size=500)
    reports = AnnualReport.objects.bulk_create(
        AnnualReport(agency=agency, year=YEAR, scope_code="own", state_code="accepted") for agency in agencies
    )
    versions = ReportVersion.objects.bulk_create(
        ReportVersion(report=report, number=1, state_code="accepted", created_at=FROZEN_AT) for report in reports
    )
    snapshots = []
    for version in versions:
        figures = with_sums(form.edition, {path: chance.randrange(40) for path in form.by_path})
        kept = {"figures": plain_figures(figures), "compiled": plain_figures(figures)}
        chapters = [{"number": number, "title": "", "text": "本年度工作平稳有序。" * 100} for number in range(1, 7)]
        snapshots.append(
            ReportSnapshot(version=version, known_at=FROZEN_AT, edition=form.edition, chapters=chapters, **kept)
        )
    ReportSnapshot.objects.bulk_create(snapshots, batch_size=200)
    for report, version, snapshot in zip(reports, versions, snapshots, strict=True):
        report.standing = version.snapshot = snapshot
    AnnualReport.objects.bulk_update(reports, ["standing"], batch_size=500)
    ReportVersion.objects.bulk_update(versions, ["snapshot"], batch_size=500)
    FlowStep.objects.bulk_create(
        FlowStep(
            version=version,
            act_code=FlowAct.ACCEPT.code,
            from_code="submitted",
            to_code="accepted",
            snapshot=snapshot,
            on=FROZEN_AT.date(),
            at=FROZEN_AT,
        )
        for version, snapshot in zip(versions, snapshots, strict=True)
    )


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def timings() -> Iterator[Timing]:
    """Compile, sum up and open cells."""
    from gongkai.apps.agencies.models import Agency
    from gongkai.apps.reporting.cell_sources import Asked, compiled
    from gongkai.apps.reporting.selectors.rollups import rollup_of

    great, government = Agency.objects.get(code=f"SEED{SEED}-0001"), Agency.objects.get(code="BENCH")
    now, frozen = Asked((great.pk,), YEAR), Asked((great.pk,), YEAR, FROZEN_AT)
    yield _timed("report compiled, as of now", lambda: compiled(now), SECOND)
    yield _timed("report compiled, as it was frozen", lambda: compiled(frozen), SECOND)
    yield _timed("sum of the organs, as of now", lambda: rollup_of(government, year=YEAR), SECOND)
    yield _timed(
        "sum of the organs, as of a moment",
        lambda: rollup_of(government, year=YEAR, known_at=FROZEN_AT + timedelta(days=1)),
        SECOND,
    )
    version = _version(great)
    for path in CELLS:
        for known_at in (None, FROZEN_AT):
            name = f"{path}, {'frozen' if known_at else 'now'}"
            yield _timed(name, lambda path=path, known_at=known_at: _opened(version, path, known_at), PAGE)


def _version(agency: Any) -> Any:
    """A version of the organ's report, in memory alone."""
    from gongkai.apps.reporting.models import AnnualReport, ReportSnapshot, ReportVersion

    report = AnnualReport(agency=agency, year=YEAR, scope_code="own")
    return ReportVersion(report=report, number=1, snapshot=ReportSnapshot(known_at=FROZEN_AT))


def _opened(version: Any, path: str, known_at: datetime | None) -> None:
    """The first page of the records behind a cell."""
    from gongkai.apps.reporting.selectors.annual_records import records_page

    version.state_code = "checked" if known_at else "draft"
    assert records_page(version, path).records, path


def _timed(name: str, act: Callable[[], Any], promised: float) -> Timing:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        act()
    clock, own = [], []
    for _ in range(ROUNDS):
        begun, begun_own = time.perf_counter(), _database.own_seconds()
        act()
        clock.append(time.perf_counter() - begun)
        own.append(_database.own_seconds() - begun_own)
    return Timing(name, min(clock), min(own), len(captured), promised)


def main() -> int:
    """Print the table; fail where the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--decisions", type=int, default=100_000)
    parser.add_argument("--organs", type=int, default=1_000)
    parser.add_argument("--full", action="store_true", help="the sizes that the promise speaks of")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    if given.full:
        given.cases, given.documents, given.decisions = 100_000, 50_000, 1_000_000
    with _database.scratch(given):
        print(f"prepared in {prepared(given):.0f} s")
        return _told()


def _told() -> int:
    from django.db import connection

    from gongkai.apps.casework.models import Case, CaseEvent
    from gongkai.apps.disclosure.models import Decision, RuleDocument

    counts = [model.objects.count() for model in (Case, CaseEvent, RuleDocument, Decision)]
    print("{} cases with {} events, {} documents, {} decisions".format(*counts) + f", {connection.vendor}")
    print(f"{'what':<56}{'ms':>8}{'own ms':>8}{'queries':>9}{'promised':>10}")
    broken = 0
    for timing in timings():
        broken += not timing.kept
        told = f"{timing.clock * 1000:>8.0f}{timing.own * 1000:>8.0f}{timing.queries:>9}{timing.promised * 1000:>10.0f}"
        print(f"{timing.name:<56}{told}{'' if timing.kept else '  BROKEN'}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
