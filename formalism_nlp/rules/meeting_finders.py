"""How long a meeting and its speeches last, and who speaks (MTG-02, MTG-03, MTG-05)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..directives import Directive, masked
from ..document import Document, Span
from ..errors import NotApplicable
from .inspection_runs import CHIEF, Run, is_own, runs
from .meeting_facts import Stretch, calls_meeting, is_training, minutes, stretches
from .rule import Case, Hit

__all__ = ["long_meeting", "long_speech", "two_chiefs_speak"]

_SPEECH = "讲话|讲|作.{0,24}报告|主旨报告|主报告|工作报告|动员|部署|总结|提.{0,6}要求|登台|发言|致辞|训话|授课|辅导|党课|宣讲|强调|作指示|压轴|开讲"
_SPEAKS = re.compile(_SPEECH)
# The chief of a government seldom “speaks”: he lays out the work. 安排 alone would take in cars and rooms.
_LAYS_OUT = re.compile(
    "(?=[下主交作党分剖动压发回安定宣工布开强总授提明梳派点登盘研致解训讲谈辅通部鼓])(?:"
    f"{_SPEECH}|(?:安排|通报|分析|解读|明确|研判|交代|下达)[^，。；]{{0,14}}"
    "(?:工作|任务|情况|形势|要求|意见|事项|运行|进度|进展|思路|打法|目标|重点|生产|经济|项目|下一步|措施|短板|问题)"
    "|作出?[^，。；]{0,4}(?:安排|布置|点评|讲评|分析|说明|小结)|布置|点评|讲评|交办|梳理|剖析|盘点|回顾|压担子|派活|交任务|提[^，。；]{0,6}(?:意见|希望|想法)|谈[^，。；]{0,8}(?:打法|想法|意见|体会|落实|工作|思路)|定调|鼓劲|发话"
    ")"
)
_MAIN = re.compile(
    "(?=[“一主乡书党区单厅县司局州工市政旗正省部重镇院领])(?:"
    f"{CHIEF}|主旨?报告|工作报告|领导讲话|重要讲话|主讲|(?<!副)(?:局|厅|部|院|司)长|(?<!副)主任"
    ")"
)
_DEPUTY = re.compile(
    "副(?:书记|[省市县区州旗镇乡局厅]长|主任|主席|部长|职)|分管|其他|各单位|交流发言|表态发言|每(?:人|位|个|家)"
)
# A clause behind it that only goes on about the speech: 时长100分钟, 留足两小时, 从14:00讲到16:30.
_OTHER_MATTER = re.compile(
    "发言|汇报|表态|交流|观看|参观|讨论|休息|会议|主持|散会|返|随后|之后|再|副|播放|合影|乘车|现场|报到|点名"
)

# Words that make 讨论 a part of the programme; 不安排分组讨论 has none.
_GROUPS = re.compile(
    "(?=[分小])(?:(?<!不)(?<!不安排)(?<!不再)(?<!不组织)(?<!不进行)(?:分组|分团|小组)(?:讨论|审议|研讨|座谈|酝酿))"
)
_NO_GROUPS = re.compile("(?:不|无|取消)[^，。；]{0,6}(?:分组|分团|小组)(?:讨论|审议|研讨|座谈|酝酿)")
_ABOUT_LENGTH = re.compile(
    "会期|时间|时长|为期|议程|日程|安排|召开|举行|开会|会议|报到|大会|开幕|午休|休会|观摩|集中|乘车|集合|出发|参观|看现场|结束|散会|上午|下午|发车|"
    "返回|回城|看|会"
)


def _meeting_only(case: Case) -> None:
    if not calls_meeting(case):
        raise NotApplicable("不是会议通知或会议方案")
    if is_training(case.doc):
        raise NotApplicable("培训、竞赛、论坛和法定会议另有规定")
    if case.doc.meta.carrier == "讲话" or "讲话" in (case.doc.meta.title or "")[-14:]:
        raise NotApplicable("会上的讲话，不是会议通知")


def _planned(one: Directive) -> bool:
    return is_own(one) and one.why not in ("account", "purpose")


def long_speech(case: Case) -> Iterator[Hit]:
    """Yield speeches and main reports of chiefs over the limit."""
    if is_training(case.doc):
        raise NotApplicable("培训、竞赛、论坛和法定会议另有规定")
    limit, floor = case.options["minutes"], case.options["floor_minutes"]
    for run in _programme(case):
        spoken = max(_speeches(run), default=None)
        if spoken is not None and spoken[0] > limit:
            yield Hit(spoken[1], {"found": round(spoken[0])}, run.exception)
        elif floor is not None and (spoken := max(_floor_speeches(run), default=None)) and spoken[0] > floor:
            yield Hit(spoken[1], {"found": round(spoken[0])}, run.exception, message=_FLOOR, suggestion=_FLOOR_ADVICE)


def _speeches(run: _Sentence) -> Iterator[tuple[float, Span]]:
    """Yield the minutes of the chief's speeches in a sentence; the time may stand in the clauses behind."""
    for start, end, words in _clauses(run.text):
        if not (_SPEAKS.search(words) and _MAIN.search(words)) or _DEPUTY.search(words):
            continue
        stop = end
        while minutes(run.text[start:stop]) is None:
            behind = re.match("[^，。；]+", run.text[stop + 1 :])
            if behind is None or _OTHER_MATTER.search(behind.group()):
                break
            stop += 1 + behind.end()
        found = minutes(run.text[start:stop])
        if found is not None:
            yield found, Span(run.start + start, run.start + stop)


