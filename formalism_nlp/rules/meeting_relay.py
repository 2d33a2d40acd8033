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
    r"(?=[大走车路搁压拖留挨等放积延视画镜信从出中上下午早清吃用精下第途一不今会入趁再凌几午半多夜天太当挑摸散无日明星晚熄熬睡过连隔零鸡抵返回到\d傍次次翌])(?:"
    "当晚|连夜|当[天日]晚[上间]?|晚间|傍晚|今晚|(?:晚|夜)饭[之以]?[前后]|(?:搁|压|拖|留|挨|等|放|积|延)[到至过在]?(?:第二天|次日|明[天日早]|翌日|隔天)|会后不?过午|(?:吃[过了完]?|用过)(?:晚饭|夜饭)|精神[^，。；]{0,6}过夜|太阳[出升没]|(?:早晨|清晨|清早)[^，。；]{0,4}前|日出|过夜|隔夜|不过当[日天]|夜里|当夜|星夜|明[早晨]|过到第二天|天亮|天黑|半夜|挑灯|今夜|熄灯|几点(?=[^。；]{0,12}都)|"
    "会一散|一散会|散了会|会一结束|会议?刚一?(?:结束|散|完|开完)|(?:视频|会议|大会|画面|镜头|信号)会?一(?:关|断|停|散|结束|落幕)[机线掉]?|趁夜|(?:隔日|次日|翌日|第二天|明天)(?:一早|上班之?前|早上|[^，。；]{0,6}(?:课|会|班|饭|午)[之以]?前|[一二两三四五六七八九\\d]+点前)|"
    r"(?:1[789]|2[0-4])\s?(?:[时点]|[:：∶]\s?\d\d)(?:整|半|\d{1,2}分)?[之以]?前|(?<![到至])晚[上间]?\s?(?:[六七八九十]|十一|\d{1,2})[点时]|下午?(?:[五六七]点|\d{1,2}[点时])(?:半)?[之以]?前(?=[^，。；]{0,10}(?:[传铺送讲念]|知))|下午?[六七]点[之以]?前|"
    "[车路]上[^，。；]{0,4}(?:就|先)|(?:从|走出|出了)会场[^，。；]{0,3}(?:出来|就|，)|(?<![日号）])(?:中午|上午|下午|午饭|下班)[之以]?前(?=[^，。；]{0,12}(?:传|传达|讲到|学|念|知|晓))|"
    "(?:抵达|返[程回]|回[到去]?[镇乡村县单厂校局家]位?|一?回[去来]|到[家镇岗厂])[^，。；]{0,4}(?:当[天日]|马上|立即|立刻|立马|随即|即刻|就|后即|第一件事)|返程(?:的)?[车路途]上|途中|"
    "(?:不论|无论|不管)?(?:多|再|太)晚|熬夜|夜再深|睡觉|入?睡前(?=[^，。；]{0,12}(?:知|传|讲|学))|凌晨|零点|午夜|太阳落|日落|摸黑|鸡叫"
    ")"
)
_AT_ONCE = re.compile(
    r"(?=[人套就紧原接一三下不两二今会六半即四当散立第趁路随马收闻到前后学\d])(?:"
    "一刻[^，。；]{0,2}不|人不散|原班人马|就地(?:开|传|学|研究)|原地(?:不动|不散|接着|继续|套开|续|把会)|会后不散|(?:紧接着|接着|随即|就地)?套开|紧接着(?:开|讲|传)|路上就|不等不|第一时间|散会[^，。；]{0,6}(?:不[准许得]|谁[也都]|[先别]不?)[^，。；]{0,4}(?:回|走|离|散|吃|歇|休息)|散会后?(?:马上|立即|立刻|立马|就|当|即)|会后(?:立即|马上|即|当|直接|随即)|(?:立即|立刻|立马|马上|即刻|"
    "当[日天]|今天|今日|即日)|下班[前后]|(?:\\d{1,2}|[一二两三四六半])个?(?:小时|钟头|天)(?:之)?内|即[到收闻][即就立][学传开]|随[到收]随[学传开]|[收接]到[^，。；]{0,4}(?:就|即)[学传开]|趁热打铁|前脚|学[完不][^，。；]{0,4}(?:再|不)(?:离|走|下班|回|散)"
    ")"
)
_HASTE = re.compile(
    "[午晚夜天日时刻即马黑睡晨灯散途随班点]|太阳|过当|趁热|一[关断停落]|续开|次日|原班|不散|鸡叫|一结束|车上|路上|前脚|\\d[:：∶]\\d"
)
_RELAY = re.compile(
    "传达|传[到下]|学到|学习|听到|学一遍|[上即就刻]学|[上即就刻]传|学完|续开|宣讲|念|讲给|讲到|[读说]给|吹风|原原本本|部署|宣读|读一遍|贯彻|研讨|开会|召开|开下去|开到|开完|开会|会议|会开|会[^，。；]{0,3}开起|落到[每各]|收看|讨论|吃透|随[到收]随|即[到收]即|讲透|布置|召集[^，。；]{0,14}(?:班子|干部|人员|职工|党员)|逐条|讲一遍|过一遍|捋一遍|讲清"
)
_SPIRIT = re.compile(
    "精神|会议|讲话|会一[完散结]|会(?:上)?定|文件|大会|通报|通知|指示|散会|全会|调度会|动员会|班子会|部署会|原原本本|念一遍|党员会|会开|批示|发言|报告要点|全会|党代会|两会"
)
# To call people together and make a superior's wishes known is to relay, whatever the words.
_TELL = re.compile(
    "讲|带回|说[明清给透]|交[代底]|召[拢集]|[叫喊拢找][齐来拢到]|通[气到]|听到|知[道晓]|晓得|转述|口传|[传捎带]到|带给|传给|告知"
)
# 把会上提的要求送进每个小区: what is carried must be what a meeting asked.
_CARRY = re.compile("[送铺灌落]到|送[进达]|传进|铺[进开]|知晓")
_WISHES = re.compile(
    "(?:指挥部|上级|[省市县区镇州]里|[省市县区]委|领导|书记|[省市县区]长|大会|会上|全会|会议)[^，。；]{0,6}(?:要求|部署|安排|讲的|定的|布置|意[见思图]|口径|的话|声音|说法|内容|指令|意图|讲了|讲的|说了|说的)"
)
# At once is less than at night: only for what a meeting or a speech said.
_SAID = re.compile(
    "传达|精神|讲话|全会|党代会|两会|大会上|会上的?(?:发言|讲|要求)|批示|通报内容|会议结束后|收看(?:结束|完)|原地把会|会场[^，。；]{0,3}结束后?|散会后|会议要求|会议部署"
)
_CONVEYED = re.compile(
    "传达|传到|学|召开[^，。；]{0,12}会|开完?会|开完|会[^，。；]{0,4}开|讲到|讲透|宣讲|念|召集[^，。；]{0,14}(?:班子|干部|人员|职工|党员)|逐条|落到[每各]|贯彻|[读讲说]给"
)
# A notice that has no other matter than what a meeting said: 关于传达全市大会精神的通知.
_ABOUT_SPIRIT = re.compile("精神|讲话|(?:传达|学习|贯彻|宣讲)[^《》]{0,20}(?:会|文件|报告)")
_WORK = re.compile(
    "险情|火情|扑火|集结|巡逻|值守|预警|抢险|灾情|报警|疫情|事故|处置|排查|整改|报告(?!要点|精神|会|内容|中)|报送|会议材料|资料袋|会务|诉求|意见建议|提的问题|漏|救援|巡查|施工|抢修|报名|名单|回执|诊疗|信息|线索|办理"
)


