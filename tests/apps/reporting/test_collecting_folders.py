"""A folder into a collection by the command: what is told, what is refused, what a second run does."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.made_reports import made_report
from apps.reporting.gathered import TODAY, Scene, build_scene
from gongkai.apps.reporting.models import CollectionIntake, IntakeChunk, PublishedReport, RefusedFile, ReportCollection
from gongkai.apps.reporting.reading_engines import open_engine
from gongkai.apps.reporting.services.collection_intakes import begin_intake, run_intake
from gongkai.apps.reporting.services.report_collections import open_collection
from gongkai.reports.engines import EngineLostError
from gongkai.reports.writers import html

pytestmark = pytest.mark.django_db


class HandEngine:
    """An engine of no workers, which reads here and may be lost after some chunks."""

    def __init__(self, lost_after: int | None = None, before: Callable[[], None] | None = None) -> None:
        self.lost_after, self.before = lost_after, before

    def run(self, read, chunks: Iterable) -> Iterator:
        """Read each chunk when it is asked for."""
        for done, (number, paths) in enumerate(chunks):
            if done == self.lost_after:
                raise EngineLostError("中断。用同样的命令可以继续。")
            result = read(paths)
            if self.before:
                self.before()
            yield number, result


@pytest.fixture
def scene() -> Scene:
    return build_scene()


@pytest.fixture
def folder(tmp_path) -> Path:
    top = tmp_path / "reports"
    (top / "区县").mkdir(parents=True)
    (top / ".hidden").mkdir()
    for number in range(5):
        (top / "区县" / f"{number}.html").write_bytes(html.write(made_report(f"浮玉市第{number}局", 2024)))
    (top / "同一份.html").write_bytes((top / "区县" / "0.html").read_bytes())
    (top / "空.txt").write_bytes(b"")
    (top / ".hidden" / "x.html").write_bytes(b"x")
    return top


@pytest.fixture
def collect(scene: Scene, folder: Path, monkeypatch) -> Callable[..., None]:
    """The command, reading here."""

    def run(engine: HandEngine | None = None, **options) -> None:
        @contextmanager
        def opened(*_: object, **__: object) -> Iterator[HandEngine]:
            yield engine or HandEngine()

        monkeypatch.setattr("gongkai.apps.reporting.management.commands.collect_reports.open_engine", opened)
        told = {"agency": scene.city.code, "collection": "全市年报", "by": scene.supervisor.username, "chunk": 2}
        call_command("collect_reports", folder, **{**told, **options})

    return run


def test_a_folder_is_taken_in_file_by_file_and_what_was_refused_is_told(
    collect, scene: Scene, tmp_path, capsys
) -> None:
    collect(refused=tmp_path / "refused.csv")
    told = capsys.readouterr()
    assert told.out == "新收录 5 份，此前已收录 1 份，未收录 1 份。\n"
    assert "空.txt：" in told.err
    with (tmp_path / "refused.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["文件", "原因"]
    assert [Path(row[0]).name for row in rows[1:]] == ["空.txt"]
    assert scene.again().reports == 5
    assert not IntakeChunk.objects.filter(done_at=None).exists()


def test_the_same_folder_again_adds_nothing(collect, scene: Scene, capsys) -> None:
    collect()
    capsys.readouterr()
    collect()
    assert capsys.readouterr().out == "新收录 0 份，此前已收录 6 份，未收录 1 份。\n"
    assert (scene.again().reports, PublishedReport.objects.count(), CollectionIntake.objects.count()) == (5, 5, 2)


def test_two_commands_that_open_the_same_collection_at_once_both_take_in(collect, scene: Scene, monkeypatch) -> None:
    def opened_by_another_meanwhile(**told):
        open_collection(**told)
        return open_collection(**told)

    monkeypatch.setattr(
        "gongkai.apps.reporting.management.commands.collect_reports.open_collection", opened_by_another_meanwhile
    )
    collect(collection="区县年报")
    assert ReportCollection.objects.get(name="区县年报").reports == 5


def test_what_an_engine_did_before_it_was_lost_is_kept_and_the_rest_follows(collect, scene: Scene, capsys) -> None:
    with pytest.raises(CommandError, match="用同样的命令可以继续"):
        collect(HandEngine(lost_after=2))
    assert IntakeChunk.objects.filter(done_at=None).count() == 2
    collect()
    assert "继续上次的收录：4/7 份已处理。" in capsys.readouterr().err
    assert (scene.again().reports, CollectionIntake.objects.get().files_done) == (5, 7)


def test_a_chunk_that_somebody_else_took_meanwhile_is_not_taken_twice(scene: Scene, folder: Path) -> None:
    intake = begin_intake(collection=scene.collection, folder=folder, by=scene.supervisor, today=TODAY, chunk_files=3)

    def overtaken() -> None:
        for _ in run_intake(intake=intake, engine=HandEngine(), by=scene.supervisor, today=TODAY):
            pass

    slow = HandEngine(before=overtaken)
    *_, last = run_intake(intake=intake, engine=slow, by=scene.supervisor, today=TODAY)
    assert (last.taken, last.known, last.refused) == (5, 1, 1)
    assert RefusedFile.objects.count() == 1
    assert last.finished_at is not None


def test_a_file_that_changed_after_it_was_read_is_refused(collect, scene: Scene, folder: Path, capsys) -> None:
    collect(HandEngine(before=lambda: (folder / "区县" / "3.html").write_bytes(b"changed")), chunk=10)
    assert "3.html：读取期间文件被改动或者删除，请重新收录。" in capsys.readouterr().err
    assert scene.again().reports == 4


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"agency": "NONE"}, "没有这个机构编码"),
        ({"by": "nobody"}, "没有这个机构编码或者用户名"),
        ({"workers": -1}, "不能为负"),
        ({"chunk": 0}, "1 到 5000"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(collect, options: dict[str, object], told: str) -> None:
    with pytest.raises(CommandError, match=told):
        collect(**options)


def test_a_folder_that_is_not_there_is_refused(scene: Scene, tmp_path) -> None:
    told = {"agency": scene.city.code, "collection": "全市年报", "by": scene.supervisor.username}
    with pytest.raises(CommandError, match="没有这个目录"):
        call_command("collect_reports", tmp_path / "nowhere", **told)


def test_the_engine_is_that_of_the_settings_unless_one_is_named(settings, monkeypatch) -> None:
    opened = []
    for name in ("process_pool", "dask_workers", "dask_scheduler"):
        monkeypatch.setattr(
            f"gongkai.apps.reporting.reading_engines.{name}", lambda told, name=name: opened.append((name, told))
        )
    open_engine(workers=3)
    open_engine("dask", workers=2)
    settings.READING_ENGINE, settings.READING_SCHEDULER = "dask", "tcp://127.0.0.1:8786"
    open_engine(workers=3)
    open_engine("local", workers=1)
    open_engine(scheduler="tcp://127.0.0.1:1")
    assert opened == [
        ("process_pool", 3),
        ("dask_workers", 2),
        ("dask_scheduler", "tcp://127.0.0.1:8786"),
        ("process_pool", 1),
        ("dask_scheduler", "tcp://127.0.0.1:1"),
    ]
