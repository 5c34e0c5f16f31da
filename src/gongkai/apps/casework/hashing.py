"""The chain that ties each event of a case to all before it (哈希链)."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from gongkai.apps.casework.models import CaseEvent


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal (摘要)."""
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Any) -> str:
    """Write plain values so that equal ones are equal text (规范化)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def hash_of(event: CaseEvent, *, reference: str) -> str:
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
