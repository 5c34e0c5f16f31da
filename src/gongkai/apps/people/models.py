"""Officers and the roles they hold at organs (工作人员)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import ROLES, AgencyRole
from gongkai.apps.audit.permissions import STAFF, Role
from gongkai.apps.people.applicant_account import ApplicantAccount
from gongkai.apps.people.credentials import (
    ApplicantSession,
    BrowserSession,
    DeskSession,
    RecoveryCode,
    SecondFactor,
    SignInAttempt,
)

__all__ = (
    "ApplicantAccount",
    "ApplicantSession",
    "BrowserSession",
    "DeskSession",
    "Grant",
    "Officer",
    "RecoveryCode",
    "SecondFactor",
    "SignInAttempt",
)

_BY_CODE = {role.code: role for role in Role}


class OfficerManager(BaseUserManager["Officer"]):
    """Makes officers with a hashed password (账号管理)."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Officer:
        """Make an officer of the least role unless another is given (建立账号)."""
        officer = self.model(username=self.model.normalize_username(username), **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> Officer:
        """Make an administrator (建立管理员账号)."""
        return self.create_user(username, password, **{**fields, "role_code": Role.ADMINISTRATOR.code})


class Officer(AbstractBaseUser):
    """Somebody who signs in to work (工作人员).

    ``agency`` is the organ the officer works for; which acts it allows, the grants say. ``role`` is the standing in the
    whole system: an administrator or auditor there is one at every organ.
    """

    username = models.CharField("用户名", max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField("姓名", max_length=60)
    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name="所在机关", related_name="officers", null=True, blank=True
    )
    role_code = models.CharField(
        "角色",
        max_length=30,
        choices=[(role.code, role.label) for role in Role if role in STAFF],
        default=Role.OFFICER.code,
    )
    is_active = models.BooleanField("启用", default=True)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    needs_second_factor = models.BooleanField("必须使用动态口令", default=False)
    must_change_password = models.BooleanField("须修改密码", default=False)
    failures_forgiven_at = models.DateTimeField("解除锁定时间", null=True, blank=True)

    objects = OfficerManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "工作人员"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role_code__in=sorted(role.code for role in STAFF)), name="officer_has_a_known_role"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"

    @property
    def role(self) -> Role:
        """Who this officer is to the whole system (全系统角色)."""
        return _BY_CODE[self.role_code]


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants (授权集合)."""

    def in_force_on(self, day: date) -> Self:
        """Return the grants that hold on a day (当日有效)."""
        open_ended = models.Q(valid_until=None) | models.Q(valid_until__gte=day)
        return self.filter(open_ended, valid_from__lte=day)

    def overlapping(self, first: date, last: date | None) -> Self:
        """Return the grants that hold on any day of a span, which is open where ``last`` is None (重叠授权)."""
        open_ended = models.Q(valid_until=None) | models.Q(valid_until__gte=first)
        begun = models.Q() if last is None else models.Q(valid_from__lte=last)
        return self.filter(open_ended & begun)


class Grant(models.Model):
    """One officer holds one role at one organ, from a day until a day (岗位授权).

    ``valid_until`` is the last day, null while it is open. A grant that ended stays, to tell who could do what when.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, verbose_name="工作人员", related_name="grants")
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关", related_name="grants")
    role_code = models.CharField("岗位", max_length=20, choices=[(role.code, role.label) for role in AgencyRole])
    valid_from = models.DateField("自")
    valid_until = models.DateField("至", null=True, blank=True)
    granted_by = models.ForeignKey(
        Officer, models.PROTECT, verbose_name="授权人", related_name="grants_given", null=True
    )
    granted_at = models.DateTimeField("授权时间", auto_now_add=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "岗位授权"
        indexes = (models.Index(fields=("agency", "role_code"), name="grant_by_agency"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(role_code__in=sorted(ROLES)), name="grant_role_is_known"),
            models.UniqueConstraint(
                fields=("officer", "agency", "role_code"),
                condition=models.Q(valid_until=None),
                name="grant_is_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer}：{self.agency}{self.role.label}"

    @property
    def role(self) -> AgencyRole:
        """Which role (岗位)."""
        return ROLES[self.role_code]

    def is_in_force_on(self, day: date) -> bool:
        """Whether the grant holds on a day (当日是否有效)."""
        return self.valid_from <= day <= (self.valid_until or day)
