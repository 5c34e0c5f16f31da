"""The acts on accounts: open, change, switch off, reset, unlock, require a second factor (账号管理).

Each raises PermissionDenied where the person may not, ValidationError with Chinese words where it cannot be so.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Rights
from gongkai.apps.audit.permissions import STAFF, Act, Role
from gongkai.apps.audit.services import record
from gongkai.apps.people import second_factors, sessions
from gongkai.apps.people.models import Grant, Officer
from gongkai.apps.people.permissions import ACCOUNTS, PeopleAct

# No signs that look alike in print: the password is read out or written on paper.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz"
_TEMPORARY_LENGTH = 14


@dataclass(frozen=True, slots=True)
class OpenedAccount:
    """A new account, or one whose password was reset, and the password to hand over once (账号与初始密码)."""

    officer: Officer
    password: str


def may_look_after(act: Act, *, officer: Officer, rights: Rights) -> bool:
    """Whether the act is allowed on an account (可否管理账号).

    Who resets a password can act as that officer. So it takes the right at the officer's organ and at every organ where
    the officer holds or is to hold a role, and at all organs where the officer has a standing in the whole system.
    """
    if officer.role is not Role.OFFICER or officer.agency is None:
        return ACCOUNTS.allows_everywhere(act, rights=rights)
    places = {officer.agency, *Agency.objects.filter(grants__in=_not_over(officer))}
    return all(ACCOUNTS.allows(act, rights=rights, agency=place) for place in places)


@transaction.atomic
def open_account(*, username: str, name: str, agency: Agency | None, by: Officer, rights: Rights) -> OpenedAccount:
    """Open an account with a password that must be changed at the first sign-in (建立账号)."""
    _require_at(PeopleAct.OPEN_ACCOUNT, agency=agency, rights=rights)
    officer = Officer(username=Officer.normalize_username(username.strip()), name=name.strip(), agency=agency)
    password = _temporary_password()
    officer.must_change_password = True
    officer.set_password(password)
    if Officer.objects.filter(username__iexact=officer.username).exists():
        raise ValidationError({"username": "这个用户名已经有人使用。"})
    officer.full_clean()
    officer.save(force_insert=True)
    record(PeopleAct.OPEN_ACCOUNT, by=by, on=officer)
    return OpenedAccount(officer, password)


@transaction.atomic
def change_account(*, officer: Officer, name: str, agency: Agency | None, by: Officer, rights: Rights) -> Officer:
    """Change an officer's name or organ; roles stay as granted (修改账号)."""
    officer = _locked(PeopleAct.CHANGE_ACCOUNT, officer, rights=rights)
    _require_at(PeopleAct.CHANGE_ACCOUNT, agency=agency, rights=rights)
    officer.name, officer.agency = name.strip(), agency
    officer.full_clean()
    officer.save(update_fields=["name", "agency"])
    record(PeopleAct.CHANGE_ACCOUNT, by=by, on=officer, agency=agency.code if agency else "")
    return officer


@transaction.atomic
def switch_off(*, officer: Officer, by: Officer, rights: Rights, now: datetime) -> Officer:
    """Close an account: it signs in no more and its sessions end; what it did stays (停用账号)."""
    administrators = _administrators_locked()
    officer = _locked(PeopleAct.SWITCH, officer, rights=rights)
    if officer.pk == by.pk:
        raise ValidationError("不能停用自己的账号。")
    _keep_one(administrators, officer)
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    sessions.end_all(officer, now=now)
    record(PeopleAct.SWITCH, by=by, on=officer, is_active=False)
    return officer


@transaction.atomic
def switch_on(*, officer: Officer, by: Officer, rights: Rights) -> Officer:
    """Let an account sign in again (启用账号)."""
    officer = _locked(PeopleAct.SWITCH, officer, rights=rights)
    officer.is_active = True
    officer.save(update_fields=["is_active"])
    record(PeopleAct.SWITCH, by=by, on=officer, is_active=True)
    return officer


@transaction.atomic
def set_system_role(*, officer: Officer, role: Role, by: Officer, rights: Rights) -> Officer:
    """Give an officer a standing in the whole system, or take it away (设定全系统角色)."""
    ACCOUNTS.require_everywhere(PeopleAct.SET_SYSTEM_ROLE, rights=rights)
    administrators = _administrators_locked()
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    if role not in STAFF:
        raise ValidationError({"role": "请选择角色。"})
    if officer.pk == by.pk:
        raise ValidationError({"role": "不能改变自己的全系统角色。"})
    if role is Role.AUDITOR and _not_over(officer).exists():
        raise ValidationError({"role": "审计员不改动任何内容，请先终止该账号的其他岗位。"})
    if role is not Role.ADMINISTRATOR:
        _keep_one(administrators, officer)
    officer.role_code = role.code
    officer.save(update_fields=["role_code"])
    record(PeopleAct.SET_SYSTEM_ROLE, by=by, on=officer, role=role.code)
    return officer


