"""What is kept to sign people in and to know who is in: attempts, second factors, sessions (登录凭据)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.apps.people.sealing import SealedTextField


class SignInAttempt(models.Model):
    """Somebody tried to sign in (登录尝试).

    ``username`` is what was typed, folded; there need be no such account. A row is written before the password is
    looked at, so that many tries at once count as many.
    """

    username = models.CharField("用户名", max_length=150)
    address = models.CharField("来源地址", max_length=45)
    at = models.DateTimeField("时间")
    succeeded = models.BooleanField("成功", default=False)

    class Meta:
        verbose_name = "登录尝试"
        indexes = (
            models.Index(fields=("username", "at"), name="attempt_by_username"),
            models.Index(fields=("address", "at"), name="attempt_by_address"),
        )

    def __str__(self) -> str:
        return f"{self.username}（{self.address}）"


_ONE_HOLDER = Q(officer__isnull=False, account=None) | Q(officer=None, account__isnull=False)


class SecondFactor(models.Model):
    """The secret that somebody's authenticator shares with us: an officer's or an applicant's (动态口令).

    ``last_step`` is the last thirty seconds whose code was used: a code is good once.
    """

    officer = models.OneToOneField(
        "people.Officer", models.CASCADE, verbose_name="工作人员", related_name="second_factor", null=True
    )
    account = models.OneToOneField(
        "people.ApplicantAccount", models.CASCADE, verbose_name="申请人账号", related_name="second_factor", null=True
    )
    secret = SealedTextField("密钥", purpose="second-factor")
    confirmed_at = models.DateTimeField("启用时间", null=True)
    last_step = models.BigIntegerField("最近使用的时段", default=0)

    class Meta:
        verbose_name = "动态口令"
        constraints = (models.CheckConstraint(condition=_ONE_HOLDER, name="second_factor_has_one_holder"),)

    def __str__(self) -> str:
        return f"动态口令（{'已启用' if self.confirmed_at else '未启用'}）"


class RecoveryCode(models.Model):
    """A code that stands in once for a lost authenticator; only its digest is kept (备用码)."""

    officer = models.ForeignKey(
        "people.Officer", models.CASCADE, verbose_name="工作人员", related_name="recovery_codes", null=True
    )
    account = models.ForeignKey(
        "people.ApplicantAccount", models.CASCADE, verbose_name="申请人账号", related_name="recovery_codes", null=True
    )
    digest = models.CharField("摘要", max_length=64)
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        verbose_name = "备用码"
        constraints = (
            models.UniqueConstraint(fields=("officer", "digest"), name="recovery_code_is_kept_once"),
            models.UniqueConstraint(fields=("account", "digest"), name="recovery_code_of_account_once"),
            models.CheckConstraint(condition=_ONE_HOLDER, name="recovery_code_has_one_holder"),
        )

    def __str__(self) -> str:
        return f"备用码（{'已用' if self.used_at else '未用'}）"


class BrowserSession(models.Model):
    """Somebody signed in in one browser, until signed out, ended or idle too long (登录会话).

    ``token`` is the digest of a mark that only the browser's session holds.
    """

    token = models.CharField("标识", max_length=64, unique=True)
    started_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近操作")
    ended_at = models.DateTimeField("结束时间", null=True)
    address = models.CharField("来源地址", max_length=45)
    browser = models.CharField("浏览器", max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.address}（{self.started_at:%Y-%m-%d %H:%M}）"


class DeskSession(BrowserSession):
    """An officer at work in one browser (工作人员的登录会话)."""

    officer = models.ForeignKey("people.Officer", models.CASCADE, verbose_name="工作人员", related_name="desk_sessions")

    class Meta:
        verbose_name = "登录会话"
        indexes = (models.Index(fields=("officer", "-seen_at"), name="session_by_officer"),)


class ApplicantSession(BrowserSession):
    """An applicant signed in in one browser (申请人的登录会话). ``address`` is a keyed digest: enough to tell apart."""

    account = models.ForeignKey(
        "people.ApplicantAccount", models.CASCADE, verbose_name="申请人账号", related_name="sessions"
    )

    class Meta:
        verbose_name = "申请人登录会话"
        indexes = (models.Index(fields=("account", "-seen_at"), name="session_by_account"),)
