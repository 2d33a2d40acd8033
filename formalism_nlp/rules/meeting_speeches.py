"""Who speaks at a meeting, and for how long (MTG-02, MTG-05)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..document import Document, Span
from ..errors import NotApplicable
from ..language.clock import CLOCK, parse_time
from .inspection_runs import CHIEF, Run, is_own, runs
from .meeting_facts import is_training, minutes, without_former
from .meeting_programme import LAYS_OUT, SPEAKS, Sentence, clauses, denied, items, meeting_only, planned, programme
from .rule import Case, Hit

__all__ = ["long_speech", "two_chiefs_speak"]

_MAIN = re.compile(
    "(?=[委街“一主乡书党区单厅县司局州工市政旗正省部重镇院领])(?:"
    f"{CHIEF}|主[旨题要]?报告|(?<![副管班同])(?:[省市县区镇乡街局厅部委院]|单位)领导(?!小组|班子|干部)|工作报告|领导讲话|重要讲话|主讲|(?<!副)(?:局|厅|部|院|司)长|(?<!副)主任"
    ")"
)
_DEPUTY = re.compile(
    "副(?:书记(?![、兼]?[^，。；]{0,6}[省市县区州旗镇乡]长)|[省市县区州旗镇乡局厅]长|主任|主席|部长|职)|分管|其他|各单位|交流发言|表态发言|每(?:人|位|个|家)"
)
# The main report of a meeting is meant whoever gives it: 分管副区长作主题报告.
_REPORT = re.compile("主[旨题要]?报告(?!厅)|大会报告|工作报告")
# A clause behind it that only goes on about the speech: 时长100分钟, 留足两小时, 从14:00讲到16:30.
_OTHER_MATTER = re.compile(
    "发言|汇报|表态|交流|观看|参观|讨论|休息|会议|主持|散会|返|随后|之后|再|副|播放|合影|乘车|现场|报到|点名"
)
# A clause in front of it that only says when: 14时50分至16时20分，由县长讲话.
_ONLY_WHEN = re.compile(rf"[^，。；]{{0,12}}?{CLOCK}[^，。；]{{0,4}}?{CLOCK}(?:期间|时段|，?用时[^，。；]{{1,8}})?")
# What is made of the speech takes its own time: 录像在70分钟内上传.
_RECORD = re.compile("录像|录音|上传|整理|校对|刻盘")
_GUEST = re.compile("专家|教授|院士|研究员|讲师|宣讲团|老师")
# What is left to the chief is left for him to speak: 剩下的一小时二十分钟留给书记.
_LEFT_TO = re.compile(f"(?:留给|交给|分给|让给|全归|都归|归|拨给|给足?)[^，。；副]{{0,6}}{CHIEF}")
_HOW_LONG = re.compile("[^，。；]{0,4}(?:讲话|主?报告)(?:时间|时长|用时)")
_AT = re.compile(
    rf"(?:（[一二三四五六七八九十]{{1,3}}）|\d{{1,2}}[.．、]|[^，。；\d]{{0,6}}[：:])?\s?(?P<at>{CLOCK})(?!\s?(?:至|到|[—－\-–~～、]|[之以]?前))"
)
_UNTIL = re.compile(rf"(?:讲话|报告|部署|动员|讲)[^，。；]{{0,6}}?(?:，讲)?(?:至|到|直到)(?P<until>{CLOCK})")
_NEXT_LINES = 2


def long_speech(case: Case) -> Iterator[Hit]:
    """Yield speeches and main reports of chiefs over the limit."""
    if is_training(case.doc):
        raise NotApplicable("培训、竞赛、论坛和法定会议另有规定")
    limit, floor, doc = case.options["minutes"], case.options["floor_minutes"], case.doc
    told = [denied(doc, one) for one in case.directives if not is_own(one) and not _unlimited(case, one)]
    seen: list[Span] = []
    for run in programme(case):
        main = [one for one in (*_speeches(run), *_timed(run, doc)) if not _is_told(one[1], told)]
        spoken = max(main, default=None)
        if spoken is not None and spoken[0] > limit:
            if not any(other.overlaps(spoken[1]) for other in seen):
                seen.append(spoken[1])
                yield Hit(spoken[1], {"found": round(spoken[0])}, run.exception)
            continue
        each = max((one for one in _floor_speeches(run) if not _is_told(one[1], told)), default=None)
        if floor is not None and each is not None and each[0] > floor:
            yield Hit(each[1], {"found": round(each[0])}, run.exception, message=_FLOOR, suggestion=_FLOOR_ADVICE)


def _unlimited(case: Case, one: Directive) -> bool:
    """Tell whether a clause only says that nothing limits the speech: 书记讲话不限时."""
    return one.polarity == "prohibit" and re.search("不[设限][^，。；]{0,4}[时长]", case.masked(one.core)) is not None


def _is_told(span: Span, told: list[Span]) -> bool:
    return any(other.overlaps(span) for other in told)


def _speeches(run: Sentence) -> Iterator[tuple[float, Span]]:
    """Yield the minutes of the chief's speeches in a sentence; the time may stand in the clauses beside."""
    text = without_former(run.text)
    before = (0, 0, "")
    for start, end, words in clauses(text):
        ahead, before = before, (start, end, words)
        if not _is_main(words):
            continue
        stop = end
        while minutes(text[start:stop]) is None:
            behind = re.match("[^，。；]+", text[stop + 1 :])
            if behind is None or _OTHER_MATTER.search(behind.group()):
                break
            stop += 1 + behind.end()
        found = minutes(text[start:stop])
        if found is None and (_ONLY_WHEN.fullmatch(ahead[2]) or _HOW_LONG.match(ahead[2])):
            found = minutes(ahead[2])
            yield from [(found, run.around(ahead[0], stop))] if found else []
        elif found is not None:
            yield found, run.around(start, stop)