def hasty_relay(case: Case) -> Iterator[Hit]:
    """Yield demands to pass a meeting's spirit on in the same night or at once."""
    notice = case.doc.meta.genre in ("通知", "意见")
    about = _ABOUT_SPIRIT.search(case.doc.meta.title or "") is not None

    def wanted(one: Directive) -> bool:
        return one.demanded or (
            (one.attribution == "own" and (one.why in ("negated", "double") or (notice and one.why == "bare")))
            or _after_the_meeting(case, one)
            or (one.polarity == "report" and one.attribution == "own" and _called_together(case, one))
        )

    for run in runs(case, wanted, _HASTE):
        if _conveys_no_spirit(run.text):
            continue
        night = _NIGHT.search(run.text)
        found = night or (_at_once(run.text) if _is_said(case, run, about) and _CONVEYED.search(run.text) else None)
        if found is None:
            continue
        near = run.text[max(0, found.start() - 40) : found.end() + 40]
        sentence = case.masked(run.sentence)
        wishes = _WISHES.search(run.text)
        told = night and (
            (_TELL.search(near) and (wishes or _SPIRIT.search(sentence))) or (wishes and _CARRY.search(near))
        )
        spirit = about or _SPIRIT.search(run.text) or (night and (_SPIRIT.search(sentence) or _WISHES.search(sentence)))
        if (told or (_RELAY.search(near) and spirit)) and not (_WORK.search(near) and not _SAID.search(near)):
            yield Hit(run.around(*found.span()), {"words": found.group()}, run.exception)


