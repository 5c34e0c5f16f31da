"""Run trials against the database that DATABASE_URL names, and print what was found as JSON on the last line.

    DATABASE_URL=sqlite:///…/hazard.sqlite3 python tests/hazards/rig.py prepare: kill:7

Processes are forked, not started: what is killed or races has everything loaded and goes to work at once.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from math import inf
from random import Random
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402

from gongkai.apps.audit.models import Entry  # noqa: E402
from gongkai.apps.casework import services  # noqa: E402
from gongkai.apps.casework.ledger import CaseMovedError  # noqa: E402
from gongkai.apps.casework.models import Case, CaseEvent, Letter, NumberSeries  # noqa: E402
from gongkai.apps.disclosure.models import Decision, DecisionImport  # noqa: E402
from gongkai.apps.disclosure.models.decisions import DecisionKind, ImportState  # noqa: E402
from gongkai.apps.disclosure.services.imports import begin_import, run_import  # noqa: E402
from gongkai.config.demonstration_city import LAND, build_city, settle_officers  # noqa: E402
from hazards.walk import JAN_26, STEPS, Cast, take_in, take_in_past  # noqa: E402

EVERY_POINT = {"take_in", "register", "receive_correction", "decide", "deliver", "archive"}
"""Acts that are killed at every point; the others at some points, chosen by chance."""
ROUNDS = 6
MOST_ROUNDS = 30
LINES = 9000
Work = Callable[[], object]
Counts = dict[str, int]


def prepare() -> str:
    """Make the tables, the city and its officers."""
    call_command("migrate", verbosity=0, interactive=False)
    settle_officers(build_city())
    return "ready"


def the_cast() -> Cast:
    """Return the land bureau and everybody there."""
    city = build_city()
    return Cast(city[LAND], settle_officers(city))


def kill(seed: str) -> dict[str, Any]:
    """Kill the process at points of every act of a case; tell the points, and what was left half done."""
    cast, chance = the_cast(), Random(seed)
    points: Counts = {}
    torn: list[str] = []
    whole = _unharmed(cast, key=f"twin-{seed}")
    case: Case | None = None
    for name, step in (("take_in", None), *STEPS):
        before, point = _counts(), 0
        while True:
            point = point + 1 if name in EVERY_POINT else point + chance.randint(3, 12)
            survived = _forked(lambda: _do(cast, case, step, key=f"kill-{seed}"), dies_at=point)  # noqa: B023
            changed = _changed(before, _counts())
            if changed not in ({}, whole[name]):
                torn.append(f"{name}, point {point}: {changed} instead of {whole[name]}")
            if changed:
                break
            assert not survived, f"{name} ended well and left nothing"
        points[name] = point
        case = Case.objects.get(intake_key=f"kill-{seed}")
    return {"points": points, "torn": torn, "stage": case.stage_code if case else "", **_proof()}


def kill_by_the_clock(seed: str) -> dict[str, Any]:
    """Kill the process now and then while it does one case after another; tell what was left half done."""
    cast, chance = the_cast(), Random(seed)
    begun: list[str] = []
    for number in range(MOST_ROUNDS):
        if begun and number >= ROUNDS:
            break
        connections.close_all()
        child = os.fork()
        if child == 0:
            with _ending_child():
                _unharmed(cast, key=f"clock-{seed}-{number}")
        # Rounds beyond the usual ones are for slow machines, and live longer.
        time.sleep(chance.uniform(0.05, 0.6) + max(number - ROUNDS, 0))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        begun += Case.objects.filter(intake_key=f"clock-{seed}-{number}").values_list("stage_code", flat=True)
    sent = CaseEvent.objects.filter(kind_code="decided").count()
    return {"begun": begun, "letters without an event": Letter.objects.count() - sent, **_proof()}


def kill_an_import(seed: str) -> dict[str, Any]:
    """Kill the process again and again while it takes a register in; tell what is there in the end."""
    cast, chance = the_cast(), Random(seed)
    told = "".join(f"青许〔2026〕{number}号,第{number}商行,2026-01-{number % 31 + 1:02d}\n" for number in range(LINES))
    impossible = "青许〔2026〕9001号,某商行,2026-02-30\n"
    content = f"决定文书号,行政相对人名称,决定日期\n{told}青许〔2026〕1号,第1商行,2026-01-02\n{impossible}".encode()
    content += "青许〔2026〕9002号,某商行,2026-01-02\n".encode("gb18030")
    batch = begin_import(
        agency=cast.agency,
        kind=DecisionKind.LICENSING,
        file=BytesIO(content),
        file_name="台账.csv",
        by=cast.officers["head"],
        today=JAN_26 + timedelta(days=60),
    )
    stops = []
    while batch.state != ImportState.DONE:
        connections.close_all()
        child = os.fork()
        if child == 0:
            with _ending_child():
                # However fast the machine: the first one is killed half way at the latest.
                _import(batch, cast, halts_at=inf if stops else LINES // 2)
        # Later ones live longer, so that the import ends on a slow machine too.
        time.sleep(chance.uniform(0.02, 0.3 + 0.2 * len(stops)))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        batch.refresh_from_db()
        stops.append(batch.lines_done)
    counted = {"taken": batch.taken, "known": batch.known, "refused": batch.refused}
    refused = dict(batch.refused_rows.values_list("line", "reason"))
    return {"stops": len(stops), "there": Decision.objects.count(), **counted, "reasons": refused}


def _import(batch: DecisionImport, cast: Cast, *, halts_at: float) -> None:
    for so_far in run_import(batch=batch, by=cast.officers["head"], today=JAN_26 + timedelta(days=60)):
        if so_far.lines_done >= halts_at:
            signal.pause()


def race_for_an_act(rounds: str) -> dict[str, Any]:
    """Let two officers register the same case, both having seen the same page; tell how it went for each."""
    cast = the_cast()
    ends: list[list[str]] = []
    for number in range(int(rounds)):
        case = take_in(cast, key=f"race-{number}").case
        case = dict(STEPS)["confirm_receipt"](cast, case)
        ends.append(sorted(_raced([lambda case=case: _register(cast, case)] * 2)))  # type: ignore[misc]
    return {"ends": ends, **_proof()}


def race_with_one_key(rounds: str) -> dict[str, Any]:
    """Send the same form twice at once; tell how many applications came of it."""
    cast = the_cast()
    before = Case.objects.count()
    ends = []
    for number in range(int(rounds)):
        ends.append(sorted(_raced([lambda number=number: _apply(cast, f"double-{number}")] * 2)))  # type: ignore[misc]
    return {"ends": ends, "made": Case.objects.count() - before, **_proof()}


def race_with_one_line(rounds: str) -> dict[str, Any]:
    """Import the same line of an old register twice at once; tell how many applications came of it."""
    cast = the_cast()
    before = Case.objects.count()
    ends = []
    for number in range(int(rounds)):
        ends.append(sorted(_raced([lambda number=number: take_in_past(cast, key=f"line-{number}")] * 2)))  # type: ignore[misc]
    return {"ends": ends, "made": Case.objects.count() - before, **_proof()}


def race_for_numbers(processes: str) -> dict[str, Any]:
    """Let several processes take in applications at once; tell the numbers they got."""
    cast = the_cast()
    before = set(Case.objects.values_list("pk", flat=True))
    rush = [
        lambda who=who: [_apply(cast, f"rush-{who}-{number}") for number in range(5)] for who in range(int(processes))
    ]
    ends = _raced(rush)
    made = Case.objects.exclude(pk__in=before).order_by("serial")
    # Numbers begin anew each year, and lines of old registers are of other years.
    had = Case.objects.filter(pk__in=before, year=made[0].year).count()
    return {"ends": ends, "serials": list(made.values_list("serial", flat=True)), "had": had, **_proof()}


def _register(cast: Cast, case: Case) -> None:
    services.register(case=case, by=cast.officers["intake"], seen=case.last_seq, on=JAN_26, today=JAN_26)


def _apply(cast: Cast, key: str) -> None:
    take_in(cast, key=key)


def _do(cast: Cast, case: Case | None, step: Any, *, key: str) -> None:
    if step is None or case is None:
        take_in(cast, key=key)
    else:
        step(cast, case)


def _unharmed(cast: Cast, *, key: str) -> dict[str, Counts]:
    """Do the whole walk with a twin; return how many rows each act adds to which table."""
    before = _counts()
    case = take_in(cast, key=key).case
    added = {"take_in": _changed(before, _counts())}
    for name, step in STEPS:
        before = _counts()
        case = step(cast, case)
        added[name] = _changed(before, _counts())
    return added


def _counts() -> Counts:
    """Return how many rows every table of casework has, the log, and the sums of what was counted up."""
    # The row of a series is made with its first number; what was given from it is counted below.
    models = [*({*apps.get_app_config("casework").get_models()} - {NumberSeries}), Entry]
    counts = {model._meta.label: model._default_manager.count() for model in models}
    counts["numbers given"] = sum(NumberSeries.objects.values_list("last", flat=True))
    counts["places in ledgers"] = sum(Case.objects.values_list("last_seq", flat=True))
    counts["letters numbered"] = Letter.objects.exclude(number="").count()
    return counts


def _changed(before: Counts, after: Counts) -> Counts:
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


def _proof() -> dict[str, Any]:
    """Verify every ledger and every series of numbers."""
    try:
        call_command("verify_ledger", verbosity=0, stdout=sys.stderr)
        sound = True
    except (SystemExit, Exception) as broken:
        traceback.print_exception(broken)
        sound = False
    return {"sound": sound, "gaps": _gaps()}


def _gaps() -> list[str]:
    gaps = []
    for series in NumberSeries.objects.all():
        where = {"agency": series.agency_id, "year": series.year}
        given = sorted(Case.objects.filter(**where).values_list("serial", flat=True))
        written = sorted(Letter.objects.filter(**where, series=series.series).values_list("serial", flat=True))
        if list(range(1, series.last + 1)) not in (given, written):
            gaps.append(str(series))
    return gaps


def _forked(work: Work, *, dies_at: int) -> bool:
    """Do the work in a child that dies at its ``dies_at``-th word with the database; whether it came to its end."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        with _ending_child():
            _arm(dies_at)
            work()
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0, "the act was refused or broke, see above"
        return True
    return False


