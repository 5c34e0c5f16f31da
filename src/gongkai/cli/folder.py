"""One JSON file for each report in a folder (输出目录)."""

from __future__ import annotations

import os
from contextlib import suppress

from gongkai.cli.inputs import STANDARD_INPUT
from gongkai.reports.model import Report
from gongkai.reports.writers import json

_LONGEST_NAME = 180
"""Bytes of the input's name that are kept; file systems allow 255, and endings are added."""


class Folder:
    """A folder that reports are written to (输出目录).

    A file is called as its input with ``.json`` after it, ``-2`` and so on before that when the name was taken in this
    run. No name leads out of the folder; each file appears whole or not at all.
    """

    def __init__(self, path: str) -> None:
        """Make the folder where it is missing. Raises OSError when that cannot be done."""
        os.makedirs(path, exist_ok=True)
        self._path = path
        self._taken: set[str] = set()

    def write(self, report: Report) -> str:
        """Write one report and return the path of its file (写出报告). Raises OSError."""
        target = os.path.join(self._path, self._free_name(report.source))
        draft = os.path.join(self._path, f".gongkai-{os.getpid()}.partial")
        try:
            with open(draft, "xb") as file:
                file.write(json.write(report))
            os.replace(draft, target)
        except OSError:
            with suppress(FileNotFoundError):
                os.unlink(draft)
            raise
        return target

    def _free_name(self, source: str) -> str:
        base = _base_name(source)
        name, number = f"{base}.json", 1
        # Names that differ only in case are one file on some file systems.
        while name.casefold() in self._taken:
            number += 1
            name = f"{base}-{number}.json"
        self._taken.add(name.casefold())
        return name


def _base_name(source: str) -> str:
    base = "stdin" if source == STANDARD_INPUT else os.path.basename(source.rstrip("/"))
    printable = "".join(character if character.isprintable() else "_" for character in base).lstrip(".")
    return printable.encode()[:_LONGEST_NAME].decode(errors="ignore") or "report"
