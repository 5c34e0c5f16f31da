"""What a policy is, and who may read the log (权限策略).

A policy names for each act the roles that may do it. What it does not name is denied, to everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import PermissionDenied


class Role(Enum):
    """Who somebody is to us (角色)."""

    ANONYMOUS = ("anonymous", "访客")
    OFFICER = ("officer", "经办人员")
    REPORT_CLERK = ("report_clerk", "年报专员")
    ADMINISTRATOR = ("administrator", "系统管理员")
    AUDITOR = ("auditor", "审计员")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


STAFF = frozenset(Role) - {Role.ANONYMOUS}


class Act(Enum):
    """The base of an app's acts, each with its code and its Chinese name (操作)."""

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


@dataclass(frozen=True, slots=True)
class Policy:
    """Which roles may do which acts (权限策略)."""

    allowed: Mapping[Act, frozenset[Role]]

    def allows(self, act: Act, *, role: Role) -> bool:
        """Whether ``role`` may do ``act``; an act that is not named is denied (是否允许)."""
        return role in self.allowed.get(act, frozenset())

    def require(self, act: Act, *, role: Role) -> None:
        """Let the act pass or raise PermissionDenied (核验权限)."""
        if not self.allows(act, role=role):
            raise PermissionDenied(f"“{role.label}”没有“{act.label}”的权限。")


class AuditAct(Act):
    """Acts on the log (日志操作)."""

    READ = ("audit.read", "查看操作日志")


POLICY = Policy({AuditAct.READ: frozenset({Role.ADMINISTRATOR, Role.AUDITOR})})