_FLOOR = "安排的交流发言每人约 {found} 分钟，超过当地每人 {floor_minutes} 分钟的规定。"
_FLOOR_ADVICE = "把交流发言压到每人 {floor_minutes} 分钟以内，其余改书面交流。"
_FLOOR_SPEECH = re.compile("(?=[交典发大表])(?:(?:交流|典型|表态|大会)?发言|交流)")
_EACH = re.compile("每(?:人|个|位|家)|各|单位|分别")


def _floor_speeches(run: _Sentence) -> Iterator[tuple[float, Span]]:
    """Yield the minutes that each of those who take the floor is given."""
    for match in re.finditer("[^。；]+", run.text):
        words = match.group()
        if _FLOOR_SPEECH.search(words) and _EACH.search(words) and not _MAIN.search(words):
            found = minutes(words)
            if found is not None:
                yield found, Span(run.start + match.start(), run.start + match.end())


class _Sentence(NamedTuple):
    start: int
    text: str
    exception: str | None

    def around(self, start: int, end: int) -> Span:
        """Return a stretch of the text as a place in the document."""
        return Span(self.start + start, self.start + end)


def _programme(case: Case) -> Iterator[_Sentence]:
    """Yield what is planned: of a meeting notice every sentence and row, else what is demanded.

    An agenda (县长讲话：9:00—10:30) is labels and figures, of which directives see nothing.
    """
    doc = case.doc
    called = calls_meeting(case)
    rows = [run for run in runs(case, _planned, _SPEAKS) if called or run.parts[0].polarity == "demand"]
    told = [_denied(doc, one) for one in case.directives if not _planned(one)]
    sentences = [unit.span for unit in doc.units if called and _SPEAKS.search(doc.text, *unit.span)]
    sentences += _items(doc) if called else []
    for span in sentences:
        if not any(other.overlaps(span) for other in told):
            yield _Sentence(span.start, masked(doc, span), None)
    for run in rows:
        if not any(span.contains(run.span) for span in sentences):
            yield _Sentence(run.span.start, run.text, run.exception)


def _items(doc: Document) -> list[Span]:
    """Return the items of an agenda that stand as headings: 一、县长作动员部署（8:30—9:15）."""
    return [block.span for block in doc.blocks if block.kind == "heading" and _LAYS_OUT.search(doc.text, *block.span)]


