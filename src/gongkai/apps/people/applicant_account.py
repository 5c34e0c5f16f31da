"""The account of somebody who applies, apart from officers in class, table and session (申请人账号)."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.db import models

from gongkai.apps.audit.permissions import Role
from gongkai.apps.people.sealing import SealedTextField, lookup_mark
from gongkai.statute.procedure_fields import APPLICANT_KINDS

_PURPOSE = "applicant-account"
PROFILE = ("kind", "name", "identity_kind", "identity_number", "contact_person", "phone", "address", "postcode")
"""What an account tells of its holder; the application form takes it over (申请人资料)."""


def mail_mark(email: str) -> str:
    """Return the mark by which the account of an address is found; capitals make no other address (邮箱标记)."""
    return lookup_mark(email.strip().casefold(), purpose="applicant-account-mail")


@dataclass(frozen=True, slots=True)
class AccountHolder:
    """An applicant as the log names it: by the number of the account, not among the officers (申请人)."""

    number: int
    pk: None = None
    role: Role = Role.ANONYMOUS

    def __str__(self) -> str:
        return f"申请人账号 {self.number}"


class ApplicantAccount(models.Model):
    """A person or an organisation that follows its applications without codes (申请人账号).

    Not a user of Django's: what is written for officers cannot take it for one. All but the kind of applicant and the
    kind of paper is sealed at rest. It comes to be only once its address is confirmed.
    """

    email = SealedTextField("电子邮箱", purpose=_PURPOSE)
    email_mark = models.CharField("邮箱标记", max_length=64, unique=True)
    password = models.CharField("密码", max_length=128)
    kind = models.CharField("类别", max_length=20, choices=APPLICANT_KINDS)
    name = SealedTextField("姓名或者名称", purpose=_PURPOSE)
    identity_kind = models.CharField("证件种类", max_length=40, blank=True)
    identity_number = SealedTextField("证件号码", purpose=_PURPOSE, blank=True)
    contact_person = SealedTextField("联系人", purpose=_PURPOSE, blank=True)
    phone = SealedTextField("电话", purpose=_PURPOSE, blank=True)
    address = SealedTextField("通信地址", purpose=_PURPOSE, blank=True)
    postcode = models.CharField("邮政编码", max_length=12, blank=True)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    class Meta:
        verbose_name = "申请人账号"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=[code for code, _ in APPLICANT_KINDS]), name="account_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"申请人账号 {self.pk}"

    def set_password(self, password: str) -> None:
        """Keep the hash of a password (设置密码)."""
        self.password = make_password(password)

    def has_password(self, password: str) -> bool:
        """Whether this is the password; a hash of an older kind is then renewed (核对密码)."""
        return check_password(password, self.password, setter=self._renew)

    def _renew(self, password: str) -> None:
        self.set_password(password)
        self.save(update_fields=["password"])
