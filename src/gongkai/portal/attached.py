"""Sending a file to be kept, never to be opened in place (附件下载)."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from gongkai.apps.casework.paper_kinds import safe_name


def attached(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Return an answer that the browser saves under ``name``, made harmless (附件下载)."""
    disposition = content_disposition_header(as_attachment=True, filename=safe_name(name))
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition or "attachment"})
