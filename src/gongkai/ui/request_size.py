"""Requests too large to be looked at (请求大小)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gongkai.ui.refusals import refuse


class RequestSizeMiddleware:
    """Refuses a request by its declared length, before anything of its body is read (请求大小限制)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the next layer."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or answer 413 with what to do (放行或拒绝)."""
        if _declared_length(request) <= settings.MAX_REQUEST_BYTES:
            return self._get_response(request)
        most = settings.MAX_REQUEST_BYTES // 1024 // 1024
        return refuse(
            request,
            status=413,
            heading="提交的内容太大",
            message=f"一次提交的文件合计不能超过 {most} MB。请分几次提交，或者压缩文件中的图片。",
        )


def _declared_length(request: HttpRequest) -> int:
    declared = request.META.get("CONTENT_LENGTH") or "0"
    return int(declared) if declared.isdigit() else 0
