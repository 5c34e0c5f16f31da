"""Zip containers whose bytes depend on nothing but their parts (压缩打包)."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest day a zip directory can hold; the clock stays out of the file."""
_UNIX = 3
_READABLE = 0o644 << 16


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of the parts in the given order, without times or users (打包)."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            archive.writestr(entry, content)
    return packed.getvalue()


def unpack(packed: bytes) -> dict[str, bytes]:
    """Return the parts of a zip that this product has just written itself (拆包)."""
    with ZipFile(BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
