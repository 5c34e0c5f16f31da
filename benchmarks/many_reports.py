"""Time reading a province's reports: two workers of the distributed engine against one, and a folder into a collection.

    python benchmarks/many_reports.py [--reports 2000] [--collect 10000] [--pages 100000]

Reading is what the workers do: bytes to checked records, without the database. Each engine reads the same folder in
the same chunks; its start is not counted. "CPU s" is what its processes used while they read, so that it can be seen
whether a slow run worked or waited: on two cores that others use too, two workers cannot be twice as fast by the clock.
``--collect`` takes that many invented reports into a collection with the command, database and all. ``--pages`` times
the queries of a collection's page at 100 and at that many reports. The database is a scratch file of SQLite.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

CHUNK = 50
ROUNDS = 3
PAGE_ROUNDS = 21


def main() -> None:
    """Invent, read, collect, look."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--collect", type=int, default=0)
    parser.add_argument("--pages", type=int, default=0)
    asked = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as scratch:
        _prepare(Path(scratch))
        if asked.reports:
            compare_engines(_folder(Path(scratch) / "read", asked.reports))
        if asked.collect:
            collect(_folder(Path(scratch) / "collect", asked.collect), asked.collect)
        if asked.pages:
            look_at_pages(asked.pages)


def compare_engines(folder: Path) -> None:
    """Read a folder with one and with two workers, in turn, and print the medians."""
    from gongkai.apps.reporting.chunk_reading import read_chunk
    from gongkai.reports.engines.dask_cluster import dask_workers
    from gongkai.reports.engines.process_pool import process_pool

    paths = sorted(str(path) for path in folder.iterdir())
    chunks = [(number, paths[start : start + CHUNK]) for number, start in enumerate(range(0, len(paths), CHUNK))]
    print(f"{'engine':<22}{'seconds':>9}{'reports/s':>11}{'CPU s':>8}")
    for name, opened in (("Dask distributed", dask_workers), ("process pool", process_pool)):
        taken: dict[int, list[float]] = {1: [], 2: []}
        spent: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(ROUNDS):
            for workers in (1, 2):
                with opened(workers) as engine:
                    # Everybody has imported everything before the clock starts.
                    list(engine.run(read_chunk, [(number, paths[:2]) for number in range(4 * workers)]))
                    cpu, begun = _cpu_seconds(), time.perf_counter()
                    read = sum(len(files) for _, files in engine.run(read_chunk, chunks))
                    taken[workers].append(time.perf_counter() - begun)
                    spent[workers].append(_cpu_seconds() - cpu)
                assert read == len(paths)
        for workers in (1, 2):
            seconds = median(taken[workers])
            label = f"{name}, {workers}"
            print(f"{label:<22}{seconds:>9.2f}{len(paths) / seconds:>11.0f}{median(spent[workers]):>8.1f}")
        print(f"{name}: two workers are {median(taken[1]) / median(taken[2]):.2f} x one; load {os.getloadavg()[0]:.1f}")


def collect(folder: Path, reports: int) -> None:
    """Take a folder into a collection by the command, and print how long that took."""
    from django.core.management import call_command

    from gongkai.config.demonstration_city import CITY, build_city, settle_officers

    settle_officers(build_city())
    for engine in ("dask", "local"):
        begun = time.perf_counter()
        with open(os.devnull, "w", encoding="utf-8") as nothing:
            told = {"agency": CITY, "collection": engine, "by": "supervisor", "engine": engine, "workers": 2}
            call_command("collect_reports", folder, stderr=nothing, stdout=nothing, **told)
        seconds = time.perf_counter() - begun
        print(f"collect {reports} reports, {engine}: {seconds:.0f} s, {reports / seconds:.0f} reports/s")


def look_at_pages(most: int) -> None:
    """Time the queries of a page of 100 reports and of many, and print the medians."""
    from gongkai.config.demonstration_city import CITY, build_city, settle_officers

    city, officers = build_city(), settle_officers(build_city())
    print(f"{'page of a collection, ms':<34}{'100':>9}{most:>9}")
    small = _filled(city[CITY], officers["supervisor"], 100)
    large = _filled(city[CITY], officers["supervisor"], most)
    for name, look in _looks():
        times = [_median_ms(lambda look=look, which=which: look(which)) for which in (small, large)]
        print(f"{name:<34}{times[0]:>9.1f}{times[1]:>9.1f}")


