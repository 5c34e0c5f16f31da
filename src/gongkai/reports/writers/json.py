"""Write a report as the JSON of the outside contract (输出机读格式)."""

from __future__ import annotations

import json

from gongkai.reports.as_json import as_json
from gongkai.reports.model import Report


def write(report: Report) -> bytes:
    """Return the report as one line of JSON, UTF-8, closed by a line break (输出机读格式)."""
    # Half a surrogate pair, which UTF-8 has no bytes for, becomes the escape that JSON has for it.
    return f"{json.dumps(as_json(report), ensure_ascii=False)}\n".encode(errors="backslashreplace")
