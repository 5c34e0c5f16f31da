"""Time queries of one, two and more characters against SQLite's own full-text index, in the same run.

    python benchmarks/searching.py [ENTRIES]

Both hold the same pairs of characters of the same invented texts of about 300 characters, and both are asked for the
fifteen best and the number of all. Times are milliseconds, median and 95th percentile over the same queries, taken at
random from the texts: so every query finds something. Ours includes the counts for the facets, the peer has none.
"""

from __future__ import annotations

import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
_FOLDER = tempfile.TemporaryDirectory(prefix="gongkai-searching-")
os.environ["GONGKAI_VAR"] = _FOLDER.name

import django  # noqa: E402

django.setup()

from gongkai.apps.search import engine  # noqa: E402
from gongkai.apps.search.bigrams import indexed, pairs, runs  # noqa: E402
from gongkai.apps.search.entries import Entry  # noqa: E402
from gongkai.apps.search.wanted import Wanted  # noqa: E402

ENTRIES = 20_000
QUERIES = 200
PEER_QUERIES = 60
LENGTHS = (1, 2, 4, 8)
WORDS = 3_000
_AGENCIES = [f"浮玉市第{number}局" for number in range(100)]
Times = Sequence[float]


def invented_texts(count: int, *, seed: int) -> Iterator[str]:
    """Yield texts of about 300 characters made of words that are as uneven in use as those of a language."""
    chance = random.Random(seed)
    letters = [chr(0x4E00 + number) for number in range(2_500)]
    words = ["".join(chance.choices(letters, k=chance.choice((2, 2, 2, 3, 4)))) for _ in range(WORDS)]
    weights = [1 / rank for rank in range(1, WORDS + 1)]
    for _ in range(count):
        yield "，".join("".join(chance.choices(words, weights, k=10)) for _ in range(12))


def entries_of(texts: Sequence[str]) -> Iterator[Entry]:
    """Yield an entry for each text."""
    for number, text in enumerate(texts):
        agency = _AGENCIES[number % len(_AGENCIES)]
        yield Entry("report", number, f"{agency}{text[:12]}", text, agency, 2008 + number % 18)


def queries_from(texts: Sequence[str], length: int, count: int) -> list[str]:
    """Return stretches of the texts of a length, chosen at random."""
    chance = random.Random(length)
    chosen: list[str] = []
    while len(chosen) < count:
        run = chance.choice(chance.choice(texts).split("，"))
        if len(run) >= length:
            start = chance.randrange(len(run) - length + 1)
            chosen.append(run[start : start + length])
    return chosen


def times_of(ask: Callable[[str], object], queries: Sequence[str]) -> Times:
    """Return how many milliseconds each query took."""
    taken = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def ours(query: str) -> object:
    """The fifteen best, all counted, with facets."""
    return engine.find(Wanted(query), limit=15, offset=0)


def peer_over(texts: Sequence[str]) -> Callable[[str], object]:
    """Build SQLite's index over the same pairs and return its query."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE entry USING fts5(text, content='', tokenize=\"unicode61\")")
    base.executemany("INSERT INTO entry(rowid, text) VALUES (?, ?)", ((n, indexed(t)) for n, t in enumerate(texts)))

    def ask(query: str) -> object:
        said = [pairs(run) for run in runs(query)]
        phrase = " AND ".join(f"{terms[0]}*" if len(query) == 1 else f'"{" ".join(terms)}"' for terms in said)
        base.execute("SELECT count(*) FROM entry WHERE entry MATCH ?", (phrase,)).fetchone()
        return base.execute("SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rank LIMIT 15", (phrase,)).fetchall()

    return ask


def told(times: Times) -> str:
    """Median and 95th percentile."""
    cuts = quantiles(times, n=100)
    return f"{cuts[49]:9.2f} {cuts[94]:9.2f}"


def main() -> None:
    """Build both, ask both, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    texts = list(invented_texts(count, seed=1))
    start = time.perf_counter()
    with engine.writing() as writer:
        writer.add(entries_of(texts))
    print(f"{count} entries; ours built in {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    peer = peer_over(texts)
    print(f"SQLite FTS5 built in {time.perf_counter() - start:.1f} s\n")
    print(f"{'characters':<12}{'ours p50':>9} {'p95':>9}   {'FTS5 p50':>9} {'p95':>9}")
    for length in LENGTHS:
        queries = queries_from(texts, length, QUERIES)
        print(f"{length:<12}{told(times_of(ours, queries))}   {told(times_of(peer, queries[:PEER_QUERIES]))}")


if __name__ == "__main__":
    main()
