"""Finding documents that ask for more paper or say little (DOC-09, DOC-11, DOC-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive, masked
from ..document import Document, Span
from ..errors import NotApplicable
from .burdens import joined
from .document_parts import QUOTED, REGULATIONS, demands
from .rule import Case, Hit

__all__ = ["asks_for_paper", "padding", "without_substance"]

_MAKE = (
    "(?:制定|制订|制发|转化[为成]|起草|搭建|拟定|拟订|拟出|出台|编制|印发|拿出|写出|订出|定出|细化[为成]|成文|(?:再|另)(?:[行外]?(?:拟|立|起|建|设|写|编|做|搞|定|订|出|弄)(?:[一两]?[套份个本部])?)|立[一个][套份个本]?|搭起|做出|弄出|端出|"
    "搞[出个一]|整出|弄[个出]|[编列]出|[要须]有|拿一[套份个]|[出编列写][一两]?[份个套本部](?!别))"
)
_PAPER = re.compile(
    f"{_MAKE}[^，。；]{{0,24}}?(?:(?:实施|工作|具体|行动|推进|落实|细化|贯彻|专项|操作)[^，。；、]{{0,8}}?方案|(?:实施|工作|操作)细则|(?:实施|具体|操作|落地|贯彻|落实)(?:的)?(?:管理|落实)?(?:办法|意见)|贯彻意见|(?:细化|具体|本地|镇级|县级)[^，。；、]{{0,4}}(?:落实|贯彻|推进)(?:措施|举措)|(?:推进|落实|年度工作)计划|"
    "配套的?(?:政策|措施|文件|办法|方案|制度|细则|实施办法)|相应的?(?:实施|操作|工作|管理)?(?:方案|办法|细则|规程|文件)|(?:操作|工作|实施)(?:规程|办法)(?=[^。]{0,16}(?:备案|报[^，。；]{0,8}[局办委]))|(?:镇级|乡级|村级|县级|区级|校级|院级|站级|所级|本级|本辖区|辖区)[^，。；、]{0,6}(?:方案|细则|办法)|任务(?:分解|清单)|责任(?:分工|分解)|分工方案)(?![内中上])"
    "|(?<!入学)(?:实施|落实|推进|贯彻|行动|细化|配套)(?:方案|措施|文件|细则|意见|办法)[^，。；的内中]{0,16}?(?:报[^，。；名]{0,10}(?:备案|审核|审定|[局办委厅])|送审|送[^，。；]{0,6}[局办委厅]|备案|存[档查]|[送交]阅|出齐|出台|定稿|过会|[制订编拟搞弄做拿整写]定?(?:完|到位|出来|好)|印发到)"
    "|(?:完成|抓好|做好|启动)[^，。；]{0,12}(?:方案|细则|配套制度|实施办法|贯彻意见)的?(?:起草|制定|制订|编制|拟订|编写)"
    "|(?:贯彻|落实|实施)(?:本|此|该)?[^，。；]{0,6}的?(?:具体|实施|贯彻)(?:意见|方案|办法|细则)(?=，[^。；]{0,30}(?:印发|下发|成文|出台|行文|定稿|审定))|(?:研究|提出|出台|拿出|制定)[^，。；]{0,10}(?:贯彻|落实)的?具体(?:举措|措施|办法|意见)"
)
# One of these makes any 方案 or 要点 a paper of one's own on top of this document.
_LOCAL = re.compile(
    "本级|结合(?:本|实际|各|自身|当地)|本地的?|本单位|本部门|本辖区|自己的|各[拿出写编]一|自家的?|各自的?|分头|(?:比照|对照|参照|依照|按照?|照着?|仿[照着]?|依[据着]?|比着|据)(?:此|本|这|通知|意见|方案)|照此|据此|照着(?=[再另做画写])|对着[本此]|本(?:地|单位|[镇乡村校街局社所股院站园馆])的|一[校镇村站院所]一[策案]|本(?:校|系统|行业|领域|条线|辖区|镇|乡|街道|院|站|局)(?=[^，。；]{0,2}(?:的|方案|细则|办法|要点|意见))"
)
_LOCAL_PAPER = re.compile(
    "(?=[转要须列再另成细搞整做写出制印定弄形拟拿提搭端编订起立])(?:"
    f"(?:{_MAKE}|提出|形成)[^，。；]{{0,20}}?(?:方案|细则|办法|要点|工作计划|打法|安排|章程|规矩|制度|规程|手册|(?:具体|贯彻|实施)意见)(?![内中上])|(?<!适时)出台[^，。；]{{0,24}}措施"
    ")"
)
# Whatever the sheet is called: 照着本计划再出一份自己的“作战图”.
_LOCAL_SHEET = re.compile(
    "(?=[立转须成搞整分层往细落逐做再写出列制印另各定弄形拟拿排搭画端绘编自要订起])(?:"
    f"(?:{_MAKE}|(?:再|另|各自|自己)[^，。；]{{0,2}}?[出写编画列做搞造起绘排订]|[出写编画列做绘排](?:出|成|一[份张套本个])|要有|形成(?=[^，。；]{{0,4}}(?:各自|自己|本[镇乡村街所站院校局社区单])))[^，。；]{{0,14}}?"
    "(?:作战图|路线图|施工图|任务图|时间表|任务[书单表]|打算|(?:举措|任务|措施|责任|推进|落实)清单|(?:工作|实施|操作)手册|套路|挂图|计划书|路径|规划图|版本|[地县镇乡村]版|对策|(?:推进|计划|安排|进度)表|(?:落实|细化|贯彻)[^，。；、]{0,4}(?:举措|措施))"
    "|(?:再|另|往下|逐[级层]|层层|自行)[^，。；]{0,6}(?:分|拆|细化|分解|排)(?:[出下]|一[层遍级次张]|到)|(?:分解|分工|细化)稿|(?:分解|分工|细化|落实)[表单][^，。；]{0,3}[交报送]"
    "|(?:要有|拿)[^，。；]{0,8}(?:自己|自家|各自|本[站镇村校院乡局])的?[^，。；]{0,6}(?:方案|办法|打法|计划)"
    ")"
)
# Handed in above, it is asked for as a paper.
_HANDED_IN = re.compile(
    "报[^，。；]{0,10}(?:备案|审核|审定|[局办委]|专班|指挥部|政府)|[送交]我?(?:[省市县区镇]|[局办委])|交稿|登记"
)
# Papers that are the work itself, not paper about this document.
_WORK_PAPER = re.compile(
    "应急|预案|施工|设计|建设方案|改造(?:实施|工作)?方案|试点(?:实施|工作)方案|补偿|疏散|搬迁|安置|教学|课程|治疗|救治|招生|考试|规划|监测方案|处置方案|征收|演练|技术方案|整改|三年计划|供应计划|用地|预算|招计划|建设计划|改造计划|利用计划|调整方案|资金|我[省市县区]|出让|契机|现就|如下|以下|分步|评审|竞赛|采购|招标|处理意见|审核意见|审查意见|书面意见|视为|同意"
)
_STATE = (
    "(?:(?:贯彻|落实|执行|实施|推进|开展|工作|活动|传达|学习|部署)[^，。；]{0,6}?(?:情况|成效|进度|进展|效果)"
    "|(?:贯彻|落实|推进)[^，。；]{0,4}(?:举措|措施|打算|安排)|(?:本|此|该)(?:文件|通知|意见|方案|办法)[^，。；]{0,8}?(?:情况|进展|进度|成效|效果|做法)|进展情况|(?:工作|阶段|年度|半年|活动|专项|书面|年终|季度|全年|学期)[^，。；]{0,6}?(?:总结|小结)|总结(?:报告|材料)|推进成效)"
)
_SEND = (
    "(?:报送|上报|填报|回复|函告|书面告知|告知我|提交|上交|递交|寄[交送]|呈[交送]|[整梳汇][理总](?:成|形成)|形成(?:书面|文字)|成文|(?<!宣)传(?:到|至|给|来)|书面报告|报告|反馈|呈报|报备|报至|报到"
    "|(?<![通举申预情简汇填源日晚周月电])报(?![名考刊销警酬道纸废备告])|汇报|送交|交到|交[来回给]|交(?=[省市县区镇乡局])|送至|发至|说(?:一说|明白|清)|写(?:成|个|份|出|[一两二三几](?:页|篇|张|份))|形成(?:书面|文字|专题)?(?:材料|报告|总结)|(?<![报发])送)"
)
_REPORTS = re.compile(
    "(?=[写形说上专书交半反发呈实工年开总执报推汇活落贯进送阶就对围本此该填回函提告递寄整梳成传学部全季])(?:"
    f"(?:就|对|围绕)[^，。；]{{0,12}}(?:落实|执行|贯彻|推进)[^，。；]{{0,12}}(?:写|撰写|形成|提交|起草)[^，。；]{{0,4}}(?:专报|报告|材料|总结|小结|汇报)|[报交写](?:一|个|份|来)[^，。；]{{0,14}}(?:总结|小结)|{_STATE}[^。；]{{0,40}}?{_SEND}|{_SEND}[^，。；]{{0,24}}?{_STATE}"
    ")"
)
# What is due stands in front of its time: 学习体会及贯彻打算，9月20日前报送.
_STATED = re.compile(
    "(?:贯彻|落实|执行|本(?:通知|意见|文件|方案))[^，。；]{0,6}?(?:情况|成效|进展|进度|效果|打算|举措|做法|总结|小结|专报)$"
)
# 落实到哪一步, 抓得怎么样: the same in plain words.
_HOW_FAR = re.compile(
    "(?:已|没|未|做|干)?(?:做|办|干|抓)了?(?:什么|哪些|几[件条项])|是否已?(?:传达|部署|落实|开展|执行)(?:到位)?(?=[了、，。])|(?:如何|怎么|怎样|咋)(?:部署|传达|安排|学习|落实)|有(?:什么|哪些)(?:做法|举措|动作|成效|进展)|(?:怎么|如何|咋)(?:落实|贯彻|执行|推进|抓|办|干|做)的|(?:落实|贯彻|执行|推进|推动|推|抓|办|干|做|开展|进行|实施)(?:到|得|成|了)(?:哪|什么|何|怎|如何|咋|多少|啥)"
)
_HAND_IN = re.compile("[写报交送讲说捎回]|形成(?:文字|书面|材料)|告诉|告知|汇报|反馈|材料")
_OTHER_REPORT = re.compile(
    "资金|经费|遇到|新情况|项目|绩效|决算|预算|统计|问题|困难|案件|事故|突发|疫情|灾情|险情|重大|异常|申请|信息公开|党内|述职|离任|审计|向社会|向群众|公众|重要情况|上级部门|人大|人民代表大会|联席会议|领导小组报告|会上|交流发言|整改|检查情况"
)


def asks_for_paper(case: Case) -> Iterator[Hit]:
    """Find demands for reports on implementation and for documents of one's own (DOC-09)."""
    doc = case.doc
    if doc.meta.genre in ("请示", "报告", "公告", "通告", "命令（令）", "批复"):
        raise NotApplicable("不是部署工作的下行文")
    seen: set[Span] = set()
    for found in demands(case):
        block = doc.blocks[found.block]
        in_rules = doc.meta.carrier in REGULATIONS and (block.transmitted or block.annex or doc.meta.genre is None)
        in_rules = in_rules or re.match("第[^，。]{1,5}条", doc.quote(block.span)) is not None
        if found.modality != "must" or found.sentence in seen or in_rules:
            continue
        kind = _asked(case, found)
        if kind is not None:
            seen.add(found.sentence)
            yield Hit(found.span, {"kind": kind}, found.exception)


