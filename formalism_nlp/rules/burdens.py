"""What the rules on burdens share: the demands that go to lower levels, and where their evidence stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ..directives import Directive
from ..document import Span
from ..errors import NotApplicable
from ..findings import Severity
from .rule import Case, Hit

__all__ = [
    "CADRES",
    "LOWER",
    "all_demands",
    "all_said",
    "around",
    "awaited",
    "demands",
    "found",
    "goes_down",
    "is_low",
    "joined",
    "notice",
    "once",
    "said",
    "wanted",
    "words",
]

# Bodies at the lower end, and the people who work there.
LOWER = (
    "乡镇|镇街|街镇|街道|(?<![城集场])镇(?![江痛静定])|(?<![家返下故城老回])乡(?!村振|愁|土|情|亲)|(?<![城农乡])村(?![庄规医史])|社区|居委会|基层|网格"
    "|各(?:学校|校|园|中学|小学|幼儿园|站|所|点|科|院|单位|县|区|地|市)|中心校"
)
CADRES = (
    "干部|党员|网格员|教师|老师|教职工|职工|工作人员|社工|志愿者|村医|医务人员|村?支书|书记|组长|班子成员|两委|护林员|河长|队员|辅警|民警"
    "|帮扶人|联络员|信息员|协管员|公职人员|同志"
)
_UPWARD = ("报告", "请示")
# Rules of law say for every case how a matter is handled; the law on forms and duties is not at the issuer's choice.
_RULES_OF_LAW = ("条例", "规定", "办法", "细则", "规范", "规程", "规则", "准则", "标准", "章程", "指南", "指引")
# 村级巡河管理办法 lays down what those at the lower end do, as does what assesses them.
_OF_LOWER_BODIES = re.compile(
    "考核|考评|评比|绩效|奖惩|村级|村干部|网格[员长]|[河林田路]长|护林员|驻村|包[村保联]|联络员|信息员|下沉"
)
# 明早镇里要看到各村的照片: the issuer wants to see what those below have to bring.
_EXPECTED = re.compile(
    "(?:要|须|得|应|必须)[^，。；]{0,8}(?:看[到见]|见到|收到|拿到|听到)[^，。；]{0,16}(?:表(?![现示态])|册|单(?!位)|照片|图|材料|数|结果|签字|回音|回执|总结|方案)"
)
# 原先要求附照片的记录，改为电话抽查: what was asked for once.
_FORMER = re.compile("(?:原先|原来|原有|原定|当初|此前|以前|过去|从前|早先|往年|以往|先前)")
_ENDED = re.compile("免了|免去|取消|停了|停掉|不再|不用了|废止|作罢|一概不|统统不")


# A clause that reads as a tale but sets how often, by when or for whom: 每天往“工作圈”贴当日干的活，没贴够的减补贴.
_SETS = re.compile(
    "每[天日晚周月旬](?!年)|每[个名]?[村人站校所镇](?!次)|天天|月月|(?:另|重新?|再)[造填做报列录][^，。；]{0,6}(?:[一表册]|台账)|按[^，。；]{0,16}[买交报订投][齐足满]|"
    "[日时点午][之以]?前(?![来后景])|(?:收工|下班|天黑|擦黑)[之以]?前"
)
_TALE = re.compile(
    "(?=[了以全参如已截户是曾此现符累获])(?:"
    "已(?!经?[^，。；]{1,4}[过完好]的)|曾|如[果有]|截至|是否|(?<![除为到])了(?!解|[几多谁啥哪怎]|什么)|全年|累计|以来|此前|现有|符合|获得|参加我|户籍"
    ")"
)
# 不得有一处留白, 一个不能缺: nothing may be wanting, so all of it is wanted.
_ALL_OF_IT = re.compile(
    "(?:不[得能许准]|不准|别)[^，。；]{0,4}(?:留白|空白|空格|空着|空项|缺|漏|少(?!数|于)|落下|剩)|(?:[不未没][足够交报]|缺)[^，。；]{0,4}的[^，。；]{0,3}不[得能予]|"
    "[一二两三四五六样个项][个户栏人处格样项]都?不能?[缺少漏剩落空]|缺一不可|下限[为是]?\\d|(?<![以因])(?:没有?|无|缺|未)[^，。；以因]{0,12}(?:照片|影像|截图|签字|签名|记录|图像|视频|凭证)[^，。；为]{0,8}不[得能予]"
    "|(?:之后|以后|后|起)[^，。；]{0,4}(?:不[能得予再]|无法)[^，。；]{0,3}(?:编辑|填|录|改|提交|上传|登|接收|修改)"
)

# 一线人员怎么看？ A question demands nothing.
_ASKS = re.compile("怎么|怎样|如何|什么|哪|谁|多少|几|是否|有没有|还是|吗|为何")

# 对层层签状、摊派订报等做法，发现一起通报一起.
_AT_FAULT = re.compile(
    "对[^。；]{2,60}(?:做法|行为|现象)(?=[，、]|[要应]?(?:坚决|一律)?(?:刹|制止|纠正|叫停|杜绝|防止))"
)
_DENIED_BEFORE = re.compile(
    "(?:[不勿免]|(?<![分特个性级类区辨识])别|不(?:[用必再]|需?要)[^，。；]{0,3}|不再?[以凭靠拿](?!上|下)[^，。；]{0,6}|不[算因][^，。；]{0,5}|无需|停用|取消|停止|代替|杜绝)$"
)
_DENIED_BEHIND = re.compile(
    "[^，。；]{0,8}(?:不(?:[进入作计列再算]|纳入)|停用|停止|停掉|取消|即止|卸[载掉完]|删[除掉]|关[停掉闭]|解散|清退)"
)


def demands(case: Case, *, own: bool = False, strict: bool = False) -> tuple[Directive, ...]:
    """Return what the document itself demands of others, as far as the rule may stand there.

    Parameters
    ----------
    case : Case
        What is checked.
    own : bool
        Whether what the issuer lays on itself and on its own level counts too.
    strict : bool
        Whether rules of law are passed over, except those that assess lower bodies.

    Raises
    ------
    NotApplicable
        If the document goes upward or to everybody, or demands nothing.
    """
    return case.likely(all_demands(case, own=own, strict=strict))


def all_demands(case: Case, *, own: bool = False, strict: bool = False) -> tuple[Directive, ...]:
    """Return what ``demands`` chooses from."""
    goes_down(case, strict=strict)
    asked = case.reading.shared(f"demands {own} {strict}", lambda: _asked(case, own=own, strict=strict))
    if not asked:
        raise NotApplicable("没有向下级提出的要求")
    return asked


def goes_down(case: Case, *, strict: bool = False) -> None:
    """Raise ``NotApplicable`` for documents that go upward, and with ``strict`` for rules of law."""
    meta = case.doc.meta
    if meta.genre in _UPWARD:
        raise NotApplicable(f"{meta.genre}是上行文，不向下级提要求")
    if strict and meta.carrier in _RULES_OF_LAW and not _OF_LOWER_BODIES.search(meta.title or ""):
        raise NotApplicable(f"{meta.carrier}是规章类文件，规定的是办事程序")


def _asked(case: Case, *, own: bool, strict: bool) -> tuple[Directive, ...]:
    kept = ("down", "level", "self") if own else ("down", "level")
    told = {one.sentence for one in case.directives if one.why == "critic"}
    return tuple(
        one
        for one in case.directives
        if (one.direction in kept or (one.demanded and awaited(case, one)))
        and _is_asked(case, one, strict)
        and not (one.sentence in told and one.actor_from != "subject")
        and not _is_told(case, one)
    )


def _is_asked(case: Case, one: Directive, strict: bool) -> bool:
    if one.demanded or not strict or one.attribution != "own":
        return one.demanded
    text = case.masked(one.span)
    if one.polarity == "prohibit":
        return _ALL_OF_IT.search(text) is not None
    told = one.polarity != "report" or one.why not in ("past", "bare", "carried") or _TALE.search(text)
    return not told and _SETS.search(text) is not None


def awaited(case: Case, one: Directive) -> bool:
    """Tell whether the issuer names what it wants to see, which others have to bring."""
    return _EXPECTED.search(case.masked(one.span)) is not None


def said(case: Case) -> tuple[Directive, ...]:
    """Return what the issuer demands, decides or tells of its own doing, in a document that goes down.

    Raises
    ------
    NotApplicable
        If the document goes upward.
    """
    if case.doc.meta.genre in _UPWARD:
        raise NotApplicable(f"{case.doc.meta.genre}是上行文，不部署工作")
    return case.likely(all_said(case))


def all_said(case: Case) -> tuple[Directive, ...]:
    """Return what ``said`` chooses from."""
    return case.reading.shared("said", lambda: _said(case))


def _said(case: Case) -> tuple[Directive, ...]:
    own = (one for one in case.directives if one.attribution == "own" and one.polarity in ("demand", "report"))
    return tuple(one for one in own if not _is_told(case, one))


def _is_told(case: Case, one: Directive) -> bool:
    text = case.doc.text
    ordered = one.demanded and one.why in ("must", "quota", "double")
    former = _FORMER.match(text, one.span.start) and not (
        ordered and not _ENDED.search(text, one.span.end, one.sentence.end)
    )
    asks = text[one.sentence.end - 1 : one.sentence.end + 1]
    if "？" in asks and _ASKS.search(text, *one.sentence):
        return True
    return bool(former or _AT_FAULT.match(text, one.span.start, one.sentence.end))


def wanted(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first match that is not denied in its own clause: 不点名, 点赞数不进考核."""
    for match in pattern.finditer(text):
        if not _DENIED_BEFORE.search(text, max(0, match.start() - 8), match.start()) and not _DENIED_BEHIND.match(
            text, match.end()
        ):
            return match
    return None