# 立即解决停水问题 is work, not words.
_ACTS = re.compile("[^，。；]{0,6}(?:解决|兑现|处置|整改|排查|修|办理|拨付|发放|动工|开工|落地|清零)")


def _at_once(words: str) -> re.Match[str] | None:
    return next((found for found in _AT_ONCE.finditer(words) if not _ACTS.match(words, found.end())), None)


# 吃了晚饭把人喊齐，说完再睡 reads like a tale but for the people who are to be called.
_CALLED = re.compile(
    "召集[^，。；]{1,8}(?:学|开|讲|传)|把[^，。；]{1,16}(?:[叫喊召拢找][齐来拢到集]|讲|说|传|念)|再(?:回|睡|走|散|离)"
)
_BEFORE = re.compile("已|昨|曾|当时|去年|刚才|据|反映|有的|个别")


def _called_together(case: Case, one: Directive) -> bool:
    return bool(_CALLED.search(case.masked(one.core)) and not _BEFORE.search(case.masked(one.sentence)))


# 散会后谁也不准回家，先开会把要求讲清楚: what nobody may do first, and what is to be done instead.
_STAY = re.compile("不[准许得能要][^，。；]{0,4}(?:回|走|离|散|吃|歇|休息|下班|睡)|^先[^，。；]{0,6}(?:开|传|学|讲|把)")


def _after_the_meeting(case: Case, one: Directive) -> bool:
    return one.polarity == "prohibit" and one.attribution == "own" and bool(_STAY.search(case.masked(one.core)))


def _is_said(case: Case, run: Run, about: bool) -> bool:
    """Tell whether a run speaks of what a meeting said; what it is may stand in a clause in front: 文件一到，随到随开会."""
    return _SAID.search(run.text) is not None or (about and _CONVEYED.search(case.masked(run.sentence)) is not None)


def _conveys_no_spirit(words: str) -> bool:
    if re.search("不[^，。；]{0,4}要求", words):
        return True
    return re.search("预警信息|天气|指令|气象|灾害信息|险情", words) is not None and "精神" not in words


