"""Every figure of the prose that speaks of a cell, found and attributed (正文数字识别)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.reports.checks.narrative.absence import absences
from gongkai.reports.checks.narrative.absent_acts import absent_acts
from gongkai.reports.checks.narrative.applicants import applicants
from gongkai.reports.checks.narrative.carried import carried
from gongkai.reports.checks.narrative.claims import Claim, Kind
from gongkai.reports.checks.narrative.decisions import decisions
from gongkai.reports.checks.narrative.documents import documents
from gongkai.reports.checks.narrative.intake import intake
from gongkai.reports.checks.narrative.intake_sums import added_up, risen_to
from gongkai.reports.checks.narrative.mentions import Context, Figure, Mention, Topic, figures, lead_of, tail_of
from gongkai.reports.checks.narrative.outcomes import outcomes
from gongkai.reports.checks.narrative.remedies import remedies, rows_of
from gongkai.reports.checks.narrative.rows import OutcomeRows, outcome_rows
from gongkai.reports.checks.narrative.scope import (
    Organ,
    Whose,
    is_of_the_year,
    is_shared_out,
    is_told_of_two,
    organ_of,
)
from gongkai.reports.checks.narrative.sentences import Sentence, sentences
from gongkai.reports.checks.narrative.topics import OF_CHAPTER, last_topic
from gongkai.reports.model import Chapter, Report

JUDGED_CHAPTERS = range(1, 7)
_WORTH_READING = re.compile(
    r"[\d零〇一二两三四五六七八九十百千万亿余多来](?:件|份|宗|起|例|条|个|项|部|万元|亿元|元|桩)|未|无|没|为[零0]"
)
_IN_TURN = re.compile(r"(?:、|和|与|及)[^，；。]{1,20}分别[为是有达共]{0,2}$")
"""收到件数、办结件数分别为37件、35件: which figure is whose, is told by their order alone."""
_CLAUSE = re.compile(r"[，；。！？]")
_TOPIC_OF = {Kind.DOCUMENT: Topic.DOCUMENTS, Kind.REMEDY: Topic.REMEDIES}


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim where the report makes it (正文提法).

    ``start`` and ``end`` are positions in the text of the chapter with that number, so that a page can mark the figure;
    ``quote`` is its clause. ``sentence`` numbers the sentences of the report.
    """

    claim: Claim
    chapter: int
    sentence: int
    start: int
    end: int
    quote: str
    whose: Whose


@dataclass(frozen=True, slots=True)
class _Reader:
    """What a report's figures are read by: its organ, its year, the rows of its form."""

    organ: Organ
    year: int | None
    rows: OutcomeRows

    def claims(self, mention: Mention) -> tuple[Claim, ...]:
        """Return what one figure says; the first reading that fits stands, the most particular asked first."""
        if _IN_TURN.search(mention.lead):
            return ()
        return (
            carried(mention, year=self.year)
            or outcomes(mention)
            or applicants(mention)
            or added_up(mention)
            or risen_to(mention)
            or intake(mention)
            or remedies(mention)
            or documents(mention)
            or decisions(mention)
        )

    def owner(self, sentence: Sentence, claim: Claim, context: Context) -> Whose:
        """Return whose figure a claim is; without a subject, an outcome is of whoever received the applications."""
        text = sentence.text
        whose = self.organ.whose(text[: claim.label_at if claim.kind is Kind.OUTCOME else claim.start])
        if whose is None:
            whose = Whose.FOREIGN if context.foreign and claim.kind is Kind.OUTCOME else Whose.OWN
        lead = _CLAUSE.split(text[claim.label_at : claim.start])[-1] if claim.kind is not Kind.INTAKE else ""
        before = text[: claim.label_at if claim.kind is Kind.OUTCOME else claim.start]
        ours = is_of_the_year(before, lead or _clause(text, claim.start), year=self.year, is_stock=claim.is_stock)
        if claim.kind in (Kind.INTAKE, Kind.OUTCOME) and is_told_of_two(self.organ, sentence.around):
            return Whose.FOREIGN
        return whose if ours and not is_shared_out(sentence.after(claim.end)) else Whose.FOREIGN


