"""What may become of a mail that is sent (发送邮件)."""

from __future__ import annotations

from smtplib import SMTPException

NOT_SENT = (SMTPException, OSError, ValueError)
"""What sending raises: no server, a server that refuses, an address that is none (邮件未能发出)."""
