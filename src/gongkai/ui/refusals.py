"""Pages for what we cannot answer, each with a way on (错误页面)."""

from __future__ import annotations

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_HELD = "database is locked"
_BUSY = "正有大量数据在保存，这次操作没有完成，也没有保存。请返回上一页（填写的内容还在），过一分钟再提交。"
_TOO_MUCH_TEXT = "一次提交的文字太多，没有受理，也没有保存。请返回上一页，把较长的内容放在附件里提交。"


def refuse(request: HttpRequest, *, status: int, heading: str, message: str) -> HttpResponse:
    """Return a page that says what went wrong and what to do (错误页面)."""
    return render(request, "ui/refusal.html", {"heading": heading, "message": message}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request we cannot make sense of, or one with more text than anybody reads (请求有误)."""
    if isinstance(exception, RequestDataTooBig):
        return refuse(request, status=413, heading="提交的文字太多", message=_TOO_MUCH_TEXT)
    return refuse(
        request, status=400, heading="请求有误", message="没有看懂这次请求。请返回上一页重试，或者从首页进入。"
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer one who may not do this; a message of ours is in Chinese and is shown (没有权限)."""
    return refuse(request, status=403, heading="没有权限", message=str(exception) or "您没有进行这项操作的权限。")


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form that does not carry our mark (页面已过期)."""
    return refuse(
        request,
        status=403,
        heading="页面已过期",
        message="为保护您的安全，这次提交没有受理：页面停留太久，或者浏览器没有保存 Cookie。请刷新页面后重新提交。",
    )


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer an address that leads nowhere (找不到页面)."""
    return refuse(
        request,
        status=404,
        heading="找不到这个页面",
        message="网址可能写错了，内容可能已经撤下，也可能只对提交人可见。",
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when we failed ourselves, or when somebody else held the database for too long (系统故障)."""
    fault = sys.exc_info()[1]
    if isinstance(fault, OperationalError) and _HELD in str(fault):
        return refuse(request, status=503, heading="系统正忙", message=_BUSY)
    return refuse(request, status=500, heading="系统出错了", message="这是我们的问题，已经记录。请稍后再试。")