def statements(report: Report) -> tuple[Statement, ...]:
    """Return the figures of the prose that speak of a cell of the tables, in order (正文数字识别)."""
    reader = _Reader(organ_of(report.agency), report.year, outcome_rows(report.edition or "2021"))
    found: list[Statement] = []
    for chapter in report.chapters:
        if chapter.number in JUDGED_CHAPTERS:
            found.extend(_of_chapter(chapter, reader, found[-1].sentence + 1 if found else 0))
    return tuple(found)


def _of_chapter(chapter: Chapter, reader: _Reader, first: int) -> Iterator[Statement]:
    context = Context(topic=OF_CHAPTER.get(chapter.number))
    passed = ""
    for number, sentence in enumerate(sentences(chapter.text), start=first):
        if not _WORTH_READING.search(sentence.text):
            passed = sentence.text
            continue
        if passed:
            context = Context(topic=last_topic(passed) or context.topic)
            passed = ""
        context, claims = _read(sentence, context, chapter.number, reader)
        for claim, whose in claims:
            yield _statement(claim, whose, sentence, number, chapter.number)


def _read(
    sentence: Sentence, context: Context, chapter: int, reader: _Reader
) -> tuple[Context, list[tuple[Claim, Whose]]]:
    """Return the claims of one sentence with their owners, and the context it leaves for the next."""
    found: list[tuple[Claim, Whose]] = []
    cursor = 0
    numbers = list(figures(sentence.text))
    limits = (*(figure.start for figure in numbers[1:]), len(sentence.text))
    for figure, limit in zip(numbers, limits, strict=False):
        region = sentence.text[cursor : figure.start]
        context = replace(context, topic=last_topic(region) or context.topic, before=context.topic)
        mention = _mention(
            figure, sentence=sentence, after=cursor, until=limit, context=context, chapter=chapter, rows=reader.rows
        )
        cursor = figure.end
        if mention is None:
            continue
        claims = [(claim, reader.owner(sentence, claim, context)) for claim in reader.claims(mention)]
        found.extend(claims)
        context = _after(context, claims)
    topic = last_topic(sentence.text[cursor:]) or context.topic
    absent = absences(sentence.text, context.topic if numbers else topic, chapter)
    for claim in (*absent, *absent_acts(sentence.text)):
        found.append((claim, reader.owner(sentence, claim, context)))
    said = bool(found)
    return replace(context, topic=topic, counted=context.counted and said, row=context.row if said else ()), found


def _mention(
    figure: Figure,
    *,
    sentence: Sentence,
    after: int,
    until: int,
    context: Context,
    chapter: int,
    rows: OutcomeRows,
) -> Mention | None:
    """Return the figure with its words, or None where it is only approximate."""
    if figure.value is None:
        return None
    text = sentence.text
    return Mention(
        sentence=sentence,
        start=figure.start,
        end=figure.end,
        lead=lead_of(text, after=after, until=figure.start),
        tail=tail_of(text, after=figure.end, until=until),
        value=figure.value,
        unit=figure.unit,
        context=context,
        rows=rows,
        chapter=chapter,
    )


def _after(context: Context, claims: list[tuple[Claim, Whose]]) -> Context:
    """Return the context that a figure leaves for the next one."""
    for claim, whose in claims:
        topic = _TOPIC_OF.get(claim.kind, Topic.APPLICATIONS)
        if claim.kind in (Kind.INTAKE, Kind.OUTCOME):
            context = replace(context, topic=topic, counted=True, foreign=whose is Whose.FOREIGN, row=())
        elif claim.kind is Kind.REMEDY:
            is_total = claim.cells[0].endswith(".total")
            context = replace(context, topic=topic, row=rows_of(claim) if is_total else context.row)
        else:
            context = replace(context, topic=topic, deciding=claim.kind is Kind.DECISION)
    return context


def _statement(claim: Claim, whose: Whose, sentence: Sentence, number: int, chapter: int) -> Statement:
    return Statement(
        claim=claim,
        chapter=chapter,
        sentence=number,
        start=sentence.offsets[claim.start],
        end=sentence.offsets[claim.end - 1] + 1,
        quote=_clause(sentence.text, claim.end - 1),
        whose=whose,
    )


def _clause(text: str, position: int) -> str:
    """Return the clause that holds a position, without the stops around it (分句)."""
    start = max(text.rfind(stop, 0, position) for stop in "，；。！？") + 1
    end = _CLAUSE.search(text, position)
    return text[start : end.start() if end else len(text)]