def is_low(case: Case) -> bool:
    """Tell whether the document reaches the lower end: who writes from province or centre mostly asks departments."""
    issuers = case.doc.meta.issuers
    if any(organ.level in ("township", "village") for organ in case.doc.meta.addressees):
        return True
    return not issuers or issuers[0].level in ("prefecture", "county", "township", "unknown")


def words(case: Case, one: Directive) -> str:
    """Return a demand with what leads up to it, titles blanked out."""
    return case.masked(one.span)


def joined(case: Case, one: Directive) -> str:
    """Return a demand together with the one behind it in its sentence: 数字每周一更新，回传县局."""
    behind = case.reading.shared("behind", lambda: _behind(case.directives)).get(one.span)
    if (
        behind is None
        or behind.sentence != one.sentence
        or not behind.demanded
        or behind.direction == "self"
        or _other_actor(one, behind)
    ):
        return words(case, one)
    return case.masked((one.span.start, behind.core.end))


def _behind(found: tuple[Directive, ...]) -> dict[Span, Directive]:
    """Return for the place of each directive the next one that begins or ends further on."""
    return {one.span: other for one, other in pairwise(found) if one.span != other.span}


def _other_actor(one: Directive, behind: Directive) -> bool:
    return (
        behind.actor_from == "subject"
        and behind.actor is not None
        and behind.actor != one.actor
        and behind.core.contains(behind.actor)
    )