_MEETING_NOUN = (
    "(?:推进|调度|动员|专题|碰头|部署|协调|例|现场|视频|座谈|研判|会商|工作|联席|分析|点评|督办|电视电话|培训|办公|讲评|专题研究|安排|交流|约谈|议事|恳谈|板凳|坝坝|"
    "夜谈|研讨|总结|观摩|拉练|汇报|务虚|对接|促进|专班|链长|通气|吹风|小组|传达|传达学习)会(?:议)?|会议|大小会|各[类种]会|"
    r"座谈|碰头|夜谈|恳谈|会商|研判|视频调度|集中调度|调度(?=[^，。；]{0,4}\d)|楼栋议事|专题研[究讨]|专题学习|集体学习|学习讨论|学习研讨|交流研讨|专题部署|专题听取[^，。；]{0,10}汇报"
)
_N = (
    "(?:近|逾|超|超过|上|达|达到|共|共计|合计|总计|累计|约|了|过|等|出|满)?"
    "(?:(?!1\\D)\\d+|[二三四五六七八九十百千两数几][一二三四五六七八九十百千]{0,4})[余多]?\\s?"
)
_TIMES = "(?:场次|次|场|回|轮|期|个(?!工作日|月|小时|部门|单位|[^，。；]{0,3}问题))"
_ISSUED = (
    "(?:文件|简报|通知|通报|方案|信息|要点|纪要|督办单|提示函|督办函|通知单|工作提示|专报|工作动态|讲话稿|实施意见)"
)
_COUNTED = re.compile(
    r"(?=[学0-9七三上两九了二五传八六几列十千合四实总拉数汇满百等约观议超达过近逾下专举交会例出分制办动协印召培大安小工座开推点现电督研碰组编联视讲调部链夜恳板坝镇党参累发文听集楼各先主共全简通信纪提要方行务对促吹起转干誓表攻省市县区乡])(?:"
    f"(?:召开|组织召开|组织|召集|开展?|举行|举办|参加|主持|列席|专题)[^，。；]{{0,30}}?(?:{_MEETING_NOUN})[^，。；（]{{0,12}}?{_N}{_TIMES}"
    f"|(?:召开|组织召开|召集|举行|开出?|举办)[^，。；]{{0,24}}?{_N}{_TIMES}[^，。；、]{{0,16}}(?:{_MEETING_NOUN}|会)"
    rf"|(?:{_MEETING_NOUN}|(?:动员|部署|推进|誓师|总结|表彰|攻坚|干部|[省市县区镇乡])大会|[大小]会(?=[^，。；\d]{{0,6}}开[了过到]))[^，。；\d和精届的上]{{0,8}}?(?:开[了过到出]?|召开)?第?{_N}(?:场次|次|场|回|轮|期)(?!会议精神|全会)"
    f"|开[了过到出]第?{_N}(?:次|场|回|个会)|会议?[^，。；]{{0,4}}开[了过到出]{_N}个|召开[^，。；、\\d]{{1,10}}会[　 ]{{1,4}}{_N}(?:场|次)"
    f"|会议?[^，。；]{{0,6}}[比较][^，。；]{{0,6}}(?:多|增)[了出加]?{_N}[个场次]|会议?，[^，。；\\d]{{0,6}}(?:开|累计|共|合计|总计)[了过]?{_N}(?:次|场)"
    rf"|{_N}[次回场](?:召开|召集|主持|组织|参加|专题|听取|开|集中)[^，。；]{{0,24}}(?:会|会议|专题研究|研判|汇报)"
    rf"|(?:会议|开会|大小会)(?!室|精神|上|要求|强调|指出)[^。；\d一二三四五六七八九十]{{0,24}}(?:达到?|共|累计|合计|总计|计){_N}(?:场次|场|次)"
    f"|(?:会议|开会|发文|文件|大小会)(?:的)?(?:场次|次数|数量|场数|总数|总量|频次|频率)[^，。；]{{0,10}}?(?:翻|增长|增加|多出|创|居|第一|突破|达|超)"
    f"|(?:印发|下发|制发|编发|出台|发出|起草|转发|发)(?:(?!规范性)[^，。；]){{0,14}}?(?:{_ISSUED})[^，。；]{{0,8}}?{_N}(?:余|多)?(?:份|期|件|个|篇|条)"
    rf"|开会[^，。；\d]{{0,4}}?{_N}(?:场次|次|场|回)|(?:{_ISSUED})[编印刊发制下]{{1,2}}了?{_N}(?:份|期|件|篇)"
    rf"|(?:发文|下文|行文|发函)[^，。；\d]{{0,4}}?{_N}(?:余|多)?(?:份|期|件|篇|个)(?!次)"
    ")"
)
_MEETING_OR_PAPER = re.compile(
    "会|[印下制编]发|出台|发文|学习|研讨|讲话稿|座谈|碰头|恳谈|夜谈|研判|调度|议事|专题|开[了过到出]|[文简通方]"
)
_BY_LAW = re.compile(
    "人大|人代会|全国两会|人民代表|常委会会议|主任会议|主席团|政协|党组会|理论学习|中心组|三会一课|代表大会|理事会|听证|院坝|新闻发布|招聘|党委会|常务会|常委会|"
    "纪委全会|庭审|村民|居民|股东|家长|支部|组织生活|民主生活|法院|培训班|运动会|音乐会|晚会|庙会|展[览会]|推介会|洽谈会|签约"
)
# A list of meetings that names common ones too counts them all: 镇党委会、推进会、碰头会共58场.
_COMMON = re.compile("(?:推进|调度|动员|碰头|部署|协调|现场|视频|点评|督办|办公|研判|联席|约谈)(?:会|、)")
_OUTCOME = re.compile(
    "(?=[硬铺种安改栽疏扩打更搬流下促修关减办化协压发受同完帮建惠拆挽排救整新服查清立签精覆解达销接收营增节提引落到拨兑归招就])(?:"
    "(?:解决|化解|整改(?!约谈|推进|调度|会)|办结|完成|新修|修[建复通]|硬化|铺设|种植|安装|改造|改建|扩建|栽[种植]|疏浚|打通|更换|搬迁|流转|清理|新建|建成|发放|救助|查处|拆除|帮助|协调(?!会)|促成|关停|销号|立案|挽回|减少|下降|压减|精简|同比|关闭|排查|发现|"
    r"达成|签约|惠及|覆盖|受理|服务|接待|收入|营收|增收|节约|增长|提升|提高|引进|落地|到位|拨付|兑现|发证|归集|招聘|就业)[^，。；]{0,20}[\d一二三四五六七八九十百]+"
    "|下降|减少|压减|精简|同比"
    ")"
)
_BAD_PART = re.compile("问题|不足|形式主义|减负|精文减会|精简|作风建设")


