"""Telling that the law refuses, and writing answers for programs (拒绝与机器可读输出)."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping

from gongkai.statute.errors import StatuteError

REFUSED = 2
"""Exit status where the law does not allow what was asked, or the question was malformed (退出状态)."""


def speak_utf8() -> None:
    """Write Chinese whatever the locale says (输出编码)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def print_json(answer: Mapping[str, object]) -> None:
    """Print one JSON object on one line, Chinese unescaped (JSON 输出)."""
    print(json.dumps(answer, ensure_ascii=False))


def refuse_to_person(refusal: StatuteError) -> int:
    """Say to a person why not, with the article, and return the exit status (说明拒绝理由)."""
    print(f"{refusal.message}\n依据：{refusal.citation}", file=sys.stderr)
    return REFUSED


def refuse_to_program(refusal: StatuteError) -> int:
    """Say it in JSON as well, on standard output, and return the exit status (机器可读的拒绝理由)."""
    print_json({"error": {"message": refusal.message, "citation": str(refusal.citation)}})
    return refuse_to_person(refusal)
