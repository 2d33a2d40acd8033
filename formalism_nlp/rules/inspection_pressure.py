"""Pressure from above: chiefs called as escorts, ranking lists, vetoes (INS-05, INS-08, INS-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..document import Document
from ..errors import NotApplicable
from .inspection_runs import CHIEF, Run, is_denied, is_ordered, runs
from .rule import Case, Hit

__all__ = ["calls_for_chief", "ranking", "veto"]

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
    "(?=[介带亲自本主会一答解介作候全出到参口同向听在守带引当待恭接汇照现碰等腾见讲跟迎陪随露领])(?:"
    "跟随|领看|带看|露[个一]?[次]?面|见(?:[个一上]?面|一见)|碰[个一]?面|腾出|恭候|待命|随叫随到|听取?反馈|当面|照面|迎[到一]|"
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
    "到会|到场|不得(?:外出|离)|听取|签字认领|(?:不得|不能|不准|一律不)请假|汇报人|主汇报|陪[访看查检]|不在[岗家]?的|(?:务必|必须|应当?|须|要)[^，。；]{0,6}(?:参加|出席|在场|在岗|到位)"
)
_ROLL = re.compile("(?:参加|出席|陪同|参会|汇报|座谈)(?:人员|对象|人|范围)[^。；]{0,3}[：为是包]")
_OTHERS = re.compile(
    "副(?!手代|职代)|(?:不(?!得)|无须|无需)(?:必|用|再|需要?|要求?|安排)?[^，。；得]{0,6}(?:陪|迎|出面|出席|到场|到会|参加|参会|露面|汇报|见面|带队|介绍|讲话)(?!同?的)|免[陪迎]|"
    "分管|汇报[^，。；]{0,10}(?:书记|[长任])$|向[^，。；]{0,14}汇报|不用|无需|照常|正常(?:工作|上班)|该[^，。；]{1,6}该"
)
# 县局一把手手机开机，随叫随到: what the chief has to do stands in the next clause.
_NEXT_ESCORT = re.compile("，[^，。；]{0,10}(?:随叫随到|原地待命|全程陪|陪同|随行|迎[接候]|一路陪|候着|带路|领路)")
_NOT_ACTING = re.compile("记入|计入|[把将对]|由(?![^，。；向约对]{0,16}$)|存在")
_AT_SERVICE = re.compile(
    "[调督考检评巡察走验][研查导核估访察看收]组|来人|来访|同吃|同行|点位|全程|到[镇乡村]|到县|途中|现场|一同|一道|一起|放下"
)
_NO_DEPUTY = re.compile("(?:不|勿)[^，。；]{0,6}(?:副职|副手|分管|外出|离开|离岗|请假|缺席|代替|代为)")
_OFFICE_DUTY = re.compile("亲自抓|总负责|第一责任|签字|审核|把关|领导|重视|牵头|负总责|审定")
_NO_VISIT = re.compile("视频|会议室|主会场|分会场|参会|值守|救援")


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
    chief, escort = _CALLED_CHIEF.search(words), _ESCORT.search(words) or _MUST_BE_THERE.search(words)
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


# --- INS-08 -------------------------------------------------------------------------------------------------------
_A_LIST = "[^，。；样]{0,6}榜(?!样|眼|首|文)|"
_RANK = re.compile(
    "排名|排[出成定列好]{0,2}[^，。；]{0,8}(?:名[次位单]?(?![额称])|座|号)|[前后末]\\s?[一二三四五六七八九十\\d]+\\s?(?:名|位|个)?(?=[和与的、及])|名次升降|升降[^，。；]{0,4}[名位]|(?:光荣|曝光|红|黑)[榜台]|排位|位次|名次|座次|次序|排出?[^，。；]{0,4}(?:顺序|先后|座次|次序)|排序|排队|排行|排一遍|排个队|排[^，。；]{0,6}高低|谁[先前红高领上][^，。；]{0,2}谁[后黑低落下]|(?:赶超|攻坚|比拼|争先|作战|进位)[^，。；]{0,2}图|站在?第几|第几[格名位]|"
    f"先后(?=[^，。；]{{0,4}}(?:次序|公布|通报|张))|红黑榜|{_A_LIST}龙虎[榜图]|擂台|晾晒|战报|战况|"
    "[从由][多高前头快好优先大]到[少低后尾慢差末小]|由高至低|末位|末尾|垫底|倒数|[前后]\\s?[一二三四五六七八九十\\d]+\\s?[名位](?!同志)|比武|晒(?:各[^，。；]{0,6}(?:进度|数|率|分)|成绩|"
    "进度|单|出|一晒|账|分)|赛马|打擂|高低(?:顺序|次序)|谁[快多好强先][^，。；]{0,2}谁|末[一二三四五\\d]{1,2}[位名]|流动红旗|插(?:红|黑|白)旗|挂出[^，。；]{0,10}[图榜旗]|亮[红黄]牌|"
    "(?:最低|最差|最慢|最少|靠后|落后)的?[^，。；]{0,6}(?:乡|镇|村|县|区|单位|[名位个])|最后的?[一二三四五六\\d]{0,2}[名位个]?(?:乡|镇|村|县|单位|名|"
    "位)|公布[^，。；]{0,6}各[^，。；]{0,8}(?:得分|成绩|分数)|一考一亮|一亮一比|考亮|亮[^，。；]{0,4}成绩|比[^，。；]{0,3}高低"
)
# The same where no 榜 stands: then not every character needs a try.
_RANK_WITHOUT_LIST = re.compile(
    f"(?=[赶攻争作进站第光升曝黑一亮从位倒先公前名后垫座战打挂排插擂晒晾最末次比流由红考落谁赛靠高龙])(?:{_RANK.pattern.replace(_A_LIST, '')})"
)
_ORDER_WORDS = re.compile(
    "得分|成绩|分数|脸|高低|马|第一|[榜排位名次末晒战谁亮旗]|从|由|擂|垫底|倒数|比武|挂出|最|后|落后|公布"
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
    "销售排名|高考|中考|体能测试|投票|职称|岗位(?:招|聘|竞|报|设)|报名"
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

    def kept(one: Directive) -> bool:
        told = telling and one.polarity == "report" and not _announces(case.doc.quote(one.sentence))
        return is_ordered(case, one) and one.direction != "public" and not told

    for run in runs(case, kept, _ORDER_WORDS):
        rank = _RANK if "榜" in run.text else _RANK_WITHOUT_LIST
        found = rank.search(run.text) or _COMPARED.search(run.text)
        if found is None or _ORDERLY.search(run.text) or is_denied(run.text, *found.span()):
            continue
        frequent = any(
            one.frequency and one.frequency.per_year >= case.options["per_year"] for one in run.parts
        ) or _OFTEN.search(run.text)
        if (frequent and _is_list(run.text)) or _STRONG_RANK.search(run.text):
            yield Hit(run.around(*_wide(run)), {"words": found.group()}, run.exception)


def _is_list(words: str) -> bool:
    """Tell whether lower bodies or people are put in order, not words in a dictionary or tasks by weight."""
    return re.search("重要程度|轻重缓急|优先|紧急程度|时间先后", words) is None


def _wide(run: Run) -> tuple[int, int]:
    """Take in the frequency that stands in another clause: 从多到少排列，一月一公布."""
    places = [one.span() for pattern in (_RANK, _COMPARED) for one in pattern.finditer(run.text)]
    for one in run.parts:
        if one.frequency is not None:
            at = one.frequency.span.start - run.span.start
            places.append((at, at + 1))
    return min(start for start, _ in places), max(end for _, end in places)


# --- INS-12 -------------------------------------------------------------------------------------------------------
_HONOUR = "(?:评优|评先|评奖|评选|评功|先进|优秀|荣誉|表彰|评比|奖励性?绩效|评功)"
_VETO = re.compile(
    "(?=[摘再休别无甭轮一不丧优先免全剥取失奖工年当径得总成整暂没满直等考荣表评])(?:"
    f"一票否[决优]|(?:别想|休想|甭想|没资格|无缘|轮不[到上])[^，。；]{{0,6}}{_HONOUR}|一[项事](?:工作)?否(?!定)[^，。；]{{0,4}}[全决优先]|考核(?:直接|一律)?(?<![认确评])(?:定为|判为|降为)(?:不合格|末等|最低)|"
    f"一票[^，。；]{{0,2}}(?:封顶|否)|(?:取消|免去|丧失|失去|没有|不具备|剥夺|暂停)[^，。；]{{0,24}}{_HONOUR}[^，。；]{{0,6}}(?:资格|"
    f"名额|机会|权利)|"
    f"{_HONOUR}[^，。；]{{0,10}}资格[^，。；]{{0,6}}(?:取消|没有|丧失)|{_HONOUR}[^，。；]{{0,8}}(?:没有资格|免谈|无缘|归零|一律不|资格取消|靠边|"
    f"不考虑|概不|出局|没戏|别提|挡在|排除在外|不用想|不受理|不予受理|没份|不沾边|全免|作废|泡汤)|"
    f"(?:不得|不予|不能|不准|一律不|不再)[^，。；]{{0,6}}(?:评优|评先|参[评加]?(?:与)?[^，。；]{{0,6}}{_HONOUR}|(?:评[为定]?|确定为|推荐|"
    f"授予)[^，。；]{{0,8}}(?:优秀|先进|优|良好|一等|荣誉))|"
    "(?:直接|一律|一概|整体|径直|当即)[^，。；]{0,12}(?:定|评|判|列|落|降|划)[^，。；]{0,3}(?:末[等位]|不合格|不达标|较差|最差|差等|末类|最低等|差档|"
    "三等|四等|不称职)|"
    "(?:全年|年度|考核|成绩|总分|工作|得分|评[价分]|考评)[^，。；]{0,8}(?:归零|清零|[计记按为作打算]零分|[计记按为作打算]0分|直接为0|抹零|推倒重来|白干|全盘否定)|(?:年度|年终|考核|"
    "等次|等级|评价)[^，。；]{0,6}(?:只能|就)(?:是|定|评|算|给)?[^，。；]{0,3}(?:差|末|不合格|不达标)|一笔勾销|再好[^，。；]{0,4}(?:零|白|不算|没用)|等于零|(?:考核|等次)[^，。；]{0,6}(?:垫底|末位|倒数|最后一)|摘[^，。；]{0,4}帽|当年不(?:评|提拔|晋|推)|全盘皆输|满盘皆输|一失皆无|一损俱损"
    ")"
)
# 有群众上访的，该乡镇总分归零: whoever stands in the condition, this is who loses.
_LOSER = re.compile("(?:[该其]|所在|有关|责任)(?:乡镇|镇|乡|村|街道|社区|单位|部门|支部|站所|学校|县|区)")
# The same by parts: what is lost (honours, a right to apply, a place in a class) and how (taken, barred, void).
_TITLES = (
    "(?:评优|评先|参评|评奖|评选|评比|先进|优秀|荣誉|表彰|称号|创先|争先|文明[^，。；]{0,4}|平安[^，。；]{0,4}|示范[^，。；]{0,4}|"
    "五星[^，。；]{0,4}|星级[^，。；]{0,4}|创建|提名|推荐对象|推优|晋[级升档])"
)
_RIGHT = "(?:资格|[评报选]权|权利?(?![责限威益])|名额|机会|申报|参评|评优|评先|推荐)"
_LOST = (
    f"(?:取消|免去|丧失|失去|剥夺|暂停|停止|中止|收回|终止)[^，。；]{{0,20}}{_TITLES}[^，。；]{{0,10}}{_RIGHT}|{_TITLES}[^，。；]{{0,8}}{_RIGHT}[^，。；]{{0,6}}(?:自动|一律|即|随之)?(?:失效|作废|取消|丧失|归零)|"
    f"(?:取消|停止)[^，。；]{{0,12}}(?:评优|评先|创先|推优)(?:推荐|资格)?(?=[，。；]|$)|(?:单项|一项|专项|先行)否决(?!权)|否[优先](?:事项|项|制|条款|情形)|(?:其[他余它]|别的)[^，。；]{{0,10}}(?:不予?[认计算]|归零|清零|作废|不再计)|否决(?:制|指标|项|条款|情形|清单)(?!权)|"
    f"(?:全年|当年|年度|年内|本年|[一二三两]年内)[^，。；]{{0,4}}不[得予能可再]?(?:评[先优]|参评|推荐|晋)|再[好高多优强亮突漂靠出][^。；]{{0,20}}?(?:不得?(?:参评|评|例外|算|认)|[也都]一?律?不|照样不|[也都]没|[也都]白)|"
    "(?:评优|评先|评奖|评比|先进|优秀|荣誉|表彰|奖项?|称号|名单)[^，。；]{0,8}?(?:[别甭休]想|没[你他它]?们?的?份|沾不上|靠[后边]|一个不[留给]|落空)|"
    "(?:文明|平安|先进|示范|卫生|红旗)[^，。；]{0,8}(?:牌子?|称号|匾)[^，。；]{0,6}(?:摘|收回|撤)|(?:[一两二三]年|当年|年内|下年)[^，。；]{0,6}不(?:得|许|准|能|让)再?(?:申?报(?!名)|参?评(?!标))|"
    "(?:直接|一律|自动|一概)[列定评判记归降][为入作到]?(?:末[等档位类]|最低[等档]|最差|差等|末尾)|按(?:最低|末)[等档位次]{1,2}[^，。；]{0,4}(?:处理|计|算|定)|"
    "(?:实绩|成绩|功劳|分数|考核)[^，。；]{0,4}一?[笔概律]?(?:抹掉|抹去|勾销|作废|归零|清零|白费)|"
    f"{_TITLES}[^，。；]{{0,6}}(?:就|也|便|时|里)?[^，。；]{{0,10}}?(?:划[掉去]|刷[掉下]|勾[掉去]|抹[掉去]|剔[除掉出]|拿[掉下]|排除|除名|没有?(?:份|名字|戏|资格)|免谈|不(?:再)?(?:考虑|安排|列名|上名))"
)
_DOWN_TO = (
    "(?:不得|不予|不能|不再|一律不)[^，。；]{0,3}(?:进入|列[为入]|定[为入]|评(?:定为|[为入])|确定为|认定为)[^，。；]{0,4}(?:前[一二三\\d]|[一二甲AB]\\s?[等类档级]|优|良|先进|各类|星|好)|"
    "(?:考[核评]|评[价定议]|等次|绩效)[^，。；]{0,10}(?:降[为至到]|[定评判][为定]?|即为|即[是定]|[一都]律?按|直接)[^，。；]{0,6}(?:最低|末|不称职|不合格|不达标|最差|“?差(?![别异额距旅])|三[等类]|四[等类])(?![^，。；]{0,2}的|[^，。；]*的[，；])"
)
_LOSES = re.compile(
    f"(?=[奖名文卫红下直自按实成功分其别取免丧失剥暂停中收终评参先优荣表称创争文平示五星提推晋单一专否全当年本两三二再不考等绩])(?:{_LOST}|{_DOWN_TO})"
)
_AT_STAKE = re.compile(
    "否|其[他余它]|别的|摘|不许|份|最低|抹|奖|末|靠后|表彰|称号|再[好高多优强出]|参评|称号|资格|权|类|档|想|缘|轮|没资|一项|一事|只能|一票|[评先优荣]|等|不合格|达标|清零|归零|零|勾销|垫底|末位|倒数|帽|当年不|白干|皆|推倒|称职|损"
)
_NOT_LOWER = re.compile(
    "撤销[^，。；]{0,6}表扬|收回奖|积分(?!排|考)|否决(?:指标|项)[^，。；]{0,8}得分|(?:享有|行使|拥有)[^，。；]{0,8}否决权|章程|董事|股东|项目(?!得分|建设|挂零|数|为零|进度|推进|招引|落地|签约|开工|投产|完成|工作|攻坚|清零)|供应商|投标|竞标|企业|考生|申请人|申报人|学生|居民|家长|司机|经营者|中介|学员|选手|参赛|作品|"
    "论文|候选人|参评(?:企业|项目|作品)|承包商|招标|职称|评审专家|律师|消费者|竞买|纳税|开发商|物业公司|公司|项目申报"
)


def veto(case: Case) -> Iterator[Hit]:
    """Yield one failure that decides everything: veto items and the loss of all honours."""
    if case.doc.meta.genre in ("报告", "请示"):
        raise NotApplicable(f"{case.doc.meta.genre}是上行文，不设立否决事项")

    def kept(one: Directive) -> bool:
        return (
            one.attribution == "own"
            and (is_ordered(case, one) or one.polarity == "prohibit" or one.why in ("abolish", "exempt"))
            and (one.direction != "public" or _LOSER.search(case.masked(one.span)) is not None)
        )

    for run in runs(case, kept, _AT_STAKE):
        matches = (one for pattern in (_VETO, _LOSES) for one in pattern.finditer(run.text))
        found = next((one for one in matches if not _abolished(run, one)), None)
        if found is None or _NOT_LOWER.search(run.text):
            continue
        yield Hit(
            run.around(*found.span()),
            {"words": found.group()},
            run.exception or ("statutory" if _OF_OFFICIALS.search(run.text) else _by_law(case.doc)),
        )


_OF_OFFICIALS = re.compile("处分期|受[^，。；]{0,6}处分|公务员[^，。；]{0,8}(?:规定|办法)")


def _by_law(doc: Document) -> str | None:
    """Tell regulations of the centre, whose sanctions rest on law, from notices."""
    central = any(organ.level == "central" for organ in doc.meta.issuers)
    return "statutory" if central and doc.meta.carrier in ("条例", "规定", "办法") else None


def _abolished(run: Run, found: re.Match[str]) -> bool:
    """Tell whether the veto itself is abolished or forbidden: 取消“一票否决”, 不得取消评优资格, 不实行一票否决."""
    at = run.span.start + found.start()
    one = next((one for one in run.parts if one.span.start <= at < one.span.end), run.parts[0])
    before = run.text[: found.start()]
    if re.search(
        "(?:取消|清理|废止|不得|不准|严禁|不再|停止|不搞|不实行|慎用|规范|减少|精简|不设|不采取|杜绝|滥用)[^。；]{0,20}$",
        before,
    ):
        return True
    begins_itself = one.cue is not None and at < one.cue.end
    return one.polarity in ("prohibit", "abolish") and not begins_itself and one.why != "carried"