# The number itself is the pride: 数量居全县第一, 场次创新高.
_BOAST = re.compile("(?:数量|场次|次数|期数|总数|频次)[^，。；]{0,8}(?:居|位列|排名|第一|前列|创|翻|之最)")


def _is_by_law(text: str, counted: re.Match[str]) -> bool:
    begun = max(text.rfind(stop, 0, counted.start()) for stop in "，。；、：") + 1
    words = text[begun : counted.end()]
    return _BY_LAW.search(words) is not None and _COMMON.search(words) is None


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
        counted = list(_COUNTED.finditer(run.text))
        # What the law wants held may be counted.
        boast = _BOAST.search(run.text)
        free = [one for one in counted if boast or not _is_by_law(run.text, one)]
        # 少开会23场 is what the reader wants to see.
        free = [one for one in free if not run.text[: one.start()].endswith(("少", "减", "压减", "减少"))]
        if not free or run.parts[0].why in ("plan", "condition"):
            continue
        if _OUTCOME.search(_COUNTED.sub("", run.text)) or _BAD_PART.search(_heading(doc, run)):
            continue
        yield Hit(run.around(free[0].start(), free[-1].end()), {"words": free[0].group()})


def _heading(doc: Document, run: Run) -> str:
    for block in reversed(doc.blocks[: run.parts[0].block + 1]):
        if block.kind == "heading":
            return doc.quote(block.span)
    return ""
