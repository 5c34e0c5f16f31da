"""What a mailed link says of the one who opens it: that they read the mail of an address (邮件链接).

Signed and sealed: nobody can make one up, and neither a log nor a proxy learns whose it is.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare

from gongkai.apps.people.models import ApplicantAccount
from gongkai.apps.people.sealing import SealBrokenError, seal, unseal

REGISTERING_FOR = timedelta(hours=24)
RESETTING_FOR = timedelta(hours=1)
_REGISTERING, _RESETTING, _MOVING = "applicant-register", "applicant-reset", "applicant-move"


def to_register(email: str) -> str:
    """Return the token that lets the reader of an address open its account (注册链接)."""
    return signing.dumps(seal(email, purpose=_REGISTERING), salt=_REGISTERING)


def registering(token: str) -> str | None:
    """Return the address that a token confirms, None where it is not good or too old (核验注册链接)."""
    return _opened(token, _REGISTERING, REGISTERING_FOR)


def to_reset(account: ApplicantAccount) -> str:
    """Return the token that lets a new password be set, good once: the next password makes it void (重设链接)."""
    return signing.dumps(seal(f"{account.pk}:{_print(account)}", purpose=_RESETTING), salt=_RESETTING)


def resetting(token: str) -> ApplicantAccount | None:
    """Return the account whose password a token lets set, None where it lets no more (核验重设链接)."""
    account = reset_for(token)
    shown = (_opened(token, _RESETTING, RESETTING_FOR) or "").partition(":")[2]
    return account if account is not None and constant_time_compare(_print(account), shown) else None


def reset_for(token: str) -> ApplicantAccount | None:
    """Return the account that a token was mailed for, used or not, None where it is too old (链接所属账号)."""
    number = (_opened(token, _RESETTING, RESETTING_FOR) or "").partition(":")[0]
    return ApplicantAccount.objects.filter(pk=number).first() if number.isdigit() else None


def to_move(account: ApplicantAccount, email: str) -> str:
    """Return the token by which the reader of another address moves an account there, good once (换绑链接)."""
    return signing.dumps(seal(f"{account.pk}:{_print(account)}:{email}", purpose=_MOVING), salt=_MOVING)


def moving(token: str) -> tuple[ApplicantAccount, str] | None:
    """Return the account and the address a token moves it to, None where it moves nothing any more (核验换绑链接)."""
    number, _, rest = (_opened(token, _MOVING, REGISTERING_FOR) or "").partition(":")
    shown, _, email = rest.partition(":")
    account = ApplicantAccount.objects.filter(pk=number).first() if number.isdigit() else None
    if account is None or not constant_time_compare(_print(account), shown):
        return None
    return account, email


def _opened(token: str, purpose: str, good_for: timedelta) -> str | None:
    try:
        return unseal(signing.loads(token, salt=purpose, max_age=good_for), purpose=purpose)
    except (signing.BadSignature, SealBrokenError):
        return None


def _print(account: ApplicantAccount) -> str:
    return hashlib.sha256(f"{account.password}:{account.email_mark}".encode()).hexdigest()[:32]