# What the bodies of one's own level draft, and what is urged on others, asks nothing of those below.
_OTHERS_WRITE = re.compile(
    "督促|指导|听取|了解|掌握|可(?:结合|根据|参照|制定)|(?:出台|制定|制订|印发)的|制定[^，。]*时[，,]"
)


def _who(doc: Document, found: Directive) -> str:
    return doc.quote(found.actor) if found.actor and found.actor_from not in ("addressee", "issuer") else ""


def _is_lower(doc: Document, who: str, found: Directive) -> bool:
    """Tell whether a named actor stands below: what a government has its own departments draft is its own work."""
    if not who or who.startswith("各") or "直" in who:
        return True
    if re.search("等[^，]{0,6}部门$|参建|企业|公司|项目", who):
        return False
    central = any(organ.level == "central" for organ in doc.meta.issuers) and re.search("部|委|总局|银行|署", who[:12])
    return found.direction == "down" and not central


# 财政、税务等部门要抓紧制定配套政策: the departments of the government that writes.
_OWN_DEPARTMENTS = re.compile("等(?:有关|相关|职能)?(?:部门|单位)(?:和[^，。；]{1,6})?[，]?(?:要|应|须|按|负责|根据)")
_DEPARTMENTS = re.compile("^(?:[省市县区](?:政府|直)?)?(?:各?(?:有关|相关|职能|责任)+)部门$")


