"""Taking in a table of organs: parents before children, each line taken or refused with its reason (批量导入机关).

The same table a second time changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from gongkai.apps.agencies import services
from gongkai.apps.agencies.import_lines import COLUMNS, NAME, Refusal, UnusableError, Wish, wish_of
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.permissions import POLICY, AgencyAct
from gongkai.apps.agencies.rights import Rights
from gongkai.apps.agencies.sheets import lines_of
from gongkai.apps.audit.services import Actor


@dataclass(slots=True)
class ImportReport:
    """What became of the lines (导入结果)."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)

    @property
    def lines(self) -> int:
        """How many lines there were (行数)."""
        return self.created + self.changed + self.unchanged + len(self.refused)


def import_agencies(content: bytes, *, by: Actor, rights: Rights) -> ImportReport:
    """Take in a table in CSV or XLSX: every good line, and a reason for each other (导入机关).

    Each line is an act of its own, so that a long table keeps nobody else from writing; what was cut off halfway is
    finished by importing the table again.

    Raises SheetError where the file as a whole cannot be read, PermissionDenied where the person may import nowhere.
    """
    if not POLICY.allows_somewhere(AgencyAct.IMPORT, rights=rights):
        raise PermissionDenied(f"您没有“{AgencyAct.IMPORT.label}”的权限。")
    read = [wish_of(line) for line in lines_of(content, wanted=NAME, known=COLUMNS.keys())]
    report = ImportReport(refused=[item for item in read if isinstance(item, Refusal)])
    wishes = _without_duplicates([item for item in read if isinstance(item, Wish)], report)
    named = wishes.keys() | {code for wish in wishes.values() for code in (wish.parent_code, wish.answers_as_code)}
    known = {agency.code: agency for agency in Agency.objects.filter(code__in=named)}
    for wish in _parents_first(wishes, known, report):
        _take(wish, known, report, by=by, rights=rights)
    report.refused.sort(key=lambda refusal: refusal.line)
    return report


def _without_duplicates(wishes: Sequence[Wish], report: ImportReport) -> dict[str, Wish]:
    first: dict[str, Wish] = {}
    for wish in wishes:
        earlier = first.setdefault(wish.code, wish)
        if earlier is not wish:
            reason = f"机构编码“{wish.code}”与第 {earlier.line} 行重复"
            report.refused.append(Refusal(wish.line, wish.name, reason))
    return first


def _parents_first(wishes: Mapping[str, Wish], known: Mapping[str, Agency], report: ImportReport) -> Iterator[Wish]:
    """Yield the lines so that a parent in the table comes before its children; refuse those that hang on nothing."""
    waiting = dict(wishes)
    while waiting:
        ready = [wish for wish in waiting.values() if wish.parent_code not in waiting]
        for wish in ready:
            del waiting[wish.code]
            if wish.parent_code and wish.parent_code not in known:
                report.refused.append(Refusal(wish.line, wish.name, _why_no_parent(wish, wishes)))
            else:
                yield wish
        if not ready:
            report.refused.extend(
                Refusal(wish.line, wish.name, f"上级机关首尾相接成环：{_circle(wish, waiting)}")
                for wish in waiting.values()
            )
            return


def _why_no_parent(wish: Wish, wishes: Mapping[str, Wish]) -> str:
    parent = wishes.get(wish.parent_code)
    if parent is None:
        return f"没有编码为“{wish.parent_code}”的上级机关"
    return f"上级机关在第 {parent.line} 行，而该行没有导入"


def _circle(wish: Wish, waiting: Mapping[str, Wish]) -> str:
    passed: list[str] = []
    code = wish.code
    while code not in passed:
        passed.append(code)
        code = waiting[code].parent_code
    return "→".join([*passed, code])


def _take(wish: Wish, known: dict[str, Agency], report: ImportReport, *, by: Actor, rights: Rights) -> None:
    try:
        with transaction.atomic():
            before = known.get(wish.code)
            agency = _written(wish, known, by=by, rights=rights)
    except (UnusableError, PermissionDenied) as refusal:
        report.refused.append(Refusal(wish.line, wish.name, str(refusal)))
        return
    except ValidationError as refusal:
        report.refused.append(Refusal(wish.line, wish.name, "；".join(refusal.messages)))
        return
    known[wish.code] = agency
    if before is None:
        report.created += 1
    elif _signature(agency) != _signature(before):
        report.changed += 1
    else:
        report.unchanged += 1


def _written(wish: Wish, known: Mapping[str, Agency], *, by: Actor, rights: Rights) -> Agency:
    before, parent = known.get(wish.code), known.get(wish.parent_code)
    profile = wish.profile(before)
    if before is None:
        agency = services.found(profile, parent=parent, by=by, rights=rights)
    else:
        agency = services.change(agency=before, profile=profile, by=by, rights=rights)
        if parent is not None and agency.parent_id != parent.pk:
            agency = services.move(agency=agency, parent=parent, by=by, rights=rights)
    if not wish.answers_as_code:
        return agency
    body = agency if wish.answers_as_code == wish.code else known.get(wish.answers_as_code)
    if body is None:
        raise UnusableError(f"没有编码为“{wish.answers_as_code}”的答复名义机关")
    return services.answer_as(agency=agency, body=body, by=by, rights=rights)


def _signature(agency: Agency) -> tuple[object, ...]:
    return tuple(getattr(agency, column.attname) for column in Agency._meta.concrete_fields)
