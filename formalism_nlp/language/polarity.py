"""Whether a clause demands, forbids, permits, abolishes, criticises or reports (domain dossier, section 2.3)."""

from __future__ import annotations

from bisect import bisect_left

from ..document import Span
from . import polarity_words as shape
from .clauses import Clause, Scan, number_end, scan
from .cues import Cue, find_cues
from .readings import OWN, Frame, Modality, Polarity, Reading, Said
from .slots import has_verb

__all__ = ["read_sentence"]


def read_sentence(text: str, start: int, end: int, frame: Frame = OWN) -> list[Said]:
    """Read the clauses of one sentence.

    Parameters
    ----------
    text : str
        The whole text.
    start, end : int
        The sentence, in code points.
    frame : Frame
        What the place of the sentence makes of it.

    Returns
    -------
    list of Said
        In order; clauses that only lead up to another are part of it.

    Examples
    --------
    >>> text = "有的镇照片不全就扣分，各镇不得照搬，每月报送一次，不得漏报。"
    >>> for said in read_sentence(text, 0, len(text)):
    ...     print(text[said.core.start:said.core.end], said.reading.polarity, said.reading.why)
    有的镇照片不全就扣分 criticise critic
    各镇不得照搬 prohibit prohibit
    每月报送一次 demand bare
    不得漏报 demand double
    """
    start = number_end(text, start, end)
    parts = scan(text, start, end)
    cues = _outside(find_cues(text, start, end), parts)
    said: list[Said] = []
    last: Reading | None = None
    mood: list[Cue] = []
    begun, done = -1, 0
    for index, clause in enumerate(parts.clauses):
        if begun < 0:
            begun = clause.start
        first = done
        while done < len(cues) and cues[done].start < clause.end:
            done += 1
        own = cues[first:done]
        if index + 1 < len(parts.clauses) and clause.mark in "，," and _leads_up(text, clause, own, opening=not said):
            mood += [cue for cue in own if _told(text, cue)]
            continue
        if begun < clause.start and not mood and last is not None and last.polarity == "report":
            last = None
        deciding = mood + own if mood else own
        if begun < clause.start and _only_aims(text, begun, clause, deciding):
            last = _reading("report", frame, "purpose")
        else:
            last = _decide(text, clause, deciding, parts, last, frame)
        said.append(Said(Span(begun, clause.end), Span(clause.start, clause.end), clause.mark, last))
        begun, mood = -1, []
        if clause.mark == "：" and last.why == "narrate" and shape.SPEAKER.search(text, clause.start, clause.end):
            frame = Frame("criticise", last.attribution)
        if clause.mark == "：" and last.why == "past" and shape.ALLOTS.search(text, clause.start, clause.end):
            last = None
    return said


def _only_aims(text: str, begun: int, clause: Clause, cues: list[Cue]) -> bool:
    """Tell a clause that goes on with the aim in front of it, or says how much is done for people."""
    if text[begun] != "为" or any(cue.kind in shape.NO_AIM for cue in cues):
        return False
    # What ends the sentence is its main clause, unless it can be nothing but an aim.
    aim = shape.AIM if clause.mark in ("，", ",") else shape.RESULT
    goes_on = aim.match(text, clause.start, clause.end)
    return bool(goes_on or shape.BENEFIT.match(text, begun))


def _leads_up(text: str, clause: Clause, cues: list[Cue], *, opening: bool) -> bool:
    start, end, _ = clause
    topic = opening and not cues and end - start <= shape.TOPIC
    if topic and not (shape.CARRIES.search(text, start, end) or has_verb(text, start, end)):
        return True
    kinds = {cue.kind for cue in cues} if cues else shape.NOTHING
    if "critic" in kinds or "narrate" in kinds:
        return False
    if text[end - 1] == "的" or (text.endswith(shape.PRACTICE, start, end) and shape.ENDED.match(text, end)):
        return True
    if kinds - (shape.LEADS_AIM if text[start] == "为" else shape.LEADS):
        return False
    return bool(
        shape.LEADS_UP_END.search(text[max(start, end - 4) : end])
        or (end - start < 60 and (shape.LEADS_UP.match(text, start, end) or shape.LEADS_UP_TO.match(text, start, end)))
    )


def _told(text: str, cue: Cue) -> bool:
    """Tell whether a word in what leads up to a clause says that the clause is told, not ordered."""
    return cue.kind in ("narrate", "critic") or (cue.kind == "past" and text[cue.start] in shape.TIME_TOLD)