def _is_own_work(sentence: str, who: str) -> bool:
    return _DEPARTMENTS.match(who) is not None or _OWN_DEPARTMENTS.search(sentence) is not None


def _is_named(doc: Document, who: str, found: Directive) -> bool:
    """Tell whether a demand is surely on others; a bare one that names nobody may be the issuer's plan (制定居住证实施细则)."""
    return (
        bool(who)
        or found.why not in ("bare", "lead")
        or bool(found.deadline)
        or _LOCAL.search(masked(doc, found.sentence)) is not None
    )


def _is_local_paper(words: str, sentence: str) -> bool:
    if _LOCAL.search(sentence) is None and _HANDED_IN.search(sentence) is None:
        return False
    return _LOCAL_SHEET.search(words) is not None or (
        _LOCAL.search(sentence) is not None and _LOCAL_PAPER.search(words) is not None
    )


# Every paper and report that the patterns above name holds one of these.
_HINT = re.compile(
    "方|细|分|拆|稿|办|意|计|措|政|文|制|清|任|责|要|打|章|安|情|成|进|效|总|小|图|时|书|单|表|举|手|套|挂|版|规|对|推|落|讲|写|报|交|送|说|捎|回|材|汇|反"
)


def _asked(case: Case, found: Directive) -> str | None:
    doc = case.doc
    words = masked(doc, found.span)
    if not _HINT.search(words):
        return None
    sentence = masked(doc, found.sentence)
    who = _who(doc, found)
    if _OTHERS_WRITE.search(words) or not _is_lower(doc, who, found) or _is_own_work(sentence, who):
        return None
    if (
        _is_named(doc, who, found)
        and not _WORK_PAPER.search(words)
        and (_PAPER.search(words) or _is_local_paper(words, sentence))
    ):
        return "另行制定配套文件"
    said = joined(case, found) if _STATED.search(words) else words
    if _REPORTS.search(said) and not _OTHER_REPORT.search(said):
        return "报送贯彻落实情况"
    if _HOW_FAR.search(sentence) and _HAND_IN.search(words):
        return "报送贯彻落实情况"
    return None


