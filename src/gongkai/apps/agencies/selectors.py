"""Reading organs: the tree, the channels, the remedies, the successors (查阅机关)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.apps.agencies.guide import GUIDE_FIELDS
from gongkai.apps.agencies.kinds import Direction, Way
from gongkai.apps.agencies.models import Agency, AgencyQuerySet, FormerPlace, IntakeChannel, Succession
from gongkai.apps.agencies.permissions import POLICY, AgencyAct
from gongkai.apps.agencies.rights import Rights

PAGE_AGENCIES = 100
# A longer chain of successors is an error in the table, not history.
_MOST_SUCCESSIONS = 32
_LABELS = {field.name: str(field.verbose_name) for field in Agency._meta.fields}
# Article 12 wants these in the guide; the web address and the mail are two ways to meet one wish.
_WANTED = ("office_name", "office_address", "office_hours", "phone")


@dataclass(frozen=True, slots=True)
class OpenWay:
    """A way of reaching an organ that is open, as the guide tells it (开通的渠道)."""

    way: Way
    direction: Direction
    announced_text: str

    @property
    def takes_applications(self) -> bool:
        """Whether applications may come this way (可接收申请)."""
        return self.direction is not Direction.ANSWER

    @property
    def gives_answers(self) -> bool:
        """Whether answers may go this way (可送达答复)."""
        return self.direction is not Direction.RECEIVE


@dataclass(frozen=True, slots=True)
class RemedySettings:
    """Where to turn against an answer; taken from the organ in whose name it is given (救济途径).

    ``missing`` are the Chinese names of what is not entered yet and a letter needs.
    """

    answering_body: Agency
    reconsideration_organ: str
    reconsideration_address: str
    reconsideration_online: str
    court: str
    missing: tuple[str, ...]


def agency_coded(code: str) -> Agency:
    """Return the organ with a code, whether it still exists or not (按编码查找). Raises Agency.DoesNotExist."""
    return Agency.objects.select_related("parent", "answers_as").get(code=code)


def agencies_seen(*, rights: Rights, words: str = "", after: str = "") -> Sequence[Agency]:
    """Return a page and one more of the organs somebody may see, in tree order after the path ``after`` (机关列表)."""
    agencies = POLICY.agencies(AgencyAct.READ, rights=rights).select_related("parent")
    if words:
        agencies = agencies.filter(name__icontains=words) | agencies.filter(code__istartswith=words)
    return list(agencies.filter(path__gt=after).in_tree_order()[: PAGE_AGENCIES + 1])


def agency_seen(number: int, *, rights: Rights) -> Agency:
    """Return one organ that somebody may see (单个机关). Raises Agency.DoesNotExist where it is not theirs to see."""
    agencies = POLICY.agencies(AgencyAct.READ, rights=rights)
    return agencies.select_related("parent", "answers_as").get(pk=number)


def agencies_on(day: date) -> AgencyQuerySet:
    """Return the organs that exist on a day, in tree order (当日有效的机关)."""
    return Agency.objects.valid_on(day).in_tree_order()


def ancestors_of(agency: Agency) -> Sequence[Agency]:
    """Return the organs above it, the topmost first (上级机关)."""
    return list(Agency.objects.filter(pk__in=agency.ancestor_ids[:-1]).in_tree_order())


def channels_of(agency: Agency) -> Sequence[IntakeChannel]:
    """Return every way, open or not, in the order the guide tells them (全部渠道)."""
    kept = {channel.way: channel for channel in IntakeChannel.objects.filter(agency=agency)}
    return [kept.get(way) or IntakeChannel(agency=agency, way_code=way.code, is_open=way.is_basic) for way in Way]


def open_ways(agency: Agency) -> tuple[OpenWay, ...]:
    """Return the ways that are open; the two basic ways always are (开通的渠道)."""
    channels = channels_of(agency)
    return tuple(OpenWay(each.way, each.direction, each.announced_text) for each in channels if each.is_open)


def remedy_settings(agency: Agency) -> RemedySettings:
    """Return where to turn against the answers of an organ (救济途径)."""
    body = agency.answering_body
    wanted = {"行政复议机关": body.reconsideration_organ, "管辖法院": body.court_named}
    return RemedySettings(
        answering_body=body,
        reconsideration_organ=body.reconsideration_organ,
        reconsideration_address=body.reconsideration_address,
        reconsideration_online=body.reconsideration_online,
        court=body.court_named,
        missing=tuple(label for label, value in wanted.items() if not value),
    )


def missing_in_guide(agency: Agency) -> tuple[str, ...]:
    """Return the Chinese names of what Article 12 wants in the guide and is not entered yet (指南缺项)."""
    missing = tuple(_label(name) for name in GUIDE_FIELDS if name in _WANTED and not getattr(agency, name))
    return missing if agency.email or agency.website else (*missing, "互联网联系方式")


def _label(name: str) -> str:
    return _LABELS[name]


def successions_of(agency: Agency) -> Sequence[Succession]:
    """Return what the organ gave up and took over, newest first (职权划转)."""
    about = Succession.objects.filter(predecessor=agency) | Succession.objects.filter(successor=agency)
    return list(about.select_related("predecessor", "successor").order_by("-on", "-id"))


def successors_of(agency: Agency, *, on: date) -> Sequence[Agency]:
    """Return the organs that on a day exercise what this one did, through all later transfers (承继机关).

    Empty where it gave nothing up. One that took over and later gave up everything is left out for those that followed.
    """
    standing: dict[int, Agency] = {}
    front = {agency.pk: date.min}
    for _ in range(_MOST_SUCCESSIONS):
        steps = [step for step in _steps_from(front, on=on) if step.on >= front[step.predecessor_id]]
        for step in steps:
            standing[step.successor_id] = step.successor
            if not step.scope:
                standing.pop(step.predecessor_id, None)
        front = {step.successor_id: step.on for step in steps}
        if not front:
            break
    return [successor for number, successor in standing.items() if number != agency.pk]


def _steps_from(front: dict[int, date], *, on: date) -> Sequence[Succession]:
    steps = Succession.objects.filter(predecessor__in=front, on__lte=on)
    return list(steps.select_related("successor").order_by("on", "id"))


def paths_at(numbers: Collection[int], *, moment: datetime | None) -> Mapping[int, str]:
    """Return where organs stood in the tree at a moment, now where it is None (当时的树中位置)."""
    paths = dict(Agency.objects.filter(pk__in=numbers).values_list("pk", "path"))
    if moment is not None:
        moved = FormerPlace.objects.filter(agency__in=numbers, until__gt=moment).order_by("-until", "-pk")
        # Of several moves since the moment the first one left the place of then: it comes last.
        paths.update(moved.values_list("agency", "path"))
    return paths
