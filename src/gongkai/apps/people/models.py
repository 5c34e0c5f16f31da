"""Officers and their roles (工作人员)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models

from gongkai.apps.audit.permissions import STAFF, Role

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

    ``agency`` is the name of the organ the officer works for.
    """

    username = models.CharField("用户名", max_length=150, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField("姓名", max_length=60)
    agency = models.CharField("所在机关", max_length=200, blank=True)
    role_code = models.CharField(
        "角色",
        max_length=30,
        choices=[(role.code, role.label) for role in Role if role in STAFF],
        default=Role.OFFICER.code,
    )
    is_active = models.BooleanField("启用", default=True)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = OfficerManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ("name",)

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
        """Who this officer is to us (角色)."""
        return _BY_CODE[self.role_code]
