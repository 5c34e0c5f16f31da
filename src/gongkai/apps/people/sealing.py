"""Text that is unreadable in the database and in its backups (密封存储).

The first of ``settings.SEALING_KEYS`` seals, all of them open, so a key can be changed without losing what is sealed.
Each purpose has keys of its own: what was sealed for one cannot be passed off for another.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

# The types of a field can be named only where the types are read: at run time the class takes none.
if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class SealBrokenError(Exception):
    """What is stored was not sealed by us for this purpose, or its key is gone (密封损坏)."""

    def __init__(self) -> None:
        super().__init__("密封的内容无法解开：密钥不符，或者内容被改动过")


def seal(text: str, *, purpose: str) -> str:
    """Return ``text`` sealed for a purpose; the same text gives another seal each time (密封)."""
    return _box(_keys(), purpose).encrypt(text.encode()).decode("ascii")


def unseal(sealed: str, *, purpose: str) -> str:
    """Return the text that was sealed for a purpose (启封). Raises SealBrokenError."""
    try:
        return _box(_keys(), purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as broken:
        raise SealBrokenError from broken


def lookup_mark(text: str, *, purpose: str) -> str:
    """Return 64 hexadecimal digits that are the same for the same text, to find what is sealed (检索标记).

    Keyed, so that nobody without the key can try out all identity numbers. It rests on the last of the keys, the one
    that has been there from the beginning: a mark must not change when a new key comes in front.
    """
    return hmac.new(_derived(_keys()[-1], f"mark:{purpose}"), text.encode(), hashlib.sha256).hexdigest()


class SealedTextField(_TextField):
    """Text that stands sealed in the database and plain in Python (密封字段)."""

    def __init__(self, *arguments: Any, purpose: str, **options: Any) -> None:
        self.purpose = purpose
        super().__init__(*arguments, **options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Name the purpose in migrations too (迁移表示)."""
        name, path, arguments, options = super().deconstruct()
        return name, path, arguments, {**options, "purpose": self.purpose}

    def get_prep_value(self, value: Any) -> Any:
        """Seal on the way in; an empty text stays empty (写入时密封)."""
        text = super().get_prep_value(value)
        return seal(text, purpose=self.purpose) if text else text

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Open on the way out (读取时启封)."""
        return unseal(value, purpose=self.purpose) if value else value


def _keys() -> tuple[str, ...]:
    return tuple(settings.SEALING_KEYS)


@lru_cache(maxsize=64)
def _box(keys: tuple[str, ...], purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(urlsafe_b64encode(_derived(key, f"seal:{purpose}"))) for key in keys])


def _derived(key: str, use: str) -> bytes:
    return hmac.new(key.encode(), use.encode(), hashlib.sha256).digest()
