"""Addresses that no page has (网址核验)."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from gongkai.ui.refusals import bad_request


class PlainAddressMiddleware:
    """Refuses addresses that hold the character zero, which no database keeps and PostgreSQL fails at (网址核验)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the next layer."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or answer 400 (放行或拒绝)."""
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request, BadRequest())
        return self._get_response(request)
