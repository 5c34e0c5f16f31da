"""The paths of the command line as files to read (输入)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from gongkai.documents.limits import MAX_FILE_BYTES
from gongkai.reports.guard import Task

STANDARD_INPUT = "-"

_PASSED_OVER = frozenset(
    (
        *(".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".toml", ".yaml", ".yml", ".ini", ".log", ".lock"),
        *(".py", ".pyc", ".sh", ".sql", ".sqlite3", ".db", ".js", ".mjs", ".css", ".map"),
        *(".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".avi", ".mov"),
        *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg", ".ico"),
    )
)
"""Suffixes that no report has and that lie beside reports: our own output, programs, what a saved page is made of."""


def tasks(paths: Iterable[str]) -> Iterator[Task]:
    """Yield what is to be read, in order: files as named, directories walked, ``-`` from standard input (读取任务).

    A file that is named is always tried, whatever its suffix.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            # One byte more than is allowed shows that there was too much.
            yield Task(path, sys.stdin.buffer.read(MAX_FILE_BYTES + 1))
        elif os.path.isdir(path):
            yield from (Task(found) for found in _walk(path))
        else:
            yield Task(path)


def _walk(directory: str) -> Iterator[str]:
    """Yield the files below a directory sorted by name, without hidden files and what is no report (遍历目录).

    Links to directories are not followed, so no loop can hold the walk. A directory that may not be listed is yielded
    itself: reading it tells why.
    """
    try:
        with os.scandir(directory) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield directory
        return
    for entry in listed:
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            yield from _walk(entry.path)
        elif not entry.is_dir() and not _is_passed_over(entry.name):
            yield entry.path


def _is_passed_over(name: str) -> bool:
    """Whether a file is hidden, an office program's lock, a read-me, or of a kind that no report is."""
    stem, suffix = os.path.splitext(name.lower())
    return name.startswith((".", "~$")) or stem == "readme" or suffix in _PASSED_OVER
