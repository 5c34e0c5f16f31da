"""Records that are written once: the base that refuses a change in code (只增不改的记录)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class FrozenRecordError(Exception):
    """Somebody tried to change or delete what is kept as it was written (只增不改)."""

    def __init__(self) -> None:
        super().__init__("这类记录只能追加，不能修改或删除")


class FrozenQuerySet(models.QuerySet[Any]):
    """Records, readable and nothing else (只读集合)."""

    def update(self, **_values: Any) -> NoReturn:
        """Refuse (禁止修改)."""
        raise FrozenRecordError

    def delete(self) -> NoReturn:
        """Refuse (禁止删除)."""
        raise FrozenRecordError


class FrozenRecord(models.Model):
    """A record that is written once (只增不改的记录).

    A migration of its app has the database refuse a change by itself too, see ``triggers.freeze``.
    """

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *arguments: Any, **options: Any) -> None:
        """Write a new record; a written one is refused (追加)."""
        if not self._state.adding:
            raise FrozenRecordError
        super().save(*arguments, **options)

    def delete(self, *_arguments: Any, **_options: Any) -> NoReturn:
        """Refuse (禁止删除)."""
        raise FrozenRecordError
