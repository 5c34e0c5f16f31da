"""Entering the demonstration's work of two years in the registers (登记演示台账)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.seeding.chance import chance_of
from gongkai.apps.casework.seeding.forms import applicant_form, request_form
from gongkai.apps.casework.services import PastOutcome, take_in_past
from gongkai.apps.casework.working_calendar import current
from gongkai.apps.disclosure.models.decisions import DecisionKind
from gongkai.apps.disclosure.services.charges import record_charge
from gongkai.apps.disclosure.services.documents import DocumentForm, change_document, register_document
from gongkai.apps.disclosure.services.imports import begin_import, run_import
from gongkai.apps.people.models import Officer
from gongkai.apps.remedies.services.remedy_cases import RemedyForm, enter_remedy, record_event
from gongkai.config.demonstration_works import WORKS, Attack, Paper, Work
from gongkai.statute.receipt import Channel
from gongkai.statute.remedy_cases import RemedyAct
from gongkai.statute.validity import DocumentAct, DocumentEvent

ENTERED_ON = date(2026, 1, 12)
"""The day on which the officers of the demonstration brought their registers up to date."""
_IN_FORCE_AFTER = timedelta(days=30)
_ANSWERED_AFTER_DAYS = 12
_HEADING = "决定文书号,行政相对人名称,决定日期,是否公示,不予公示的理由"


def keep_records(city: Mapping[str, Agency], *, by: Officer) -> None:
    """Enter what every organ did (登记演示台账)."""
    for code, work in WORKS.items():
        organ = city[code]
        for paper in work.papers:
            _register(organ, paper, by=by)
        for (kind, year), count in work.decisions.items():
            _import(organ, kind, year, count, by=by)
        for year, (item, basis, yuan) in work.charges.items():
            period = (date(year, 1, 1), date(year, 12, 31))
            record_charge(
                agency=organ, item=item, basis=basis, period=period, amount_yuan=yuan, by=by, today=ENTERED_ON
            )
        for attack in work.attacks:
            _defend(organ, attack, by=by)
        for year in work.outcomes:
            _answer(organ, work, year, by=by)


def _register(organ: Agency, paper: Paper, *, by: Officer) -> None:
    form = DocumentForm(
        title=paper.title,
        number=paper.number,
        made_on=paper.made_on,
        in_force_on=paper.made_on + _IN_FORCE_AFTER,
        published_on=paper.made_on + timedelta(days=3),
        term_until=paper.term_until,
        subject="综合政务",
    )
    document = register_document(agency=organ, kind=paper.kind, form=form, by=by, today=ENTERED_ON)
    if paper.repealed_on:
        event = DocumentEvent(DocumentAct.REPEALED, paper.repealed_on)
        change_document(document=document, event=event, basis=f"{organ.name}有关会议决定", by=by, today=ENTERED_ON)


def _import(organ: Agency, kind: DecisionKind, year: int, count: int, *, by: Officer) -> None:
    lines = "\n".join((_HEADING, *_lines(organ, kind, year, count)))
    name = f"{year}年{kind.label}台账.csv"
    batch = begin_import(agency=organ, kind=kind, file=BytesIO(lines.encode()), file_name=name, by=by, today=ENTERED_ON)
    for _ in run_import(batch=batch, by=by, today=ENTERED_ON):
        pass


def _lines(organ: Agency, kind: DecisionKind, year: int, count: int) -> Iterator[str]:
    for number in range(1, count + 1):
        who = applicant_form(chance_of("decision", organ.code, kind.code, year, number)).name
        day = date(year, 1, 8) + timedelta(days=number * 340 // (count + 1))
        # One in ten is lawfully not shown: it counts all the same.
        shown = "否,涉及商业秘密" if number % 10 == 0 else "是,"
        yield f"{organ.letter_prefix[:2]}{kind.label[2:]}〔{year}〕{number}号,{who},{day},{shown}"


def _defend(organ: Agency, attack: Attack, *, by: Officer) -> None:
    authority = "青岚市人民政府" if not attack.block.is_suit else "青岚市云台区人民法院"
    form = RemedyForm(attack.block, attack.attacked, authority, attack.number)
    remedy = enter_remedy(agency=organ, form=form, received_on=attack.received_on, by=by, today=ENTERED_ON)
    told = [(RemedyAct.REPLIED, attack.received_on + timedelta(days=7), "")]
    if attack.ended_on:
        told.append((RemedyAct.CONCLUDED, attack.ended_on, attack.outcome))
    for act, on, outcome in told:
        record_event(remedy=remedy, act=act, on=on, by=by, today=ENTERED_ON, outcome_code=outcome)


def _answer(organ: Agency, work: Work, year: int, *, by: Officer) -> None:
    outcomes, calendar = work.outcomes[year], current(None)
    for place, outcome in enumerate(outcomes):
        is_carried = place >= len(outcomes) - work.carried
        day = date(year, 12, 20 + place % 5) if is_carried else date(year, 2, 10) + timedelta(days=place * 23)
        arrived_on = day if calendar.is_working_day(day) else calendar.add_working_days(day, 1)
        chance = chance_of("year", organ.code, year, place)
        take_in_past(
            agency=organ,
            channel=Channel.IN_PERSON,
            applicant=replace(applicant_form(chance), email=""),
            request=request_form(chance, year=year),
            arrived_on=arrived_on,
            confirmed_on=None,
            outcome=PastOutcome(
                outcome, calendar.add_working_days(arrived_on, _ANSWERED_AFTER_DAYS), f"{year}年台账第{place + 2}行"
            ),
            key=f"year-{organ.code}-{year}-{place}",
            by=by,
            today=date(2026, 1, 31),
        )
