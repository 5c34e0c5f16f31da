"""Mail to the organs that are asked to correct a report (更正要求邮件).

Called once the transaction is through. A mail that cannot be sent stops nobody's work: it is logged, and the letter
goes by post.
"""

from __future__ import annotations

import logging

from django.core.mail import EmailMessage

from gongkai.apps.people.mailing import NOT_SENT
from gongkai.apps.reporting.correction_letter import letter_of, reminder_of
from gongkai.apps.reporting.models import CorrectionRequest
from gongkai.letters import docx
from gongkai.letters.letter import as_text

_log = logging.getLogger(__name__)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def send_request(number: int) -> None:
    """Mail the letter to the organ, where there is an address (发送更正要求)."""
    request = _request(number)
    if request.email:
        letter = letter_of(request)
        message = EmailMessage(request.title, as_text(letter), to=[request.email])
        message.attach(f"{request.title}.docx", docx.write(letter), _WORD)
        _send(message, request)


def send_reminder(number: int) -> None:
    """Mail a reminder to the organ, where there is an address (发送催办)."""
    request = _request(number)
    if request.email and request.reminded_on:
        text = reminder_of(request, today=request.reminded_on)
        _send(EmailMessage(f"催办：{request.title}", text, to=[request.email]), request)


def _request(number: int) -> CorrectionRequest:
    return CorrectionRequest.objects.select_related("collection__agency", "member").get(pk=number)


def _send(message: EmailMessage, request: CorrectionRequest) -> None:
    try:
        message.send()
    except NOT_SENT:
        _log.warning("no mail for correction request %s", request.pk, exc_info=True)
