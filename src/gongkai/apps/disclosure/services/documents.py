"""Registering documents and what happens to them (登记文件)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.services import record
from gongkai.apps.disclosure.models import CleanUp, RuleDocument, RuleEvent
from gongkai.apps.disclosure.models.documents import PROJECTED
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.apps.disclosure.searchable import DOCUMENT, REGISTERED
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.apps.search.services import note_change
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import NORMATIVE_DOCUMENTS
from gongkai.statute.validity import DocumentAct, DocumentEvent, DocumentKind, admit

_REGISTER = NORMATIVE_DOCUMENTS.at("")


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """What is told of a document when it is registered (文件登记表)."""

    title: str
    number: str
    made_on: date
    in_force_on: date
    published_on: date | None = None
    term_until: date | None = None
    joint_with: str = ""
    registration_number: str = ""
    index_number: str = ""
    subject: str = ""
    review_number: str = ""
    filing_number: str = ""
    text: str = ""

    def check(self, *, today: date) -> None:
        """Refuse days that cannot be (核对日期). Raises ActRefused."""
        if self.made_on > today:
            raise ActRefused("成文日期晚于今天，不能预先登记", _REGISTER)
        if self.published_on and self.published_on < self.made_on:
            raise ActRefused("发布日期早于成文日期", _REGISTER)
        if self.published_on and self.published_on > today:
            raise ActRefused("发布日期晚于今天，不能预先登记", _REGISTER)
        if self.in_force_on < self.made_on:
            raise ActRefused("施行日期早于成文日期", _REGISTER)
        if self.term_until and self.term_until < self.in_force_on:
            raise ActRefused("有效期早于施行日期", _REGISTER)


@transaction.atomic
def register_document(
    *, agency: Agency, kind: DocumentKind, form: DocumentForm, by: Officer, today: date
) -> RuleDocument:
    """Register a document of an organ (登记文件).

    Raises ActRefused for days that cannot be or a number that stands already, PermissionDenied.
    """
    POLICY.require(DisclosureAct.REGISTER_DOCUMENT, rights=rights_of(by, today), agency=agency)
    form.check(today=today)
    document = RuleDocument(
        agency=agency, kind_code=kind.code, recorded_at=timezone.now(), recorded_by=by, **asdict(form)
    )
    document.take_over(document.origin)
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError as clash:
        message = f"{agency.name}已经登记了文号为“{form.number}”的文件；录入有误的，先作废原登记"
        raise ActRefused(message, _REGISTER) from clash
    record(DisclosureAct.REGISTER_DOCUMENT, by=by, on=document)
    for kind_noted in (DOCUMENT, REGISTERED):
        note_change(kind=kind_noted, number=document.pk)
    return document


@transaction.atomic
def publish_document(*, document: RuleDocument, on: date, by: Officer, today: date) -> RuleDocument:
    """Note the day a document was published (登记发布). Raises ActRefused, PermissionDenied."""
    locked = _locked(document, by=by, today=today)
    if locked.published_on:
        raise ActRefused("已经登记了发布日期", _REGISTER)
    if not locked.made_on <= on <= today:
        raise ActRefused("发布日期应当在成文日期和今天之间", _REGISTER)
    locked.published_on = on
    locked.save(update_fields=["published_on"])
    record(DisclosureAct.CHANGE_DOCUMENT, by=by, on=locked, published_on=on.isoformat())
    note_change(kind=DOCUMENT, number=locked.pk)
    return locked


@transaction.atomic
def change_document(
    *,
    document: RuleDocument,
    event: DocumentEvent,
    basis: str,
    by: Officer,
    today: date,
    other: RuleDocument | None = None,
) -> RuleDocument:
    """Record that a document was amended, repealed, replaced, prolonged or struck (登记文件变动).

    A future day is taken: a repeal is decided before it takes effect. Raises ActRefused, PermissionDenied.
    """
    locked = _locked(document, by=by, today=today)
    write_event(locked, event, basis=basis, by=by, at=timezone.now(), other=other)
    record(DisclosureAct.CHANGE_DOCUMENT, by=by, on=locked, change=event.act.code, day=event.on.isoformat())
    return locked


def write_event(
    locked: RuleDocument,
    event: DocumentEvent,
    *,
    basis: str,
    by: Officer,
    at: datetime,
    other: RuleDocument | None = None,
    clean_up: CleanUp | None = None,
) -> RuleEvent:
    """Admit an event of a locked document, append it and bring the row up to date (写入变动). Raises ActRefused."""
    if not basis.strip():
        raise ActRefused("请写明依据", _REGISTER)
    if event.act is DocumentAct.REPLACED and other is None:
        raise ActRefused("请指明替代它的新文件", _REGISTER)
    locked.take_over(admit(locked.state, event))
    written = RuleEvent(
        document=locked,
        act_code=event.act.code,
        on=event.on,
        valid_until=event.valid_until,
        basis=basis.strip(),
        other=other,
        clean_up=clean_up,
        recorded_at=at,
        by=by,
    )
    written.save(force_insert=True)
    locked.save(update_fields=PROJECTED)
    note_change(kind=DOCUMENT, number=locked.pk)
    return written


def _locked(document: RuleDocument, *, by: Officer, today: date) -> RuleDocument:
    POLICY.require(DisclosureAct.CHANGE_DOCUMENT, rights=rights_of(by, today), agency=document.agency)
    return RuleDocument.objects.select_for_update(of=("self",)).select_related("agency").get(pk=document.pk)
