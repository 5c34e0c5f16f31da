"""Who applied; identity and contacts are unreadable in the database (申请人)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.people.sealing import SealedTextField
from gongkai.statute.procedure_fields import APPLICANT_KINDS

_PURPOSE = "applicant"


class Applicant(models.Model):
    """The person or organisation that applied, as told in one application (申请人).

    ``kind`` is the column of table three. ``identity_kind`` says which paper ``identity_number`` is of.
    """

    kind = models.CharField("类别", max_length=20, choices=APPLICANT_KINDS)
    name = SealedTextField("姓名或者名称", purpose=_PURPOSE)
    identity_kind = models.CharField("证件种类", max_length=40, blank=True)
    identity_number = SealedTextField("证件号码", purpose=_PURPOSE, blank=True)
    contact_person = SealedTextField("联系人", purpose=_PURPOSE, blank=True)
    phone = SealedTextField("电话", purpose=_PURPOSE, blank=True)
    email = SealedTextField("电子邮箱", purpose=_PURPOSE, blank=True)
    address = SealedTextField("通信地址", purpose=_PURPOSE, blank=True)
    postcode = models.CharField("邮政编码", max_length=12, blank=True)
    agent_name = SealedTextField("代理人", purpose=_PURPOSE, blank=True)
    agent_identity = SealedTextField("代理人证件", purpose=_PURPOSE, blank=True)
    erased_at = models.DateTimeField("清除时间", null=True)

    class Meta:
        verbose_name = "申请人"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=[code for code, _ in APPLICANT_KINDS]), name="applicant_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.masked_name

    @property
    def is_person(self) -> bool:
        """Whether this is a natural person (自然人)."""
        return self.kind == "natural_person"

    @property
    def masked_name(self) -> str:
        """The name as lists show it: of a person the family name alone (姓名脱敏)."""
        if self.erased_at:
            return "（已清除）"
        if not self.is_person or len(self.name) < 2:
            return self.name
        return self.name[0] + "*" * (len(self.name) - 1)

    @property
    def masked_identity(self) -> str:
        """The identity number with its middle hidden (证件号脱敏)."""
        number = self.identity_number
        hidden = max(len(number) - 5, 0)
        return f"{number[:3]}{'*' * hidden}{number[3 + hidden :]}"

    @property
    def masked_phone(self) -> str:
        """The telephone number with its middle hidden (电话脱敏)."""
        number = self.phone
        return f"{number[:3]}****{number[-4:]}" if len(number) > 7 else "*" * len(number)
