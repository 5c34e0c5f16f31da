"""Guarded reading: one bad file costs its own child and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from gongkai.documents import limits
from gongkai.reports import guard
from gongkai.reports.batch import ReaderPool, read_content, read_files
from gongkai.reports.guard import Task
from gongkai.reports.launch import Launch, forked, spawned
from gongkai.reports.model import Report

PLANTED = "planted_readers:read"


@pytest.fixture(autouse=True)
def _planted_readers_are_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parent)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


@pytest.fixture
def pool() -> Iterator[ReaderPool]:
    made = ReaderPool(1, reader=PLANTED)
    yield made
    made.end()


def _codes(inputs: list[Task], *, jobs: int = 1) -> list[tuple[str, list[str]]]:
    reports = read_files(inputs, jobs=jobs, reader=PLANTED)
    return [(report.source, [problem.code for problem in report.problems]) for report in reports]


def _between_good_files(content: bytes) -> list[tuple[str, list[str]]]:
    return _codes([Task("before", b"fine"), Task("bad", content), Task("after", b"fine")])


@pytest.fixture(params=["one thread", "two threads"])
def _both_ways_to_start(request: pytest.FixtureRequest) -> Iterator[None]:
    """Beside another thread children are started afresh instead of copied."""
    finished = threading.Event()
    beside = threading.Thread(target=finished.wait)
    if request.param == "two threads":
        beside.start()
    yield
    finished.set()
    if beside.is_alive():
        beside.join()


@pytest.mark.usefixtures("_both_ways_to_start")
@pytest.mark.parametrize(
    ("act", "code"),
    [
        (b"devour", "file.too_large"),
        (b"dive", "file.hostile"),
        (b"leave", "file.hostile"),
        (b"step out", "file.hostile"),
        (b"crash", "file.hostile"),
        (b"stumble", "reader.failed"),
    ],
)
def test_bad_file_gets_a_problem_and_its_neighbours_are_read(act: bytes, code: str) -> None:
    assert _between_good_files(act) == [("before", []), ("bad", [code]), ("after", [])]


def _give_up_soon(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a file a third of a second of its time; its neighbours keep what a busy machine needs."""
    seconds_left = guard.Guard.seconds_left

    def shortened(watched: guard.Guard) -> float:
        hurried = watched._ready and watched._source == source
        return seconds_left(watched) - (guard.FILE_SECONDS - 0.3 if hurried else 0)

    monkeypatch.setattr(guard.Guard, "seconds_left", shortened)


@pytest.mark.parametrize(("given", "seconds"), [("", "4.0 4.5 6.5"), ("20", "19.5 20.0 22.0")])
def test_a_file_has_four_and_a_half_seconds_or_as_many_as_are_given(given: str, seconds: str) -> None:
    if find_spec("rapidocr_onnxruntime"):
        pytest.skip("where scanned pages are made out, a file has longer")
    program = (
        "from gongkai.documents import limits\n"
        "from gongkai.reports import guard, worker\n"
        "print(limits.PAGES_SECONDS, guard.FILE_SECONDS, worker._LAST_RESORT_SECONDS)\n"
    )
    environment = {**os.environ, "GONGKAI_FILE_SECONDS": given}
    told = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == seconds


def test_file_that_hangs_is_given_up_and_its_neighbours_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    _give_up_soon("bad", monkeypatch)
    assert _between_good_files(b"hang") == [("before", []), ("bad", ["file.timeout"]), ("after", [])]


def test_fault_of_the_reader_names_its_place() -> None:
    (report,) = read_files([Task("bad", b"stumble")], jobs=1, reader=PLANTED)
    assert "LookupError" in report.problems[0].message
    assert "planted_readers.py" in report.problems[0].message


def test_chatter_of_a_parser_reaches_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    assert _codes([Task("loud", b"chatter")]) == [("loud", [])]
    assert capfd.readouterr() == ("", "")


def test_reports_come_in_input_order_with_several_children() -> None:
    names = [f"{number:03}" for number in range(200)]
    reports = read_files([Task(name, name.encode()) for name in names], jobs=3, reader=PLANTED)
    assert [(report.source, report.title) for report in reports] == [(name, name) for name in names]