def _is_main(words: str) -> bool:
    return (
        (SPEAKS.search(words) is not None or _LEFT_TO.search(words) is not None)
        and _MAIN.search(words) is not None
        and (_DEPUTY.search(words) is None or _REPORT.search(words) is not None)
        and _RECORD.search(words) is None
        and _GUEST.search(words) is None
    )


def _timed(run: Sentence, doc: Document) -> Iterator[tuple[float, Span]]:
    """Yield the minutes between the time at which the chief's speech begins and that of the next item, or its end."""
    parts = list(clauses(run.text))
    for at, (start, end, words) in enumerate(parts):
        if not _is_main(words):
            continue
        behind = parts[at + 1] if at + 1 < len(parts) and parts[at + 1][2].startswith("讲到") else None
        until = _UNTIL.search(f"{words}，{behind[2]}" if behind else words)
        # 9:30，县长开始讲话: the time may be a clause of its own.
        alone = at > 0 and parts[at - 1][1] + 1 == start and _AT.fullmatch(parts[at - 1][2].strip())
        own = _AT.match(words.lstrip()) or alone or None
        begun: float | None
        if until is not None:
            begun, done = _begun(words[: until.start()], [part[2] for part in parts[:at]]), _clock(until["until"])
        elif own is not None:
            begun, done = _clock(own["at"]), _next(parts[at + 1 :], doc, run.start + len(run.text))
        elif behind is None and at + 1 < len(parts) and (soon := _BEGINS.fullmatch(parts[at + 1][2].strip())):
            begun, done = _clock(soon["at"]), _next(parts[at + 2 :], doc, run.start + len(run.text))
        else:
            continue
        # 下午2:30讲话，4:05签约: the second time shares the part of the day with the first.
        if begun is not None and done is not None and done < begun < done + _NOON:
            done += _NOON
        if begun is not None and done is not None and 0 < done - begun < _HALF_DAY:
            yield done - begun, run.around(start, end)


# Longer than that is no speech but the wrong pair of times.
_HALF_DAY = 300
_NOON = 720
# 作主题报告，8:40开始，10:00茶歇.
_BEGINS = re.compile(rf"(?P<at>{CLOCK})(?:准时)?(?:开始|开讲|起)")


def _clock(words: str) -> float | None:
    time = parse_time(words)
    return time[0] * 60.0 + time[1] if time else None


def _begun(words: str, ahead: list[str]) -> float | None:
    """Return when a speech begins: the last time in front of it, and what lasts in between."""
    passed = 0.0
    for clause in (words, *reversed(ahead)):
        clocks = re.findall(CLOCK, clause)
        if clocks:
            begun = _clock(clocks[-1])
            return begun + passed if begun is not None else None
        passed += minutes(clause) or 0
    return None


def _next(parts: list[tuple[int, int, str]], doc: Document, end: int) -> float | None:
    """Return the time of the next item of the programme, in the sentence or in the lines behind it."""
    lines = doc.text[end:].lstrip("。；，\n 　").split("\n")[:_NEXT_LINES]
    for words in (*(part[2] for part in parts), *lines):
        found = _AT.match(words.lstrip())
        if found is not None:
            return _clock(found["at"])
    return None


