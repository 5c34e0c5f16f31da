"""The way of a version: checked, approved, submitted, returned or accepted, published (年度报告流转)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.apps.audit.services import record
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.reporting.flow import FlowAct
from gongkai.apps.reporting.models import (
    FlowStep,
    Publication,
    ReportSnapshot,
    ReportVersion,
    RollupPart,
)
from gongkai.apps.reporting.permissions import ANNUAL_POLICY
from gongkai.apps.reporting.selectors.annual_contents import (
    as_report,
    fees_of,
    findings_of_version,
    kept_findings,
    material_of,
    unexplained,
)
from gongkai.apps.reporting.selectors.annual_figures import VersionFigures, figures_now
from gongkai.apps.reporting.selectors.annual_reports import ACT_OF, place_of, step_refusal
from gongkai.apps.reporting.selectors.territories import counted_now
from gongkai.apps.reporting.services.annual_locks import locked_version
from gongkai.apps.reporting.stored_reading import plain_figures
from gongkai.reports.drafting.fields import gaps
from gongkai.statute.errors import ActRefused

_NAMED_AT_MOST = 5


@transaction.atomic
def check(*, version: ReportVersion, by: Officer, today: date, remarks: str = "") -> ReportVersion:
    """Vouch for a draft as the disclosure office, which freezes figures and text (核对).

    What the leader approves and the organ submits is what was checked. Raises ActRefused where a cell is blank, a field
    of the text has no figure, or an error is not explained; PermissionDenied.
    """
    locked = _admitted(FlowAct.CHECK, version, by=by, today=today, remarks=remarks)
    locked.snapshot = _frozen(locked, by=by)
    return _taken(FlowAct.CHECK, locked, by=by, today=today, remarks=remarks)


@transaction.atomic
def approve(*, version: ReportVersion, by: Officer, today: date, remarks: str = "") -> ReportVersion:
    """Approve a checked report as the organ's leader (批准). Raises ActRefused, PermissionDenied."""
    locked = _admitted(FlowAct.APPROVE, version, by=by, today=today, remarks=remarks)
    return _taken(FlowAct.APPROVE, locked, by=by, today=today, remarks=remarks)


@transaction.atomic
def send_back(*, version: ReportVersion, by: Officer, today: date, remarks: str = "") -> ReportVersion:
    """Give a report back to who drafts it, inside the organ, with remarks (退回修改)."""
    locked = _admitted(FlowAct.SEND_BACK, version, by=by, today=today, remarks=remarks)
    return _taken(FlowAct.SEND_BACK, locked, by=by, today=today, remarks=remarks)


@transaction.atomic
def submit(*, version: ReportVersion, by: Officer, today: date, remarks: str = "") -> ReportVersion:
    """Hand an approved report to the organ above (报送). Raises ActRefused, PermissionDenied."""
    locked = _admitted(FlowAct.SUBMIT, version, by=by, today=today, remarks=remarks)
    locked.report.submitted_on = locked.report.submitted_on or today
    return _taken(FlowAct.SUBMIT, locked, by=by, today=today, remarks=remarks)


@transaction.atomic
def return_to_organ(*, version: ReportVersion, by: Officer, today: date, remarks: str = "") -> ReportVersion:
    """Give a report back to the organ below with remarks (退回下级).

    What was accepted counts no more, the last published does, also where another was accepted before.
    """
    locked = _admitted(FlowAct.RETURN, version, by=by, today=today, remarks=remarks)
    published = Publication.objects.filter(version__report=locked.report).order_by("-version__number").first()
    locked.report.standing = published.snapshot if published else None
    return _taken(FlowAct.RETURN, locked, by=by, today=today, remarks=remarks)


@transaction.atomic
def accept(*, version: ReportVersion, by: Officer, today: date, remarks: str = "") -> ReportVersion:
    """Accept the report of an organ below: it counts in the sum from now on (接收). Raises ActRefused."""
    locked = _admitted(FlowAct.ACCEPT, version, by=by, today=today, remarks=remarks)
    locked.report.standing = locked.snapshot
    locked.report.accepted_on = locked.report.accepted_on or today
    return _taken(FlowAct.ACCEPT, locked, by=by, today=today, remarks=remarks)


