"""What the public sees of a published version (公布的报告)."""

from __future__ import annotations

from django.db import models

from gongkai.apps.audit.frozen import FrozenRecord
from gongkai.apps.reporting.models.annual_frozen import Publication
from gongkai.apps.reporting.models.published import PublishedReport


class PublicEdition(FrozenRecord):
    """The report in the public collection that a published version became (公布的报告)."""

    publication = models.OneToOneField(
        Publication, models.PROTECT, verbose_name="公布记录", related_name="public_edition"
    )
    shown = models.OneToOneField(PublishedReport, models.PROTECT, verbose_name="公开的报告", related_name="edition_of")

    class Meta:
        verbose_name = "公布的报告"

    def __str__(self) -> str:
        return str(self.shown)


class PublicFile(FrozenRecord):
    """One file of a published version, as it was written when it was published (公布的文件).

    ``digest`` is the SHA-256 of the bytes that are kept, in hexadecimal.
    """

    edition = models.ForeignKey(PublicEdition, models.PROTECT, verbose_name="公布的报告", related_name="files")
    suffix = models.CharField("格式", max_length=8)
    digest = models.CharField("文件摘要", max_length=64)
    size = models.PositiveIntegerField("文件大小（字节）")

    class Meta:
        verbose_name = "公布的文件"
        constraints = (models.UniqueConstraint(fields=("edition", "suffix"), name="public_file_is_one_of_a_kind"),)

    def __str__(self) -> str:
        return f"{self.edition}（{self.suffix}）"
