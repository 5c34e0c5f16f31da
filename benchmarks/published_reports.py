"""Time the pages of a collection of 100 and of 100,000 public reports, and the sums of every cell over 200,000.

    nice python benchmarks/published_reports.py [--few 100] [--many 100000] [--all 200000] [--keep DIRECTORY]

The reports are invented from a seed: organs with two years each of five, every cell of the form, one in fifty blank.
The database writes them by itself, without files or prose; ``rebuild_sums`` sums them. Every page is asked for through
the whole of Django, from the request to the rendered answer. Promised: a page of many is as fast as of few (told as
the ratio of their medians, by the process's own time), and the sums of every cell, of all years and of one, take at
most a second by the clock. With --keep the database stays in that directory. DATABASE_URL names another database, an
empty one: the reports in it are removed first.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from random import Random
from statistics import median

SEED = 1
ROUNDS = 15
REPORTS_EACH = 2
DIFFERENT = 400
PROMISED_SECONDS = 1.0
PAGES = {
    "home": "/",
    "reports": "/reports/",
    "reports, a page far in": "/reports/?after=第000018市&after_id={publisher}",
    "reports, most errors first": "/reports/?sort=errors",
    "reports, newest first": "/reports/?sort=year",
    "reports, of a year": "/reports/?year=2022",
    "reports, of a verdict": "/reports/?verdict=errors",
    "reports, by name": "/reports/?q=第000007市",
    "one report": "/reports/{report}/",
    "years of an organ": "/reports/compare/?agency={publisher}",
    "open data": "/open-data/",
    "sums of a year": "/open-data/sums/?year=2022",
}


def surroundings(directory: Path) -> None:
    """Point Django at a database of its own."""
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{directory / 'reports.sqlite3'}")
    os.environ.update(GONGKAI_VAR=str(directory), GONGKAI_SECRET_KEY="bench", GONGKAI_ALLOWED_HOSTS="testserver")
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    import django

    django.setup()


def emptied() -> None:
    """Make the tables, and take out what an earlier run left."""
    from django.core.management import call_command

    from gongkai.apps.reporting.models import CellTally, CollectionExtent, CountedReport, PublishedReport, Publisher

    call_command("migrate", verbosity=0)
    invented()
    for model in (CountedReport, CellTally, CollectionExtent, PublishedReport, Publisher):
        model.objects.all()._raw_delete("default")


def grow(reports: int) -> float:
    """Invent reports until there are so many, sum them, and return the seconds that the summing took."""
    from django.core.management import call_command
    from django.db import connection

    from gongkai.apps.people.models import Officer
    from gongkai.apps.reporting.models import Publisher

    clerk, _ = Officer.objects.get_or_create(username="bench", defaults={"name": "测速"})
    first, last = Publisher.objects.count(), reports // REPORTS_EACH - 1
    if first <= last:
        words = {name: text.replace("%", "%%") for name, text in _WORDS[connection.vendor].items()}
        with connection.cursor() as cursor:
            cursor.execute(_PUBLISHERS.format(**words), [first, last])
            cursor.execute(_REPORTS.format(clerk=clerk.pk, **words), [first, last])
    # With statistics of the small table SQLite would read the whole of the large one for each batch of organs.
    _refresh_statistics()
    begun = time.perf_counter()
    call_command("rebuild_sums", stdout=StringIO())
    _refresh_statistics()
    return time.perf_counter() - begun


_PUBLISHERS = """
INSERT INTO reporting_publisher (name, reports, errors, warnings, latest_year)
WITH RECURSIVE n(i) AS (SELECT %s UNION ALL SELECT i + 1 FROM n WHERE i < %s)
SELECT {name}, 2, CASE WHEN i %% 9 = 0 THEN 4 ELSE 0 END, 0, 2021 + i %% 4 FROM n
"""
_REPORTS = """
INSERT INTO reporting_publishedreport (digest, standing, publisher_id, source, size, title, year, edition, editions,
    carrier, figures, places, chapters, findings, findings_between_years, problems, outcome_code, errors, warnings,
    notices, uploader_id, received_at)
WITH RECURSIVE n(i) AS (SELECT %s UNION ALL SELECT i + 1 FROM n WHERE i < %s),
    y(i, year) AS (SELECT i, 2020 + i %% 4 FROM n UNION ALL SELECT i, 2021 + i %% 4 FROM n),
    o(i, year, name) AS (SELECT i, year, {name} FROM y)
SELECT {digest}, 'public', p.id, '报告.docx', 1, p.name || year || '年政府信息公开工作年度报告', year, f.edition,
    f.editions, 'docx', f.figures, '{{}}', '[]', '[]', '[]', '[]', CASE WHEN i %% 9 = 0 THEN 'errors' ELSE 'clean' END,
    CASE WHEN i %% 9 = 0 THEN 2 ELSE 0 END, 0, 0, {clerk}, {received}
FROM o JOIN reporting_publisher p ON p.name = o.name
JOIN bench_figures f ON f.number = (i * 7 + year) %% 400
    AND f.edition = CASE WHEN year = 2020 THEN '2019' ELSE '2021' END
