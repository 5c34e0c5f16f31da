"""The samples: what is written down about each is what reading it gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.documents import pdf
from gongkai.documents.packing import unpack
from gongkai.reports.as_json import as_json
from gongkai.reports.checks.between_years import compare, year_end
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import TABLES, Report
from gongkai.reports.reader import read_report
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Verdict

SAMPLES = Path(__file__).parents[2] / "samples"
REPORTS = sorted((SAMPLES / "reports").iterdir())
RENDITIONS = sorted((SAMPLES / "renditions").iterdir())
EXPECTED = sorted((SAMPLES / "expected").iterdir())

by_name = {"ids": lambda path: path.name}


def expected_of(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((SAMPLES / "expected" / f"{path.stem}.json").read_text("utf-8"))
    return told


def read(path: Path) -> Report:
    return read_report(path.read_bytes(), source=path.name)


def report_named(name: str) -> Report:
    (path,) = (SAMPLES / "reports").glob(f"{name}.*")
    return read(path)


def weighty(findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.severity is not Severity.NOTICE or one.rule == "narrative.citation_year"]


@pytest.mark.parametrize("path", [*REPORTS, *RENDITIONS], **by_name)
def test_sample_gives_its_figures(path: Path) -> None:
    told, read_back = expected_of(path), as_json(read(path))

    assert {key: read_back[key] for key in ("edition", "year", *TABLES)} == {
        key: told[key] for key in ("edition", "year", *TABLES)
    }


@pytest.mark.parametrize("path", [*REPORTS, *RENDITIONS], **by_name)
def test_sample_gives_its_organ(path: Path) -> None:
    organs = expected_of(path)["agency"]

    assert read(path).agency in ([organs] if isinstance(organs, str) else organs)


@pytest.mark.parametrize("path", REPORTS, **by_name)
def test_sample_gives_its_findings_and_no_others(path: Path) -> None:
    wanted = sorted(expected_of(path)["findings_at_severity_warning_or_error_or_citation"], key=str)
    found = [as_json(Report(path.name, findings=(one,)))["findings"][0] for one in weighty(read(path).findings)]
    told = [{key: one[key] for key in wanted[0] if key != "correction"} for one in found] if wanted else found

    assert sorted(told, key=str) == [{key: one[key] for key in one if key != "correction"} for one in wanted]


def test_misprint_is_named_with_its_one_correction() -> None:
    findings = report_named("jianglan-chengguan-2022").findings

    assert all(
        "“7.属于行政执法案卷”的“总计”由5改为3" in one.message for one in findings if one.severity is Severity.ERROR
    )


def test_years_that_do_not_meet_are_found_together() -> None:
    earlier, later = (year_end(report_named(f"qinglan-{year}")) for year in (2022, 2023))
    told = expected_of(Path("qinglan-2023"))["findings_with_the_year_before"]

    assert earlier is not None
    assert later is not None
    found = [one for one in compare(earlier, later) if one.severity is Severity.ERROR]
    assert [{"rule": one.rule, "cells": list(one.cells)} for one in found] == told


def test_years_that_meet_give_nothing_to_find() -> None:
    earlier, later = (year_end(report_named(f"jianglan-{year}")) for year in (2021, 2022))

    assert earlier is not None
    assert later is not None
    assert compare(earlier, later) == ()


@pytest.mark.parametrize("path", [one for one in EXPECTED if one.stem != "jianglan-chengguan-2022"], **by_name)
def test_figures_written_down_for_a_sample_add_up(path: Path) -> None:
    told = expected_of(path)
    form = BY_EDITION[told["edition"]]
    figures = {
        f"{table.key}.{row.key}.{column.key}": value
        for table in (form.applications, form.remedies)
        for row in table.rows
        for column, value in zip(table.sections[0].columns, told[table.key][row.key], strict=True)
    }

    assert {relation.judge(figures) for relation in form.relations} == {Verdict.AGREES}


def test_samples_follow_from_their_sources(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(SAMPLES))
    import make_samples

    for folder in ("reports", "renditions", "expected"):
        (tmp_path / folder).mkdir()
    (tmp_path / "sources").symlink_to(SAMPLES / "sources")
    monkeypatch.setattr(make_samples, "HERE", tmp_path)

    make_samples.make_reports()
    make_samples.make_renditions()

    kept = {path.relative_to(tmp_path) for path in tmp_path.glob("*/*.*") if path.suffix != ".toml"}
    assert all(_content(tmp_path / path) == _content(SAMPLES / path) for path in kept)
    assert {path.name for path in SAMPLES.glob("re*/*")} - {path.name for path in kept} == {"jianglan-2021.doc"}


def _content(path: Path) -> object:
    # How far a file is compressed may differ from machine to machine; what is in it may not.
    if path.suffix in (".docx", ".xlsx", ".ofd"):
        return unpack(path.read_bytes())
    return pdf.read(path.read_bytes()).blocks if path.suffix == ".pdf" else path.read_bytes()
