"""Whether a clause demands, forbids, permits, abolishes, criticises or reports (domain dossier, section 2.3)."""

from __future__ import annotations

import re
from bisect import bisect_left

from ..document import Span
from .clauses import Clause, Scan, number_end, scan
from .cues import Cue, find_cues
from .readings import OWN, Frame, Modality, Polarity, Reading, Said, Stance
from .slots import has_verb

__all__ = ["read_sentence"]

# A prohibition of not doing is a demand: 不得缺席, 不得漏报, 严禁空白, 不准过到第二天.
_DOUBLE = re.compile(
    "[^，。；要求强制以将把因]{0,6}?(?:少于|低于|小于|短于|晚于|迟于|(?:超过|突破)(?:当[日天]|次日|今[日晚]|明[日天]|\\d{1,2}(?:月\\d{1,2}日)?(?:\\d{1,2})?[时点])|缺席|缺会|请假|缺勤|旷会|"
    "迟到|早退|中途离|代会|替会|代开|代为参|缺席|漏报|迟报|瞒报|拒报|不报|迟交|漏填|漏登|漏记|错报|少报|缺报|虚报|谎报|误报|"
    "空[白项岗缺格]|留空|有空|缺[项漏失页]|遗漏|拖延|拖报|延误|延迟|推迟|逾期|过到|过夜|隔夜|拖到|拖过|断档|间断|关机|静音|失联|脱岗|离岗|"
    "退群|屏蔽|退出(?:工作)?群|卸载|取关|少[一于报交填]|缺[一少]|漏[一户人项]|落[一下]|再拖|"
    "[无没](?:有)?(?:台账|记录|照片|痕迹|签字|签名|回复|记载|图|影像)|"
    "不(?:报|填|签|记|拍|传|交|回|留痕|参加|到|打卡|装|下载|转发|点赞|建|上|落实|执行|整改|开会|传达|学习|存档|归档|回应|响应|接))|"
    "(?:(?:安排|委托|指派|派|由|让|找|以)[^，。；]{0,10}(?:代[替为会]|替代|顶替|替会|参会))|"
    "以任何(?:理由|借口|形式)?[^，。；]{0,6}(?:请假|缺席|推[脱托诿迟]|拒[绝不]|不|拖)|无故[^，。；]{0,4}(?:不|缺|迟)"
)
# 落实“四个严禁”要求, 违反不得…的规定: the prohibition is a noun there.
_AS_NOUN = re.compile("(?:落实|执行|遵守|贯彻|熟知|学习)[^，。；]{0,16}$")
_ABOUT = re.compile("(?:关于|学习|贯彻|健全|完善)[^，。；]{0,24}$|(?:签订|签署|报送|上报|填报|填写|建立|提交|上传|制定|召开|印发)[^，。；的]{0,8}$")
_NOUN_TAIL = re.compile("(?:规定|要求|制度|条款|情形|纪律)$")
# Behind a prohibition these begin a demand of its own.
_POSITIVE = re.compile(
    "(?:并|还|又|而|且|而且|同时)?(?:确保|保证|做到|切实|坚持|加强|严格|认真|按照?|及时|保持|落实|强化|推动|促进|实行|建立|健全|完善|规范|加大|提高|真正|"
    "让|使|由|改|转|坚决|对|每|集中|统一|主动|积极|自觉|如实|一旦|一经|否则|违者|违反|情节|如有|凡|发现|经批准|确需|把|将|报送|上报|于|在|请)"
)
_ADDRESSED = re.compile(
    "(?:请|对此|为此|今后|下一步|希望|望)?[，]?(?:各(?!项|类|种|方面|环节|自)|全体|全市|全县|全区|全镇|全省|所有(?:单位|部门|人员)|有关(?:单位|部门|人员)|"
    "相关(?:单位|部门|人员)|[省市县区]直|乡镇|镇街|街道|村（|村级|社区|上述(?:单位|问题|做法)|以上(?:单位|问题|做法)|"
    "[省市县区][^，。；的]{1,10}[局委办厅部]|[^，。；的]{2,12}(?:负责|牵头))"
)
# A clause that only says when, where, on what condition or to what end, and belongs to the next.
_LEADS_UP = re.compile("(?:为|为了|经(?!费|济|营|办|理|常)|根据|依据|按照|依照|随着|由于|鉴于|除|如|若|凡|对于|关于|针对|围绕)(?![此人主期])")
_LEADS_UP_TO = re.compile("对(?!照|接|标)[^，。；]*(?:工作|问题|事项|情况|单位|人员|部门|企业|学校|行为|情形|者|等|项目|对象)$")
_LEADS_UP_END = re.compile(
    "(?:的|时|后|[之以]?前|外|内|期间|起|止|[之以]后|情况下|同时|过程中|基础上|(?:\\d|[一二三四五六七八九十])[日号天]|月底|年底|季度末|[上下]午|"
    "周[一二三四五六日天]|[之以]日起|[，\\d]时|\\d分|工作中|方面)$"
)
_COMPARE = re.compile("(?:针对|对|解决|就|围绕|研判|研究|分析|掌握|反馈|指出|查摆|汇报|查找|排查|整改|梳理|发现|纠正|克服|聚焦|破解|消除)[^，。；]{0,16}$")
_QUESTION = re.compile("是否|有没有|有无|[？?]$|怎么样|如何(?=[^，。]{0,8}$)")
# 为加强保护，防止蔓延: an aim, nothing that is asked for, unless one of these follows.
_NO_AIM = frozenset(("must", "prohibit", "should", "past", "abolish"))
_STRONG = ("prohibit", "avoid", "exempt", "abolish")
_DEFAULTS: dict[Stance, Polarity] = {
    "demand": "demand", "plain": "report", "account": "report", "plan": "report", "criticise": "criticise",
    "prohibit": "prohibit", "abolish": "abolish", "condition": "report",
}  # fmt: skip
_TIME_TOLD = ("截", "目", "近", "去", "此", "过")
# “零报告” is a name, “出现问题由村级承担全部责任” a sentence; 要求, 并写明 and the like introduce it.
_SAYS = re.compile("(?:要求|指出|强调|写明|提出|规定|表示|称|反映|说|回复|答复|认为|干部|群众|书记)[：，]?$")
_LONG_QUOTE = 10
_SHORT_REST = 8
_FEW = 4
# 非本市户籍的适龄儿童，… : a clause without a verb names what the next is about.
_TOPIC = 24


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
        if last is not None and last.polarity == "report" and begun < clause.start and not mood:
            last = None
        deciding = mood + own
        if begun < clause.start and text[begun] == "为" and not any(cue.kind in _NO_AIM for cue in deciding):
            last = _reading("report", frame, "purpose")
        else:
            last = _decide(text, clause, deciding, parts, last, frame)
        said.append(Said(Span(begun, clause.end), Span(clause.start, clause.end), clause.mark, last))
        begun, mood = -1, []
    return said


