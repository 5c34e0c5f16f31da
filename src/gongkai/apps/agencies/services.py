"""The acts on organs: found, change, move, open a channel, tell a successor (机关管理).

Each raises PermissionDenied where the person may not, and ValidationError with Chinese words where it cannot be so.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from gongkai.apps.agencies.kinds import BASIC_WAYS, Direction, Way
from gongkai.apps.agencies.models import MOST_DEPTH, STEP, Agency, FormerPlace, IntakeChannel, Succession
from gongkai.apps.agencies.permissions import POLICY, AgencyAct
from gongkai.apps.agencies.profile import Profile
from gongkai.apps.agencies.rights import Rights
from gongkai.apps.audit.services import Actor, record


@transaction.atomic
def found(profile: Profile, *, parent: Agency | None, by: Actor, rights: Rights) -> Agency:
    """Enter a new organ below ``parent``, or at the top (新设机关)."""
    if parent is None:
        POLICY.require_everywhere(AgencyAct.FOUND, rights=rights)
    else:
        parent = Agency.objects.select_for_update().get(pk=parent.pk)
        POLICY.require(AgencyAct.FOUND, rights=rights, agency=parent)
    agency = Agency(parent=parent)
    for name, value in profile.changes_of(agency).items():
        setattr(agency, name, value)
    _check(agency, parent=parent)
    agency.save(force_insert=True)
    agency.path = agency.path_below(parent)
    agency.save(update_fields=["path"])
    IntakeChannel.objects.bulk_create(
        IntakeChannel(agency=agency, way_code=way.code, is_open=way in BASIC_WAYS) for way in Way
    )
    record(AgencyAct.FOUND, by=by, on=agency)
    return agency


@transaction.atomic
def change(*, agency: Agency, profile: Profile, by: Actor, rights: Rights) -> Agency:
    """Change what is told of an organ; the log keeps which fields (修改机关)."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    POLICY.require(AgencyAct.CHANGE, rights=rights, agency=agency)
    changes = profile.changes_of(agency)
    if not changes:
        return agency
    for name, value in changes.items():
        setattr(agency, name, value)
    _check(agency, parent=agency.parent)
    agency.save(update_fields=[*changes])
    record(AgencyAct.CHANGE, by=by, on=agency, fields=sorted(changes))
    return agency


