"""Writing the log (登记操作)."""

from __future__ import annotations

from typing import Any, Protocol

from django.db import models
from django.utils import timezone

from gongkai.apps.audit.models import Entry
from gongkai.apps.audit.permissions import Act, Role


class Actor(Protocol):
    """Whoever acts: an officer, or a visitor without an account (操作人)."""

    @property
    def pk(self) -> int | None:
        """The account's number, None for a visitor (账号编号)."""

    @property
    def role(self) -> Role:
        """Who this is to us (角色)."""


def record(act: Act, *, by: Actor, on: models.Model, **details: Any) -> Entry:
    """Write that ``by`` did ``act`` on a record, in the transaction of the act itself (登记操作)."""
    return Entry.objects.create(
        at=timezone.now(),
        actor_id=by.pk,
        actor=str(by),
        act=act.code,
        label=act.label,
        target_kind=on._meta.label_lower,
        target_id=str(on.pk),
        target=str(on)[:300],
        details=details,
    )
