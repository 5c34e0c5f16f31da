"""Writing invented cases in bulk, through the ledger's own hashing and projection (批量写入虚构申请件)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.hashing import hash_of
from gongkai.apps.casework.ledger import APPLICANT, projection_of
from gongkai.apps.casework.marks import secret_code, secret_mark
from gongkai.apps.casework.models import Applicant, Case, CaseEvent, NumberSeries
from gongkai.apps.casework.seeding.chance import chance_of
from gongkai.apps.casework.seeding.forms import applicant_form, request_form
from gongkai.apps.casework.seeding.stories import Story
from gongkai.apps.casework.services.intake import REGISTER_SERIES, reference_of
from gongkai.apps.casework.working_calendar import almanac, current, latest_edition
from gongkai.apps.people.models import Officer
from gongkai.statute import procedure
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.case_facts import NOTHING, CaseFacts
from gongkai.statute.working_days import WorkCalendar

BATCH_CASES = 500
_SPAN_DAYS = 3 * 365
_OPEN_SHARE = 0.04
"""How many of the cases arrived in the last weeks, so that the desks have work."""
_LAST_WEEKS_DAYS = 35
_OPENING = 9
"""The hour at which invented officers write their first entry of a day, in the city's own time."""
_BY_APPLICANT = {ActKind.RECEIVED, ActKind.CORRECTED, ActKind.REASONS_GIVEN, ActKind.WITHDRAWN}


@dataclass(slots=True)
class _Made:
    """A case with what hangs on it, before anything is written."""

    case: Case
    applicant: Applicant
    handler: Officer
    acts: Sequence[Act]
    events: list[CaseEvent] = field(default_factory=list)


@dataclass(slots=True)
class CaseLoader:
    """Makes invented cases at some organs, each with one handler (虚构申请件写入).

    ``handlers`` are the officers by the organ's number. The same seed makes the same cases, ``today`` being the same.
    """

    agencies: Sequence[Agency]
    handlers: Mapping[int, Officer]
    seed: int
    today: date
    _calendar: WorkCalendar = field(default_factory=partial(current, None))
    _calendar_known: date = field(default_factory=partial(latest_edition, None))

    def load(self, cases: int) -> Iterator[int]:
        """Write that many cases in batches; yield after each how many are written (写入)."""
        arrivals = self._arrivals(cases)
        for start in range(0, cases, BATCH_CASES):
            batch = arrivals[start : start + BATCH_CASES]
            self._write(batch, first=start)
            yield start + len(batch)

    def _arrivals(self, cases: int) -> list[date]:
        """Return the days of arrival, oldest first, so that numbers follow them as in a true register."""
        chance = chance_of(self.seed, "arrivals")
        days = (
            chance.randrange(_LAST_WEEKS_DAYS) if chance.random() < _OPEN_SHARE else chance.randrange(_SPAN_DAYS)
            for _ in range(cases)
        )
        return sorted(self.today - timedelta(days=day) for day in days)

    @transaction.atomic
    def _write(self, arrivals: Sequence[date], *, first: int) -> None:
        made = [self._made(arrived_on, number=first + number) for number, arrived_on in enumerate(arrivals)]
        self._number(made)
        Applicant.objects.bulk_create([each.applicant for each in made])
        known = almanac()
        for each in made:
            each.case.applicant = each.applicant
            _tell(each, find_calendar=known.calendars(each.case.agency))
        Case.objects.bulk_create([each.case for each in made])
        for each in made:
            for event in each.events:
                event.case = each.case
        CaseEvent.objects.bulk_create([event for each in made for event in each.events], batch_size=2000)

    def _made(self, arrived_on: date, *, number: int) -> _Made:
        chance = chance_of(self.seed, number)
        agency = chance.choice(self.agencies)
        handler = self.handlers[agency.pk]
        who, what = applicant_form(chance), request_form(chance, year=arrived_on.year)
        story = Story(chance, calendar=self._calendar, arrived_on=arrived_on, handler=(handler.pk, handler.name))
        key = f"seed-{self.seed}-{number}"
        acts = story.tell(applicant_kind=who.kind, request_digest=what.digest, calendar_known=self._calendar_known)
        case = Case(
            agency=agency,
            year=arrived_on.year,
            intake_key=key,
            channel_code=story.channel.code,
            arrived_on=arrived_on,
            applicant_kind=who.kind,
            title=what.title,
            document_number=what.document_number,
            request_text=what.description,
            wanted_form=what.wanted_form,
            wanted_way=what.wanted_way,
            applicant_mark=who.mark,
            request_mark=what.mark,
            secret_mark=secret_mark(secret_code(key)),
        )
        return _Made(case, Applicant(**asdict(who)), handler, [act for act in acts if act.on <= self.today])

    def _number(self, made: Sequence[_Made]) -> None:
        """Give the numbers of the register, without gaps, each series being locked once."""
        wanted: dict[tuple[int, int], list[Case]] = {}
        for each in made:
            wanted.setdefault((each.case.agency_id, each.case.year), []).append(each.case)
        for (agency_id, year), cases in wanted.items():
            NumberSeries.objects.get_or_create(agency_id=agency_id, year=year, series=REGISTER_SERIES)
            series = NumberSeries.objects.select_for_update().get(
                agency_id=agency_id, year=year, series=REGISTER_SERIES
            )
            for case in cases:
                series.last += 1
                case.serial = series.last
                case.reference = reference_of(case.agency, year=case.year, serial=case.serial)
            series.save(update_fields=["last"])


def _tell(made: _Made, *, find_calendar: procedure.Calendars) -> None:
    """Admit every act, chain the events and project the facts upon the case's row."""
    facts: CaseFacts = NOTHING
    previous = ""
    for seq, act in enumerate(made.acts, start=1):
        facts = procedure.admit(facts, act, calendars=find_calendar)
        event = CaseEvent(
            seq=seq,
            kind_code=act.kind.code,
            on=act.on,
            recorded_at=_recorded_at(act.on, seq),
            officer=None if act.kind in _BY_APPLICANT else made.handler,
            actor=APPLICANT.name if act.kind in _BY_APPLICANT else made.handler.name,
            details=procedure.told(act),
            previous_hash=previous,
        )
        event.hash = previous = hash_of(event, reference=made.case.reference)
        made.events.append(event)
    for name, value in projection_of(facts).items():
        setattr(made.case, name, value)
    made.case.last_seq, made.case.last_hash = len(made.events), previous


def _recorded_at(on: date, seq: int) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(_OPENING, seq)))