# A notice below this count needs no more than it says.
_LEAST_SENTENCES = 6
_HARD = re.compile(
    r"(?=[《〔一七万三两九二五八六十千周四百０１２３４５６７８９\d])(?:"
    r"[\d０-９]|(?:[二三四五六七八九十百千万两]|[一二三四五六七八九十百千万两]{2,})(?:个|名|项|条|次|天|日|月|年|元|亩|户|所|处|家|人|公里|吨|米)|周[一二三四五六日]|[〔《]"
    ")"
)
_NEEDED = re.compile("任免|任命|免去|放假|停水|停电|更名|启用|印章|公示|表彰|撤销|成立|调整")


def without_substance(case: Case) -> Iterator[Hit]:
    """Find a notice without one figure, term, source or annex (DOC-11)."""
    doc, meta = case.doc, case.doc.meta
    if (
        meta.genre not in ("通知", "意见")
        or meta.confidence.get("genre", 1.0) < 0.7
        or _NEEDED.search(meta.title or "")
    ):
        raise NotApplicable("不是部署工作的通知、意见")
    if meta.transmitted is not None:
        raise NotApplicable("印发、转发的文件，内容在所印发的正文里")
    units = [
        unit
        for unit in doc.units
        if doc.blocks[unit.block].kind in ("body", "list_item") and not doc.blocks[unit.block].annex
    ]
    if len(units) < _LEAST_SENTENCES:
        raise NotApplicable(f"正文不足 {_LEAST_SENTENCES} 句，不作判断")
    bound = any(
        found.deadline or found.frequency or found.quantity or found.trace or found.resource
        for found in case.directives
    )
    if (
        bound
        or any(block.kind in ("table_cell", "attachment") for block in doc.blocks)
        or not demands(case, level=True)
    ):
        return
    if not any(_HARD.search(doc.quote(unit.span)) for unit in units):
        yield Hit(units[0].span, {"sentences": len(units)})


