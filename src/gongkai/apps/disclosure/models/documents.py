"""Rules and normative documents, and what happened to them (规章和行政规范性文件)."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.frozen import FrozenRecord
from gongkai.apps.people.models import Officer
from gongkai.statute.validity import (
    DOCUMENT_ACTS,
    DOCUMENT_KINDS,
    DocumentAct,
    DocumentEvent,
    DocumentKind,
    DocumentState,
    Validity,
)


class RuleDocumentQuerySet(models.QuerySet["RuleDocument"]):
    """Documents (文件集合)."""

    def standing(self) -> Self:
        """Return them without entries that were struck (有效登记)."""
        return self.exclude(ended_by_code=DocumentAct.STRUCK.code)

    def public(self) -> Self:
        """Return those that were published (已公开)."""
        return self.standing().filter(published_on__isnull=False)

    def with_validity(self, validity: Validity, *, day: date) -> Self:
        """Return those that stand so on a day (按有效性)."""
        ceased = Q(ceased_on__lte=day)
        lapsed = Q(ended_on=None) | Q(ended_on__gt=models.F("ceased_on")) | Q(ended_by_code=_LAPSED)
        if validity is Validity.LAPSED:
            return self.filter(ceased & lapsed)
        if validity is Validity.REPEALED:
            return self.filter(ceased & ~lapsed)
        standing = self.exclude(ceased)
        if validity is Validity.PENDING:
            return standing.filter(in_force_on__gt=day)
        amended = Q(amended_on__lte=day)
        return standing.filter(in_force_on__lte=day).filter(amended if validity is Validity.AMENDED else ~amended)

    def for_lists(self) -> Self:
        """Return them without their text (列表字段)."""
        return self.select_related("agency").defer("text")


_LAPSED = DocumentAct.DECLARED_LAPSED.code


class RuleDocument(models.Model):
    """A rule or a normative document of an organ (文件).

    ``agency`` issued it, alone or as lead with ``joint_with``: it counts once, at the lead. ``valid_until``,
    ``amended_on``, ``ended_on``, ``ended_by_code`` and ``ceased_on`` are what its events amount to, kept in the same
    transaction. ``term_until`` is the last day of validity as the document itself set it.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="制定机关", related_name="rule_documents")
    joint_with = models.CharField("联合制定机关", max_length=500, blank=True)
    kind_code = models.CharField("文件种类", max_length=30, choices=[(kind.code, kind.label) for kind in DocumentKind])
    title = models.CharField("标题", max_length=300)
    number = models.CharField("文号", max_length=100)
    registration_number = models.CharField("登记号", max_length=100, blank=True)
    index_number = models.CharField("索引号", max_length=60, blank=True)
    subject = models.CharField("主题分类", max_length=60, blank=True)
    made_on = models.DateField("成文日期")
    published_on = models.DateField("发布日期", null=True, blank=True)
    in_force_on = models.DateField("施行日期")
    term_until = models.DateField("有效期至", null=True, blank=True)
    review_number = models.CharField("合法性审核意见文号", max_length=100, blank=True)
    filing_number = models.CharField("备案号", max_length=100, blank=True)
    text = models.TextField("正文", blank=True)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="登记人", related_name="+", null=True)

    valid_until = models.DateField("现行有效期至", null=True, blank=True)
    amended_on = models.DateField("修改日期", null=True, blank=True)
    ended_on = models.DateField("终止日期", null=True, blank=True)
    ended_by_code = models.CharField("终止方式", max_length=30, blank=True)
    ceased_on = models.DateField("停止有效之日", null=True, blank=True)

    objects = RuleDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "规章和行政规范性文件"
        constraints = (
            models.CheckConstraint(condition=Q(kind_code__in=tuple(DOCUMENT_KINDS)), name="document_kind_is_known"),
            models.CheckConstraint(
                condition=Q(term_until=None) | Q(term_until__gte=models.F("in_force_on")),
                name="document_term_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("agency", "number"),
                condition=~Q(ended_by_code=DocumentAct.STRUCK.code),
                name="document_number_is_used_once",
            ),
        )
        indexes = (
            models.Index(
                fields=("agency", "kind_code", "ended_by_code", "made_on", "ceased_on", "recorded_at"),
                name="document_count",
            ),
            models.Index(fields=("-made_on", "-id"), name="document_by_day"),
            models.Index(fields=("agency", "-made_on", "-id"), name="document_by_agency"),
            models.Index(fields=("valid_until",), name="document_by_term", condition=Q(ended_on=None)),
        )

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"

    @property
    def kind(self) -> DocumentKind:
        """Which kind of document (文件种类)."""
        return DOCUMENT_KINDS[self.kind_code]

    @property
    def origin(self) -> DocumentState:
        """The document as it was made, before anything happened to it (制发时的状态)."""
        return DocumentState(self.made_on, self.in_force_on, self.term_until)

    @property
    def state(self) -> DocumentState:
        """The document with all that happened to it (现状)."""
        return DocumentState(
            self.made_on,
            self.in_force_on,
            self.valid_until,
            self.amended_on,
            self.ended_on,
            DOCUMENT_ACTS.get(self.ended_by_code),
        )

    def take_over(self, state: DocumentState) -> None:
        """Set the fields that follow from the events (更新现状)."""
        self.valid_until = state.valid_until
        self.amended_on = state.amended_on
        self.ended_on = state.ended_on
        self.ended_by_code = state.ended_by.code if state.ended_by else ""
        self.ceased_on = state.ceased_on


PROJECTED = ("valid_until", "amended_on", "ended_on", "ended_by_code", "ceased_on")


class RuleEvent(FrozenRecord):
    """Something that happened to a document: its legal day, when it was recorded, by whom, on what basis (文件变动).

    ``other`` is the document that amends or replaces it, ``clean_up`` the round in which it happened.
    """

    document = models.ForeignKey(RuleDocument, models.PROTECT, verbose_name="文件", related_name="events")
    act_code = models.CharField("变动", max_length=30, choices=[(act.code, act.label) for act in DocumentAct])
    on = models.DateField("日期")
    valid_until = models.DateField("有效期延长至", null=True, blank=True)
    basis = models.CharField("依据", max_length=500)
    other = models.ForeignKey(
        RuleDocument, models.PROTECT, verbose_name="相关文件", related_name="+", null=True, blank=True
    )
    clean_up = models.ForeignKey(
        "disclosure.CleanUp", models.PROTECT, verbose_name="清理", related_name="events", null=True, blank=True
    )
    recorded_at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="登记人", related_name="+", null=True)

    class Meta:
        verbose_name = "文件变动"
        indexes = (
            models.Index(fields=("document", "id"), name="document_event_by_document"),
            models.Index(fields=("recorded_at", "document"), name="document_event_by_moment"),
        )

    def __str__(self) -> str:
        return f"{self.act.label}（{self.on:%Y-%m-%d}）"

    @property
    def act(self) -> DocumentAct:
        """What happened (变动)."""
        return DOCUMENT_ACTS[self.act_code]

    def as_event(self) -> DocumentEvent:
        """Return the event as the law reads it (变动)."""
        return DocumentEvent(self.act, self.on, self.valid_until)