def _clauses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the clauses of a stretch by ，；。 with what stands in brackets."""
    for match in re.finditer("(?:（[^（）]*）|[^，。；（])+", text):
        yield match.start(), match.end(), match.group()


def long_meeting(case: Case) -> Iterator[Hit]:
    """Yield the passage that says that a meeting lasts over the limit; the longest one counts."""
    _meeting_only(case)
    doc = case.doc
    groups = bool(_GROUPS.search(doc.text)) and not _NO_GROUPS.search(doc.text)
    limit = case.options["days_with_groups" if groups else "days"]
    told = [_denied(doc, one) for one in case.directives if not is_own(one)]
    best: Stretch | None = None
    for span in _passages(doc):
        if not _ABOUT_LENGTH.search(doc.quote(span)):
            continue
        for found in stretches(doc.quote(span), span.start):
            denied = any(other.overlaps(found.span) for other in told)
            if found.days > limit and not denied and (best is None or found.days > best.days):
                best = found
    if best is None:
        yield from _long_video(case)
    else:
        yield Hit(best.span, {"days": f"{best.days:g}", "limit": f"{limit:g}", "groups": "有" if groups else "没有"})


_VIDEO = re.compile("视频|电视电话|网络会议")
_OWN_TIME = re.compile("会议?时间|会期|时长|^[^，。]{0,8}时间[：:]|历时|会议[^，。；]{0,6}(?:开|持续)")


def _long_video(case: Case) -> Iterator[Hit]:
    """Yield the time of a video meeting that is over the limit of the place."""
    limit, doc = case.options["video_minutes"], case.doc
    if limit is None or not _VIDEO.search(doc.meta.title or ""):
        return
    for span in _passages(doc):
        words = doc.quote(span)
        found = minutes(words) if _OWN_TIME.search(words) and not _SPEAKS.search(words) else None
        if found is not None and found > limit:
            yield Hit(
                span,
                {"found": round(found)},
                message="视频会议约 {found} 分钟，超过当地 {video_minutes} 分钟的规定。",
                suggestion="压缩到 {video_minutes} 分钟以内。",
            )
            return


def _denied(doc: Document, one: Directive) -> Span:
    """Return what a prohibition or a tale covers: 会期两天，不安排分组讨论 forbids only what stands behind 不."""
    behind = one.cue is not None and (one.polarity == "prohibit" or doc.text[one.cue.start] in "不无")
    return Span(one.cue.start if behind and one.cue else one.span.start, one.span.end)


def _passages(doc: Document) -> Iterator[Span]:
    """Yield the blocks that can speak of the meeting's time: running text, in front of the annexes."""
    for block in doc.blocks:
        if block.kind in ("body", "list_item", "heading") and not block.annex:
            yield block.span


_BOTH = re.compile(
    "(?:党政|党委[、和与]?政府|两位|两名|双方)[^，。；]{0,6}(?:主要(?:负责同志|领导|负责人)|正职|主官|一把手|负责同志|主要同志)"
)


def two_chiefs_speak(case: Case) -> Iterator[Hit]:
    """Yield the passage of an agenda by which both the Party and the government chief speak."""
    _meeting_only(case)
    party: Span | None = None
    state: Span | None = None
    spoken: list[Run | _Sentence] = [*runs(case, _planned, _LAYS_OUT)]
    spoken += [_Sentence(span.start, masked(case.doc, span), None) for span in _items(case.doc)]
    for run in spoken:
        for start, end, words in _clauses(run.text):
            if not _LAYS_OUT.search(words) or re.search("表态|交流|列席", words):
                continue
            place = run.around(start, end)
            if _BOTH.search(words) and re.search(
                "分别|先后|都|均|各|依次|轮流|轮番|相继|接连|接着|一前一后|双双|同时|共同", words
            ):
                party = state = place
            party = party or (place if re.search("(?<!副)(?<!总)书记", words) else None)
            state = state or (
                place
                if re.search("(?<!副)(?:省|市|区|县|州|旗|镇|乡)长(?!期|远)|(?:区|自治区|政府)主席", words)
                else None
            )
    if party is not None and state is not None:
        yield Hit(Span(min(party.start, state.start), max(party.end, state.end)))
