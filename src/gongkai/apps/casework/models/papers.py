"""What lies in the file of a case: papers, letters, notes, and drafts that do not yet (案卷材料)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.frozen import FrozenQuerySet, FrozenRecord
from gongkai.apps.people.models import Officer
from gongkai.apps.people.sealing import SealedTextField


class EvidenceKind(models.TextChoices):
    """What a paper is evidence of, in the order of the file's list (材料种类)."""

    APPLICATION = "application", "申请表和申请材料"
    IDENTITY = "identity", "身份证明"
    ENVELOPE = "envelope", "信封、邮戳"
    CONFIRMATION = "confirmation", "确认收到的记录"
    CORRECTION = "correction", "补正材料"
    TALK = "talk", "沟通记录"
    SEARCH = "search", "检索记录"
    REVIEW = "review", "公开审查、保密审查材料"
    CONSULTATION = "consultation", "征求意见材料"
    RISK = "risk", "风险评估报告"
    REDACTION = "redaction", "区分处理的两个版本"
    FEE = "fee", "收费材料"
    APPROVAL = "approval", "内部审批材料"
    GIVEN = "given", "向申请人提供的材料"
    DELIVERY = "delivery", "送达凭证"
    REMEDY = "remedy", "复议、诉讼材料"
    OTHER = "other", "其他"


class Document(models.Model):
    """A file kept under its digest (材料). ``name`` is our own, ``shown_name`` the sender's made harmless.

    ``part`` 1 was there when the answer was issued; part 2 came later. ``sealed_at`` is when part 1 was closed.
    """

    case = models.ForeignKey("casework.Case", models.PROTECT, verbose_name="申请件", related_name="documents")
    digest = models.CharField("摘要", max_length=64)
    kind = models.CharField("文件类型", max_length=10)
    size = models.PositiveIntegerField("大小（字节）")
    name = models.CharField("存档名", max_length=100)
    shown_name = models.CharField("文件名", max_length=200)
    evidence = models.CharField("材料种类", max_length=20, choices=EvidenceKind.choices)
    part = models.PositiveSmallIntegerField("卷内部分", default=1)
    added_at = models.DateTimeField("存入时间", auto_now_add=True)
    sealed_at = models.DateTimeField("封存时间", null=True)
    uploaded_by = models.ForeignKey(
        Officer, models.PROTECT, verbose_name="存入人", related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "案卷材料"
        indexes = (models.Index(fields=("case", "id"), name="document_by_case"),)

    def __str__(self) -> str:
        return self.shown_name

    @property
    def path(self) -> str:
        """Where the storage keeps it (存放位置)."""
        return f"casework/{self.digest[:2]}/{self.digest}"


class Letter(FrozenRecord):
    """A letter as it was issued (已发出的函件). A mistake in it is corrected by a further letter.

    ``content`` is the composed letter as JSON, sealed; DOCX and PDF are made from it again, always alike.
    """

    case = models.ForeignKey("casework.Case", models.PROTECT, verbose_name="申请件", related_name="letters")
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关", related_name="+")
    code = models.CharField("函件", max_length=60)
    title = models.CharField("标题", max_length=100)
    series = models.CharField("序列", max_length=40)
    number = models.CharField("文号", max_length=80)
    year = models.PositiveIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    content = SealedTextField("内容", purpose="letter")
    digest = models.CharField("摘要", max_length=64)
    issued_on = models.DateField("成文日期")
    issued_at = models.DateTimeField("发出时间")
    issued_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="经办人", related_name="+")
    corrects = models.ForeignKey(
        "self", models.PROTECT, verbose_name="更正的函件", related_name="corrections", null=True, blank=True
    )

    class Meta:
        verbose_name = "函件"
        constraints = (
            models.UniqueConstraint(fields=("agency", "series", "year", "serial"), name="letter_number_is_given_once"),
        )
        indexes = (models.Index(fields=("case", "id"), name="letter_by_case"),)

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"

    @classmethod
    def of(cls, case_number: int) -> FrozenQuerySet:
        """Return the letters of a case, those among them that answer it together with others (案件的函件).

        Asked as two, each by its index: with an OR between them all letters there are would be read.
        """
        own = cls.objects.filter(case=case_number).values("pk")
        joint = JointAnswer.objects.filter(case=case_number).values("letter")
        letters: FrozenQuerySet = cls.objects.filter(pk__in=own.union(joint)).order_by("pk")
        return letters


class JointAnswer(FrozenRecord):
    """That a letter answers this case too, besides the one it is filed with (合并答复)."""

    letter = models.ForeignKey(Letter, models.PROTECT, verbose_name="答复书", related_name="joint_answers")
    case = models.ForeignKey("casework.Case", models.PROTECT, verbose_name="申请件", related_name="joint_answers")

    class Meta:
        verbose_name = "合并答复"
        constraints = (models.UniqueConstraint(fields=("letter", "case"), name="letter_answers_a_case_once"),)

    def __str__(self) -> str:
        return f"{self.letter}：{self.case}"


class Note(models.Model):
    """What an officer wrote down; its digest stands in the ledger (备注). Written once, sealed at rest."""

    case = models.ForeignKey("casework.Case", models.PROTECT, verbose_name="申请件", related_name="notes")
    seq = models.PositiveIntegerField("台账序号")
    text = SealedTextField("内容", purpose="note")
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="记录人", related_name="+", null=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "备注"
        constraints = (models.UniqueConstraint(fields=("case", "seq"), name="note_has_one_place"),)

    def __str__(self) -> str:
        return self.text[:40]


class Draft(models.Model):
    """What an officer began to write for a case and did not send (草稿)."""

    case = models.ForeignKey("casework.Case", models.CASCADE, verbose_name="申请件", related_name="drafts")
    purpose = models.CharField("用途", max_length=60)
    content = SealedTextField("内容", purpose="draft")
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="起草人", related_name="+")
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = "草稿"
        constraints = (models.UniqueConstraint(fields=("case", "purpose"), name="draft_is_kept_once"),)

    def __str__(self) -> str:
        return f"{self.purpose}（{self.changed_at:%Y-%m-%d %H:%M}）"