def _leads_up(text: str, clause: Clause, cues: list[Cue], *, opening: bool) -> bool:
    if opening and not cues and clause.end - clause.start <= _TOPIC and not has_verb(text, clause.start, clause.end):
        return True
    if any(cue.kind in ("critic", "narrate") for cue in cues):
        return False
    words = text[clause.start : clause.end]
    if words.endswith("的"):
        return True
    aims = ("avoid", "abolish") if words[0] == "为" else ()
    if any(cue.kind not in ("past", "quota", "may", "negated", *aims) for cue in cues):
        return False
    return bool(_LEADS_UP_END.search(words[-4:]) or ((_LEADS_UP.match(words) or _LEADS_UP_TO.match(words)) and len(words) < 60))


def _told(text: str, cue: Cue) -> bool:
    """Tell whether a word in what leads up to a clause says that the clause is told, not ordered."""
    return cue.kind in ("narrate", "critic") or (cue.kind == "past" and text[cue.start] in _TIME_TOLD)


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
    borrowed = _borrowed(text, clause, parts)
    if borrowed is not None:
        return borrowed._replace(polarity=last.polarity if last else _DEFAULTS[frame.stance])
    first: dict[str, Cue] = {}
    for cue in cues:
        first.setdefault(cue.kind, cue)
    words = text[clause.start : clause.end]
    if frame.stance == "condition" or "definition" in first or ("是否" in words or clause.mark in ("？", "?") or "有没有" in words):
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
    for aside in parts.asides[first : first + _FEW]:
        if aside.end <= clause.end and text[aside.start] in "“《":
            inside, rest = aside.end - aside.start, clause.end - clause.start - (aside.end - aside.start)
            if text[aside.start] == "《" and rest <= 1:
                return Reading("report", "cited_title", why="aside")
            if text[aside.start] == "“" and inside >= _LONG_QUOTE and rest <= _SHORT_REST and _SAYS.search(text, clause.start, aside.start):
                return Reading("report", "quoted", why="aside")
    return None


