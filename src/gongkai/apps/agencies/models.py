"""Organs, the ways they are open, and who took over from whom (行政机关).

The tree is kept as a path of fixed-width numbers: an organ's ancestors stand in its own row, and its subtree is one
range of an ordinary index on every database.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models

from gongkai.apps.agencies import codes, guide
from gongkai.apps.agencies.fields import FaultValidator
from gongkai.apps.agencies.kinds import BASIC_WAYS, AgencyKind, Direction, Level, Way

STEP = 6
MOST_DEPTH = 12
# Letters sort after digits in every collation we meet, so this bounds a subtree from above.
_BEYOND = "z"

_KINDS = {kind.code: kind for kind in AgencyKind}
_LEVELS = {level.code: level for level in Level}
_WAYS = {way.code: way for way in Way}
_DIRECTIONS = {direction.code: direction for direction in Direction}


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Organs (机关集合)."""

    def within(self, agency: Agency) -> Self:
        """Return the organ and all below it (本机关及下级)."""
        return self.filter(path__gte=agency.path, path__lt=agency.path + _BEYOND)

    def at_paths(self, paths: frozenset[str], *, trees: frozenset[str]) -> Self:
        """Return the organs that stand at ``paths``, and those at or below each of ``trees`` (若干机关)."""
        places = models.Q(path__in=sorted(paths))
        for path in sorted(trees):
            places |= models.Q(path__gte=path, path__lt=path + _BEYOND)
        return self.filter(places)

    def valid_on(self, day: date) -> Self:
        """Return the organs that exist on a day (当日有效)."""
        begun = models.Q(valid_from=None) | models.Q(valid_from__lte=day)
        standing = models.Q(valid_until=None) | models.Q(valid_until__gte=day)
        return self.filter(begun & standing)

    def in_tree_order(self) -> Self:
        """Return them parents first, each followed by all below it (按树排列)."""
        return self.order_by("path")


