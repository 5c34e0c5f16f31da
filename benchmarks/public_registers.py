"""Time the public query of decisions with a thousand and with a million of them, and the library of documents.

    nice python benchmarks/public_registers.py [--few 1000] [--many 1000000] [--documents 50000]

Decisions of a hundred organs over seven years are written by the database itself. Every page is asked for through the
whole of Django. Promised: as many queries for many as for few, and at most 100 ms of the process's own time, which with
SQLite is all there is. DATABASE_URL names another database, an empty one.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

ROUNDS = 15
AGENCIES = 100
PAGES = {
    "decisions": "/decisions/",
    "decisions, far in": "/decisions/?after=20230601-1",
    "decisions, of a kind": "/decisions/?kind=penalties",
    "decisions, of the rarest kind": "/decisions/?kind=coercion",
    "decisions, of a kind, long ago": "/decisions/?kind=penalties&year=2020",
    "decisions, of an organ": "/decisions/?agency={agency}",
    "decisions, of an organ and kind": "/decisions/?agency={agency}&kind=coercion",
    "decisions, by number": "/decisions/?q=浮许〔2026〕777号",
    "decisions, by name": "/decisions/?q=浮玉第77茶业有限公司",
    "decisions, by a name nobody has": "/decisions/?q=无此名称有限公司",
    "one decision": "/decisions/{decision}/",
    "withdrawn decisions": "/decisions/withdrawn/",
    "documents": "/rules/",
    "documents in force": "/rules/?validity=in_force",
    "documents, as of a day": "/rules/?day=2021-06-30&validity=lapsed",
}
_DECISIONS = """
INSERT INTO disclosure_decision (agency_id, kind_code, key, number, title, counterparty_code, shown_name, counterparty,
    uscc, content, decided_on, shown_until, is_published, reason_unpublished, withdrawn_on, recorded_at, reason_voided)
WITH RECURSIVE n(i) AS (SELECT %s UNION ALL SELECT i + 1 FROM n WHERE i < %s)
SELECT {first} + i %% {agencies}, CASE WHEN i %% 500 = 0 THEN 'coercion' WHEN i %% 3 = 0 THEN 'penalties'
    ELSE 'licensing' END, 'key' || i, '浮许〔2026〕' || i || '号', '决定书', 'organisation',
    '浮玉第' || (i %% 50000) || '茶业有限公司', '', '', '准予许可。', {day},
    CASE WHEN i %% 4 = 0 THEN {day} ELSE NULL END, {yes}, '',
    CASE WHEN i %% 1000 = 1 THEN {day} ELSE NULL END, {now}, ''
FROM n
"""
_DOCUMENTS = """
INSERT INTO disclosure_ruledocument (agency_id, joint_with, kind_code, title, number, registration_number, index_number,
    subject, made_on, published_on, in_force_on, review_number, filing_number, text, recorded_at, ended_by_code,
    ceased_on)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)
SELECT {first} + i %% {agencies}, '', 'normative_documents', '浮玉市第' || i || '号办法', '浮规' || i, '', '', '',
    {day}, {day}, {day}, '', '', '第一条　本办法。', {now}, '', CASE WHEN i %% 3 = 0 THEN {later} ELSE NULL END
FROM n
"""
_WORDS = {
    "sqlite": {
        "day": "date('2020-01-01', '+' || (i % 2400) || ' days')",
        "later": "date('2020-01-01', '+' || (i % 2400 + 365) || ' days')",
        "now": "datetime('now')",
        "yes": "1",
    },
    "postgresql": {
        "day": "date '2020-01-01' + (i % 2400)::int",
        "later": "date '2020-01-01' + (i % 2400 + 365)::int",
        "now": "now()",
        "yes": "true",
    },
}


def surroundings(directory: Path) -> None:
    """Point Django at a database of its own, with its tables and organs."""
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{directory / 'registers.sqlite3'}")
    os.environ.update(GONGKAI_VAR=str(directory), GONGKAI_SECRET_KEY="bench", GONGKAI_ALLOWED_HOSTS="testserver")
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from gongkai.apps.agencies.models import Agency
    from gongkai.apps.disclosure.models import Decision, RuleDocument

    call_command("migrate", verbosity=0)
    Decision.objects.all()._raw_delete("default")
    RuleDocument.objects.all()._raw_delete("default")
    if not Agency.objects.exists():
        fields = {"kind_code": "department", "level_code": "county", "division_code": "990101"}
        Agency.objects.bulk_create(
            Agency(code=f"BENCH{number:04d}", name=f"浮玉市第{number}局", path=f"{number:06d}", **fields)
            for number in range(1, AGENCIES + 1)
        )


def written(template: str, *numbers: int) -> None:
    """Have the database write rows by itself."""
    from django.db import connection

    from gongkai.apps.agencies.models import Agency

    first = Agency.objects.order_by("pk").values_list("pk", flat=True)[0]
    words = {name: text.replace("%", "%%") for name, text in _WORDS[connection.vendor].items()}
    with connection.cursor() as cursor:
        cursor.execute(template.format(first=first, agencies=AGENCIES, **words), numbers)
        cursor.execute("ANALYZE")


def timed() -> Mapping[str, tuple[float, float, int]]:
    """Return for each page the medians of the process's own time and of the clock, in ms, and the queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from gongkai.apps.disclosure.selectors.decisions import decisions_shown_on
    from gongkai.portal.application.organs import today

    decision = decisions_shown_on(today()).order_by("-decided_on", "-pk")[0]
    client, told = Client(), {}
    for name, address in PAGES.items():
        page = address.format(agency="BENCH0007", decision=decision.pk)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200, page
        asked = len(queries)
        own, clock = [], []
        for _ in range(ROUNDS):
            begun, at = time.process_time(), time.perf_counter()
            client.get(page)
            own.append(1000 * (time.process_time() - begun))
            clock.append(1000 * (time.perf_counter() - at))
        told[name] = median(own), median(clock), asked
    return told


def main() -> None:
    """Run the benchmark."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--few", type=int, default=1000)
    arguments.add_argument("--many", type=int, default=1_000_000)
    arguments.add_argument("--documents", type=int, default=50_000)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        surroundings(Path(scratch))
        written(_DOCUMENTS, asked.documents)
        written(_DECISIONS, 1, asked.few)
        of_few = timed()
        written(_DECISIONS, asked.few + 1, asked.many)
        of_many = timed()
        print(f"{'page':<34}{asked.few:>14}{asked.many:>14} decisions: own (by the clock) ms, queries")
        for name, (own, clock, queries) in of_few.items():
            late, late_clock, late_queries = of_many[name]
            print(f"{name:<34}{own:>6.0f} ({clock:>4.0f}){late:>7.0f} ({late_clock:>4.0f})   {queries}/{late_queries}")
    raise SystemExit(0 if all(few[2] == of_many[name][2] for name, few in of_few.items()) else 1)


if __name__ == "__main__":
    main()
