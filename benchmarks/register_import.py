"""Time the import of a register of decisions with bad lines in it, and how much memory it takes.

    python benchmarks/register_import.py [--rows 50000] [--full] [--keep DIRECTORY]

The register is an invented one: a fifth of the decisions is addressed to persons, whose names are sealed, and of a
hundred lines one each is in another encoding, has an impossible date, a wrong code, tells a decision again, or lacks a
number. Half way the import is left, and taken up again by another run. Promised: 5,000 lines in a second of the
processor's time, every line taken, known or refused as it should be, and memory that does not grow with the
register. --full takes a million lines. DATABASE_URL names another database.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import _database

SEED = 1
TODAY = date(2026, 3, 31)
PROMISED_A_SECOND = 5_000
PROMISED_MB = 100
"""How much more memory the import may take than the process had before it."""
BAD_EACH = 0.01
HEADER = "决定文书号,决定文书名称,行政相对人名称,行政相对人类别,统一社会信用代码,决定内容,决定日期,有效期至\n"
CODE = "12620600MB0523338C"
KINDS = ("taken", "encoding", "date", "code", "again", "number")


def register(path: Path, rows: int) -> Counter[str]:
    """Write an invented register; return how many lines there are of each kind (虚构台账)."""
    chance, kinds = Random(SEED), Counter[str]()
    with path.open("wb") as file:
        file.write(HEADER.encode())
        for number, kind in enumerate(_kinds(chance, rows)):
            kinds[kind] += 1
            line = _line(chance, number, kind)
            file.write(line.encode("gb18030" if kind == "encoding" else "utf-8"))
    return kinds


def _kinds(chance: Random, rows: int) -> Iterator[str]:
    bad = [BAD_EACH] * (len(KINDS) - 1)
    yield "taken"
    yield from chance.choices(KINDS, [1 - sum(bad), *bad], k=rows - 1)


def _line(chance: Random, number: int, kind: str) -> str:
    told = 0 if kind == "again" else number
    is_person = told % 5 == 1
    party = f"苏{chr(0x4E00 + told % 3000)}" if is_person else f"江澜第{told}商贸有限公司"
    decided_on = "2025-02-30" if kind == "date" else str(date(2025, 1, 1) + timedelta(days=chance.randrange(365)))
    code = "12620600MB0523338D" if kind == "code" else "" if is_person else CODE
    name = "" if kind == "number" else f"江市监许〔2025〕{told}号"
    group = "自然人" if is_person else "法人及非法人组织"
    content = "准予经营许可，经营场所和经营范围见附件；请按照规定的期限办理变更和延续。"
    return f"{name},准予行政许可决定书,{party},{group},{code},{content},{decided_on},2030/12/31\n"


def imported(path: Path, rows: int) -> tuple[Any, tuple[float, float], float]:
    """Import the register in two runs; return the batch, the seconds by the clock and of the processor, and the MB."""
    from gongkai.apps.agencies.models import Agency
    from gongkai.apps.disclosure.models.decisions import DecisionKind
    from gongkai.apps.disclosure.services.imports import begin_import, run_import
    from gongkai.apps.people.models import Grant, Officer

    agency = Agency.objects.create(
        code="BENCH-IMPORT",
        name="江澜市市场监督管理局",
        kind_code="department",
        level_code="city",
        division_code="990200",
    )
    agency.path = agency.path_below(None)
    agency.save(update_fields=["path"])
    officer = Officer.objects.create_user("bench-import", None, name="苏一", agency=agency)
    Grant.objects.create(officer=officer, agency=agency, role_code="disclosure_head", valid_from=date(2025, 1, 1))
    before, most = _memory_mb(), 0.0
    begun, begun_own = time.perf_counter(), _database.own_seconds()
    told = {"kind": DecisionKind.LICENSING, "file_name": path.name, "by": officer, "today": TODAY}
    with path.open("rb") as file:
        batch = begin_import(agency=agency, file=file, **told)
    for run in (1, 2):
        for step in run_import(batch=batch, by=officer, today=TODAY):
            batch, most = step, max(most, _memory_mb())
            if run == 1 and batch.lines_done >= rows // 2:
                break
        print(f"run {run}: {batch.lines_done} of {rows} lines, {time.perf_counter() - begun:.0f} s", flush=True)
    seconds = time.perf_counter() - begun, _database.own_seconds() - begun_own
    return batch, seconds, most - before


def main() -> int:
    """Print what it took; fail where the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--full", action="store_true", help="a million lines")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    rows = 1_000_000 if given.full else given.rows
    with _database.scratch(given) as directory:
        path = directory / "register.csv"
        kinds = register(path, rows)
        batch, seconds, memory = imported(path, rows)
        return _judged(batch, kinds, rows=rows, seconds=seconds, memory=memory)


def _judged(batch: Any, kinds: Counter[str], *, rows: int, seconds: tuple[float, float], memory: float) -> int:
    from django.db import connection

    from gongkai.apps.disclosure.models import Decision

    clock, own = seconds
    refused = sum(kinds[kind] for kind in ("encoding", "date", "code", "number"))
    right = (batch.taken, batch.known, batch.refused) == (kinds["taken"], kinds["again"], refused)
    whole = right and Decision.objects.filter(batch=batch).count() == kinds["taken"]
    print(f"{connection.vendor}: {batch.taken} taken, {batch.known} known, {batch.refused} refused: {whole}")
    print(f"{rows / clock:.0f} lines a second by the clock, {rows / own:.0f} of the processor's time")
    print(f"{memory:.0f} MB more memory")
    kept = whole and rows / own >= PROMISED_A_SECOND and memory <= PROMISED_MB
    print(f"promise: {PROMISED_A_SECOND} a second in {PROMISED_MB} MB: {'kept' if kept else 'BROKEN'}")
    return 0 if kept else 1


def _memory_mb() -> float:
    """Return the memory that is the process's own; what SQLite maps of its file is the system's cache."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    raise OSError("this benchmark needs Linux 4.5 or later")


if __name__ == "__main__":
    raise SystemExit(main())
