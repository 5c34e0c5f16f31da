"""Binding an authenticator and checking its codes (动态口令的启用与核验)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.apps.audit.services import record
from gongkai.apps.people import totp
from gongkai.apps.people.applicant_account import AccountHolder
from gongkai.apps.people.models import Officer, RecoveryCode, SecondFactor
from gongkai.apps.people.permissions import PeopleAct
from gongkai.apps.people.sessions import Holder

RECOVERY_CODES = 10
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_CODE_LENGTH = 12


class WrongCodeError(Exception):
    """The code is not the one of this moment, or was used before (口令不正确)."""

    def __init__(self) -> None:
        super().__init__("动态口令不正确，或者已经用过。请等待新的口令出现后再输入，并核对手机的时间。")


class NotBoundError(Exception):
    """There is no authenticator to check a code with: it was left meanwhile, or never bound (未绑定)."""

    def __init__(self) -> None:
        super().__init__("动态口令已经停用，或者还没有启用，请刷新页面后再操作。")


class BoundAlreadyError(Exception):
    """The authenticator is in use already, and its recovery codes were shown (已启用)."""

    def __init__(self) -> None:
        super().__init__("动态口令已经启用，备用码已经显示过一次。没有保存的，请用验证器上新的口令更换全部备用码。")


class StillRequiredError(Exception):
    """An administrator wants the second factor; the officer cannot do away with it (不得停用)."""

    def __init__(self) -> None:
        super().__init__("管理员要求这个账号使用动态口令，不能停用。")


def is_enrolled(holder: Holder) -> bool:
    """Whether codes are asked of this person when signing in (是否已启用)."""
    return SecondFactor.objects.filter(**_of(holder), confirmed_at__isnull=False).exists()


def begin_enrolment(holder: Holder) -> SecondFactor:
    """Return the factor that waits for its first code, with a secret made once (开始绑定)."""
    factor, _ = SecondFactor.objects.get_or_create(**_of(holder), defaults={"secret": totp.new_secret()})
    return factor


@transaction.atomic
def confirm_enrolment(*, holder: Holder, code: str, now: datetime) -> Sequence[str]:
    """Take the second factor into use by its first code; return the recovery codes, which are shown once (启用).

    Raises WrongCodeError, NotBoundError, BoundAlreadyError: sent twice it is one act, and its codes stay.
    """
    factor = _factor(holder)
    if factor.confirmed_at is not None:
        raise BoundAlreadyError
    _spend(factor, code, now=now)
    factor.confirmed_at = now
    factor.save(update_fields=["confirmed_at"])
    _log(PeopleAct.ENROL, holder)
    return _new_recovery_codes(holder)


def check(*, holder: Holder, code: str, now: datetime) -> None:
    """Let a code of the authenticator or an unused recovery code pass, once (核验).

    Raises WrongCodeError, NotBoundError.
    """
    with transaction.atomic():
        factor = _factor(holder)
        if factor.confirmed_at is None:
            raise NotBoundError
        unused = RecoveryCode.objects.filter(**_of(holder), digest=_digest(code), used_at=None)
        if not unused.update(used_at=now):
            _spend(factor, code, now=now)


@transaction.atomic
def renew_recovery_codes(*, holder: Holder, code: str, now: datetime) -> Sequence[str]:
    """Replace all recovery codes (更换备用码). Raises WrongCodeError, NotBoundError."""
    check(holder=holder, code=code, now=now)
    return _new_recovery_codes(holder)


@transaction.atomic
def leave(*, holder: Holder, code: str, now: datetime) -> None:
    """Do without the second factor again; who left it already is done (停用).

    Raises WrongCodeError, StillRequiredError.
    """
    if isinstance(holder, Officer) and holder.needs_second_factor:
        raise StillRequiredError
    try:
        check(holder=holder, code=code, now=now)
    except NotBoundError:
        return
    remove(holder)
    _log(PeopleAct.LEAVE_SECOND_FACTOR, holder)


def remove(holder: Holder) -> None:
    """Forget the authenticator and its recovery codes (清除绑定)."""
    SecondFactor.objects.filter(**_of(holder)).delete()
    RecoveryCode.objects.filter(**_of(holder)).delete()


def _factor(holder: Holder) -> SecondFactor:
    factor = SecondFactor.objects.select_for_update().filter(**_of(holder)).first()
    if factor is None:
        raise NotBoundError
    return factor


def _spend(factor: SecondFactor, code: str, *, now: datetime) -> None:
    step = totp.step_of(code, secret=factor.secret, at=now, after=factor.last_step)
    if step is None:
        raise WrongCodeError
    factor.last_step = step
    factor.save(update_fields=["last_step"])


def _new_recovery_codes(holder: Holder) -> Sequence[str]:
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(**_of(holder)).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(**_of(holder), digest=_digest(code)) for code in codes)
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


def _of(holder: Holder) -> dict[str, Holder]:
    return {"officer" if isinstance(holder, Officer) else "account": holder}


def _log(act: PeopleAct, holder: Holder) -> None:
    record(act, by=holder if isinstance(holder, Officer) else AccountHolder(holder.pk), on=holder)


def _digest(code: str) -> str:
    """Digest a code as it was meant: blanks, dashes and capitals aside. Its sixty bits need no slow hash."""
    meant = "".join(character for character in code.lower() if character.isalnum())
    return hashlib.sha256(meant.encode()).hexdigest()