class Agency(guide.GuideFields):
    """An organ that the regulation binds (行政机关).

    ``valid_from`` and ``valid_until`` are the first and the last day it exists, null where not known or not ended.
    ``answers_as`` is the organ in whose name it answers, null for its own.
    """

    code = models.CharField(
        "机构编码", max_length=30, unique=True, validators=[FaultValidator(codes.fault_of_agency_code)]
    )
    name = models.CharField("机关名称", max_length=200)
    short_name = models.CharField("简称", max_length=60, blank=True)
    kind_code = models.CharField("机关类别", max_length=20, choices=AgencyKind.choices())
    level_code = models.CharField("行政层级", max_length=20, choices=Level.choices())
    division_code = models.CharField(
        "行政区划代码", max_length=12, validators=[FaultValidator(codes.fault_of_division)]
    )
    uscc = models.CharField(
        "统一社会信用代码",
        max_length=18,
        unique=True,
        null=True,
        blank=True,
        validators=[FaultValidator(codes.fault_of_uscc)],
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="上级机关", related_name="children", null=True, blank=True
    )
    path = models.CharField("树中位置", max_length=STEP * MOST_DEPTH, db_index=True, editable=False)
    valid_from = models.DateField("设立日期", null=True, blank=True)
    valid_until = models.DateField("撤销日期", null=True, blank=True)
    letter_prefix = models.CharField(
        "机关代字", max_length=20, blank=True, validators=[FaultValidator(codes.fault_of_letter_prefix)]
    )
    answers_as = models.ForeignKey(
        "self", models.PROTECT, verbose_name="答复名义", related_name="answered_by", null=True, blank=True
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "行政机关"
        constraints = (
            models.CheckConstraint(condition=models.Q(kind_code__in=AgencyKind.codes()), name="agency_kind_is_known"),
            models.CheckConstraint(condition=models.Q(level_code__in=Level.codes()), name="agency_level_is_known"),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="agency_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(uscc=None) | ~models.Q(uscc=""), name="agency_uscc_is_null_and_never_empty"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> AgencyKind:
        """What kind of organ this is (机关类别)."""
        return _KINDS[self.kind_code]

    @property
    def level(self) -> Level:
        """On which level it stands (行政层级)."""
        return _LEVELS[self.level_code]

    @property
    def ancestor_ids(self) -> tuple[int, ...]:
        """The numbers of the organs above it, the topmost first, its own last; asks no database (上级链)."""
        return tuple(int(self.path[start : start + STEP]) for start in range(0, len(self.path), STEP))

    @property
    def depth(self) -> int:
        """How many organs stand above it (层数)."""
        return len(self.path) // STEP - 1

    @property
    def answering_body(self) -> Agency:
        """The organ that the answer speaks for, hence respondent and defendant (答复主体)."""
        return self.answers_as or self

    def is_within(self, other: Agency) -> bool:
        """Whether this is ``other`` or stands below it; asks no database (是否在其下)."""
        return self.path.startswith(other.path)

    def is_valid_on(self, day: date) -> bool:
        """Whether the organ exists on a day (当日是否有效)."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)

    def path_below(self, parent: Agency | None) -> str:
        """Return the path that this saved organ has under ``parent`` (树中位置)."""
        return f"{parent.path if parent else ''}{self.pk:0{STEP}d}"


class FormerPlace(models.Model):
    """Where an organ stood in the tree until a moment (曾经的树中位置).

    Kept with every move, so that what was counted as of a moment is counted by the tree of that moment.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, verbose_name="机关", related_name="former_places")
    path = models.CharField("树中位置", max_length=STEP * MOST_DEPTH)
    until = models.DateTimeField("调整时间")

    class Meta:
        verbose_name = "曾经的树中位置"
        indexes = (models.Index(fields=("agency", "until"), name="former_place_by_moment"),)

    def __str__(self) -> str:
        return f"{self.agency}（至{self.until:%Y-%m-%d %H:%M}）"


class IntakeChannel(models.Model):
    """One way in or out of an organ, and what the guide says of it (申请渠道)."""

    agency = models.ForeignKey(Agency, models.CASCADE, verbose_name="机关", related_name="channels")
    way_code = models.CharField("渠道", max_length=20, choices=Way.choices())
    is_open = models.BooleanField("开通", default=False)
    direction_code = models.CharField("方向", max_length=10, choices=Direction.choices(), default=Direction.BOTH.code)
    announced_text = models.CharField("公开指南中的说明", max_length=1000, blank=True)

    class Meta:
        verbose_name = "申请渠道"
        constraints = (
            models.UniqueConstraint(fields=("agency", "way_code"), name="channel_is_told_once"),
            models.CheckConstraint(condition=models.Q(way_code__in=Way.codes()), name="channel_way_is_known"),
            models.CheckConstraint(
                condition=models.Q(direction_code__in=Direction.codes()), name="channel_direction_is_known"
            ),
            # 国办公开办函〔2017〕19号: neither of the two basic ways may be closed.
            models.CheckConstraint(
                condition=~models.Q(way_code__in=[way.code for way in BASIC_WAYS])
                | models.Q(is_open=True) & ~models.Q(direction_code=Direction.ANSWER.code),
                name="channel_in_person_and_post_stay_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.way.label}（{'开通' if self.is_open else '未开通'}）"

    @property
    def way(self) -> Way:
        """Which way (渠道)."""
        return _WAYS[self.way_code]

    @property
    def direction(self) -> Direction:
        """What it is open for (方向)."""
        return _DIRECTIONS[self.direction_code]


class Succession(models.Model):
    """From a day on, one organ exercises powers of another; that one answers for them (职权划转).

    ``scope`` says which powers; empty means all of them.
    """

    predecessor = models.ForeignKey(Agency, models.PROTECT, verbose_name="原机关", related_name="successions")
    successor = models.ForeignKey(Agency, models.PROTECT, verbose_name="承继机关", related_name="inheritances")
    on = models.DateField("划转日期")
    scope = models.CharField("划转的职权", max_length=500, blank=True)
    basis = models.CharField("依据", max_length=500)

    class Meta:
        verbose_name = "职权划转"
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor", "on", "scope"), name="succession_is_told_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="succession_is_between_two"
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor}→{self.successor}（{self.on:%Y-%m-%d}）"
