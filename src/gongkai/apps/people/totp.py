"""One-time codes from a shared secret and the time, RFC 6238 (动态口令).

Pure: the moment is passed in. Thirty seconds, six digits, SHA-1, which is what every authenticator speaks.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b32decode, b32encode
from datetime import datetime
from urllib.parse import quote

STEP_SECONDS = 30
DIGITS = 6
_SECRET_BYTES = 20
# A clock may run half a minute off to either side.
_STEPS_ASIDE = 1


def new_secret() -> str:
    """Return a fresh secret in base 32, 160 bits of it (密钥)."""
    return b32encode(secrets.token_bytes(_SECRET_BYTES)).decode("ascii")


def code_at(secret: str, *, step: int) -> str:
    """Return the code of one step, the number of half minutes since 1970 (口令)."""
    mac = hmac.new(b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = mac[-1] & 0x0F
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def step_of(code: str, *, secret: str, at: datetime, after: int) -> int | None:
    """Return the step that ``code`` is good for at a moment, None where it is not good (核验口令).

    Steps up to ``after`` are spent: a code that somebody looked at over a shoulder is no use a second time.
    """
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdigit()):
        return None
    now = int(at.timestamp()) // STEP_SECONDS
    near = range(max(after + 1, now - _STEPS_ASIDE), now + _STEPS_ASIDE + 1)
    return next((step for step in near if hmac.compare_digest(code_at(secret, step=step), typed)), None)


def enrolment_address(secret: str, *, account: str, issuer: str) -> str:
    """Return the address that an authenticator reads from a QR code (绑定地址)."""
    label = f"{quote(issuer, safe='')}:{quote(account, safe='')}"
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote(issuer, safe='')}&digits={DIGITS}"
