"""Mail about applicants' accounts (账号邮件).

To every address that asks goes one mail, whether it has an account or not, so that neither the page nor its time tells.
A mail that cannot be sent is logged.
"""

from __future__ import annotations

import logging

from django.core.mail import send_mail

from gongkai.apps.people.mailing import NOT_SENT

_log = logging.getLogger(__name__)
_END = "本邮件由系统发出，请勿回复。如果不是您本人操作，不用理会，账号和密码都没有改变。\n"


def send_registration(email: str, *, link: str) -> None:
    """Send the link that confirms an address (注册邮件)."""
    _send("确认注册", email, f"请在 24 小时内打开下面的网址，设置密码，完成注册：\n\n{link}\n")


def send_known(email: str, *, sign_in: str, forgotten: str) -> None:
    """Tell one who registers again that there is an account (已有账号邮件)."""
    _send("您已有账号", email, f"这个邮箱已经注册过，不用再注册。\n\n登录：{sign_in}\n忘记密码：{forgotten}\n")


def send_reset(email: str, *, link: str) -> None:
    """Send the link by which a new password is set (重设密码邮件)."""
    _send("重设密码", email, f"请在 1 小时内打开下面的网址，设置新密码：\n\n{link}\n")


def send_unknown(email: str, *, register: str) -> None:
    """Tell one who wants a new password that there is no account (没有账号邮件)."""
    _send("没有账号", email, f"这个邮箱还没有注册，没有密码可以重设。需要账号的，请注册：\n\n{register}\n")


def send_move(email: str, *, link: str) -> None:
    """Send the link by which an account moves to this address (更换邮箱邮件)."""
    _send("确认更换邮箱", email, f"请在 24 小时内打开下面的网址，把账号的登录邮箱换成这个邮箱：\n\n{link}\n")


def send_moved(email: str) -> None:
    """Tell the old address that the account left it (已更换邮箱邮件)."""
    text = "您的账号已经换了登录邮箱，以后不再使用这个邮箱登录。如果不是您本人操作，请联系网站的主办机关。\n"
    _send("登录邮箱已经更换", email, text, end="")


def send_closed(email: str) -> None:
    """Tell that the account is gone (注销邮件)."""
    text = "您的账号已经注销，账号里的资料已经删除。已经提交的申请继续办理，凭申请编号和查询码查询。\n"
    _send("账号已经注销", email, text)


def send_password_changed(email: str) -> None:
    """Tell that the password is another, for the holder who knows nothing of it (密码变更邮件)."""
    _send(
        "密码已经修改", email, "您的账号密码刚刚修改过。如果不是您本人修改的，请立即通过“忘记密码”重新设置。\n", end=""
    )


def _send(subject: str, email: str, text: str, *, end: str = _END) -> None:
    try:
        send_mail(f"{subject}（政府信息公开）", f"您好：\n\n{text}\n{end}", None, [email])
    except NOT_SENT:
        _log.warning("no mail about an applicant's account: %s", subject, exc_info=True)
