"""Chance that is the same every time (可重复的随机)."""

from __future__ import annotations

from random import Random


def chance_of(*marks: object) -> Random:
    """Return a source of chance that the marks determine (随机源). Invention needs no secrecy, only repetition."""
    return Random(":".join(map(str, marks)))  # noqa: S311