def _looks() -> list[tuple[str, Callable[..., object]]]:
    from gongkai.apps.reporting.finding_search import find_findings, search_from
    from gongkai.apps.reporting.selectors import report_collections as gathered
    from gongkai.apps.reporting.verdicts import Outcome

    asked = {
        "findings": {},
        "findings, by organ": {"sort": "organ"},
        "findings, one rule by year": {"rule": "applications.total", "sort": "year"},
        "findings, warnings by organ": {"severity": "warning", "sort": "organ"},
        "findings, rare words": {"q": "第三区"},
        "findings, frequent words": {"q": "局"},
        "findings, words not there": {"q": "无此机关"},
        "text, rare words": {"text": "第77处"},
        "text, in every finding": {"text": "合计不符", "sort": "organ"},
        "text, of one severity": {"text": "合计不符", "severity": "notice", "year": "2022"},
        "text, words not there": {"text": "无此文字"},
    }
    looks = [
        (name, lambda which, asked=given: find_findings(which, search_from(asked))) for name, given in asked.items()
    ]
    return [
        *looks,
        ("most frequent errors", gathered.most_frequent),
        ("verdicts", gathered.verdicts_of),
        (
            "reports with errors",
            lambda which: gathered.members_page(which, outcome=Outcome.ERRORS, after=("江澜市第二", 0)),
        ),
    ]


def _filled(agency, officer, reports: int):
    """Return a collection with that many members and a finding each, written in bulk; the reports are one and the same
    as far as a page can tell."""
    import hashlib

    from django.utils import timezone

    from gongkai.apps.reporting.chunk_reading import ReadFile
    from gongkai.apps.reporting.models import ReportCollection
    from gongkai.apps.reporting.seeding.organs import organ_name
    from gongkai.apps.reporting.services.collection_members import add_files
    from gongkai.reports.checks import RULES
    from gongkai.reports.findings import Severity

    made = ReportCollection.objects.create(
        agency=agency, name=f"{reports}份", opened_by=officer, opened_at=timezone.now()
    )
    grades = [severity.code for severity in Severity]
    for start in range(0, reports, 1000):
        files = []
        for number in range(start, min(start + 1000, reports)):
            rule = RULES[number % len(RULES)]
            told = {
                "rule": rule,
                "severity": grades[number % len(RULES) % 3],
                "message": f"第{number}处合计不符。",
                "cells": [],
            }
            told |= {"expected": None, "found": None, "quote": None, "citation": None}
            columns = {"title": "", "year": 2020 + number % 5, "edition": "", "editions": {}, "reported_on": None}
            columns |= {"carrier": "html", "figures": {}, "places": {}, "chapters": [], "problems": []}
            digest = hashlib.sha256(f"{reports}-{number}".encode()).hexdigest()
            files.append(ReadFile("页.html", digest, 1, organ_name(number), {**columns, "findings": [told]}))
        add_files(made, files, contents=lambda _: b"", by=officer)
    return made


def _median_ms(task: Callable[[], object]) -> float:
    times = []
    for _ in range(PAGE_ROUNDS):
        begun = time.perf_counter()
        task()
        times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def _prepare(scratch: Path) -> None:
    os.environ["GONGKAI_VAR"] = str(scratch / "var")
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _folder(folder: Path, reports: int) -> Path:
    from gongkai.apps.reporting.seeding.inventing import Plan, invent

    folder.mkdir()
    begun = time.perf_counter()
    size = 0
    for file in invent(Plan(reports, (2023, 2024), 50, 1)):
        (folder / file.name).write_bytes(file.content)
        size += len(file.content)
    print(f"{reports} reports invented in {time.perf_counter() - begun:.0f} s, {size / reports / 1024:.0f} KB each")
    return folder


def _cpu_seconds() -> float:
    """Return what this process and all below it have used."""
    ticks = sum(map(_ticks, _family(os.getpid())))
    return ticks / os.sysconf("SC_CLK_TCK")


def _family(number: int) -> Iterator[int]:
    yield number
    for listed in Path(f"/proc/{number}/task").glob("*/children"):
        for child in listed.read_text().split():
            yield from _family(int(child))


def _ticks(number: int) -> int:
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


if __name__ == "__main__":
    main()
