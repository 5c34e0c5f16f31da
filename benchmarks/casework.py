"""Time the pages of casework at the server, over invented cases in one tree of organs, and count their queries.

    python benchmarks/casework.py [--cases 10000] [--agencies 100] [--verify 2000] [--full] [--keep DIRECTORY]

Every page is asked for through the whole of Django, from the request to the rendered answer, without a network in
between. The promise, for 100,000 cases (--full): at most 100 ms at the 95th percentile, and as many queries for the
organ with the most cases as for the one with the fewest. It is judged by the process's own time, which is all there is
with SQLite, so that what else the machine does is not counted. Afterwards cases are verified and replayed. With --keep
the database stays in that directory, and a second run finds it there. DATABASE_URL names another database, empty or
made here before.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import quantiles

PROMISED_MS = 100
ROUNDS = 40
SEED = 1
_LOOKED_AT = 12


def surroundings(directory: Path) -> None:
    """Point Django at a database of its own."""
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{directory / 'casework.sqlite3'}")
    os.environ.update(GONGKAI_VAR=str(directory), GONGKAI_SECRET_KEY="bench", GONGKAI_ALLOWED_HOSTS="testserver")
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    import django

    django.setup()


@dataclass(frozen=True)
class Timing:
    """One page: milliseconds by the clock, late also by the process itself; queries for the small and the great."""

    name: str
    middle: float
    late: float
    own: float
    queries: tuple[int, int]

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.own <= PROMISED_MS and self.queries[0] == self.queries[1]


def prepared(cases: int, agencies: int) -> float:
    """Make the tables and the cases that are not there yet; return the seconds it took."""
    from django.core.management import call_command
    from django.db import connection

    from gongkai.apps.casework.models import Case

    begun = time.perf_counter()
    call_command("migrate", verbosity=0)
    if not Case.objects.exists():
        call_command("seed_casework", cases=cases, agencies=agencies, seed=SEED)
    if connection.vendor == "postgresql":
        # As its own housekeeping does sooner or later: without it the planner knows nothing of so many new rows.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return time.perf_counter() - begun


def pages() -> Iterator[Timing]:
    """Time every page for the handler of the organ with the most cases, and for an auditor of the whole tree."""
    small, great = _organs()
    for name, address in _DESK.items():
        yield _timed(name, address, least=_visitor(small), most=_visitor(great))
    for name, address in _DESK.items():
        everybody = _visitor(None)
        yield _timed(f"{name}, whole tree", address, least=everybody, most=everybody)
    for name, address in _PUBLIC.items():
        yield _timed(name, address, least=_anybody(), most=_anybody())


def _organs() -> tuple[int, int]:
    from django.db.models import Count

    from gongkai.apps.casework.models import Case

    counted = list(
        Case.objects.filter(is_open=True).values_list("agency").annotate(cases=Count("id")).order_by("cases")
    )
    return counted[0][0], counted[-1][0]


@dataclass(frozen=True)
class Visitor:
    """Somebody who looks at pages, and what to look at: numbers of cases, or codes of organs."""

    get: Callable[[str], object]
    cases: Sequence[object]
    titles: Sequence[str]


def _visitor(agency: int | None) -> Visitor:
    from django.test import Client

    from gongkai.apps.audit.permissions import Role
    from gongkai.apps.casework.models import Case
    from gongkai.apps.people.models import Officer

    client, cases = Client(), Case.objects.filter(stage_code="archived")
    if agency is None:
        officer, _ = Officer.objects.get_or_create(
            username="bench-auditor", defaults={"name": "审计", "role_code": Role.AUDITOR.code}
        )
    else:
        officer = Officer.objects.get(agency=agency)
        cases = cases.filter(agency=agency)
    client.force_login(officer)
    sample = list(
        cases.order_by("-id").values_list("pk", "title")[: 50 * ROUNDS : 50] or cases.values_list("pk", "title")
    )
    return Visitor(client.get, [number for number, _ in sample], [title[:2] for _, title in sample])


def _anybody() -> Visitor:
    from django.test import Client

    from gongkai.apps.agencies.models import Agency

    codes = list(Agency.objects.order_by("pk").values_list("code", flat=True)[:ROUNDS])
    return Visitor(Client().get, codes, ["项目"])


_PUBLIC: Mapping[str, str] = {
    "public: choose an organ": "/apply/",
    "public: form of an organ": "/apply/to/{case}/",
    "public: guide of an organ": "/guide/{case}/",
    "public: search": "/search/?q={title}",
    "public: follow": "/follow/",
}
_DESK: Mapping[str, str] = {
    "today": "/desk/",
    "cases": "/desk/cases/",
    "cases, open": "/desk/cases/?stage=open",
    "cases, by outcome": "/desk/cases/?outcome=unavailable.not_existing",
    "cases, by year and channel": "/desk/cases/?year=2025&channel=online",
    "cases, by due day": "/desk/cases/?sort=due",
    "cases, by text": "/desk/cases/?q={title}",
    "cases, by text that nothing has": "/desk/cases/?q=无此事项",
    "one case": "/desk/cases/{case}/",
    "letter of a case": "/desk/cases/{case}/letter/",
}


def _timed(name: str, address: str, *, least: Visitor, most: Visitor) -> Timing:
    chance = Random(SEED)
    most.get(_filled(address, most, chance))
    spent, own = [], []
    for _ in range(ROUNDS):
        where = _filled(address, most, chance)
        begun, begun_own = time.perf_counter(), time.process_time()
        answer = most.get(where)
        spent.append((time.perf_counter() - begun) * 1000)
        own.append((time.process_time() - begun_own) * 1000)
        assert answer.status_code in (200, 403), f"{where}: {answer.status_code}"  # type: ignore[attr-defined]
    cuts = quantiles(spent, n=20)
    counted = (_most_queries(least, address), _most_queries(most, address))
    return Timing(name, cuts[9], cuts[18], quantiles(own, n=20)[18], counted)


def _filled(address: str, visitor: Visitor, chance: Random) -> str:
    return address.format(case=chance.choice(visitor.cases), title=chance.choice(visitor.titles))


def _most_queries(visitor: Visitor, address: str) -> int:
    """Count the queries of the page that asks most: what a case page asks depends on how the case ended."""
    chance = Random(SEED)
    wheres = {_filled(address, visitor, chance) for _ in range(_LOOKED_AT)}
    return max(_queries(visitor, where) for where in wheres)


def _queries(visitor: Visitor, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    visitor.get(address)
    with CaptureQueriesContext(connection) as captured:
        visitor.get(address)
    return len(captured)


def verified(cases: int) -> tuple[str, str]:
    """Verify chain, letters and row of that many cases, then replay their ledgers; tell how long each took."""
    from gongkai.apps.casework.models import Case
    from gongkai.apps.casework.verification import replay, verify

    last = Case.objects.order_by("pk").values_list("pk", flat=True)[min(cases, Case.objects.count()) - 1]
    some = Case.objects.filter(pk__lte=last)
    return _took(verify(some)), _took(each.mended or each.refusal for each in replay(some))


def _took(found: Iterator[object]) -> str:
    begun, begun_own = time.perf_counter(), time.process_time()
    assert not any(found)
    return f"{time.perf_counter() - begun:.0f} s (own {time.process_time() - begun_own:.0f} s)"


def main() -> int:
    """Print the tables; fail where the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--agencies", type=int, default=100)
    parser.add_argument("--verify", type=int, default=2_000, help="how many cases to verify and replay")
    parser.add_argument("--full", action="store_true", help="100,000 cases, all of them verified and replayed")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    if given.full:
        given.cases = given.verify = 100_000
    with tempfile.TemporaryDirectory() as passing:
        directory = given.keep or Path(passing)
        directory.mkdir(parents=True, exist_ok=True)
        surroundings(directory)
        print(f"prepared in {prepared(given.cases, given.agencies):.0f} s")
        return _report(verify=given.verify)


def _report(*, verify: int) -> int:
    from django.db import connection

    from gongkai.apps.casework.models import Case, CaseEvent

    print(f"{Case.objects.count()} cases, {CaseEvent.objects.count()} events, {connection.vendor}")
    print(f"{'page':<44}{'p50 ms':>8}{'p95 ms':>8}{'p95 own':>9}{'queries':>10}")
    broken = 0
    for timing in pages():
        broken += not timing.kept
        queries = "/".join(map(str, timing.queries))
        spent = f"{timing.middle:>8.0f}{timing.late:>8.0f}{timing.own:>9.0f}"
        print(f"{timing.name:<44}{spent}{queries:>10}{'' if timing.kept else '  BROKEN'}")
    chains, replays = verified(verify)
    print(f"{verify} cases verified in {chains}, replayed in {replays}")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
