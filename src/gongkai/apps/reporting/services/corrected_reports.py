"""Corrected reports that come in after a request (更正后的报告)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.collection_counts import counted
from gongkai.apps.reporting.correction_flow import RequestState, RequestStep
from gongkai.apps.reporting.models import (
    CollectedFinding,
    CollectedReport,
    CorrectionRequest,
    CorrectionStep,
    ReportCollection,
)
from gongkai.apps.reporting.searchable import FINDINGS
from gongkai.apps.search.services import note_change


def link_corrected(
    collection: ReportCollection, arrived: Sequence[CollectedReport], *, by: Officer
) -> Sequence[CollectedReport]:
    """Let reports of organs that were asked to correct one answer the request (关联更正后的报告).

    The organ's report of the same year that came later stands for the one before, which counts no more. Return those
    that were replaced.
    """
    newest = {(member.organ, member.year): member for member in arrived if member.organ}
    if not newest:
        return ()
    waiting = CorrectionRequest.objects.filter(
        collection=collection,
        state__in=(RequestState.SENT, RequestState.ANSWERED),
        member__organ__in={organ for organ, _ in newest},
    ).select_related("member")
    replaced = list[CollectedReport]()
    for request in waiting.select_for_update(of=("self",)):
        corrected = newest.get((request.member.organ, request.member.year))
        if corrected is not None and corrected.pk != request.member_id:
            replaced.append(_answer(request, corrected, collection=collection, by=by))
    return replaced


def _answer(
    request: CorrectionRequest, corrected: CollectedReport, *, collection: ReportCollection, by: Officer
) -> CollectedReport:
    # Read afresh: another request may just have had it replaced.
    replaced = CollectedReport.objects.get(pk=request.corrected_by_id or request.member_id)
    if replaced.replaced_by_id is None:
        _replace(replaced, corrected, collection=collection)
    now = timezone.now()
    CorrectionStep.objects.create(
        request=request,
        step_code=RequestStep.CORRECTED.code,
        on=timezone.localdate(now),
        at=now,
        by=by,
        remarks=f"收录了{corrected.organ}{corrected.year}年度更正后的报告：{corrected.source}",
    )
    request.state, request.corrected_by = RequestState.ANSWERED, corrected
    request.save(update_fields=["state", "corrected_by"])
    return replaced


def _replace(replaced: CollectedReport, corrected: CollectedReport, *, collection: ReportCollection) -> None:
    """Let a report stand for another, and take that one with its findings out of the counts, once."""
    replaced.replaced_by = corrected
    replaced.save(update_fields=["replaced_by"])
    findings = list(CollectedFinding.objects.filter(member=replaced, is_current=True))
    CollectedFinding.objects.filter(member=replaced).update(is_current=False)
    counted([replaced], findings, sign=-1).keep(collection)
    note_change(kind=FINDINGS, number=replaced.pk)