def _outside(cues: list[Cue], parts: Scan) -> list[Cue]:
    """Drop the words in quotations, titles and brackets."""
    if not parts.asides or not cues:
        return cues
    kept: list[Cue] = []
    asides = iter(parts.asides)
    aside = next(asides, None)
    for cue in cues:
        while aside and aside.end <= cue.start:
            aside = next(asides, None)
        if aside is None or cue.start < aside.start:
            kept.append(cue)
    return kept


def _decide(text: str, clause: Clause, cues: list[Cue], parts: Scan, last: Reading | None, frame: Frame) -> Reading:
    if parts.asides:
        borrowed = _borrowed(text, clause, parts)
        if borrowed is not None:
            return borrowed._replace(polarity=last.polarity if last else shape.DEFAULTS[frame.stance])
    first: dict[str, Cue] = {}
    for cue in cues:
        first.setdefault(cue.kind, cue)
    start, end, mark = clause
    asked = text.find("是否", start, end) >= 0 or text.find("有没有", start, end) >= 0 or mark in ("？", "?")
    if asked or frame.stance == "condition" or "definition" in first:
        return Reading("report", frame.attribution, why="definition" if "definition" in first else "condition")
    told = _criticism(text, clause, first, last, frame)
    if told is not None:
        return told
    if "upward" in first:
        return _reading("demand", frame, "upward", first["upward"], "should")
    forbidden = _forbidden(text, clause, first, frame)
    if forbidden is not None:
        return forbidden
    return _wanted(text, clause, first, last, frame)


def _borrowed(text: str, clause: Clause, parts: Scan) -> Reading | None:
    """Read a clause that is nothing but a quotation or a title."""
    first = bisect_left(parts.asides, Span(clause.start, 0))
    for aside in parts.asides[first : first + shape.FEW]:
        if aside.end <= clause.end and text[aside.start] in "“《":
            inside, rest = aside.end - aside.start, clause.end - clause.start - (aside.end - aside.start)
            if text[aside.start] == "《" and rest <= 1:
                return Reading("report", "cited_title", why="aside")
            if (
                text[aside.start] == "“"
                and inside >= shape.LONG_QUOTE
                and rest <= shape.SHORT_REST
                and shape.SAYS.search(text, clause.start, aside.start)
            ):
                return Reading("report", "quoted", why="aside")
    return None


def _criticism(text: str, clause: Clause, first: dict[str, Cue], last: Reading | None, frame: Frame) -> Reading | None:
    """Read a clause that tells what others did wrong; None when it does not."""
    must = first.get("must")
    narrate = first.get("narrate")
    critic = first.get("critic")
    if narrate and not (must and must.start < narrate.start) and not text.startswith("的", narrate.end):
        told = "被" in text[narrate.start] or "受" in text[narrate.start]
        if not (told and frame.stance == "demand" and text[clause.end - 1] in "的次者起"):
            return Reading("criticise", "narrated", why="narrate", cue=_span(narrate))
    if critic:
        before = text[clause.start : critic.start]
        under = any(kind in first and first[kind].start < critic.start for kind in (*shape.STRONG, "must", "should"))
        goes_on = last is not None and last.polarity == "demand" and "存在" in text[critic.start : critic.end]
        if not under and not goes_on and not shape.COMPARE.search(before):
            return Reading("criticise", frame.attribution, why="critic", cue=_span(critic))
    if frame.stance == "criticise":
        if must and shape.ADDRESSED.match(text, clause.start, clause.end) and frame.attribution == "own":
            return None
        return Reading("criticise", frame.attribution, why="heading")
    if last is not None and last.polarity == "criticise":
        again = [cue for cue in (must, *(first.get(kind) for kind in shape.STRONG)) if cue]
        if not again or text.startswith("不能", again[0].start):
            return last._replace(why="carried", cue=None)
    return None


