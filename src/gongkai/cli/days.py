"""Dates on the command line (命令行日期)."""

from __future__ import annotations

import argparse
import re
from datetime import date

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(text: str) -> date:
    """Read a date written 2026-02-09 (日期). Raises ArgumentTypeError that names the form expected."""
    try:
        if not _FORM.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"“{text}”不是日期，应写成“年-月-日”，例如 2026-02-09，且为历法上存在的日子"
        ) from error
