"""What of an annual report is written once: snapshots, their parts, entered cells, steps, publications (定格记录)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.db.models import Q

from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.frozen import FrozenRecord
from gongkai.apps.people.models import Officer
from gongkai.apps.reporting.flow import FlowAct
from gongkai.apps.reporting.models.annual import ReportState, ReportVersion
from gongkai.apps.reporting.stored_reading import values_from
from gongkai.statute.report_form import Value


class ReportSnapshot(FrozenRecord):
    """All that a version says, as it was when somebody vouched for it (定格数据).

    ``known_at`` is the moment up to which records were counted, ``counted`` whose: organs by number, each with the
    scope of its report, whatever becomes of the tree of organs (null where that was not kept yet, and for a published
    file). A compile with both gives ``compiled`` again. ``figures`` are the cells that are reported, with entries and
    overrides; ``chapters`` the rendered text, ``findings`` what was found, each with its explanation. ``fees_yuan``
    are the information processing fees taken, null where the records do not tell. ``digest`` is the SHA-256 of figures
    and chapters.
    """

    version = models.ForeignKey(ReportVersion, models.PROTECT, verbose_name="报告版本", related_name="snapshots")
    known_at = models.DateTimeField("数据截取时间")
    counted = models.JSONField("统计范围", null=True)
    edition = models.CharField("格式版本", max_length=8)
    figures = models.JSONField("数据")
    compiled = models.JSONField("系统统计数据")
    chapters = models.JSONField("正文", default=list)
    findings = models.JSONField("核查发现", default=list)
    fees_yuan = models.PositiveBigIntegerField("信息处理费（元）", null=True)
    digest = models.CharField("摘要", max_length=64)
    taken_by = models.ForeignKey(Officer, models.PROTECT, verbose_name="定格人", related_name="+", null=True)

    class Meta:
        verbose_name = "定格数据"

    def __str__(self) -> str:
        return f"{self.version}（{self.known_at:%Y-%m-%d %H:%M}）"

    @property
    def values(self) -> Mapping[str, Value]:
        """The reported cells (各单元格数值)."""
        return values_from(self.figures)

    @property
    def compiled_values(self) -> Mapping[str, Value]:
        """What the records gave (系统统计数值)."""
        return values_from(self.compiled)


class RollupPart(FrozenRecord):
    """That a roll-up took in one organ's snapshot; ``part`` is null for an organ that was missing (汇总组成)."""

    snapshot = models.ForeignKey(ReportSnapshot, models.PROTECT, verbose_name="汇总数据", related_name="parts")
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关", related_name="+")
    part = models.ForeignKey(
        ReportSnapshot, models.PROTECT, verbose_name="所汇总的数据", related_name="taken_into", null=True
    )

    class Meta:
        verbose_name = "汇总组成"
        constraints = (models.UniqueConstraint(fields=("snapshot", "agency"), name="organ_is_summed_once"),)


class CellEntry(FrozenRecord):
    """A figure told by a person: of a cell no record here gives, or instead of the one records give (填报数据).

    ``compiled`` is what the records gave when it was told. The newest entry of a cell stands; ``is_withdrawn`` gives
    the cell back to the records.
    """

    version = models.ForeignKey(ReportVersion, models.PROTECT, verbose_name="报告版本", related_name="entries")
    path = models.CharField("单元格", max_length=80)
    value = models.CharField("数值", max_length=30)
    compiled = models.CharField("系统统计数值", max_length=30, blank=True)
    is_override = models.BooleanField("改动统计数据")
    is_withdrawn = models.BooleanField("撤销填报", default=False)
    basis = models.CharField("依据或者理由", max_length=500)
    at = models.DateTimeField("填报时间")
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="填报人", related_name="+", null=True)

    class Meta:
        verbose_name = "填报数据"
        constraints = (models.CheckConstraint(condition=~Q(basis=""), name="cell_entry_has_a_basis"),)
        indexes = (models.Index(fields=("version", "path", "-id"), name="cell_entry_newest"),)

    def __str__(self) -> str:
        return f"{self.path}＝{self.value}"


class FlowStep(FrozenRecord):
    """One step of a version on its way: who, when, from where to where, with what remarks (流转记录)."""

    version = models.ForeignKey(ReportVersion, models.PROTECT, verbose_name="报告版本", related_name="steps")
    act_code = models.CharField("操作", max_length=20, choices=[(act.code, act.label) for act in FlowAct])
    from_code = models.CharField("原状态", max_length=12, choices=ReportState.choices, blank=True)
    to_code = models.CharField("新状态", max_length=12, choices=ReportState.choices)
    snapshot = models.ForeignKey(ReportSnapshot, models.PROTECT, verbose_name="定格数据", related_name="+", null=True)
    remarks = models.TextField("意见", blank=True)
    on = models.DateField("日期")
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="操作人", related_name="+", null=True)

    class Meta:
        verbose_name = "流转记录"
        indexes = (models.Index(fields=("version", "id"), name="flow_step_in_order"),)

    def __str__(self) -> str:
        return f"{self.act.label}（{self.on:%Y-%m-%d}）"

    @property
    def act(self) -> FlowAct:
        """What was done (操作)."""
        return FlowAct.coded(self.act_code)


class Publication(FrozenRecord):
    """That a version was published, and what exactly (公布记录)."""

    version = models.OneToOneField(ReportVersion, models.PROTECT, verbose_name="报告版本", related_name="publication")
    snapshot = models.ForeignKey(ReportSnapshot, models.PROTECT, verbose_name="公布的数据", related_name="+")
    on = models.DateField("公布日期")
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="公布人", related_name="+", null=True)

    class Meta:
        verbose_name = "公布记录"
        indexes = (models.Index(fields=("-on", "-id"), name="publication_newest"),)

    def __str__(self) -> str:
        return f"{self.version}（{self.on:%Y-%m-%d}公布）"