"""
_WORDS = {
    "sqlite": {
        "name": "printf('第%06d市某局', i)",
        "digest": "printf('%064x', i * 10000 + year)",
        "received": "(year + 1) || '-02-01 00:00:00'",
    },
    "postgresql": {
        "name": "'第' || lpad(i::text, 6, '0') || '市某局'",
        "digest": "lpad(to_hex(i * 10000 + year), 64, '0')",
        "received": "make_timestamptz(year::int + 1, 2, 1, 0, 0, 0)",
    },
}


def invented() -> None:
    """Have the figures of four hundred reports of each edition ready in a table of their own."""
    from django.db import connection

    from gongkai.reports.model import TABLES

    kind = "jsonb" if connection.vendor == "postgresql" else "text"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_figures")
        cursor.execute(f"CREATE TABLE bench_figures (number int, edition varchar(8), editions {kind}, figures {kind})")
        rows = [
            (number // 2, edition, json.dumps(dict.fromkeys(TABLES, edition)), json.dumps(cells))
            for number, (edition, cells) in enumerate(_figures())
        ]
        cursor.executemany("INSERT INTO bench_figures VALUES (%s, %s, %s, %s)", rows)
        cursor.execute("CREATE INDEX bench_figures_by_number ON bench_figures (number, edition)")


def _refresh_statistics() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _figures() -> Iterator[tuple[str, Mapping[str, int | str | None]]]:
    from gongkai.statute.editions import EDITIONS
    from gongkai.statute.report_form import Measure

    chance = Random(SEED)
    for _ in range(DIFFERENT):
        for form in EDITIONS:
            cells: dict[str, int | str | None] = {}
            for path, cell in form.by_path.items():
                amount = chance.randrange(300)
                told = f"{amount}.{chance.randrange(100):02d}" if cell.column.measure is Measure.AMOUNT else amount
                cells[path] = None if chance.random() < 0.02 else told
            yield form.edition, cells


def timed_pages() -> Mapping[str, tuple[float, float, int]]:
    """Return for each page the medians of the process's own time and of the clock, in ms, and the queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from gongkai.apps.reporting.models import PublishedReport

    middle = PublishedReport.objects.order_by("pk").values_list("pk", "publisher")
    number, publisher = middle[middle.count() // 2]
    client, told = Client(), {}
    for name, address in PAGES.items():
        page = address.format(report=number, publisher=publisher)
        assert client.get(page).status_code == 200, page
        spent = [_spent(lambda page=page: client.get(page)) for _ in range(ROUNDS)]
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        told[name] = (median(own for own, _ in spent), median(clock for _, clock in spent), len(queries))
    return told


def _spent(act: Callable[[], object]) -> tuple[float, float]:
    own, clock = time.process_time(), time.perf_counter()
    act()
    return 1000 * (time.process_time() - own), 1000 * (time.perf_counter() - clock)


def timed_sums() -> Mapping[str, tuple[float, int]]:
    """Return for each question about the sums the median of the seconds by the clock, and how many rows it gives."""
    from gongkai.apps.reporting.selectors.cell_sums import SumSearch, cell_sums
    from gongkai.apps.reporting.verdicts import Outcome

    questions = {
        "every cell, every year": SumSearch(),
        "every cell of one year": SumSearch(year=2022),
        "every cell, one verdict": SumSearch(outcome=Outcome.ERRORS),
        "every cell, one edition": SumSearch(edition="2021"),
    }
    return {
        name: (median(_spent(lambda search=search: cell_sums(search))[1] / 1000 for _ in range(ROUNDS)), len(rows))
        for name, search in questions.items()
        if (rows := cell_sums(search))
    }


def timed_change() -> float:
    """Return the median, in ms by the clock, of withdrawing a public report and showing it again."""
    from gongkai.apps.audit.permissions import Role
    from gongkai.apps.people.models import Officer
    from gongkai.apps.reporting.models import PublishedReport
    from gongkai.apps.reporting.services.collecting import restore, withdraw

    clerk = Officer.objects.get(username="bench")
    clerk.role_code = Role.REPORT_CLERK.code
    clerk.save()
    reports = PublishedReport.objects.order_by("pk").select_related("publisher")[: ROUNDS * 7 : 7]

    def change(report: PublishedReport) -> None:
        withdraw(report=report, by=clerk, reason="测速")
        report.refresh_from_db()
        restore(report=report, by=clerk)

    return median(_spent(lambda report=report: change(report))[1] for report in reports)


def compared(few: int, many: int, whole: int) -> bool:
    """Grow the collection in three steps, print what was measured, and return whether the promises are kept."""
    from django.db import connection

    grow(few)
    of_few, change_of_few = timed_pages(), timed_change()
    grow(many)
    of_many, change_of_many = timed_pages(), timed_change()
    print(f"{connection.vendor}: own ms (ms by the clock), queries\n{'page':<30}{few:>16}{many:>16}   ratio  queries")
    for name, (own, clock, queries) in of_few.items():
        late, late_clock, late_queries = of_many[name]
        told = f"{own:>8.1f} ({clock:>5.1f}){late:>8.1f} ({late_clock:>5.1f})"
        print(f"{name:<30}{told}{late / own:>8.2f}{queries:>5}/{late_queries}")
    print(f"withdraw and restore a report: {change_of_few:.0f} ms, {change_of_many:.0f} ms")
    summing = grow(whole)
    print(f"{whole} reports summed anew in {summing:.0f} s")
    sums = timed_sums()
    for name, (seconds, rows) in sums.items():
        print(f"{name:<30}{seconds * 1000:>8.1f} ms{rows:>8} rows")
    return all(seconds <= PROMISED_SECONDS for seconds, _ in sums.values())


def main() -> None:
    """Run the benchmark."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--few", type=int, default=100)
    arguments.add_argument("--many", type=int, default=100_000)
    arguments.add_argument("--all", type=int, default=200_000)
    arguments.add_argument("--keep", type=Path)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        directory = asked.keep or Path(scratch)
        directory.mkdir(parents=True, exist_ok=True)
        surroundings(directory)
        emptied()
        kept = compared(asked.few, asked.many, asked.all)
    raise SystemExit(0 if kept else 1)


if __name__ == "__main__":
    main()