def test_slow_file_does_not_hold_its_neighbours_back(monkeypatch: pytest.MonkeyPatch) -> None:
    _give_up_soon("slow", monkeypatch)
    tasks = [Task("slow", b"hang"), *(Task(f"{number}", b"fine") for number in range(20))]
    assert [code for _, code in _codes(tasks, jobs=2)] == [["file.timeout"], *[[]] * 20]


def test_inputs_are_drawn_only_as_they_are_needed() -> None:
    drawn = []

    def endless() -> Iterator[Task]:
        number = 0
        while True:
            drawn.append(number)
            yield Task(str(number), b"fine")
            number += 1

    reports = read_files(endless(), jobs=2, reader=PLANTED)
    assert [next(reports).source for _ in range(10)] == [str(number) for number in range(10)]
    reports.close()
    assert len(drawn) <= 10 + 2 * 32


def test_path_is_read_by_the_child(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes("年度报告".encode())
    (report,) = read_files([str(tmp_path / "report.txt")], jobs=1, reader=PLANTED)
    assert (report.source, report.title) == (str(tmp_path / "report.txt"), "年度报告")


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling").symlink_to("nowhere")
    paths = [str(tmp_path / name) for name in ("pipe", "folder", "dangling", "absent")] + [os.devnull, "nul\0byte"]
    reports = read_files(paths, jobs=1, reader=PLANTED)
    assert [report.problems[0].code for report in reports] == [
        "file.unsupported",
        "file.unsupported",
        "file.missing",
        "file.missing",
        "file.unsupported",
        "file.unreadable",
    ]


def test_too_large_a_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(limits.MAX_FILE_BYTES + 1)
    (report,) = read_files([str(tmp_path / "large")], jobs=1, reader=PLANTED)
    assert [problem.code for problem in report.problems] == ["file.too_large"]


def test_upload_over_the_limit_is_refused_without_a_child() -> None:
    report = read_content(bytes(limits.MAX_FILE_BYTES + 1), source="upload")
    assert [problem.code for problem in report.problems] == ["file.too_large"]


def test_upload_is_read_by_the_same_rules(pool: ReaderPool) -> None:
    assert pool.read(b"fine", source="first").title == "fine"
    assert [problem.code for problem in pool.read(b"leave", source="second").problems] == ["file.hostile"]
    assert pool.read(b"fine", source="third").title == "fine"


def test_pool_serves_more_threads_than_it_has_children(pool: ReaderPool) -> None:
    titles: list[str | None] = []
    threads = [
        threading.Thread(target=lambda name=name: titles.append(pool.read(name.encode(), source=name).title))
        for name in "abcdef"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    assert sorted(title or "" for title in titles) == list("abcdef")


@pytest.mark.parametrize("launch", [forked, spawned])
def test_child_that_died_while_idle_is_replaced_and_no_file_is_blamed(launch: Launch) -> None:
    watched = guard.Guard(PLANTED, launch=launch)
    assert _read_with(watched, b"first").title == "first"
    assert watched._child is not None
    os.kill(watched._child.pid, signal.SIGKILL)
    watched._child.wait()
    assert _read_with(watched, b"second").title == "second"
    watched.end()


def _read_with(watched: guard.Guard, content: bytes) -> Report:
    watched.give(Task("file", content))
    return watched.take() or watched.take() or pytest.fail("no report came")


def test_broken_installation_is_a_fault_and_no_problem_of_the_file(capfd: pytest.CaptureFixture[str]) -> None:
    watched = guard.Guard("no_such_module:read", launch=spawned)
    watched.give(Task("good", b"fine"))
    with pytest.raises(RuntimeError, match="could not start"):
        watched.take()
    assert "no_such_module" in capfd.readouterr().err


@pytest.mark.parametrize("launch", ["forked", "spawned"])
def test_children_end_with_their_parent(launch: str) -> None:
    program = (
        "import os\n"
        "from gongkai.reports import launch\n"
        "from gongkai.reports.guard import Guard, Task\n"
        f"guard = Guard('planted_readers:read', launch=launch.{launch})\n"
        "guard.give(Task('file', b'fine'))\n"
        "guard.take()\n"
        "print(guard._child.pid, flush=True)\n"
        "os._exit(0)\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=300)
    child = int(told.stdout)
    for _ in range(6000):
        if not _runs(child):
            return
        threading.Event().wait(0.05)
    pytest.fail("the child outlived its parent")


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
