"""Published reports are read exactly: every cell and every finding that matters.

The folder is named by GONGKAI_SAMPLES; beside each report lies what it must read as (``NAME.gold.json``).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gongkai.reports.as_json import as_json
from gongkai.reports.reader import read_report

NAMED = os.environ.get("GONGKAI_SAMPLES")
FOLDER = Path(NAMED or "nowhere")
GOLD = sorted(FOLDER.glob("*.gold.json"))
EVERY_REPORT = pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.name.removesuffix(".gold.json"))
JUDGED = "findings_at_severity_warning_or_error_or_citation"


def test_published_reports_are_there_when_they_must_be() -> None:
    if NAMED is None and os.environ.get("CI") != "true":
        pytest.skip("GONGKAI_SAMPLES names no folder of published reports")
    assert GOLD, f"no published reports in {NAMED}"


@EVERY_REPORT
def test_published_report_is_read_exactly(gold: Path) -> None:
    wanted = json.loads(gold.read_text(encoding="utf-8"))
    path = gold.with_name(wanted["source"])
    _assert_exact(as_json(read_report(path.read_bytes(), source=wanted["source"])), wanted)


def test_published_reports_are_read_exactly_by_the_command() -> None:
    if not GOLD:
        pytest.skip("no published reports")
    wanted = [json.loads(gold.read_text(encoding="utf-8")) for gold in GOLD]
    command = [sys.executable, "-m", "gongkai", "read", "--json", *(one["source"] for one in wanted)]
    told = subprocess.run(command, cwd=FOLDER, capture_output=True, check=False, timeout=600)
    assert told.stderr == b""
    for line, one in zip(told.stdout.decode().splitlines(), wanted, strict=True):
        _assert_exact(json.loads(line), one)
    errors = any(finding.get("severity") == "error" for one in wanted for finding in one[JUDGED])
    assert told.returncode == (1 if errors else 0)


def _assert_exact(read: dict[str, Any], wanted: dict[str, Any]) -> None:
    agencies = wanted["agency"] if isinstance(wanted["agency"], list) else [wanted["agency"]]
    assert read["agency"] in agencies
    for key in ("source", "edition", "year", "proactive", "applications", "remedies"):
        assert read[key] == wanted[key], key
    assert read["problems"] == []
    _assert_same_findings([finding for finding in read["findings"] if _is_judged(finding)], wanted[JUDGED])


def _is_judged(finding: dict[str, Any]) -> bool:
    return finding["severity"] != "notice" or finding["rule"] == "narrative.citation_year"


def _assert_same_findings(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
    """Every finding is wanted and the reverse; of a wanted finding only the keys that are told are compared."""
    for one in wanted:
        match = next((finding for finding in found if all(finding[key] == one[key] for key in one)), None)
        assert match is not None, f"not found: {one}"
        found.remove(match)
    assert found == []