@transaction.atomic
def publish(*, version: ReportVersion, by: Officer, today: date, remarks: str = "") -> ReportVersion:
    """Publish an accepted report; from now on it changes by a correction alone (公布). Raises ActRefused."""
    locked = _admitted(FlowAct.PUBLISH, version, by=by, today=today, remarks=remarks)
    assert locked.snapshot is not None
    locked.report.standing = locked.snapshot
    locked.report.published_on = locked.report.published_on or today
    Publication.objects.create(version=locked, snapshot=locked.snapshot, on=today, at=timezone.now(), by=by)
    return _taken(FlowAct.PUBLISH, locked, by=by, today=today, remarks=remarks)


STEPS: Mapping[FlowAct, Callable[..., ReportVersion]] = {
    FlowAct.CHECK: check,
    FlowAct.APPROVE: approve,
    FlowAct.SEND_BACK: send_back,
    FlowAct.SUBMIT: submit,
    FlowAct.RETURN: return_to_organ,
    FlowAct.ACCEPT: accept,
    FlowAct.PUBLISH: publish,
}
"""Each step of the way by its act (流转操作)."""


def _admitted(act: FlowAct, version: ReportVersion, *, by: Officer, today: date, remarks: str) -> ReportVersion:
    place = place_of(act, version.report)
    ANNUAL_POLICY.require(ACT_OF[act], rights=rights_of(by, today), agency=place)
    locked = locked_version(version)
    refused = step_refusal(act, locked, remarks=remarks)
    if refused:
        raise ActRefused(refused, locked.report.form.instrument.at(""))
    return locked


def _taken(act: FlowAct, version: ReportVersion, *, by: Officer, today: date, remarks: str) -> ReportVersion:
    was, version.state_code = version.state_code, act.leads_to
    version.save(update_fields=["state_code", "snapshot"])
    report = version.report
    report.state_code = act.leads_to
    report.save(update_fields=["state_code", "standing", "submitted_on", "accepted_on", "published_on"])
    FlowStep.objects.create(
        version=version,
        act_code=act.code,
        from_code=was,
        to_code=version.state_code,
        snapshot=version.snapshot,
        remarks=remarks.strip(),
        on=today,
        at=timezone.now(),
        by=by,
    )
    record(ACT_OF[act], by=by, on=version, remarks=remarks.strip(), digest=_digest_of(version))
    return version


def _digest_of(version: ReportVersion) -> str:
    return version.snapshot.digest if version.snapshot else ""


def _frozen(version: ReportVersion, *, by: Officer) -> ReportSnapshot:
    """Freeze what the records give this very moment, with the text and what is found wrong in it."""
    known_at, told = timezone.now(), version.report
    counted = counted_now(told.agency, year=told.year, scope=told.scope)
    figures = figures_now(version, known_at=known_at, counted=counted)
    _refuse_blanks(version, figures)
    _refuse_gaps(version, figures)
    found = findings_of_version(version, figures)
    missing = unexplained(found)
    if missing:
        named = "；".join(each.finding.message for each in missing[:_NAMED_AT_MOST])
        message = f"核查发现{len(missing)}处错误尚未更正或者说明：{named}"
        raise ActRefused(message, version.report.form.instrument.at(""))
    report = as_report(version, figures)
    content = {
        "figures": plain_figures(figures.values),
        "chapters": [
            {"number": chapter.number, "title": chapter.title, "text": chapter.text} for chapter in report.chapters
        ],
    }
    snapshot = ReportSnapshot.objects.create(
        version=version,
        known_at=known_at,
        counted=counted,
        edition=version.report.form.edition,
        compiled=plain_figures(figures.compiled),
        findings=kept_findings(found),
        fees_yuan=fees_of(version, figures),
        digest=digest_of(content),
        taken_by=by,
        **content,
    )
    if figures.rollup is not None:
        RollupPart.objects.bulk_create(
            RollupPart(snapshot=snapshot, agency=share.agency, part=share.snapshot) for share in figures.rollup.shares
        )
    return snapshot


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of figures and text, in hexadecimal (摘要)."""
    told = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _refuse_blanks(version: ReportVersion, figures: VersionFigures) -> None:
    blanks = figures.blanks
    if blanks:
        form = version.report.form
        named = "；".join(form.name(path) for path in blanks[:_NAMED_AT_MOST])
        message = f"有{len(blanks)}个单元格还没有数据（{named}），没有发生的填0"
        raise ActRefused(message, form.instrument.at("附件"))


def _refuse_gaps(version: ReportVersion, figures: VersionFigures) -> None:
    material = material_of(version, figures)
    for section in version.sections.order_by("number"):
        for gap in gaps(section.text, material):
            message = f"第{section.number}部分的{gap.token}不能填入：{gap.message}"
            raise ActRefused(message, version.report.form.instrument.at(""))