def _arm(dies_at: int) -> None:
    """Kill this process when it has come to its ``dies_at``-th statement, commit, or end of a commit."""
    left = [dies_at]

    def pass_point() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def before_statement(execute: Callable[..., Any], *arguments: Any) -> Any:
        pass_point()
        return execute(*arguments)

    connection.ensure_connection()
    connection.execute_wrappers.append(before_statement)
    commit, hooks = connection._commit, connection.run_and_clear_commit_hooks

    def before_commit() -> None:
        pass_point()
        commit()

    def before_hooks() -> None:
        pass_point()
        hooks()

    connection._commit = before_commit
    connection.run_and_clear_commit_hooks = before_hooks


def _raced(works: list[Work]) -> list[str]:
    """Do all the works at once, each in a child of its own; return what became of each."""
    connections.close_all()
    started, start = os.pipe()
    runners = [_runner(work, started, start) for work in works]
    os.close(start)
    os.close(started)
    ends = []
    for child, report in runners:
        with os.fdopen(report) as told:
            ends.append(told.read())
        os.waitpid(child, 0)
    return ends


def _runner(work: Work, started: int, start: int) -> tuple[int, int]:
    """Fork a child that begins when the starting pipe is closed, and reports through one of its own."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        with _ending_child():
            os.close(start)
            connection.ensure_connection()
            os.read(started, 1)
            try:
                work()
                end = "done"
            except CaseMovedError as moved:
                end = f"told: {moved}"
            os.write(tell, end.encode())
    os.close(tell)
    return child, told


@contextmanager
def _ending_child() -> Iterator[None]:
    """End a child without running what its parent has planned for its own end."""
    try:
        yield
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    sys.stderr.flush()
    os._exit(0)


TRIALS = {
    trial.__name__: trial
    for trial in (
        prepare,
        kill,
        kill_by_the_clock,
        kill_an_import,
        race_for_an_act,
        race_with_one_key,
        race_with_one_line,
        race_for_numbers,
    )
}

if __name__ == "__main__":
    found = {trial: TRIALS[trial](*given.split()) for trial, given in (told.split(":") for told in sys.argv[1:])}
    sys.stdout.write("\n" + json.dumps(found, ensure_ascii=False) + "\n")
