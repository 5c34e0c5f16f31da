"""The chain that ties each event of a case to all before it (哈希链)."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any, Protocol


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal (摘要)."""
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Any) -> str:
    """Write plain values so that equal ones are equal text (规范化)."""
    return _WRITER.encode(value)


_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class Hashed(Protocol):
    """What the hash of an event is over, as a model or as a plain row (事项)."""

    @property
    def seq(self) -> int: ...
    @property
    def kind_code(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def officer_id(self) -> int | None: ...
    @property
    def actor(self) -> str: ...
    @property
    def details(self) -> Any: ...
    @property
    def previous_hash(self) -> str: ...


def hash_of(event: Hashed, *, reference: str) -> str:
    """Return the hash of an event, over what it says, where it stands and the hash before it (事项摘要)."""
    told = {
        "case": reference,
        "seq": event.seq,
        "kind": event.kind_code,
        "on": event.on.isoformat(),
        "recorded_at": event.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "officer": event.officer_id,
        "actor": event.actor,
        "details": event.details,
        "previous": event.previous_hash,
    }
    return digest_of(canonical(told))
