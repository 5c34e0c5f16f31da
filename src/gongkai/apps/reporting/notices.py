"""Mail to organs about terms that come near or have passed (期限提醒邮件)."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import send_mail

_END = "本邮件由系统每日核对后发出，同一事项只提醒一次，请勿回复。"


def send_reminder(email: str, *, organ: str, lines: Sequence[str]) -> None:
    """Tell an organ what falls due (期限提醒邮件). Raises one of NOT_SENT where it cannot be sent."""
    told = "\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1))
    text = f"{organ}：\n\n下列事项临近或者已经超过期限，请登录工作台办理：\n\n{told}\n\n{_END}\n"
    send_mail("政府信息公开工作期限提醒", text, None, [email])
