"""Going through documents together: a round is begun, judged, and concluded at once (文件清理)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.services import record
from gongkai.apps.disclosure.models import CleanUp, CleanUpItem, RuleDocument
from gongkai.apps.disclosure.models.cleanups import VERDICTS
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.apps.disclosure.services.documents import write_event
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import NORMATIVE_DOCUMENTS
from gongkai.statute.validity import DOCUMENT_ACTS, DocumentEvent

_CLEAN_UP = NORMATIVE_DOCUMENTS.at("")


@transaction.atomic
def begin_clean_up(*, agency: Agency, title: str, basis: str, by: Officer, today: date) -> CleanUp:
    """Begin a round (开始清理). Raises PermissionDenied."""
    POLICY.require(DisclosureAct.CHANGE_DOCUMENT, rights=rights_of(by, today), agency=agency)
    made = CleanUp.objects.create(agency=agency, title=title, basis=basis, begun_at=timezone.now(), begun_by=by)
    record(DisclosureAct.CHANGE_DOCUMENT, by=by, on=made)
    return made


@transaction.atomic
def judge_documents(
    *, clean_up: CleanUp, verdicts: Mapping[RuleDocument, tuple[str, str]], by: Officer, today: date
) -> None:
    """Keep what is to become of documents, each with its reason; an empty verdict takes one out (提出清理意见).

    Raises ActRefused for a round that is concluded or a document of another organ, PermissionDenied.
    """
    locked = _open_round(clean_up)
    POLICY.require(DisclosureAct.CHANGE_DOCUMENT, rights=rights_of(by, today), agency=locked.agency)
    known = {verdict.code for verdict in VERDICTS}
    for document, (verdict, reason) in verdicts.items():
        if document.agency_id != locked.agency_id:
            raise ActRefused(f"“{document.title}”不是{locked.agency.name}制定的文件", _CLEAN_UP)
        if not verdict:
            locked.items.filter(document=document).delete()
        elif verdict in known:
            told = {"verdict_code": verdict, "reason": reason}
            CleanUpItem.objects.update_or_create(clean_up=locked, document=document, defaults=told)


@transaction.atomic
def conclude_clean_up(*, clean_up: CleanUp, on: date, by: Officer, today: date) -> CleanUp:
    """Let the results of a round hold from a day on, all of them or none (审定清理结果).

    Raises ActRefused naming the document that cannot be treated so, PermissionDenied.
    """
    locked = _open_round(clean_up)
    POLICY.require(DisclosureAct.CONCLUDE_CLEAN_UP, rights=rights_of(by, today), agency=locked.agency)
    items = list(locked.items.order_by("pk"))
    if not items:
        raise ActRefused("还没有提出清理意见，不能审定", _CLEAN_UP)
    now = timezone.now()
    documents = RuleDocument.objects.select_for_update(of=("self",)).in_bulk([item.document_id for item in items])
    for item in items:
        document, act = documents[item.document_id], DOCUMENT_ACTS[item.verdict_code]
        basis = f"{locked.title}（{locked.basis}）" if not item.reason else f"{locked.title}：{item.reason}"
        try:
            write_event(document, DocumentEvent(act, on), basis=basis[:500], by=by, at=now, clean_up=locked)
        except ActRefused as refusal:
            raise ActRefused(f"“{document.title}”：{refusal.message}", refusal.citation) from refusal
    locked.concluded_on, locked.concluded_by = on, by
    locked.save(update_fields=["concluded_on", "concluded_by"])
    record(DisclosureAct.CONCLUDE_CLEAN_UP, by=by, on=locked, documents=len(items))
    return locked


def _open_round(clean_up: CleanUp) -> CleanUp:
    locked = CleanUp.objects.select_for_update(of=("self",)).select_related("agency").get(pk=clean_up.pk)
    if locked.concluded_on:
        raise ActRefused("清理结果已经审定，不能再改；需要变动的另行登记", _CLEAN_UP)
    return locked
