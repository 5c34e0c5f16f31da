"""A folder on its way into a collection, and its workers, scheduler and command killed: nothing lost, nothing twice."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from hazards.scratch import surroundings

FILES = 160
CHUNK = 8
LAST_IN_THE_MIDDLE = 112
"""However slowly we come to kill it: with so many files done the command waits for us, and has three chunks left that
nobody reads yet."""
HELD = Path(__file__).with_name("held_collecting.py")
SECONDS = 900
CITY = "990100-QL00"
_PREPARE = (
    "import django; django.setup(); from django.core.management import call_command; "
    "from gongkai.config.demonstration_city import build_city, settle_officers; "
    "call_command('migrate', verbosity=0); settle_officers(build_city()); "
    f"call_command('seed_reports', reports={FILES}, folder=Path(sys.argv[1]), spoiled=60)"
)
_COUNT = """
from collections import Counter
from django.db.models import Sum
from gongkai.apps.reporting.models import *
one = ReportCollection.objects.get()
findings = CollectedFinding.objects.filter(collection=one)
print(json.dumps({
    "kept": one.reports,
    "members": CollectedReport.objects.filter(collection=one).count(),
    "digests": PublishedReport.objects.values("digest").distinct().count(),
    "chunks": IntakeChunk.objects.count(),
    "waiting": IntakeChunk.objects.filter(done_at=None).count(),
    "taken": CollectionIntake.objects.aggregate(n=Sum("taken"))["n"],
    "known": CollectionIntake.objects.aggregate(n=Sum("known"))["n"],
    "intakes": CollectionIntake.objects.count(),
    "findings": findings.count(),
    "tallied": one.tallies.aggregate(n=Sum("findings"))["n"],
    "verdicts": one.verdicts.aggregate(n=Sum("reports"))["n"],
    "spoiled": Counter(rule for rule, _ in set(findings.values_list("rule", "member_id"))),
    "files": sum(len(files) for _, _, files in os.walk(settings.MEDIA_ROOT)),
}))
"""


class Surroundings:
    """A scratch database with a city in it, and a folder of invented reports."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self.environment, self.folder = dict(environment), folder
        self.holder = Path(environment["GONGKAI_VAR"]) / "held"

    def start(self, *options: str) -> subprocess.Popen[str]:
        """Begin to collect the folder, in a session of its own as at a terminal."""
        return self._start("-m", "gongkai", options=options)

    def start_and_hold(self, *options: str) -> subprocess.Popen[str]:
        """Begin to collect it, but stay in the middle until :meth:`let_go`."""
        self.holder.touch()
        return self._start(str(HELD), str(self.holder), str(LAST_IN_THE_MIDDLE), options=options)

    def let_go(self) -> None:
        """Let a command that was held go on."""
        self.holder.unlink()

    def _start(self, *program: str, options: Sequence[str]) -> subprocess.Popen[str]:
        command = [sys.executable, *program, "manage", "collect_reports", str(self.folder)]
        command += ["--agency", CITY, "--collection", "全市", "--by", "supervisor", "--chunk", str(CHUNK), *options]
        return subprocess.Popen(
            command,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # The tests may themselves run where Ctrl-C is passed over.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def finish(self, *options: str) -> None:
        """Collect what is left."""
        running = self.start(*options)
        _, told = running.communicate(timeout=SECONDS)
        assert running.returncode == 0, told

    def counted(self) -> dict[str, object]:
        """Count what is there."""
        code = f"import json, os, django; django.setup(); from django.conf import settings{_COUNT}"
        done = subprocess.run(
            [sys.executable, "-c", code], env=self.environment, capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """A folder with the reports, and beside it a database to begin with."""
    top = tmp_path_factory.mktemp("prepared")
    with surroundings("sqlite", top / "var") as environment:
        code = f"import sys; from pathlib import Path; {_PREPARE}"
        command = [sys.executable, "-c", code, str(top / "reports")]
        subprocess.run(command, env=dict(environment), check=True, capture_output=True)
    return top


@pytest.fixture
def place(prepared: Path, tmp_path) -> Surroundings:
    shutil.copytree(prepared / "var", tmp_path / "var")
    with surroundings("sqlite", tmp_path / "var") as environment:
        return Surroundings(environment, prepared / "reports")


def assert_everything_is_there_once(place: Surroundings) -> None:
    with place.folder.with_suffix(".planted.csv").open(encoding="utf-8-sig") as told:
        planted = [row["预埋的错误"] for row in csv.DictReader(told)]
    expected = {rule: planted.count(rule) for rule in set(planted) - {"", "rollup.sum"}}
    found = place.counted()
    assert found.pop("spoiled") == expected
    assert len(expected) == 14
    assert found.pop("findings") == found.pop("tallied") > 0
    assert found == {
        "kept": FILES,
        "members": FILES,
        "digests": FILES,
        "chunks": FILES // CHUNK,
        "waiting": 0,
        "taken": FILES,
        "known": 0,
        "intakes": 1,
        "verdicts": FILES,
        "files": FILES,
    }


def wait_for_chunks(running: subprocess.Popen[str], chunks: int) -> None:
    """Read what the command tells until so many chunks are done."""
    assert running.stderr is not None
    for line in running.stderr:
        done, _, rest = line.partition("/")
        if rest and done.isdigit() and int(done) >= chunks * CHUNK:
            return
    raise AssertionError("the command ended before it could be killed")


def workers_of(number: int) -> list[int]:
    """Return the processes that read for a command: those it started by multiprocessing."""
    children = Path(f"/proc/{number}/task").glob("*/children")
    found = [int(child) for listed in children for child in listed.read_text().split()]
    return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def wait_until_gone(numbers: list[int]) -> None:
    for _ in range(SECONDS * 10):
        if not any(Path(f"/proc/{number}").exists() and _is_alive(number) for number in numbers):
            return
        time.sleep(0.1)
    raise AssertionError(f"still there: {numbers}")


def _is_alive(number: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text()
    except OSError:
        return False


ENGINES = [("--engine", "dask", "--workers", "2"), ("--engine", "local", "--workers", "2")]


@pytest.mark.parametrize("options", ENGINES, ids=["dask", "local"])
def test_a_worker_killed_in_the_middle_costs_nothing(place: Surroundings, options) -> None:
    running = place.start_and_hold(*options)
    wait_for_chunks(running, 5)
    workers = workers_of(running.pid)
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    place.let_go()
    _, told = running.communicate(timeout=SECONDS)
    assert running.returncode == 0, told
    assert_everything_is_there_once(place)


@pytest.mark.parametrize("options", ENGINES, ids=["dask", "local"])
def test_after_the_command_with_its_scheduler_is_killed_the_same_command_goes_on(place: Surroundings, options) -> None:
    running = place.start_and_hold(*options)
    wait_for_chunks(running, 5)
    workers = workers_of(running.pid)
    assert len(workers) == 2
    running.kill()
    running.communicate()
    wait_until_gone(workers)
    assert 0 < place.counted()["waiting"] < FILES // CHUNK
    place.finish(*options)
    assert_everything_is_there_once(place)


@pytest.mark.parametrize("options", ENGINES, ids=["dask", "local"])
def test_ctrl_c_stops_without_harm_and_says_how_to_go_on(place: Surroundings, options) -> None:
    running = place.start_and_hold(*options)
    wait_for_chunks(running, 5)
    workers = workers_of(running.pid)
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=SECONDS)
    assert running.returncode == 130
    assert told.splitlines()[-1] == "已停止。完成的批次都已保存，用同样的命令可以继续。"
    assert "Traceback" not in told
    wait_until_gone(workers)
    place.finish("--engine", "local")
    assert_everything_is_there_once(place)


def test_two_commands_at_once_take_each_file_once(place: Surroundings) -> None:
    both = [place.start_and_hold("--engine", "local", "--workers", "1") for _ in range(2)]
    # Neither may be done before the other has begun.
    for running in both:
        wait_for_chunks(running, 1)
    place.let_go()
    for running in both:
        _, told = running.communicate(timeout=SECONDS)
        assert running.returncode == 0, told
    assert_everything_is_there_once(place)
