"""What the guide and the remedy clause say of an organ (公开指南与救济信息)."""

from __future__ import annotations

from django.db import models


class GuideFields(models.Model):
    """The contact of the disclosure office, Article 12, and where to turn against an answer (联系方式与救济途径).

    All may be empty while the organ is being entered; ``selectors.missing_in_guide`` says what is still wanted.
    ``designated_court`` is the court that hears such cases across districts, and wins over ``court``.
    """

    office_name = models.CharField("工作机构名称", max_length=200, blank=True)
    office_address = models.CharField("办公地址", max_length=300, blank=True)
    postcode = models.CharField("邮政编码", max_length=10, blank=True)
    office_hours = models.CharField("办公时间", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    fax = models.CharField("传真号码", max_length=60, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    website = models.URLField("网址", blank=True)

    reconsideration_organ = models.CharField("行政复议机关", max_length=200, blank=True)
    reconsideration_address = models.CharField("行政复议机构地址", max_length=300, blank=True)
    reconsideration_online = models.URLField("网上行政复议地址", blank=True)
    court = models.CharField("管辖法院", max_length=200, blank=True)
    designated_court = models.CharField("集中管辖法院", max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def court_named(self) -> str:
        """The court that the remedy clause names (管辖法院)."""
        return self.designated_court or self.court


GUIDE_FIELDS = (
    "office_name",
    "office_address",
    "postcode",
    "office_hours",
    "phone",
    "fax",
    "email",
    "website",
)
REMEDY_FIELDS = (
    "reconsideration_organ",
    "reconsideration_address",
    "reconsideration_online",
    "court",
    "designated_court",
)