def _forbidden(text: str, clause: Clause, first: dict[str, Cue], frame: Frame) -> Reading | None:
    found = [first[kind] for kind in shape.STRONG if kind in first] if first else []
    if not found:
        return None
    cue = min(found)
    if frame.stance == "account":
        return _reading("report", frame, "account", cue)
    must = first.get("must")
    softness: Modality = "should" if "原则上" in text[max(0, cue.start - 4) : cue.end] else _softness(first)
    if cue.kind == "prohibit":
        before = text[clause.start : cue.start]
        if text.startswith("不能", cue.start) and clause.mark == "，" and text[clause.end - 1] == "的":
            return None
        if shape.AS_NOUN.search(before) and shape.NOUN_TAIL.search(text, max(cue.end, clause.end - 3), clause.end):
            return None
        if shape.DOUBLE.match(text, cue.end, clause.end) or text.endswith("缺一", clause.start, cue.start):
            return _reading("demand", frame, "double", cue, softness)
        return _reading("prohibit", frame, "prohibit", cue, softness)
    if cue.kind == "avoid" and must and must.start > cue.end:
        return None
    if cue.kind == "abolish" and shape.ABOUT.search(text[clause.start : cue.start]):
        return None
    if cue.kind == "avoid":
        return _reading("prohibit", frame, "avoid", cue)
    return _reading("abolish", frame, cue.kind, cue, "may" if cue.kind == "exempt" else "must")


def _wanted(text: str, clause: Clause, first: dict[str, Cue], last: Reading | None, frame: Frame) -> Reading:
    if "neutral" in first and "must" not in first:
        return _reading("report", frame, "neutral", first["neutral"])
    if not first:
        return _bare(text, clause, last, frame)
    told = first.get("past")
    order = min((first[kind] for kind in ("must", "should", "may", "quota") if kind in first), default=None)
    if order is not None:
        if last is not None and last.polarity in ("report", "criticise") and text.startswith("其中", clause.start):
            return last._replace(why="carried", cue=None)
        if frame.stance == "account" or (told and told.start < order.start and order.kind in ("may", "quota")):
            return _reading("report", frame, "account", order)
        if frame.stance in ("prohibit", "abolish") and not _starts_anew(text, clause, order):
            return _reading(shape.DEFAULTS[frame.stance], frame, "lead")
        if order.kind == "may" and "must" not in first:
            return _reading("permit", frame, "may", order, "may")
        return _reading("demand", frame, order.kind, order, _softness(first))
    if "negated" in first and "past" not in first and frame.stance not in ("account", "criticise", "abolish"):
        # Under 不得有下列情形： what is left undone (不安排经费) is part of what is forbidden.
        return _reading("prohibit", frame, "lead" if frame.stance == "prohibit" else "negated", first["negated"])
    if told and not _asks(text, clause, told) and frame.stance not in ("prohibit", "abolish"):
        return _reading("report", frame, "past", told)
    return _bare(text, clause, last, frame)


def _asks(text: str, clause: Clause, told: Cue) -> bool:
    return bool(shape.ASKED.search(text, clause.start, told.start) or shape.ASKED_FOR.match(text, told.end))


def _starts_anew(text: str, clause: Clause, order: Cue) -> bool:
    return order.start == clause.start or shape.ADDRESSED.match(text, clause.start, clause.end) is not None


def _bare(text: str, clause: Clause, last: Reading | None, frame: Frame) -> Reading:
    """Read a clause without a deciding word: it goes on as the one before, or as its frame says."""
    usual = _reading(shape.DEFAULTS[frame.stance], frame, "bare" if frame.stance in ("demand", "plain") else "lead")
    if last is None or last.attribution != frame.attribution:
        return usual
    anew = shape.ADDRESSED.match(text, clause.start, clause.end)
    if last.polarity == "prohibit" and last.why not in ("avoid", "negated"):
        if anew or shape.POSITIVE.match(text, clause.start, clause.end):
            return usual._replace(polarity="demand") if frame.stance in ("demand", "plain", "plan") else usual
        return last._replace(why="carried", cue=None)
    if (
        last.polarity == "report"
        and last.why in ("past", "carried")
        and not anew
        and text[clause.start] not in "由将请"
        and not (frame.stance == "demand" and shape.DUE.match(text, clause.start, clause.end))
    ):
        return last._replace(why="carried", cue=None)
    if (
        last.polarity == "demand"
        and last.why in ("must", "should", "quota", "double", "carried", "upward")
        and frame.stance != "account"
    ):
        return last._replace(why="carried", cue=None)
    if last.polarity == "permit" and not anew and not shape.POSITIVE.match(text, clause.start, clause.end):
        return last._replace(why="carried", cue=None)
    return usual


def _reading(
    polarity: Polarity, frame: Frame, why: str, cue: Cue | None = None, modality: Modality = "must"
) -> Reading:
    return Reading(polarity, frame.attribution, modality, why, _span(cue) if cue else None)


def _softness(first: dict[str, Cue]) -> Modality:
    return "should" if "should" in first else "must"


def _span(cue: Cue) -> Span:
    return Span(cue.start, cue.end)
