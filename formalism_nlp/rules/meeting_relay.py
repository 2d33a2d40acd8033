"""After the meeting: passing it on in the same night, and counting meetings as a result (MTG-06, MTG-09)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..document import Document
from ..errors import NotApplicable
from .inspection_runs import Run, runs
from .rule import Case, Hit

__all__ = ["counted_meetings", "hasty_relay"]

_NIGHT = re.compile(
    "(?=[一不今会入再凌几午半多夜天太当挑摸散无日明星晚熄熬睡过连隔零鸡])(?:"
    "当晚|连夜|当天晚上|今晚|晚饭后|过夜|隔夜|不过当[日天]|夜里|当夜|星夜|明早|过到第二天|天亮|天黑|半夜|挑灯|今夜|熄灯|几点(?=[^，。；]{0,6}都)|"
    "会一散|一散会|散了会|"
    "(?:不论|无论|不管)?(?:多|再|太)晚|熬夜|夜再深|睡觉|入?睡前(?=[^，。；]{0,12}(?:知|传|讲|学))|凌晨|零点|午夜|太阳落|日落|摸黑|鸡叫"
    ")"
)
_AT_ONCE = re.compile(
    r"(?=[一三下不两二今会六半即四当散立第趁路随马\d])(?:"
    "一刻[^，。；]{0,2}不|路上就|不等不|第一时间|散会后?(?:马上|立即|立刻|立马|就|当|即)|会后(?:立即|马上|即|当)|(?:立即|立刻|立马|马上|即刻|"
    "当[日天]|今天|今日|即日)|下班前|(?:\\d{1,2}|[一二两三四六半])个?(?:小时|钟头|天)(?:之)?内|即到即学|随到随学|趁热打铁"
    ")"
)
_HASTE = re.compile("[晚夜天日时刻即马黑睡晨灯散]|几点|太阳|过当|趁热|零点|鸡叫")
_RELAY = re.compile(
    "传达|传[到下]|学到|学习|学一遍|学完|宣讲|念|讲给|讲到|吹风|原原本本|部署|宣读|读一遍|贯彻|研讨|开会|召开|开下去|开到|会议|会开"
)
_SPIRIT = re.compile(
    "精神|会议|讲话|会一[完散结]|会(?:上)?定|文件|大会|通报|通知|指示|散会|全会|调度会|动员会|班子会|部署会|原原本本|念一遍|党员会|会开"
)
# To call people together and make a superior's wishes known is to relay, whatever the words.
_TELL = re.compile(
    "讲|带回|说[明清给透]|交[代底]|召[拢集]|[叫喊拢找][齐来拢到]|通[气到]|听到|知[道晓]|转述|口传|[传捎带]到|传给|告知"
)
_WISHES = re.compile(
    "(?:指挥部|上级|[省市县区镇州]里|[省市县区]委|领导|书记|[省市县区]长|大会|会上|全会)[^，。；]{0,6}(?:要求|部署|安排|意[见思图]|口径|的话|声音|说法|内容|指令|意图|讲了|讲的|说了|说的)"
)
# At once is less than at night: only for what a meeting or a speech said.
_SAID = re.compile("传达|精神|讲话|会议结束后|散会后|会议要求|会议部署")
_CONVEYED = re.compile("传达|传到|学|召开[^，。；]{0,12}会|开会|会[^，。；]{0,4}开|讲到|宣讲|念")
_WORK = re.compile(
    "险情|火情|扑火|集结|巡逻|值守|预警|抢险|灾情|报警|疫情|事故|处置|排查|整改|报告|报送|救援|巡查|施工|抢修|诊疗|信息|线索|办理"
)


def hasty_relay(case: Case) -> Iterator[Hit]:
    """Yield demands to pass a meeting's spirit on in the same night or at once."""
    notice = case.doc.meta.genre in ("通知", "意见")

    def wanted(one: Directive) -> bool:
        return one.demanded or (
            one.attribution == "own" and (one.why in ("negated", "double") or (notice and one.why == "bare"))
        )

    for run in runs(case, wanted, _HASTE):
        if _conveys_no_spirit(run.text):
            continue
        night = _NIGHT.search(run.text)
        found = night or (_AT_ONCE.search(run.text) if _SAID.search(run.text) and _CONVEYED.search(run.text) else None)
        if found is None:
            continue
        near = run.text[max(0, found.start() - 40) : found.end() + 40]
        told = night and _TELL.search(near) and _WISHES.search(run.text)
        if (told or (_RELAY.search(near) and _SPIRIT.search(run.text))) and not (
            _WORK.search(near) and not _SAID.search(near)
        ):
            yield Hit(run.around(*found.span()), {"words": found.group()}, run.exception)