@transaction.atomic
def answer_as(*, agency: Agency, body: Agency | None, by: Actor, rights: Rights) -> Agency:
    """Say in whose name an organ answers: its own, or that of an organ above it (设定答复名义)."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    POLICY.require(AgencyAct.CHANGE, rights=rights, agency=agency)
    body = None if body == agency else body
    if body is not None and not agency.is_within(body):
        raise ValidationError({"answers_as": f"{body.name}不是{agency.name}的上级机关，不能以其名义答复。"})
    if agency.answers_as_id != (body and body.pk):
        agency.answers_as = body
        agency.save(update_fields=["answers_as"])
        record(AgencyAct.CHANGE, by=by, on=agency, fields=["answers_as"])
    return agency


@transaction.atomic
def move(*, agency: Agency, parent: Agency | None, by: Actor, rights: Rights) -> Agency:
    """Put an organ, with all below it, under another or at the top (调整隶属关系)."""
    # One move at a time: two that cross could otherwise close a circle.
    list(Agency.objects.select_for_update().filter(parent=None).order_by("pk").values_list("pk"))
    locked = {row.pk: row for row in Agency.objects.select_for_update().within(_fresh(agency)).order_by("pk")}
    agency = locked[agency.pk]
    parent = parent and Agency.objects.select_for_update().get(pk=parent.pk)
    POLICY.require(AgencyAct.MOVE, rights=rights, agency=agency)
    if parent is None:
        POLICY.require_everywhere(AgencyAct.MOVE, rights=rights)
    else:
        POLICY.require(AgencyAct.MOVE, rights=rights, agency=parent)
    if parent is not None and parent.is_within(agency):
        raise ValidationError({"parent": f"{parent.name}在{agency.name}之下，不能作为它的上级机关。"})
    if agency.parent_id == (parent and parent.pk):
        return agency
    _check(agency, parent=parent)
    return _moved(agency, parent=parent, below=list(locked.values()), by=by)


def _moved(agency: Agency, *, parent: Agency | None, below: list[Agency], by: Actor) -> Agency:
    before, after = agency.path, agency.path_below(parent)
    _check_depth(after, deepest=max(len(row.path) for row in below) - len(before))
    lost = [row for row in below if row.answers_as_id and row.answers_as_id not in _ancestors_after(row, before, after)]
    if lost:
        raise ValidationError({"parent": f"{lost[0].name}以原上级机关的名义答复，请先改为以本机关名义答复。"})
    now = timezone.now()
    FormerPlace.objects.bulk_create(FormerPlace(agency=row, path=row.path, until=now) for row in below)
    Agency.objects.within(agency).update(path=Concat(Value(after), Substr("path", len(before) + 1)))
    agency.parent, agency.path = parent, after
    agency.save(update_fields=["parent"])
    record(AgencyAct.MOVE, by=by, on=agency, parent=parent.code if parent else "")
    return agency


def _ancestors_after(row: Agency, before: str, after: str) -> tuple[int, ...]:
    return Agency(path=after + row.path[len(before) :]).ancestor_ids


@transaction.atomic
def set_channel(
    *, agency: Agency, way: Way, is_open: bool, direction: Direction, announced_text: str, by: Actor, rights: Rights
) -> IntakeChannel:
    """Open or close a way in or out, with what the guide says of it (设置申请渠道).

    Refused for the two basic ways where they would no longer take applications in.
    """
    POLICY.require(AgencyAct.SET_CHANNEL, rights=rights, agency=agency)
    if way.is_basic and (not is_open or direction is Direction.ANSWER):
        message = f"“{way.label}”是基本渠道，不得以任何理由拒绝接收（国办公开办函〔2017〕19号）。"
        raise ValidationError({"is_open": message})
    if is_open and not way.is_basic and not announced_text.strip():
        raise ValidationError({"announced_text": f"开通“{way.label}”须在公开指南中写明使用方法和注意事项。"})
    channel, _ = IntakeChannel.objects.update_or_create(
        agency=agency,
        way_code=way.code,
        defaults={"is_open": is_open, "direction_code": direction.code, "announced_text": announced_text.strip()},
    )
    record(AgencyAct.SET_CHANNEL, by=by, on=agency, way=way.code, is_open=is_open, direction=direction.code)
    return channel


@transaction.atomic
def succeed(
    *, predecessor: Agency, successor: Agency, on: date, scope: str, basis: str, by: Actor, rights: Rights
) -> Succession:
    """Tell that from a day on ``successor`` exercises powers of ``predecessor`` (登记职权划转)."""
    POLICY.require(AgencyAct.SUCCEED, rights=rights, agency=predecessor)
    POLICY.require(AgencyAct.SUCCEED, rights=rights, agency=successor)
    succession = Succession(
        predecessor=predecessor, successor=successor, on=on, scope=scope.strip(), basis=basis.strip()
    )
    if predecessor.pk == successor.pk:
        raise ValidationError({"successor": "承继机关不能是原机关自己。"})
    succession.full_clean(validate_constraints=False)
    if Succession.objects.filter(predecessor=predecessor, successor=successor, on=on, scope=succession.scope).exists():
        raise ValidationError("这次职权划转已经登记过了。")
    succession.save(force_insert=True)
    record(AgencyAct.SUCCEED, by=by, on=predecessor, successor=successor.code, day=on.isoformat())
    return succession


def _fresh(agency: Agency) -> Agency:
    return Agency.objects.get(pk=agency.pk)


def _check(agency: Agency, *, parent: Agency | None) -> None:
    """Raise ValidationError, by field, for whatever cannot be stored."""
    # The database's own constraints are checked by itself; asking it one by one beforehand takes most of the time.
    agency.full_clean(exclude=["path", "parent", "answers_as"], validate_constraints=False)
    if agency.valid_from and agency.valid_until and agency.valid_until < agency.valid_from:
        raise ValidationError({"valid_until": "撤销日期不能早于设立日期。"})
    if parent is None:
        return
    if parent.level.rank > agency.level.rank:
        raise ValidationError({"parent": f"上级机关“{parent.name}”是{parent.level.label}，低于本机关的层级。"})
    _check_depth(parent.path, deepest=STEP)


def _check_depth(path: str, *, deepest: int) -> None:
    if len(path) + deepest > STEP * MOST_DEPTH:
        raise ValidationError({"parent": f"机关层级不能超过 {MOST_DEPTH} 层。"})