@transaction.atomic
def reset_password(*, officer: Officer, by: Officer, rights: Rights, now: datetime) -> OpenedAccount:
    """Give an account a new password to be handed over and changed, and end its sessions (重置密码)."""
    officer = _locked(PeopleAct.RESET_PASSWORD, officer, rights=rights)
    password = _temporary_password()
    officer.set_password(password)
    officer.must_change_password = True
    officer.failures_forgiven_at = now
    officer.save(update_fields=["password", "must_change_password", "failures_forgiven_at"])
    sessions.end_all(officer, now=now)
    record(PeopleAct.RESET_PASSWORD, by=by, on=officer)
    return OpenedAccount(officer, password)


@transaction.atomic
def unlock(*, officer: Officer, by: Officer, rights: Rights, now: datetime) -> Officer:
    """Forgive the failed tries, so that the account can sign in at once (解除锁定)."""
    officer = _locked(PeopleAct.UNLOCK, officer, rights=rights)
    officer.failures_forgiven_at = now
    officer.save(update_fields=["failures_forgiven_at"])
    record(PeopleAct.UNLOCK, by=by, on=officer)
    return officer


@transaction.atomic
def require_second_factor(*, officer: Officer, by: Officer, rights: Rights) -> Officer:
    """Ask a second factor of an account from its next page on (要求动态口令)."""
    return _set_requirement(officer, True, by=by, rights=rights)


@transaction.atomic
def waive_second_factor(*, officer: Officer, by: Officer, rights: Rights) -> Officer:
    """Leave it to the officer again whether to use a second factor (不再要求动态口令)."""
    return _set_requirement(officer, False, by=by, rights=rights)


@transaction.atomic
def clear_second_factor(*, officer: Officer, by: Officer, rights: Rights, now: datetime) -> Officer:
    """Forget a lost authenticator and end the sessions, so that a new one can be bound (清除动态口令)."""
    officer = _locked(PeopleAct.CLEAR_SECOND_FACTOR, officer, rights=rights)
    second_factors.remove(officer)
    sessions.end_all(officer, now=now)
    record(PeopleAct.CLEAR_SECOND_FACTOR, by=by, on=officer)
    return officer


@transaction.atomic
def end_sessions(*, officer: Officer, by: Officer, rights: Rights, now: datetime) -> Officer:
    """Sign an officer out everywhere (结束全部会话)."""
    officer = _locked(PeopleAct.END_SESSIONS, officer, rights=rights)
    ended = sessions.end_all(officer, now=now)
    record(PeopleAct.END_SESSIONS, by=by, on=officer, sessions=ended)
    return officer


@transaction.atomic
def change_own_password(*, officer: Officer, old: str, new: str, mark: str, now: datetime) -> Officer:
    """Change one's own password; every session but this one ends (修改密码).

    Raises ValidationError by field where the old one is wrong or the new one is too weak or no different.
    """
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    if not officer.check_password(old):
        raise ValidationError({"old": "原密码不正确。"})
    if old == new:
        raise ValidationError({"new": "新密码不能与原密码相同。"})
    try:
        validate_password(new, officer)
    except ValidationError as weak:
        raise ValidationError({"new": weak.messages}) from weak
    officer.set_password(new)
    officer.must_change_password = False
    officer.save(update_fields=["password", "must_change_password"])
    sessions.end_all(officer, now=now, keep=mark)
    record(PeopleAct.CHANGE_PASSWORD, by=officer, on=officer)
    return officer


def _set_requirement(officer: Officer, needs: bool, *, by: Officer, rights: Rights) -> Officer:
    officer = _locked(PeopleAct.REQUIRE_SECOND_FACTOR, officer, rights=rights)
    officer.needs_second_factor = needs
    officer.save(update_fields=["needs_second_factor"])
    record(PeopleAct.REQUIRE_SECOND_FACTOR, by=by, on=officer, needs=needs)
    return officer


def _not_over(officer: Officer) -> models.QuerySet[Grant]:
    """Return the grants that hold today or later."""
    return Grant.objects.filter(officer=officer).overlapping(timezone.localdate(), None)


def _locked(act: Act, officer: Officer, *, rights: Rights) -> Officer:
    locked = Officer.objects.select_for_update().get(pk=officer.pk)
    if not may_look_after(act, officer=locked, rights=rights):
        raise PermissionDenied(f"您没有对“{locked.name}”的账号“{act.label}”的权限。")
    return locked


def _require_at(act: Act, *, agency: Agency | None, rights: Rights) -> None:
    if agency is None:
        ACCOUNTS.require_everywhere(act, rights=rights)
    else:
        ACCOUNTS.require(act, rights=rights, agency=agency)


def _administrators_locked() -> frozenset[int]:
    """Return who can manage the whole system; locked first and in one order, so that two who act at once take turns."""
    able = Officer.objects.select_for_update().filter(role_code=Role.ADMINISTRATOR.code, is_active=True)
    return frozenset(able.order_by("pk").values_list("pk", flat=True))


def _keep_one(administrators: frozenset[int], officer: Officer) -> None:
    """Refuse to take away the last account that can manage the whole system."""
    if administrators == {officer.pk}:
        raise ValidationError("这是最后一个系统管理员账号，不能停用或者改作他用。")


def _temporary_password() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_TEMPORARY_LENGTH))
