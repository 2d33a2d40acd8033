"""Pressure from above: chiefs called as escorts, ranking lists (INS-05, INS-08)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..document import Document, Span
from ..errors import NotApplicable
from .inspection_runs import CHIEF, Run, is_denied, is_ordered, runs
from .rule import Case, Hit

__all__ = ["calls_for_chief", "ranking"]

# --- INS-05 -------------------------------------------------------------------------------------------------------
_VISIT = re.compile(
    "调研|走访|督导|督查|检查组|考核组|评估|验收|巡查|观摩|下访|暗访|视察|蹲点|考察|来访|进点|到点|看点|入户核查|回访|座谈|体检|巡访|巡察|迎检|迎接|"
    "察访|点验|察看|看点|上门[看查核问听]|(?:巡回)?指导组|巡回|帮扶组|督办组|实地[看查核]|下来看|走点|走流程|体验|下沉"
)
# That somebody comes, in whatever guise: only with an escort in the same sentence.
_ARRIVES = re.compile(
    "(?=[抵车人到进一工专下解来赴入小])(?:小组[^，。；]{0,4}[到进抵来]|到[镇乡村县区市校]的?(?:当[天日]|头一天|第一)|抵达|[车人]到[时了]|到达|到来|进[镇乡村县](?!行)|到[镇乡村县](?:[上里后时当]|，)|一行|工作组|专家组|下车|解剖|来的?(?:同志|人员)|赴各?[^，。；]{0,8}(?:开展|[市县区镇乡])|入驻|进驻)"
)
_VISIT_TITLE = re.compile(f"{_VISIT.pattern}|检查(?!站|员|项|结果)")
_ESCORT = re.compile(
    "(?=[上不列反坐对就座承留约脱访谈赶进送通面介带亲自本主会一答解介作候全出到参口同向听在守带引当待恭接汇照现碰等腾见讲跟迎陪随露领])(?:"
    "跟随|领看|带看|[带领陪引跟](?:着|好)|列队|迎送|送[行至到]|引导|引领|同往|同[车乘]|听候|接站|会面|面谈|约见|约访|访谈|约谈|谈话|就位|现身|赶[到赴]|进场|上车|脱稿|承担[^，。；]{0,4}解说|在岗|在位|留[在守]|坐镇|不[得许能准]?离[^，。；]{0,3}[村镇岗县乡]|"
    "(?:反馈|见面|汇报|碰头|对接)会[^。；]{0,24}(?:主持|表态|发言|说明|汇报)|主持[^，。；]{0,6}(?:反馈|见面|汇报|碰头|对接)会|[到向][^，。；]{0,8}(?:组|驻地|专家|来人)[^，。；]{0,4}(?:通报|汇报|报告|说明|交底|介绍)|"
    "(?:汇报|介绍|讲解|解说|主讲|陪同|带路|引导|接待)(?:由|的是|为)|露[个一]?[次]?面|见(?:[个一上]?面|一见)|碰[个一]?面|腾出|恭候|待命|随叫随到|听取?反馈|当面|照面|迎[到一]|"
    "向导|同吃|(?:亲自|亲口|自己|本人)[^，。；]{0,4}[讲说谈陪接领带介答]|陪(?!审|护|读|练|伴|葬|嫁|产)|出面|跟着|候着|接受[^，。；]{0,4}(?:询问|提问|访谈|质询)|在家|守候|在场|到场|现场汇报|口头汇报|作?汇报|"
    "迎候|等候|迎接|接待|讲解|领路|带路|引路|介绍情况|作[^，。；]{0,4}介绍|介绍(?=[，。；]|$)|带队|随车|随行|随同|参加座谈|出席座谈|作陪|全程|到高速|到边界|"
    "[在到][^，。；]{0,8}(?:出口|门口|路口|边界|高速口)|迎(?=[，。；]|$)|(?:当面|现场|一起)[^，。；]{0,3}[说讲答谈]|等着|守着|碰头|会合|一路|主讲|主汇报|领着|带着看|解说|答(?:问|疑)"
    ")"
)
_CALLED_CHIEF = re.compile(
    "(?=[“一主乡书党区单县州市政旗校正省站镇院局所（])(?:"
    f"(?:{CHIEF}|党委书记或[^，。；]{{0,6}}长|“?一二把手|校长|站长|院长|(?<!副)(?:局|所|主)[长任](?!期|务)|（[^（）]{{1,8}}）长|主要负责)"
    ")"
)
_SOMEBODY = re.compile("书记|[省市区县州旗镇乡校站院局所）]长|主任|主要|一把手|正职|主官|负责")
# Who must be there, who alone may speak, whose absence puts the visit off.
_MUST_BE_THERE = re.compile(
    "(?:悉数|全部|全体|全员|都|一律|一并|共同|一同|均|也|统一|准时|按时|提前|亲自|一个不[落少])[^，。；]{0,6}(?:参加|出席|到场|参会|列席|在座|到会|到齐|要到|得到|到位|到(?=[，。；]|$))|都[要得]到|(?:不[得能准许]|别)[^，。；]{0,4}(?:派人|委托|替会|代会|找人|请人|由他人)|到会|到场|不得(?:外出|离)|听取|签字认领|(?:不得|不能|不准|一律不)请假|汇报人|主汇报|陪[访看查检]|不在[岗家]?的|(?:务必|必须|应当?|须|要)[^，。；]{0,6}(?:参加|出席|在场|在岗|到位)"
)
_ROLL = re.compile("(?:参加|出席|陪同|参会|汇报|座谈)(?:人员|对象|人|范围)[^。；]{0,3}[：为是包]")
_OTHERS = re.compile(
    "副(?!手代|职代|的)|(?:不(?!得)|无须|无需)(?:必|用|再|需要?|要求?|安排)?[^，。；得]{0,6}(?:陪|迎|出面|出席|到场|到会|参加|参会|露面|汇报|见面|带队|介绍|讲话)(?!同?的)|免[陪迎]|"
    "(?<![、和及])分管|汇报[^，。；]{0,10}(?:书记|[长任])$|向[^，。；]{0,14}汇报|不用|无需|照常|正常(?:工作|上班)|该[^，。；]{1,6}该"
)
# 县局一把手手机开机，随叫随到: what the chief has to do stands in the next clause.
_NEXT_ESCORT = re.compile("，[^，。；]{0,10}(?:随叫随到|原地待命|全程陪|陪同|随行|迎[接候]|一路陪|候着|带路|领路)")
# 点位介绍人：所在乡镇党委书记: the label stands in front of the clause.
_ROLE = re.compile(
    "(?:介绍|讲解|解说|汇报|陪同|带路|引路|迎接|引导|接待|参会|参加|出席|座谈|随行|访谈|谈话|约见|在场|现场)[^，。；：\\n]{0,6}[：]$"
)
_NOT_ACTING = re.compile("记入|计入|[把将对]|由(?![^，。；向约对]{0,16}$)|存在")
_AT_SERVICE = re.compile(
    "[调督考检评巡察走验][研查导核估访察看收]组|来人|来访|同吃|同行|点位|全程|到[镇乡村]|到县|途中|现场|一同|一道|一起|放下"
)
_NO_DEPUTY = re.compile("(?:不|勿)[^，。；]{0,6}(?:副职|副手|分管|外出|离开|离岗|请假|缺席|代替|代为)")
_OFFICE_DUTY = re.compile("亲自抓|总负责|第一责任|签字|审核|把关|领导|重视|牵头|负总责|审定")
_NO_VISIT = re.compile("带班|视频|会议室|主会场|分会场|参会|值守|救援")


def calls_for_chief(case: Case) -> Iterator[Hit]:
    """Yield demands of visitors that the chief escorts, reports or attends."""
    doc = case.doc
    titled = _VISIT_TITLE.search(doc.meta.title or "") is not None
    if not titled and not _VISIT.search(doc.text) and not _ARRIVES.search(doc.text):
        raise NotApplicable("不涉及调研、督查、检查等到点活动")

    def kept(one: Directive) -> bool:
        # 书记带路，不要安排副职: who bars the deputy wants the chief.
        barred = one.attribution == "own" and one.polarity == "prohibit" and _NO_DEPUTY.search(doc.quote(one.core))
        return (one.demanded or bool(barred)) and one.direction in ("down", "level", "self")

    for run in runs(case, kept, _SOMEBODY):
        for clause in re.finditer("[^，。；]+", run.text):
            if _calls(case, run, clause, titled=titled):
                yield Hit(run.around(*clause.span()), {"words": clause.group().strip()}, run.exception)
                break


def _calls(case: Case, run: Run, clause: re.Match[str], *, titled: bool) -> bool:
    """Tell whether a clause wants the chief for the visitors."""
    doc, words = case.doc, clause.group()
    chief = _CALLED_CHIEF.search(words)
    escort = _ESCORT.search(words) or _MUST_BE_THERE.search(words) or (not clause.start() and _role(doc, run))
    if chief is None or _NO_VISIT.search(words) or _OTHERS.search(words) or _NOT_ACTING.search(words[: chief.start()]):
        return False
    sentence = doc.quote(run.sentence)
    # In a notice of a visit anything that the chief has to do for the visitors is meant.
    served = titled and (_ROLL.search(sentence) or (_AT_SERVICE.search(run.text) and not _OFFICE_DUTY.search(words)))
    if not (escort or served or _NEXT_ESCORT.match(run.text, clause.end())):
        return False
    arrives = escort and (_ARRIVES.search(doc.meta.title or "") or _ARRIVES.search(sentence))
    block = doc.quote(doc.blocks[run.parts[0].block].span)
    return bool(titled or arrives or _VISIT.search(block))


def _role(doc: Document, run: Run) -> re.Match[str] | None:
    start = run.span.start
    return _ROLE.search(doc.text[max(0, start - 12) : start])


# --- INS-08 -------------------------------------------------------------------------------------------------------
_A_LIST = "[^，。；样]{0,6}榜(?!样|眼|首|文)|"
_RANK = re.compile(
    "排名|落后的?[^，。；]{0,8}(?:检讨|表态|说明|发言|检查|上台|亮相|汇报)|后进[^，。；]{0,6}(?:检讨|表态|说明|发言|上台)|领跑|掉队|拖后腿|蜗牛|龟兔|热力图|梯队[^，。；]{0,4}(?:公布|通报|表|图|名单)|冷板凳|最的?(?:浅|深|弱|脏|乱|末|高|多|快|好|大|后)的?[^，。；]{0,3}[一二三四五两\\d]个?(?:街|乡|镇|村|县|区|单位|站|校|部门|支部|支行|网点)|"
    "[分列][^，。；]{0,8}(?:先进|领先|较快|优秀|快)[^。；]{0,10}(?:落后|滞后|较慢|慢)|摆[^，。；]{0,3}出?[^，。；]{0,3}比|比一[比次回轮遍]|红[灯牌][^，。；]{0,2}的[^，。；]{0,6}(?:点名|通报|约谈|表态|检讨)|[见看]高低|坐[^，。；]{0,3}排|排[出成定列好]{0,2}[^，。；]{0,8}(?:名[次位单]?(?![额称])|座|号)|[前后末]\\s?[一二三四五六七八九十\\d]+\\s?(?:名|位|个)?(?=[和与的、及])|名次升降|升降[^，。；]{0,4}[名位]|(?:光荣|曝光|红|黑)[榜台]|排位|位次|名次|座次|次序|排出?[^，。；]{0,4}(?:顺序|先后|座次|次序)|排序|排队|排行|排一遍|排个队|排[^，。；]{0,6}高低|谁[先前红高领上][^，。；]{0,2}谁[后黑低落下]|(?:赶超|攻坚|比拼|争先|作战|进位)[^，。；]{0,2}图|站在?第几|第几[格名位]|"
    f"先后(?=[^，。；]{{0,4}}(?:次序|公布|通报|张))|红黑榜|{_A_LIST}龙虎[榜图]|擂台|晾晒|战报|战况|"
    "[从由自][多高前头快好优先大][到至而往向][少低后尾慢差末小]|[高好快多]的[在排列]前[^。；]{0,4}[低差慢少]的|[第一二三末尾][一二三尾位]?方阵|末位|末尾|垫底|倒数|[前后]\\s?[一二三四五六七八九十\\d]+\\s?[名位](?!同志)|比武|晒(?:各[^，。；]{0,6}(?:进度|数|率|分)|成绩|"
    "进度|单|出|一晒|账|分)|赛马|打擂|高低(?:顺序|次序)|谁[快多好强先][^，。；]{0,2}谁|末[一二三四五\\d]{1,2}[位名]|流动红旗|插(?:红|黑|白)旗|挂出[^，。；]{0,10}[图榜旗]|亮[红黄]牌|"
    "(?:最低|最差|最慢|最少|靠后|落后)的?[^，。；]{0,6}(?:乡|镇|村|县|区|单位|[名位个])|最后的?[一二三四五六\\d]{0,2}[名位个]?(?:乡|镇|村|县|单位|名|"
    "位)|公布[^，。；]{0,6}各[^，。；]{0,8}(?:得分|成绩|分数)|一考一亮|一亮一比|考亮|亮[^，。；]{0,4}成绩|比[^，。；]{0,3}高低"
)
# The same where no 榜 stands: then not every character needs a try.
_RANK_WITHOUT_LIST = re.compile(
    f"(?=[自好快多高一二三尾冷分列坐拖掉摆梯热看蜗见领龟赶攻争作进站第光升曝黑一亮从位倒先公前名后垫座战打挂排插擂晒晾最末次比流由红考落谁赛靠高龙])"
    f"(?:{_RANK.pattern.replace(_A_LIST, '')})"
)
_ORDER_WORDS = re.compile(
    "领跑|掉队|后腿|蜗牛|龟|热力|梯队|冷板凳|比|得分|成绩|分数|脸|高低|马|第一|[榜排位名次末晒战谁亮旗]|从|由|自|方阵|擂|垫底|倒数|比武|挂出|最|后|落后|公布"
)
_COMPARED = re.compile(
    "(?=[亮公分发哭张得成晒笑第见贴通])(?:"
    "(?:公布|公示|通报|亮|晒|见报|张贴|张榜|发布|贴)[^，。；]{0,12}(?:得分|成绩|分数|分值|高低|先后)|(?:得分|成绩|分数|分值)[^，。；]{0,12}(?:公布|打在|投[到在]|上屏|上墙|念|"
    "公示|通报|亮|晒|见报|张贴|高低|依次)|第一[^，。；]{0,6}倒数|[笑哭]脸"
    ")"
)
_STRONG_RANK = re.compile("红黑榜|战报|战况|龙虎[榜图]|末位[^。；]{0,24}?(?:约谈|表态|发言|检讨|说明)")
_OFTEN = re.compile(
    "(?=[隔一动半双周天季定实当按日旬月每滚逐逢])(?:"
    "每[两二三四半隔]?个?[日天周旬月季]|隔[半一两三]?个?[日天周旬月季]|(?<![\\d一二三四五六七八九十])[月季旬周][底末初中](?!之?前)|周[一二三四五六日](?![^，。；]{0,6}前)|月月|[日周旬月季](?=晒|晾|排|评|比|打擂|亮)|季季|周周|旬旬|天天|逐旬|逢|双周|一旬一|当[月周季旬](?!绩效|工资|奖金|考评直接)|每次|每期|滚动|实时|动态|逐[日周旬月季]|每(?:半)?[日天周旬月季]|按[日周旬月季]|月度|"
    "季度|半月|[周旬月日季]通报|定期|日排|周排|月排|一[周月季旬]一"
    ")"
)
_ORDERLY = re.compile(
    "姓氏笔画|拼音|排名不分|按成绩|考生|笔试|面试|拟录|录用|中标|投标|评标(?!准)|学生|选手|参赛|产品|品牌|空气质量|水环境|企业|机构|积分(?:入|落|兑|超市|管理办法)|入户|申请|挂牌|"
    "球赛|联赛|运动会|比赛|出线|赛程|决赛|销售排名|高考|中考|体能测试|投票|职称|岗位(?:招|聘|竞|报|设)|报名"
)
_YEARLY = 4
# What a circular announces is no tale.
_STARTS = re.compile(
    r"(?=[一七三下九二五今从以八六十即四季往本次现\d])(?:"
    "(?:[\\d一二三四五六七八九十]月|本月|[次下]月|即日|今年?|季度|现在)(?:份|日)?(?:开始|起)|从[^，。；]{1,8}(?:开始|起)|"
    "今后|往后|下一?步|以后"
    ")"
)


def _announces(words: str) -> bool:
    return _STARTS.search(words) is not None and re.search("连续|曾|已经?", words) is None


def ranking(case: Case) -> Iterator[Hit]:
    """Yield monthly and quarterly ranking lists, and battle reports and red-and-black lists of any kind."""
    # In circulars and reports a place in a list is told: 柳塘镇连续两季末位.
    telling = case.doc.meta.genre in ("通报", "报告") or case.doc.meta.carrier in (
        "总结",
        "汇报",
        "情况",
        "简报",
        "信息",
    )

    yield from _ranked_here(case)

    def kept(one: Directive) -> bool:
        told = telling and one.polarity == "report" and not _announces(case.doc.quote(one.sentence))
        return is_ordered(case, one) and one.direction != "public" and not told

    for run in runs(case, kept, _ORDER_WORDS):
        rank = _RANK if "榜" in run.text else _RANK_WITHOUT_LIST
        found = rank.search(run.text) or _COMPARED.search(run.text)
        if found is None or _ORDERLY.search(run.text) or _is_denied(run, found) or _FORMERLY.match(run.text):
            continue
        frequent = any(
            one.frequency and one.frequency.per_year >= case.options["per_year"] for one in run.parts
        ) or _OFTEN.search(run.text)
        if (frequent and _is_list(run.text)) or _STRONG_RANK.search(run.text):
            yield Hit(run.around(*_wide(run)), {"words": found.group()}, run.exception)


_FORMERLY = re.compile("[^，。；]{0,4}(?:过去|以往|此前|以前|往年|曾经)(?!的[^，。；]{0,8}(?:照|仍|继))")
# 按11月参保率自高到低，依次为：…: the circular is itself the ranking list of a month or quarter.
_IN_ORDER = re.compile(
    "[从由自按][多高快好优大前少低慢差][到至而往向][少低慢差小后多高快好][^。]{0,14}(?:依次|分别|排列|次序|顺序|名次|排名|为|是)"
    "|(?:排名|名次|位次|排序|前[三五十\\d]+[位名])[^。：]{0,8}(?:依次|分别)(?:为|是)"
)
_PERIOD = re.compile("\\d{1,2}月|[一二三四]季度|[本上当]月|[本上当]季|第[一二三四]季|月度|季度")
_SEQUENCE = re.compile("依次|分别|排|次|[从由自]")
# Two are compared, three are ranked.
_LISTED = 3
_ACHIEVED = re.compile("率|进度|完成|得分|成绩|评分|投诉|办结|满意|任务|考核|参保|缴费|收缴|推进")
_NATURE = re.compile("雨|降水|气温|空气|水质|灾|病例|疫情|用水|用电|人口|价格|产量|全年|年度(?!参保)")
_UNIT = re.compile("[^，。；：、\\s]{1,6}(?:乡|镇|街道|县|区|村|社区|学校|中心校|局|卫生院)")


def _ranked_here(case: Case) -> Iterator[Hit]:
    """Yield the sentence of a circular that puts at least three units in order for a month or quarter."""
    doc = case.doc
    if doc.meta.genre != "通报":
        return
    for run in runs(case, lambda one: one.attribution == "own" and one.polarity in ("demand", "report"), _SEQUENCE):
        words = case.masked(run.sentence)
        found = _IN_ORDER.search(words)
        if found is None or _ORDERLY.search(words) or _NATURE.search(words):
            continue
        when = _PERIOD.search(words) or _PERIOD.search(doc.meta.title or "")
        if (
            when
            and _ACHIEVED.search(words + (doc.meta.title or ""))
            and len(_UNIT.findall(words, found.start())) >= _LISTED
        ):
            start = run.sentence.start
            yield Hit(Span(start + found.start(), start + len(words)), {"words": found.group()}, run.exception)


def _is_denied(run: Run, found: re.Match[str]) -> bool:
    """Tell whether a list is taken back, by words that its match may begin with: 停止使用红黑榜."""
    return is_denied(run.text, *found.span()) or is_denied(run.text, found.end() - 1, found.end())


def _is_list(words: str) -> bool:
    """Tell whether lower bodies or people are put in order, not words in a dictionary or tasks by weight."""
    return (
        re.search(
            "重要程度|轻重缓急|优先|紧急程度|时间先后|需[要求]|价格|安排(?:车辆|资金|物资|项目)|下拨|配送|供[^，。；]{0,6}参考",
            words,
        )
        is None
    )


def _wide(run: Run) -> tuple[int, int]:
    """Take in the frequency that stands in another clause: 从多到少排列，一月一公布."""
    places = [one.span() for pattern in (_RANK, _COMPARED) for one in pattern.finditer(run.text)]
    for one in run.parts:
        if one.frequency is not None:
            at = one.frequency.span.start - run.span.start
            places.append((at, at + 1))
    return min(start for start, _ in places), max(end for _, end in places)