_SIGNIFICANCE_HEAD = re.compile(
    "(?=[充切提深现统认进重高])(?:"
    "(?:充分|深刻|切实|进一步|高度)?(?:认识|提高|统一)[^。]{0,30}(?:意义|重要性|必要性|紧迫性|认识|站位)|(?:重要|重大|现实|深远)意义"
    ")"
)
_EMPTY_TALK = re.compile(
    "(?=[一久事任众使关内凝切勇只同复头奋客形必思意撸政新时现真砥紧统舍艰讲谱责迫重钉长题高])(?:"
    "意义(?:十分)?(?:重大|深远)|重[要大](?:意义|作用|举措|保障|支撑|抓手|途径|内容|任务|前提|基础)|必然要求|迫切需[要求]|现实需要|内在要求|客观需要|事关|关系(?:到)?[^，。]{0,16}(?:大局|全局|稳定|切身利益)|"
    "(?:重要|紧迫|必要|长期|艰巨|复杂)性|责任重大|使命光荣|形势[^，。]{0,8}(?:严峻|复杂)|任务[^，。]{0,8}(?:艰巨|繁重)|关键(?:之年|时期|阶段|一招)|高度重视|讲政治|政治站位|思想和行动统一|统一思想|"
    "时不我待|舍我其谁|钉钉子|撸起袖子|谱写|新篇章|新局面|一张蓝图|凝心聚力|真抓实干|勇于担当|奋力|砥砺|同心同德|众志成城|只争朝夕|久久为功|头等大事|重中之重|政治任务|切身利益|必由之路|题中应有之义"
    ")"
)
# The formula of one sentence is free (domain notes 4.2: one unit or 120 characters); a tenth of the text is
# twice the 5 % that the notes allow to preambles, because the cues are not a classifier.
_LONG_TALK, _SHARE = 120, 0.10


def padding(case: Case) -> Iterator[Hit]:
    """Find a run of significance talk and slogans that is long in itself and for its document (DOC-12)."""
    doc, meta = case.doc, case.doc.meta
    if meta.genre not in ("通知", "意见", "通报", "决定") and meta.carrier not in ("方案", "要点", "计划"):
        raise NotApplicable("不是部署工作的公文；讲话、总结、报告等不按此检查")
    units = [unit for unit in doc.units if not doc.blocks[unit.block].annex]
    total = sum(unit.span.end - unit.span.start for unit in units)
    run: list[Span] = []
    for unit in units:
        words = QUOTED.sub("", doc.quote(unit.span))
        headed = unit.heading is not None and _SIGNIFICANCE_HEAD.search(doc.quote(unit.heading))
        if len(_EMPTY_TALK.findall(words)) >= (1 if headed else 2) and not _HARD.search(words):
            run.append(unit.span)
            continue
        if _is_long(run, total):
            break
        run = []
    if _is_long(run, total):
        count = sum(span.end - span.start for span in run)
        yield Hit(Span(run[0].start, run[-1].end), {"characters": count, "share": round(100 * count / total)})


def _is_long(run: list[Span], total: int) -> bool:
    count = sum(span.end - span.start for span in run)
    return len(run) > 1 and count >= _LONG_TALK and count >= _SHARE * total
