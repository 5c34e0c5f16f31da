"""What can be wrong with a file, said so that a person can act on it (文件问题)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: what is wrong, where, and what to do (问题).

    ``code`` is stable and for programs (``file.encrypted``); ``message`` is Chinese and for people. ``table`` is
    ``proactive``, ``applications`` or ``remedies`` where one table of a report is meant.
    """

    code: str
    message: str
    table: str | None = None


class DocumentError(Exception):
    """The file as a whole cannot be read (文件无法读取).

    ``code`` is one of ``file.empty``, ``file.truncated``, ``file.encrypted``, ``file.unsupported``,
    ``file.too_large``, ``file.hostile``, ``file.timeout``.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code, message)
