"""The acts on annual reports: take in, publish, withdraw, restore, expire (年度报告业务)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.apps.audit.services import record
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import Person
from gongkai.apps.reporting import judging, originals
from gongkai.apps.reporting.chunk_reading import NOTHING_FOUND
from gongkai.apps.reporting.file_names import shown_name
from gongkai.apps.reporting.models import Deposit, PublishedReport, Publisher, Standing
from gongkai.apps.reporting.permissions import POLICY, ReportingAct
from gongkai.apps.reporting.selectors import collected
from gongkai.apps.reporting.selectors.public_editions import is_own
from gongkai.apps.reporting.services.public_neighbours import judge_members_anew
from gongkai.apps.reporting.stored_reading import columns_of
from gongkai.documents.problems import Problem
from gongkai.reports.batch import read_content
from gongkai.reports.model import Report
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import REGULATION_2019

_PUBLISHING = REGULATION_2019.at("第四十九条")
PRIVATE_FOR = timedelta(days=7)
Reader = Callable[..., Report]


class UnreadableError(Exception):
    """A file gave nothing to keep; the problems say why (无法收录)."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("；".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of a file (收录结果).

    ``was_known``: it was in the public collection, or the same holder had handed it in. That somebody else keeps it
    in private is nobody's business.
    """

    report: PublishedReport
    was_known: bool


def take_in(content: bytes, *, name: str, by: Person, holder: str, read: Reader = read_content) -> Intake:
    """Read a file and keep it: in public from who may publish, else for ``holder`` alone (收录报告).

    The same bytes are one report, however often they come. Reading happens before the transaction, storing inside it,
    so a file leaves either everything or nothing behind. A file that only others keep in private is read like a new
    one, so that not even the time it takes tells of them. Raises UnreadableError where no table was recovered, and
    PermissionDenied where ``by`` may not hand in files.
    """
    POLICY.require(ReportingAct.DEPOSIT, role=by.role)
    digest, source = hashlib.sha256(content).hexdigest(), shown_name(name)
    known = collected.is_known(digest, holder=holder)
    reading = None if known else _read(content, source, read)
    try:
        return _keep(digest, content, source=source, reading=reading, by=by, holder=holder)
    except IntegrityError:
        # The same file came twice at once and the other was first: ours is a file that is known.
        return _keep(digest, content, source=source, reading=None, by=by, holder=holder)


def _read(content: bytes, source: str, read: Reader) -> Report:
    report = read(content, source=source)
    if not report.is_readable:
        raise UnreadableError(report.problems or (NOTHING_FOUND,))
    return report


@transaction.atomic
def _keep(digest: str, content: bytes, *, source: str, reading: Report | None, by: Person, holder: str) -> Intake:
    report = PublishedReport.objects.select_for_update().filter(digest=digest).first()
    is_new, was_known = report is None, collected.is_known(digest, holder=holder)
    if report is None:
        if reading is None:
            # It expired between our look and our lock; the sender's next try will read it afresh.
            raise UnreadableError((NOTHING_FOUND,))
        report = _create(digest, len(content), source=source, reading=reading)
    now = timezone.now()
    Deposit.objects.get_or_create(report=report, holder=holder, defaults={"source": source, "received_at": now})
    if isinstance(by, Officer) and POLICY.allows(ReportingAct.PUBLISH, role=by.role):
        _publish(report, source=source, by=by)
    elif is_new:
        judging.judge(report)
        record(ReportingAct.DEPOSIT, by=by, on=report, digest=digest)
    originals.keep(digest, content)
    return Intake(report, was_known)


def _create(digest: str, size: int, *, source: str, reading: Report) -> PublishedReport:
    publisher, _ = Publisher.objects.get_or_create(name=(reading.agency or "")[:200])
    report = PublishedReport(
        digest=digest,
        publisher=publisher,
        source=source,
        size=size,
        received_at=timezone.now(),
        **columns_of(reading),
    )
    judging.weigh(report)
    report.save(force_insert=True)
    return report


def _publish(report: PublishedReport, *, source: str, by: Officer) -> None:
    # Reports of one publisher change its sums and each other's findings: one at a time.
    Publisher.objects.select_for_update().get(pk=report.publisher_id)
    if report.is_public:
        return
    act = ReportingAct.RESTORE if report.standing == Standing.WITHDRAWN else ReportingAct.PUBLISH
    report.standing = Standing.PUBLIC
    report.source, report.uploader, report.received_at = source, by, timezone.now()
    report.save(update_fields=["standing", "source", "uploader", "received_at"])
    judging.judge(report)
    judging.judge_followers(report)
    judging.tally(report.publisher)
    judge_members_anew(report)
    record(act, by=by, on=report, digest=report.digest)


@transaction.atomic
def withdraw(*, report: PublishedReport, by: Person, reason: str) -> PublishedReport:
    """Take a public report out of the collection, with a reason that is kept (撤下报告).

    Raises PermissionDenied where ``by`` may not, ActRefused for what was published here; does nothing where the report
    is not public.
    """
    POLICY.require(ReportingAct.WITHDRAW, role=by.role)
    locked = PublishedReport.objects.select_for_update().select_related("publisher").get(pk=report.pk)
    if not locked.is_public:
        return locked
    if is_own(locked):
        raise ActRefused("本系统公布的年度报告不能撤下；有错误的，请由编制机关更正，另出新的版本", _PUBLISHING)
    locked.standing = Standing.WITHDRAWN
    locked.save(update_fields=["standing"])
    judging.judge_followers(locked)
    judging.tally(locked.publisher)
    judge_members_anew(locked)
    record(ReportingAct.WITHDRAW, by=by, on=locked, digest=locked.digest, reason=reason)
    return locked


@transaction.atomic
def restore(*, report: PublishedReport, by: Officer) -> PublishedReport:
    """Show a withdrawn report again (恢复公开).

    Raises PermissionDenied where ``by`` may not; does nothing where the report was not withdrawn.
    """
    POLICY.require(ReportingAct.RESTORE, role=by.role)
    locked = PublishedReport.objects.select_for_update().select_related("publisher").get(pk=report.pk)
    if locked.standing == Standing.WITHDRAWN:
        _publish(locked, source=locked.source, by=by)
    return locked


def expire(*, now: datetime) -> int:
    """Delete private reports that were handed in too long ago, with their files; return how many (清理到期报告).

    One that is in a collection, or stands for an organ's report, stays.
    """
    stale = PublishedReport.objects.filter(
        standing=Standing.PRIVATE, received_at__lt=now - PRIVATE_FOR, memberships=None, adoptions=None
    )
    return sum([_expire_one(digest, now=now) for digest in stale.values_list("digest", flat=True)])


@transaction.atomic
def _expire_one(digest: str, *, now: datetime) -> bool:
    report = PublishedReport.objects.select_for_update().filter(digest=digest, standing=Standing.PRIVATE).first()
    if report is None or report.deposits.filter(received_at__gte=now - PRIVATE_FOR).exists():
        return False
    if report.memberships.exists() or report.adoptions.exists():
        return False
    report.delete()
    transaction.on_commit(lambda: originals.discard(digest))
    return True
