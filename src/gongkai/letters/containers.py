"""Zip containers whose bytes depend on nothing but their parts (压缩打包)."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_FROM_UNIX = 3
_READABLE = 0o644 << 16


def contain(parts: Mapping[str, str]) -> bytes:
    """Return a zip of text parts in the given order, without times or users (打包)."""
    container = BytesIO()
    with ZipFile(container, "w") as archive:
        for name, text in parts.items():
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = _FROM_UNIX
            entry.external_attr = _READABLE
            archive.writestr(entry, text.encode())
    return container.getvalue()