def _conveys_no_spirit(words: str) -> bool:
    if re.search("不[^，。；]{0,4}要求", words):
        return True
    return re.search("预警信息|天气|指令|气象|灾害信息|险情", words) is not None and "精神" not in words


_MEETING_NOUN = (
    "(?:推进|调度|动员|专题|碰头|部署|协调|例|现场|视频|座谈|研判|会商|工作|联席|分析|点评|督办|电视电话|培训|办公|讲评|专题研究|安排|交流)会(?:议)?|"
    "会议|大小会"
)
_N = "(?:近|逾|超|超过|上|达|共|共计|累计|约|了|过)?(?:(?!1\\D)\\d+|[二三四五六七八九十百千两数几][一二三四五六七八九十百千]{0,4})[余多]?\\s?"
_TIMES = "(?:次|场|回|轮|期|个(?!工作日|月|小时|部门|单位|[^，。；]{0,3}问题))"
_COUNTED = re.compile(
    "(?=[下专举交会例出分制办动协印召培大安小工座开推点现电督研碰组编联视讲调部])(?:"
    f"(?:召开|组织召开|召集|开展?|举行|组织)[^，。；]{{0,30}}?(?:{_MEETING_NOUN})[^，。；（]{{0,12}}?{_N}{_TIMES}"
    f"|(?:召开|组织召开|召集|举行|开)[^，。；]{{0,24}}?{_N}{_TIMES}[^，。；、]{{0,16}}(?:{_MEETING_NOUN})"
    f"|(?:{_MEETING_NOUN}|大会|小会)[^，。；]{{0,6}}开[了过]?{_N}{_TIMES}"
    f"|(?:印发|下发|制发|编发|出台)[^，。；]{{0,14}}(?<!规范性)(?:文件|简报|通知|通报|方案|信息|要点)[^，。；]{{0,8}}?{_N}(?:份|期|件|个)"
    ")"
)
_MEETING_OR_PAPER = re.compile("会|[印下制编]发|出台")
_BY_LAW = re.compile(
    "人大|人民代表|常委会会议|主任会议|主席团|政协|党组会|理论学习|中心组|三会一课|代表大会|理事会|听证|院坝|新闻发布|招聘|党委会|常务会|常委会|"
    "纪委全会|庭审|村民|居民|股东|家长|支部"
)
_OUTCOME = re.compile(
    "(?=[下促修关减办化协压发受同完帮建惠拆挽排救整新服查清立签精覆解达销])(?:"
    "(?:解决|化解|整改|办结|完成|修复|清理|新建|建成|发放|救助|查处|拆除|帮助|协调|促成|关停|销号|立案|挽回|减少|下降|压减|精简|同比|关闭|排查|发现|"
    "达成|签约|惠及|覆盖|受理|服务)[^，。；]{0,20}[\\d一二三四五六七八九十百]+"
    "|下降|减少|压减|精简|同比"
    ")"
)
_GOOD_PART = re.compile(
    "成效|成绩|做法|工作|亮点|情况|领导|机制|回顾|落实|重视|推进|组织|责任|部署|进展|主要|举措|措施"
)
_BAD_PART = re.compile("问题|不足|形式主义|减负|精文减会|精简|作风建设")


def counted_meetings(case: Case) -> Iterator[Hit]:
    """Yield meetings and documents that a report counts as its result, with no outcome beside them."""
    doc = case.doc
    telling = doc.meta.genre in ("报告", "通报") or doc.meta.carrier in (
        "总结",
        "汇报",
        "报告",
        "述职",
        "述职报告",
        "情况",
        "信息",
        "简报",
        "讲话",
    )
    heads = " ".join(doc.quote(block.span) for block in doc.blocks if block.kind == "heading")
    if not telling and not re.search("总结|汇报|情况", doc.meta.title or "") and not re.search("成效|做法|亮点", heads):
        raise NotApplicable("不是报告、总结、汇报类文稿")
    if re.search("人大|人民代表大会|政协|常务委员会|代表大会|减负|精文减会|审计|决算|预算", doc.meta.title or ""):
        raise NotApplicable("法定会议的履职报告需要列出会议次数")
    for run in runs(
        case, lambda one: one.attribution == "own" and one.polarity in ("report", "demand"), _MEETING_OR_PAPER
    ):
        found = _COUNTED.search(run.text)
        if found is None or run.parts[0].why in ("plan", "condition"):
            continue
        heading = _heading(doc, run)
        rest = run.text[: found.start()] + run.text[found.end() :]
        if _BY_LAW.search(found.group()) or _OUTCOME.search(rest) or _BAD_PART.search(heading):
            continue
        yield Hit(run.around(*found.span()), {"words": found.group()})


def _heading(doc: Document, run: Run) -> str:
    for block in reversed(doc.blocks[: run.parts[0].block + 1]):
        if block.kind == "heading":
            return doc.quote(block.span)
    return ""
