"""Making directives: the clauses of the running text and the rows of tables, with their slots."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from ..document import Document, Span
from ..language.actors import Direction, direction, list_head, responsible, speaks_to_citizens, subject
from ..language.attribution import lead_frame
from ..language.deadlines import Deadline
from ..language.exceptions import ExceptionKind, emergency, excuse, statutory
from ..language.polarity import read_sentence
from ..language.readings import Frame, Reading, Said
from ..language.slots import Deed, deed, resource, sanction, trace
from .figures import NOTHING, Figures, first_within
from .model import ActorFrom, Directive, Origin
from .passages import Lead, Passage, Walk
from .tables import Row, ends_row, names_file, table_rows

__all__ = ["Builder"]

_PUBLIC_GENRES = ("通告", "公告")
_TAIL = re.compile("(?:单位|部门|领导|人|科室)[：:]|(?:负责|牵头|配合|参与|参加|协助)[）)]")
_CITED = Reading("report", "cited_title", why="aside")
_NO_DEED = Deed(None, None)
_LABEL = 8
# As long as who is asked may be in front of a deadline; 报送时间为6月13日前 says what is due itself.
_WHO_BY_WHEN = 18
_NAMES_TERM = re.compile("时[间限]|期限|截[止至]|完成|报|交")
_TABLE_NAME = 30
_NAME = re.compile("(?:[表单册]|方案|细则|办法|名单|清单|一览|附表|附件\\d*)(?:（[^）]*）)?$")
_FIGURES = re.compile(r"[\d年月日时分点:：．.\-—/\s（）()*]*.?")


# 一、剩余2.1万张由各乡镇包圆。: a first sentence that says who or how many is no mere heading.
_CONCRETE = re.compile(r"(?:\d|由(?:各|所在)|每[个名人村镇天周月日旬季])[^。]*。$")
# 2024年，全县评出…: a year before that of the document tells; 2024年度 and 2024年以来 name a period.
_YEAR = re.compile(
    r"(?:其中[，：]?)?(?P<year>(?:19|20)\d{2})年(?:\d{1,2}月|[上下]半年|[春夏秋冬年][初末底季]?)?(?:\d{1,2}日)?[，,]"
)


def _is_past_year(text: str, span: Span, base: date | None) -> bool:
    match = _YEAR.match(text, *span)
    return match is not None and base is not None and int(match["year"]) < base.year


def _as_told(reading: Reading) -> Reading:
    """Return what a clause means in a sentence on a past year: what nobody expressly orders is told."""
    return reading._replace(polarity="report", why="past") if reading.why in ("bare", "quota") else reading


class _Place(NamedTuple):
    """Where a directive stands."""

    block: int
    unit: int | None
    origin: Origin
    sentence: Span


class _Actor(NamedTuple):
    span: Span | None
    source: ActorFrom | None


class Builder:
    """Builds the directives of one document."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.walk = Walk(doc)
        tables = tuple(table_rows(doc))
        self.rows = {row.block: row for row in tables if not row.is_heading}
        self.column_heads = {row.block for row in tables if row.is_heading}
        self.addressee = next((block.span for block in doc.blocks if block.kind == "addressee"), None)
        self.to_all = _Actor(self.addressee, "addressee" if self.addressee else None)
        self.emergency = emergency(doc)
        self.base = doc.meta.date or doc.meta.print_date
        # Rules of law without addressee speak to everybody.
        self.for_citizens = not doc.meta.addressees and speaks_to_citizens(doc.text)
        self.facts = NOTHING
        self._directions: dict[str, Direction] = {}
        self._excuses: dict[int, Span | None] = {}

    def build(self) -> tuple[Directive, ...]:
        """Return them in the order of the text."""
        found: list[Directive] = []
        for passage in self.walk.passages():
            if passage.number in self.rows:
                found += self._row(self.rows[passage.number], self._row_frame(passage.frame))
            elif passage.number not in self.column_heads:
                found += self._passage(passage)
        for row in self.rows.values():
            if self.doc.blocks[row.block].kind == "table_cell":
                found += self._row(row, self._row_frame(Frame(self.walk.default)))
        return tuple(sorted(found, key=lambda one: one.span))

    def _passage(self, passage: Passage) -> list[Directive]:
        """Read the sentences of a block; a colon in it governs what follows, a tail names who answers for it."""
        text = self.doc.text
        self.facts = Figures.of(text, passage.block.span, self.base)
        frame, head = passage.frame, _Actor(passage.head, "list_head" if passage.head else None)
        tails = list(responsible(text, *passage.block.span)) if _TAIL.search(text, *passage.block.span) else []
        within: Lead | None = None
        found: list[Directive] = []
        for span, unit in passage.sentences:
            now = within.frame if within else frame
            actor = _Actor(within.actor, "list_head") if within and within.actor else head
            tail = next((who for place, who in tails if place.end > span.start), None)
            if tail is not None:
                actor = _Actor(tail, "responsibility")
            place = _Place(passage.number, unit, _origin(passage), span)
            said = read_sentence(text, *span, now)
            if _is_past_year(text, span, self.base):
                said = [one._replace(reading=_as_told(one.reading)) for one in said]
            if passage.block.kind != "heading" and names_file(self.doc, span):
                said = [one._replace(reading=_CITED) for one in said]
            made, actor = self._sentence(said, place, actor, now)
            found += made
            lead = self._lead(said, now, actor, passage, span)
            if lead is not None:
                within = lead
                if said[-1].mark == "：" or text[span.end - 1] in "：:":
                    self.walk.lead = self._opened(lead, said)
            elif text[span.end - 1] == "。":
                within = None
            if (
                frame.stance == "plain"
                and passage.frame.stance != "criticise"
                and made
                and made[-1].polarity == "demand"
            ):
                frame = Frame("demand", frame.attribution)
        if passage.block.kind != "heading" or _CONCRETE.search(text, *passage.block.span):
            return found
        return [one for one in found if one.why not in ("bare", "lead")]

    def _lead(self, said: list[Said], frame: Frame, actor: _Actor, passage: Passage, sentence: Span) -> Lead | None:
        before = next((one for one in said if one.mark in "：:" and one.mark), None)
        if before is None or (before.reading.why == "past" and "如下" in self.doc.quote(before.core)):
            return None
        words = self.doc.text[sentence.start : before.core.end]
        named = list_head(self.doc.text, *before.core)
        if named is None and before.reading.polarity == "demand" and "如下" not in words and actor.source == "subject":
            named = actor.span
        return Lead(lead_frame(before, words, frame), named, passage.block.level or 0)

    def _opened(self, lead: Lead, said: list[Said]) -> Lead:
        """Let a line that only introduces (各位书记，几件事：) leave the list below it to the genre."""
        if self.walk.introducing and lead.frame.stance == "plain" and said[-1].reading.why == "bare":
            return lead._replace(frame=Frame(self.walk.default, lead.frame.attribution))
        return lead

    def _sentence(self, said: list[Said], place: _Place, actor: _Actor, frame: Frame) -> tuple[list[Directive], _Actor]:
        found: list[Directive] = []
        early: Deadline | None = None
        for one in said:
            if one.mark == "：" and (named := list_head(self.doc.text, *one.core)):
                actor = _Actor(named, "list_head")
            if self._is_label(one, place):
                continue
            own = subject(self.doc.text, *one.core) or (
                subject(self.doc.text, *one.span) if one.span.start < one.core.start else None
            )
            if own is not None:
                actor = _Actor(own, "subject")
            made = self._directive(one, place, actor, early, frame)
            found.append(made)
            if made.deadline is not None and (
                made.deadline.span.start < one.core.start or _only_says_when(self.doc.text, one.core, made.deadline)
            ):
                early = made.deadline
        return found, actor

    def _is_label(self, one: Said, place: _Place) -> bool:
        """Tell whether a clause says nothing: a date, 主会场：, the name of a table."""
        words = self.doc.quote(one.core)
        if words[0] in "（(" and words[-1] in "）)" and (len(words) <= _LABEL + 2 or _TAIL.search(words)):
            return True
        if one.reading.why not in ("bare", "lead", "carried"):
            return False
        if _FIGURES.fullmatch(words) or (one.mark == "：" and len(words) <= _LABEL):
            return True
        block = self.doc.blocks[place.block]
        if one.core != place.sentence or block.kind == "list_item" or len(words) > _TABLE_NAME:
            return False
        return _NAME.search(words) is not None or list_head(self.doc.text, *one.core) is not None

    def _directive(self, one: Said, place: _Place, actor: _Actor, early: Deadline | None, frame: Frame) -> Directive:
        text, facts = self.doc.text, self.facts
        span, core, _, reading = one
        polarity, end = reading.polarity, span.end
        told = polarity in ("report", "criticise")
        deadline = first_within(facts.deadlines, span) if facts.deadlines else None
        frequency = first_within(facts.frequencies, span) if facts.frequencies else None
        quantity = first_within(facts.quantities, span) if facts.quantities else None
        proof = trace(text, *span) if facts.trace and facts.trace.start < end else None
        planned = frame.stance == "plan" and polarity == "demand"
        if planned and not (deadline or frequency or quantity or proof or "定期" in text[span.start : end]):
            polarity, reading = "report", reading._replace(polarity="report", why="plan")
        who = actor if actor.span else self.to_all
        act = _NO_DEED if told else deed(text, _behind(core, reading.cue, actor.span), core.end)
        kind, basis = (None, None) if told else self._exception(place)
        place_of_actor, source = who
        deadline = deadline or early
        # A frozen dataclass sets its fields one by one, a tenth of the time of the whole pass.
        made = object.__new__(Directive)
        made.__dict__.update(
            span=span, core=core, sentence=place.sentence, polarity=polarity, attribution=reading.attribution,
            modality=reading.modality, why=reading.why, cue=reading.cue, actor=place_of_actor, actor_from=source,
            direction=self._direction(who, reading), addressee=self.addressee, action=act.action, object=act.object,
            deadline=deadline, frequency=frequency, quantity=quantity,
            resource=resource(text, *span) if facts.resource and facts.resource.start < end else None,
            sanction=sanction(text, *span) if facts.sanction and facts.sanction.start < end else None,
            trace=proof, exception=kind, exception_basis=basis, block=place.block, unit=place.unit, origin=place.origin,
        )  # fmt: skip
        return made

    def _exception(self, place: _Place) -> tuple[ExceptionKind | None, Span | None]:
        if self.emergency is not None:
            if place.block not in self._excuses:
                self._excuses[place.block] = excuse(self.doc, self.emergency, self.doc.blocks[place.block].span)
            basis = self._excuses[place.block]
            if basis is not None:
                return "emergency", basis
        law = statutory(self.doc.text, *place.sentence) if self.facts.law else None
        return ("statutory", law) if law else (None, None)

    def _direction(self, actor: _Actor, reading: Reading) -> Direction:
        if reading.why == "upward":
            return "up"
        name = "" if actor.span is None or actor.source == "addressee" else self.doc.quote(actor.span)
        if name not in self._directions:
            self._directions[name] = self._find_direction(name)
        return self._directions[name]

    def _find_direction(self, name: str) -> Direction:
        meta = self.doc.meta
        if not name and not meta.addressees and meta.genre in _PUBLIC_GENRES:
            return "public"
        if not name and self.for_citizens:
            return "public"
        if not name and meta.genre in ("报告", "请示"):
            return "self"
        return direction(name, meta.issuers, meta.addressees)

    def _row(self, row: Row, frame: Frame) -> list[Directive]:
        """Read a table row: one directive, with the columns as slots; a verdict such as 废止 decides."""
        text = self.doc.text
        columns = {cell.column: cell.span for cell in reversed(row.cells)}
        what = columns.get("what", row.span)
        said = read_sentence(text, *what, frame)
        if not said:
            return []
        ended = "verdict" in columns and ends_row(text, columns["verdict"], frame)
        reading = Reading("abolish", frame.attribution, why="abolish") if ended else self._strongest(said)
        if names_file(self.doc, what, row):
            reading = _CITED
        who = columns.get("who")
        actor = _Actor(who, "column") if who else _Actor(None, None)
        place = _Place(row.block, None, "table_row", row.span)
        self.facts = Figures.of(text, row.span, self.base)
        whole = Said(row.span, what, "", reading)
        return [self._directive(whole, place, actor, None, frame)]

    def _row_frame(self, frame: Frame) -> Frame:
        return Frame(self.walk.rows, frame.attribution) if frame.stance == "demand" else frame

    def _strongest(self, said: list[Said]) -> Reading:
        order = ("demand", "abolish", "prohibit", "criticise", "permit", "report")
        return min((one.reading for one in said), key=lambda reading: order.index(reading.polarity))


def _only_says_when(text: str, core: Span, deadline: Deadline) -> bool:
    """Tell whether a clause ends with its deadline, so that the next says what is due: 请于6月13日前，将…报送."""
    before = text[core.start : deadline.span.start]
    return deadline.span.end >= core.end and len(before) <= _WHO_BY_WHEN and not _NAMES_TERM.search(before)


def _behind(core: Span, *leading: Span | None) -> int:
    """Return where the verb of a clause is looked for: behind its modal and its subject."""
    start, end = core
    behind = start
    for span in leading:
        if span is not None and behind < span.end < end:
            behind = span.end
    return behind


def _origin(passage: Passage) -> Origin:
    if passage.block.kind == "heading":
        return "heading"
    return "list_item" if passage.block.kind == "list_item" else "sentence"
