"""Writing invented cases in bulk, through the ledger's own hashing and projection (批量写入虚构申请件)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from functools import partial

from django.db import transaction

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.marks import secret_code, secret_mark
from gongkai.apps.casework.models import Applicant, Case, CaseEvent, Letter, Note, NumberSeries
from gongkai.apps.casework.seeding.chance import chance_of
from gongkai.apps.casework.seeding.forms import applicant_form, request_form
from gongkai.apps.casework.seeding.letters import orders_for
from gongkai.apps.casework.seeding.stories import Story
from gongkai.apps.casework.seeding.telling import Made, tell
from gongkai.apps.casework.services.intake import REGISTER_SERIES, reference_of
from gongkai.apps.casework.services.issuing import LETTER_SERIES
from gongkai.apps.casework.working_calendar import almanac, current, latest_edition
from gongkai.apps.people.models import Officer
from gongkai.statute.case_acts import Act
from gongkai.statute.working_days import WorkCalendar

BATCH_CASES = 500
_SPAN_DAYS = 3 * 365
_OPEN_SHARE = 0.04
"""How many of the cases arrived in the last weeks, so that the desks have work."""
_LAST_WEEKS_DAYS = 35


@dataclass(slots=True)
class CaseLoader:
    """Makes invented cases at some organs, each with one handler (虚构申请件写入).

    ``handlers`` are the officers by the organ's number. ``lettered`` is the share of cases whose letters are composed;
    of the others the ledger tells the acts alone. The same seed makes the same cases, ``today`` being the same.
    """

    agencies: Sequence[Agency]
    handlers: Mapping[int, Officer]
    seed: int
    today: date
    lettered: float = 1.0
    _calendar: WorkCalendar = field(default_factory=partial(current, None))
    _calendar_known: date = field(default_factory=partial(latest_edition, None))
    _serials: dict[tuple[int, int], int] = field(default_factory=dict)
    _letters: Counter[int] = field(default_factory=Counter)

    def load(self, cases: int) -> Iterator[int]:
        """Write that many cases in batches; yield after each how many are written (写入)."""
        arrivals = self._arrivals(cases)
        self._number_letters(arrivals)
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
            tell(each, find_calendar=known.calendars(each.case.agency))
        Case.objects.bulk_create([each.case for each in made])
        for each in made:
            for event in each.events:
                event.case = each.case
            for letter in each.letters:
                letter.case = each.case
            for note in each.notes:
                note.case = each.case
        CaseEvent.objects.bulk_create([event for each in made for event in each.events], batch_size=2000)
        Letter.objects.bulk_create([letter for each in made for letter in each.letters], batch_size=1000)
        Note.objects.bulk_create([note for each in made for note in each.notes], batch_size=1000)

    def _made(self, arrived_on: date, *, number: int) -> Made:
        chance = chance_of(self.seed, number)
        who, what = applicant_form(chance), request_form(chance, year=arrived_on.year)
        agency, story = self._story(arrived_on, number)
        key = f"seed-{self.seed}-{number}"
        acts = self._acts(story, kind=who.kind, digest=what.digest)
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
        serials = [self._serials[number, place] for place in range(self._letters[number])]
        return Made(case, Applicant(**asdict(who)), self.handlers[agency.pk], acts, serials)

    def _story(self, arrived_on: date, number: int) -> tuple[Agency, Story]:
        """Return where a case goes and what becomes of it: the same however often it is asked."""
        chance = chance_of(self.seed, number, "story")
        agency = chance.choice(self.agencies)
        handler = self.handlers[agency.pk]
        return agency, Story(chance, calendar=self._calendar, arrived_on=arrived_on, handler=(handler.pk, handler.name))

    def _acts(self, story: Story, *, kind: str, digest: str) -> list[Act]:
        told = story.tell(applicant_kind=kind, request_digest=digest, calendar_known=self._calendar_known)
        return [act for act in told if act.on <= self.today]

    def _number_letters(self, arrivals: Sequence[date]) -> None:
        """Give the letters of every organ and year their numbers in the order of their days, without gaps."""
        due: dict[tuple[Agency, int], list[tuple[date, int, int]]] = {}
        for number, arrived_on in enumerate(arrivals):
            if chance_of(self.seed, number, "lettered").random() >= self.lettered:
                continue
            agency, story = self._story(arrived_on, number)
            acts = self._acts(story, kind="natural_person", digest="")
            days = [act.on for act in acts for _ in orders_for(act, channel=story.channel.code)]
            for place, on in enumerate(days):
                due.setdefault((agency, on.year), []).append((on, number, place))
        for (agency, year), letters in due.items():
            with transaction.atomic():
                first = self._series(agency.pk, year, LETTER_SERIES, len(letters))
            numbered = enumerate(sorted(letters), first)
            self._serials.update({(number, place): serial for serial, (_, number, place) in numbered})
        self._letters = Counter(number for number, _ in self._serials)

    @staticmethod
    def _series(agency_id: int, year: int, name: str, wanted: int) -> int:
        """Take that many numbers of a series; return the first."""
        NumberSeries.objects.get_or_create(agency_id=agency_id, year=year, series=name)
        series = NumberSeries.objects.select_for_update().get(agency_id=agency_id, year=year, series=name)
        series.last += wanted
        series.save(update_fields=["last"])
        return series.last - wanted + 1

    def _number(self, made: Sequence[Made]) -> None:
        """Give the numbers of the register, without gaps, each series being locked once."""
        wanted: dict[tuple[int, int], list[Case]] = {}
        for each in made:
            wanted.setdefault((each.case.agency_id, each.case.year), []).append(each.case)
        for (agency_id, year), cases in wanted.items():
            first = self._series(agency_id, year, REGISTER_SERIES, len(cases))
            for serial, case in enumerate(cases, first):
                case.serial, case.reference = serial, reference_of(case.agency, year=year, serial=serial)