def around(case: Case, one: Directive) -> str:
    """Return the sentence of a demand, titles blanked out."""
    return case.masked(one.sentence)


def found(
    one: Directive,
    matches: Iterable[re.Match[str] | None] = (),
    values: Mapping[str, Any] | None = None,
    *,
    excused: str | None = None,
    severity: Severity | None = None,
) -> Hit:
    """Return a hit at the clause of a demand, made wider where a match in ``words`` or ``joined`` lies outside of it."""
    places = [(one.span.start + match.start(), one.span.start + match.end()) for match in matches if match]
    start = one.span.start if any(place[0] < one.core.start for place in places) else one.core.start
    return Hit(
        Span(start, max([one.core.end, *(place[1] for place in places)])),
        values or {},
        excused or one.exception,
        severity,
    )


def once(hits: Iterable[tuple[Directive, Hit]]) -> Iterator[Hit]:
    """Yield one hit a sentence: those of the same sentence make one, with the words of the first."""
    last: tuple[Directive, Hit] | None = None
    for one, hit in hits:
        if last is not None and one.sentence == last[0].sentence:
            start, end = min(last[1].span.start, hit.span.start), max(last[1].span.end, hit.span.end)
            last = one, replace(last[1], span=Span(start, end))
            continue
        if last is not None:
            yield last[1]
        last = one, hit
    if last is not None:
        yield last[1]


def notice(body: str, *, issuer: str = "松垣县农业农村局", to: str = "各乡镇人民政府") -> str:
    """Return a short notice, for the examples of rules."""
    return f"{issuer}\n关于做好有关工作的通知\n\n{to}：\n　　现就有关事项通知如下：\n　　{body}\n\n{issuer}\n2025年3月4日\n"
