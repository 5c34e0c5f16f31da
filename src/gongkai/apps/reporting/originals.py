"""The files as they were handed in, kept under our own names (原始文件)."""

from __future__ import annotations

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage


def keep(digest: str, content: bytes) -> None:
    """Store a file once; a shorter one of the same name was cut off and is replaced (保存原件)."""
    name = _name(digest)
    if default_storage.exists(name):
        if default_storage.size(name) == len(content):
            return
        default_storage.delete(name)
    default_storage.save(name, ContentFile(content))


def fetch(digest: str) -> File[bytes]:
    """Open the file for reading (取出原件).

    Raises FileNotFoundError where it is gone.
    """
    return default_storage.open(_name(digest), "rb")


def discard(digest: str) -> None:
    """Delete the file, if it is there (删除原件)."""
    default_storage.delete(_name(digest))


def _name(digest: str) -> str:
    return f"reports/{digest[:2]}/{digest}"
