"""Giving roles at organs and ending them (岗位授权)."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import Rights
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import Role
from gongkai.apps.audit.services import record
from gongkai.apps.people.models import Grant, Officer
from gongkai.apps.people.permissions import ACCOUNTS, PeopleAct


@transaction.atomic
def grant(
    *,
    officer: Officer,
    agency: Agency,
    role: AgencyRole,
    valid_from: date,
    valid_until: date | None,
    by: Officer,
    rights: Rights,
) -> Grant:
    """Give an officer a role at an organ, from a day until a day or until it is ended (授予岗位).

    Nobody gives to themselves. An auditor changes nothing and so holds no other role, at any time.
    """
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    ACCOUNTS.require(PeopleAct.GRANT, rights=rights, agency=agency)
    if officer.agency is None or not ACCOUNTS.allows(PeopleAct.READ, rights=rights, agency=officer.agency):
        ACCOUNTS.require_everywhere(PeopleAct.GRANT, rights=rights)
    if officer.pk == by.pk:
        raise ValidationError("不能给自己授予岗位，请由另一位管理员办理。")
    if valid_until is not None and valid_until < valid_from:
        raise ValidationError({"valid_until": "终止日期不能早于起始日期。"})
    _check_beside_others(officer, agency=agency, role=role, valid_from=valid_from, valid_until=valid_until)
    given = Grant.objects.create(
        officer=officer,
        agency=agency,
        role_code=role.code,
        valid_from=valid_from,
        valid_until=valid_until,
        granted_by=by,
    )
    record(PeopleAct.GRANT, by=by, on=officer, agency=agency.code, role=role.code, since=valid_from.isoformat())
    return given


@transaction.atomic
def end_grant(*, given: Grant, on: date, by: Officer, rights: Rights) -> Grant | None:
    """End a grant at once; ``on`` is the first day without it (终止岗位).

    A grant that had not begun before that day leaves nothing but its trace in the log, and None is returned.
    """
    given = Grant.objects.select_for_update().select_related("agency", "officer").get(pk=given.pk)
    if not ACCOUNTS.allows(PeopleAct.END_GRANT, rights=rights, agency=given.agency):
        raise PermissionDenied(f"您在“{given.agency.name}”没有“{PeopleAct.END_GRANT.label}”的权限。")
    last = on - timedelta(days=1)
    record(PeopleAct.END_GRANT, by=by, on=given.officer, agency=given.agency.code, role=given.role_code)
    if last < given.valid_from:
        given.delete()
        return None
    given.valid_until = min(last, given.valid_until or last)
    given.save(update_fields=["valid_until"])
    return given


def _check_beside_others(
    officer: Officer, *, agency: Agency, role: AgencyRole, valid_from: date, valid_until: date | None
) -> None:
    """Refuse what the officer holds already in those days, and an auditor who does something."""
    if officer.role is Role.AUDITOR:
        raise ValidationError({"role": "该账号是全系统的审计员，不能再承担其他岗位。"})
    others = Grant.objects.filter(officer=officer).overlapping(valid_from, valid_until)
    if others.filter(agency=agency, role_code=role.code).exists():
        raise ValidationError({"role": f"该账号在这段时间已经是{agency.name}的{role.label}。"})
    auditing = others.filter(role_code=AgencyRole.AUDITOR.code).exists()
    if auditing or (role is AgencyRole.AUDITOR and (officer.role is not Role.OFFICER or others.exists())):
        raise ValidationError({"role": "审计不改动任何内容，不能与其他岗位由同一账号承担。"})
