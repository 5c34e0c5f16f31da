"""Our own reports as the public finds them: by year and version, each with its files (公布的年度报告查询)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.apps.agencies.models import Agency
from gongkai.apps.reporting.models import AnnualReport, PublicEdition, PublicFile, PublishedReport, ReportVersion
from gongkai.apps.reporting.selectors.annual_contents import name_in_title
from gongkai.statute.report_deadlines import SCOPES, Scope

_SHOWN_FIRST = (Scope.TERRITORY, Scope.OWN)


@dataclass(frozen=True, slots=True)
class Edition:
    """One published version: its number, when, why it corrects the one before, and its page (公布的版本)."""

    number: int
    published_on: date
    explanation: str
    shown: int
    is_newest: bool


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report that was compiled here, with all its published versions, the newest first (本系统公布的报告)."""

    agency: Agency
    year: int
    scope: Scope
    editions: tuple[Edition, ...]

    @property
    def title(self) -> str:
        """The title as printed (报告标题)."""
        return f"{name_in_title(self.agency, self.scope)}{self.year}年政府信息公开工作年度报告"

    @property
    def newest(self) -> Edition:
        """The version that stands (现行版本)."""
        return self.editions[0]

    @property
    def earlier(self) -> tuple[Edition, ...]:
        """Those that were corrected since (原版本)."""
        return self.editions[1:]

    def shown_as(self, number: int) -> Edition:
        """Return the version whose page has this number (页面对应的版本)."""
        return next(edition for edition in self.editions if edition.shown == number)


@dataclass(frozen=True, slots=True)
class OrganYear:
    """The reports of one organ for one year: those compiled here, and those taken into the collection (某年报告)."""

    year: int
    own: tuple[OwnReport, ...]
    collected: tuple[PublishedReport, ...]


def own_report_behind(shown: PublishedReport) -> OwnReport | None:
    """Return the report of ours that a public one is a version of, or None for other people's (本系统报告)."""
    report = AnnualReport.objects.filter(versions__publication__public_edition__shown=shown).select_related("agency")
    found = report.first()
    if found is None:
        return None
    editions = _editions().filter(publication__version__report=found)
    return OwnReport(found.agency, found.year, found.scope, _in_order(list(editions)))


def years_of_organ(agency: Agency) -> tuple[OrganYear, ...]:
    """Return every public report of an organ, the newest year first (历年年度报告)."""
    by_report: dict[tuple[int, str], list[PublicEdition]] = defaultdict(list)
    for edition in _editions().filter(publication__version__report__agency=agency):
        report = edition.publication.version.report
        by_report[report.year, report.scope_code].append(edition)
    own = [OwnReport(agency, year, SCOPES[scope], _in_order(editions)) for (year, scope), editions in by_report.items()]
    collected = _collected(agency)
    years = sorted({report.year for report in own} | {report.year or 0 for report in collected}, reverse=True)
    return tuple(
        OrganYear(
            year,
            tuple(sorted((each for each in own if each.year == year), key=lambda each: _SHOWN_FIRST.index(each.scope))),
            tuple(each for each in collected if (each.year or 0) == year),
        )
        for year in years
    )


def newly_published(*, most: int) -> tuple[OwnReport, ...]:
    """Return the versions published last that stand, each with its report and without its others (最新公布)."""
    later = PublicEdition.objects.filter(
        publication__version__report=OuterRef("publication__version__report"),
        publication__version__number__gt=OuterRef("publication__version__number"),
    )
    standing = _editions().filter(~Exists(later)).select_related("publication__version__report__agency")
    return tuple(_alone(edition) for edition in standing.order_by("-publication_id")[:most])


def files_of(shown: PublishedReport) -> Sequence[PublicFile]:
    """Return the files that were kept of a version of ours (公布的文件)."""
    return list(PublicFile.objects.filter(edition__shown=shown).order_by("pk"))


def kinds_published(version: ReportVersion) -> tuple[int, frozenset[str]] | None:
    """Return the public report that a version became, and the kinds of its files; None before (公布结果)."""
    edition = PublicEdition.objects.filter(publication__version=version).prefetch_related("files").first()
    if edition is None:
        return None
    return edition.shown_id, frozenset(file.suffix for file in edition.files.all())


def file_of(shown: PublishedReport, suffix: str) -> PublicFile | None:
    """Return one of the files that were kept of a version of ours (单个公布的文件)."""
    return PublicFile.objects.filter(edition__shown=shown, suffix=suffix).first()


def is_own(shown: PublishedReport) -> bool:
    """Whether a public report is a version that was published here (是否本系统公布)."""
    return PublicEdition.objects.filter(shown=shown).exists()


def _editions() -> QuerySet[PublicEdition]:
    return PublicEdition.objects.select_related("publication__version__report")


def _alone(edition: PublicEdition) -> OwnReport:
    report = edition.publication.version.report
    return OwnReport(report.agency, report.year, report.scope, _in_order([edition]))


def _in_order(editions: Sequence[PublicEdition]) -> tuple[Edition, ...]:
    newest_first = sorted(editions, key=lambda edition: -edition.publication.version.number)
    return tuple(
        Edition(
            number=edition.publication.version.number,
            published_on=edition.publication.on,
            explanation=edition.publication.version.explanation,
            shown=edition.shown_id,
            is_newest=place == 0,
        )
        for place, edition in enumerate(newest_first)
    )


def _collected(agency: Agency) -> list[PublishedReport]:
    """Return the standing reports of an organ that were not compiled here: by its name, or by an officer's word."""
    adopted = ReportVersion.objects.filter(report__agency=agency, imported__isnull=False).values("imported")
    its_own = Q(publisher__name=agency.name) | Q(pk__in=adopted)
    others = PublishedReport.objects.current().filter(its_own, edition_of__isnull=True).for_lists()
    return list(others.select_related("publisher").order_by("year", "pk"))