def _criticism(text: str, clause: Clause, first: dict[str, Cue], last: Reading | None, frame: Frame) -> Reading | None:
    """Read a clause that tells what others did wrong; None when it does not."""
    must = first.get("must")
    narrate = first.get("narrate")
    critic = first.get("critic")
    if narrate and not (must and must.start < narrate.start) and not text.startswith("的", narrate.end):
        told = "被" in text[narrate.start] or "受" in text[narrate.start]
        if not (told and frame.stance == "demand" and text[clause.end - 1] == "的"):
            return Reading("criticise", "narrated", why="narrate", cue=_span(narrate))
    if critic:
        before = text[clause.start : critic.start]
        under = any(kind in first and first[kind].start < critic.start for kind in (*_STRONG, "must", "should"))
        goes_on = last is not None and last.polarity == "demand" and "存在" in text[critic.start : critic.end]
        if not under and not goes_on and not _COMPARE.search(before):
            return Reading("criticise", frame.attribution, why="critic", cue=_span(critic))
    if frame.stance == "criticise":
        if must and _ADDRESSED.match(text, clause.start, clause.end) and frame.attribution == "own":
            return None
        return Reading("criticise", frame.attribution, why="heading")
    if last is not None and last.polarity == "criticise":
        again = [cue for cue in (must, *(first.get(kind) for kind in _STRONG)) if cue]
        if not again or text.startswith("不能", again[0].start):
            return last._replace(why="carried", cue=None)
    return None


def _forbidden(text: str, clause: Clause, first: dict[str, Cue], frame: Frame) -> Reading | None:
    found = [first[kind] for kind in _STRONG if kind in first]
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
        if _AS_NOUN.search(before) and _NOUN_TAIL.search(text, max(cue.end, clause.end - 3), clause.end):
            return None
        if _DOUBLE.match(text, cue.end, clause.end):
            return _reading("demand", frame, "double", cue, softness)
        return _reading("prohibit", frame, "prohibit", cue, softness)
    if cue.kind == "avoid" and must and must.start > cue.end:
        return None
    if cue.kind == "abolish" and _ABOUT.search(text[clause.start : cue.start]):
        return None
    if cue.kind == "avoid":
        return _reading("prohibit", frame, "avoid", cue)
    return _reading("abolish", frame, cue.kind, cue, "may" if cue.kind == "exempt" else "must")


def _wanted(text: str, clause: Clause, first: dict[str, Cue], last: Reading | None, frame: Frame) -> Reading:
    if "neutral" in first and "must" not in first:
        return _reading("report", frame, "neutral", first["neutral"])
    order = min((first[kind] for kind in ("must", "should", "may", "quota") if kind in first), default=None)
    if order is not None:
        told = first.get("past")
        if frame.stance == "account" or (told and told.start < order.start and order.kind in ("may", "quota")):
            return _reading("report", frame, "account", order)
        if frame.stance in ("prohibit", "abolish") and not _starts_anew(text, clause, order):
            return _reading(_DEFAULTS[frame.stance], frame, "lead")
        if order.kind == "may" and "must" not in first:
            return _reading("permit", frame, "may", order, "may")
        return _reading("demand", frame, order.kind, order, _softness(first))
    if "negated" in first and "past" not in first and frame.stance not in ("account", "criticise", "abolish"):
        return _reading("prohibit", frame, "negated", first["negated"])
    if "past" in first and frame.stance not in ("prohibit", "abolish"):
        return _reading("report", frame, "past", first["past"])
    return _bare(text, clause, last, frame)


def _starts_anew(text: str, clause: Clause, order: Cue) -> bool:
    return order.start == clause.start or _ADDRESSED.match(text, clause.start, clause.end) is not None


def _bare(text: str, clause: Clause, last: Reading | None, frame: Frame) -> Reading:
    """Read a clause without a deciding word: it goes on as the one before, or as its frame says."""
    usual = _reading(_DEFAULTS[frame.stance], frame, "bare" if frame.stance in ("demand", "plain") else "lead")
    if last is None or last.attribution != frame.attribution:
        return usual
    anew = _ADDRESSED.match(text, clause.start, clause.end)
    if last.polarity == "prohibit" and last.why not in ("avoid", "negated"):
        if anew or _POSITIVE.match(text, clause.start, clause.end):
            return usual._replace(polarity="demand") if frame.stance in ("demand", "plain", "plan") else usual
        return last._replace(why="carried", cue=None)
    if last.polarity == "report" and last.why in ("past", "carried") and not anew and text[clause.start] not in "由将请":
        return last._replace(why="carried", cue=None)
    if last.polarity == "demand" and last.why in ("must", "should", "quota", "double", "carried", "upward") and frame.stance != "account":
        return last._replace(why="carried", cue=None)
    if last.polarity == "permit" and not anew and not _POSITIVE.match(text, clause.start, clause.end):
        return last._replace(why="carried", cue=None)
    return usual


def _reading(polarity: Polarity, frame: Frame, why: str, cue: Cue | None = None, modality: Modality = "must") -> Reading:
    return Reading(polarity, frame.attribution, modality, why, _span(cue) if cue else None)


def _softness(first: dict[str, Cue]) -> Modality:
    return "should" if "should" in first else "must"


def _span(cue: Cue) -> Span:
    return Span(cue.start, cue.end)
