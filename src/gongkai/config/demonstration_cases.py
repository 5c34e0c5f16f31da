"""The open cases of the demonstration, played by its own officers up to today (演示申请件)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from django.db import transaction

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.casework import services
from gongkai.apps.casework.marks import secret_code
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.seeding.chance import chance_of
from gongkai.apps.casework.seeding.forms import applicant_form, request_form
from gongkai.apps.casework.seeding.performing import Cast, perform
from gongkai.apps.casework.seeding.stories import LEFT_TO_CHANCE, TOLD_OUTCOMES, Bent, Story
from gongkai.apps.casework.working_calendar import current, latest_edition
from gongkai.apps.people.models import Officer
from gongkai.config.demonstration_city import BAISHI, HOUSING, LAND, OFFICE, SCHOOLS, SONGXI
from gongkai.statute.case_acts import Act
from gongkai.statute.case_facts import CaseFacts
from gongkai.statute.case_stages import Stage
from gongkai.statute.errors import CalendarNotPublished
from gongkai.statute.procedure import clock_of, fold
from gongkai.statute.working_days import WorkCalendar

_PLACES = (LAND, LAND, LAND, HOUSING, SCHOOLS, OFFICE, SONGXI, BAISHI)
_PLAYERS = {
    AgencyRole.INTAKE: "intake",
    AgencyRole.HANDLER: "officer",
    AgencyRole.LEGAL_REVIEWER: "legal",
    AgencyRole.DISCLOSURE_HEAD: "head",
    AgencyRole.APPROVER: "leader",
}
_EXTENDED, _REOPENED, _OUTCOME = "extended", "reopened", "outcome:"
_WANTED: Mapping[str, int] = {
    "overdue": 2,
    "due_today": 1,
    "due_soon": 3,
    _EXTENDED: 2,
    _REOPENED: 1,
    Stage.UNCONFIRMED.code: 2,
    Stage.RECEIVED.code: 2,
    Stage.HANDLING.code: 6,
    Stage.AWAITING_CORRECTION.code: 4,
    Stage.CONSULTING.code: 5,
    Stage.AWAITING_REASONS.code: 1,
    Stage.AWAITING_PAYMENT.code: 2,
    Stage.IN_REVIEW.code: 3,
    Stage.AWAITING_APPROVAL.code: 3,
    Stage.APPROVED.code: 2,
    Stage.ISSUED.code: 2,
    Stage.STAYED.code: 1,
    Stage.ANSWERED.code: 3,
    Stage.CLOSED.code: 2,
    Stage.ARCHIVED.code: 2,
    Stage.LAPSED.code: 1,
    Stage.WITHDRAWN.code: 1,
    **{f"{_OUTCOME}{code}": 1 for code in TOLD_OUTCOMES},
}
"""How many cases stand where, and one answered in each of the ways there are."""
_SOON_DAYS = 3
_LONGEST_DAYS = 110
_LONGEST_REOPENED_DAYS = 200
_MOST_TRIES = 12_000
_KEY = "demo-"
_ANSWERED = (Stage.ANSWERED, Stage.CLOSED, Stage.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Scene:
    """A story told up to today, and as what it may serve (演示情节)."""

    number: int
    place: str
    standings: tuple[str, ...]
    story: Story
    acts: Sequence[Act]


def play_cases(city: Mapping[str, Agency], officers: Mapping[str, Officer], *, today: date) -> int:
    """Play the cases of the demonstration, unless some were played before; return how many (演示申请件).

    Days are counted back from ``today``, so that a new demonstration has something due today. All acts are done in the
    order of their days, and numbered in it.
    """
    if Case.objects.filter(intake_key__startswith=_KEY).exists():
        return 0
    players = {role: officers[username] for role, username in _PLAYERS.items()}
    scenes = list(cast_scenes(today=today, handler=players[AgencyRole.HANDLER]))
    _play(scenes, {scene.number: Cast(city[scene.place], players) for scene in scenes})
    return len(scenes)


def application_to_follow() -> tuple[str, str] | None:
    """Return number and code of a case in which the applicant has something to do, None without one (查询示例)."""
    waiting = Case.objects.filter(intake_key__startswith=_KEY, stage_code=Stage.AWAITING_CORRECTION.code)
    case = waiting.order_by("pk").first()
    return (case.reference, secret_code(case.intake_key)) if case else None


def cast_scenes(*, today: date, handler: Officer) -> Iterator[Scene]:
    """Yield a scene for every standing wanted, looking through stories until all are found (选取情节).

    A standing that no story of these weeks has is left out.
    """
    calendar, edition = current(None), latest_edition(None)
    wanted = Counter(_WANTED)
    for number in range(_MOST_TRIES):
        if not wanted.total():
            return
        chance = chance_of("demonstration", number)
        bent = _bent(wanted, number)
        scene = _scene(number, chance, bent, today=today, handler=handler, calendar=calendar, edition=edition)
        standing = next((each for each in scene.standings if wanted[each]), None) if scene else None
        if scene and standing:
            wanted[standing] -= 1
            yield scene


def _bent(wanted: Counter[str], number: int) -> Bent:
    """Return where the next story should go: every other one to something rare that is still wanted."""
    outcomes = [Bent(label.removeprefix(_OUTCOME)) for label in +wanted if label.startswith(_OUTCOME)]
    stayed = Bent("granted.provided", is_overruled=True, is_stayed=True)
    rare = [*outcomes[:1], *[stayed] * wanted[Stage.STAYED.code], *[Bent(is_reopened=True)] * wanted[_REOPENED]]
    return rare[number // 2 % len(rare)] if rare and number % 2 else LEFT_TO_CHANCE


def _scene(
    number: int, chance: Random, bent: Bent, *, today: date, handler: Officer, calendar: WorkCalendar, edition: date
) -> Scene | None:
    longest = _LONGEST_REOPENED_DAYS if bent.is_reopened else _LONGEST_DAYS
    arrived_on = today - timedelta(days=chance.randrange(longest))
    if not calendar.is_working_day(arrived_on):
        return None
    story = Story(chance, calendar=calendar, arrived_on=arrived_on, handler=(handler.pk, handler.name), bent=bent)
    acts = story.tell(applicant_kind="natural_person", request_digest="0" * 64, calendar_known=edition)
    told = [act for act in acts if act.on <= today]
    try:
        facts = fold(told, calendars=lambda _known: calendar)
    except CalendarNotPublished:
        # Late in a year, a term may end in the next, whose holidays are not known yet.
        return None
    return Scene(number, chance.choice(_PLACES), tuple(_standings(facts, today)), story, told)


def _standings(facts: CaseFacts, today: date) -> Iterator[str]:
    """Yield which of the wanted standings a case has, the rarest first."""
    if facts.stage in _ANSWERED:
        yield f"{_OUTCOME}{facts.outcome_code}"
    elif facts.reopenings and facts.stage.is_open:
        yield _REOPENED
    clock = clock_of(facts)
    due = clock.due if clock else None
    if clock is None or due is None or facts.stage not in (Stage.HANDLING, Stage.AWAITING_APPROVAL):
        yield facts.stage.code
    elif due < today:
        yield "overdue"
    elif due == today:
        yield "due_today"
    elif (due - today).days <= _SOON_DAYS:
        yield "due_soon"
    else:
        yield from (_EXTENDED,) if clock.is_extended and not facts.reopenings else ()
        yield facts.stage.code


@transaction.atomic
def _play(scenes: Sequence[Scene], casts: Mapping[int, Cast]) -> None:
    """Do the acts of all scenes in the order of their days."""
    moments = [(act.on, scene.number, place) for scene in scenes for place, act in enumerate(scene.acts)]
    by_number = {scene.number: scene for scene in scenes}
    cases: dict[int, Case] = {}
    for _, number, place in sorted(moments):
        scene, cast = by_number[number], casts[number]
        if place:
            cases[number] = perform(cases[number], scene.acts[place], cast=cast)
        else:
            cases[number] = _taken_in(scene, cast)


def _taken_in(scene: Scene, cast: Cast) -> Case:
    chance = chance_of("demonstration form", scene.number)
    received = scene.acts[0]
    return services.take_in(
        agency=cast.agency,
        channel=scene.story.channel,
        applicant=replace(applicant_form(chance), email=""),
        request=request_form(chance, year=received.on.year),
        arrived_on=received.on,
        today=received.on,
        key=f"{_KEY}{scene.number}",
        by=cast.officers[AgencyRole.INTAKE],
    ).case