_FLOOR = "安排的交流发言每人约 {found} 分钟，超过当地每人 {floor_minutes} 分钟的规定。"
_FLOOR_ADVICE = "把交流发言压到每人 {floor_minutes} 分钟以内，其余改书面交流。"
_FLOOR_SPEECH = re.compile("(?=[交典发大表])(?:(?:交流|典型|表态|大会)?发言|交流)")
_EACH = re.compile("每(?:人|个|位|家)|各|单位|分别")


def _floor_speeches(run: Sentence) -> Iterator[tuple[float, Span]]:
    """Yield the minutes that each of those who take the floor is given."""
    for match in re.finditer("[^。；]+", run.text):
        words = match.group()
        if _FLOOR_SPEECH.search(words) and _EACH.search(words) and not _MAIN.search(words):
            found = minutes(words)
            if found is not None:
                yield found, run.around(*match.span())


_CHIEFLY = "主要(?:负责同志|领导同志|领导|负责人|同志)"
_BOTH = re.compile(
    "(?:党政|(?:党委|党工委|[省市县区州旗镇乡]委)[、和与]?[省市县区州旗镇乡]?政府|两位|两名|双方)[^，。；]{0,6}(?:主要(?:负责同志|领导|负责人)|正职|主官|一把手|负责同志|主要同志)"
)
_EACH_OF_BOTH = re.compile(
    "分别|先后|都|均|各|依次|轮流|轮番|相继|接连|接着|一前一后|双双|同时|共同|[两二]位|[两二]个|[两二]篇"
)
_PARTY = re.compile(f"(?<!副)(?<!总)书记(?!处)|(?:党委|党工委|[省市县区州旗镇乡]委)的?{_CHIEFLY}")
_STATE = re.compile(
    f"(?<!副)(?:省|市|区|县|州|旗|镇|乡)长(?!期|远)|(?:区|自治区|政府)主席|(?:政府|办事处|管委会|行署)的?{_CHIEFLY}|(?<!副)(?:办事处|街道|管委会)主任"
)
# Who presides, listens or reads for another does not speak himself: 县长主持、县委书记讲话; 书记的讲话由县长代读.
_PRESIDES = re.compile(
    "(?:(?<!副)[省市县区州旗镇乡]长|书记|主席|主任|主要(?:负责同志|领导|负责人))(?:同志)?[^，。；、]{0,4}主持(?:会议|大会|召开)?(?!并|兼|[^，。；、]{0,4}(?:讲|部署|强调|小结|总结|要求))"
)
_LISTENS = re.compile(
    "上[次回届]|去年|往年|以往|不再?(?:讲|发言|作|同时|都|分别|安排|一起|重复|轮流|一并)|表态|交流|列席|收听|收看|聆听|学习|传达|代读|代为|代讲|书面(?:讲话|发言|印发)|汇编|印发|整理|摘要|改为书面|原定|只安排|另于|另行|另外|政府全会|常务会"
)


def _unread(case: Case) -> list[Span]:
    """Return the sentences of an agenda of labels in which directives see nothing: 讲话：书记、县长."""
    read = {one.sentence for one in case.directives}
    units = [unit.span for unit in case.doc.units if LAYS_OUT.search(case.doc.text, *unit.span)]
    label = re.compile("(?:讲话|部署|报告|动员|总结)人?[：:]")
    return [
        span for span in units if label.search(case.doc.text, *span) or not any(span.overlaps(other) for other in read)
    ]


def two_chiefs_speak(case: Case) -> Iterator[Hit]:
    """Yield the passage of an agenda by which both the Party and the government chief speak."""
    meeting_only(case)
    party: Span | None = None
    state: Span | None = None
    spoken: list[Run | Sentence] = [*runs(case, planned, LAYS_OUT)]
    spoken += [Sentence(span.start, case.masked(span), None) for span in (*items(case.doc), *_unread(case))]
    for run in spoken:
        for start, end, clause in clauses(run.text):
            words = _PRESIDES.sub("", clause)
            if not LAYS_OUT.search(words) or _LISTENS.search(words):
                continue
            place = run.around(start, end)
            if _BOTH.search(words) and _EACH_OF_BOTH.search(words):
                party = state = place
            party = party or (place if _PARTY.search(words) else None)
            state = state or (place if _STATE.search(words) else None)
    if party is not None and state is not None:
        yield Hit(Span(min(party.start, state.start), max(party.end, state.end)))
