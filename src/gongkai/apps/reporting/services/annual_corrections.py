"""Correcting what was published, by a new version with its explanation (更正年度报告)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.apps.audit.services import record
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.reporting.flow import FlowAct
from gongkai.apps.reporting.models import (
    AnnualReport,
    CellEntry,
    FindingExplanation,
    FlowStep,
    ReportState,
    ReportVersion,
    SectionText,
)
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.annual_figures import entries_of
from gongkai.apps.reporting.selectors.annual_reports import newest_version
from gongkai.apps.reporting.services.annual_locks import locked_report
from gongkai.statute.errors import ActRefused


@transaction.atomic
def correct(*, report: AnnualReport, explanation: str, by: Officer, today: date) -> ReportVersion:
    """Begin a new version of a published report; the published one stays as it is (更正).

    Text, entered cells and explanations are taken over. Raises ActRefused where the newest version is not published
    yet, PermissionDenied.
    """
    ANNUAL_POLICY.require(ReportAct.CORRECT, rights=rights_of(by, today), agency=report.agency)
    locked = locked_report(report.pk)
    earlier = newest_version(locked)
    if earlier.state is not ReportState.PUBLISHED:
        message = f"报告现为“{earlier.state.label}”，只有已经公布的报告才需要更正"
        raise ActRefused(message, locked.form.instrument.at(""))
    if not explanation.strip():
        raise ActRefused("更正应当写明说明，随更正后的报告一并公布", locked.form.instrument.at(""))
    version = ReportVersion.objects.create(
        report=locked,
        number=earlier.number + 1,
        explanation=explanation.strip(),
        created_at=timezone.now(),
        created_by=by,
    )
    _take_over(earlier, version)
    locked.state_code = version.state_code
    locked.save(update_fields=["state_code"])
    FlowStep.objects.create(
        version=version,
        act_code=FlowAct.CORRECT.code,
        from_code=earlier.state_code,
        to_code=version.state_code,
        remarks=version.explanation,
        on=today,
        at=timezone.now(),
        by=by,
    )
    record(ReportAct.CORRECT, by=by, on=version, explanation=version.explanation)
    return version


def _take_over(earlier: ReportVersion, version: ReportVersion) -> None:
    SectionText.objects.bulk_create(
        SectionText(
            version=version,
            number=section.number,
            text=section.text,
            changed_at=section.changed_at,
            changed_by=section.changed_by,
        )
        for section in earlier.sections.select_related("changed_by").order_by("number")
    )
    CellEntry.objects.bulk_create(
        CellEntry(
            version=version,
            path=entry.path,
            value=entry.value,
            compiled=entry.compiled,
            is_override=entry.is_override,
            basis=entry.basis,
            at=entry.at,
            by=entry.by,
        )
        for entry in entries_of(earlier).values()
    )
    FindingExplanation.objects.bulk_create(
        FindingExplanation(
            version=version, key=each.key, rule=each.rule, message=each.message, text=each.text, at=each.at, by=each.by
        )
        for each in earlier.explanations.select_related("by").order_by("pk")
    )
