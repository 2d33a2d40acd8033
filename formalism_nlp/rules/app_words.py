"""What the rules on applications share: who is asked, what counts as an application, what follows from its figures."""

from __future__ import annotations

import re

from ..directives import Directive
from ..errors import NotApplicable
from ..language.numerals import NUMBER
from .burdens import CADRES, all_demands, goes_down
from .rule import Case

__all__ = [
    "AMOUNT",
    "APP",
    "CHAT",
    "NAMED_APP",
    "OPENING",
    "PENALTY",
    "ROLL",
    "SHUT_OFF",
    "TIDIES",
    "UNTIL_NOW",
    "VERDICT",
    "asked",
    "asked_of_all",
]

_N = f"(?:{NUMBER})"
# An application by its kind or by a name in quotation marks of the usual make.
APP = re.compile(
    "(?i:app)|ＡＰＰ|小程序|应用程序|程序(?=装|上线|安装|里|上|中|点|报|领|签)|”程序|客户端|公众号|服务号|视频号|抖音号|平台|软件|系统(?!治理|观念|内|性|集成|工程|谋划|推进|培训|"
    "单位|学习)|手机|移动端|在线|线上|上线|扫[^，。；]{0,3}码|网上|(?<!大)学堂|网络(?:学院|课堂|学习|培训)|挂网|(?<!到)后台|“积分|工作群|群[里内中]|“云|”[^，。；]{0,4}(?:专区|栏目|专栏|板块)|"
    "“[^”]{1,8}(?:通|办|码|宝|豆|云|钉|掌上|先锋|e|E|圈|家园|一点|随手|强国|积分)[^”]{0,6}”"
)
# A name in quotation marks counts as an application where the text says that it is one or handles it as one.
NAMED_APP = re.compile(
    "[加涨]粉|(?i:app)|ＡＰＰ|小程序|应用程序|客户端|公众号|服务号|视频号|抖音号|(?:反诈|预警|防诈)软件|“[^”]{0,4}反诈[^”]{0,4}”|“(?:掌上|数字|智慧|云上|e|E)[^”]{1,6}”[^，。；]{0,4}(?:用户|下载|注册|关注|粉丝)|“[^”]{0,4}[eE][^”]{1,4}”|(?:反诈|手机|预警|应用|安装?[^，。；]{0,4}|装[^，。；]{0,6})程序|[这该]个?(?:软件|程序)|手机(?:软件|"
    "应用)|电子(?:凭证|健康[卡码])|“[^”]{1,10}”[^，。；“《》]{0,6}(?:平台|系统|程序|软件|应用)|扫码|邀请码|[没未](?:安?装|下载|注册|关注|绑定)[^，。；“《]{0,3}“[^”《]{2,10}”|拉新(?=[^，。；]{0,6}(?:\\d|[一二三四五六七八九十]|不[少低]|任务|指标))|(?:医保|健康|参保|惠商|惠农|身份|监管|办事|居民|出行)码|账号[^，。；]{0,16}(?:激活|开通|注册|登[录陆])|用户(?:数|量|绑定|注册|邀请|留存)|[新老有效注册活跃沉睡]用户|(?:开通|激活|注册)[^，。；]{0,2}账[号户]|沉睡账号|"
    "(?:下载|安装|装[好上齐]?|注册|登[录陆]|入驻|关注|绑定|打开|点开|激活|开通|使用|用[好上])[^，。；“《]{0,3}“[^”《]{2,10}”(?![的式型化制])"
)
# How many, how often, what share; and a row in which nobody may be missing.
AMOUNT = re.compile(
    f"{_N}\\s?(?:[次回遍户台条篇张]|[个名](?!月|工作|方面)|人(?!大)|分钟|小时|%|％|个百分点|成(?![立为果员本效]))|百分之|分百|每[天日周月晚人户]|每个?工作日|天天|日日|"
    "逐[一户人个家]|挨[家户个]|人人|户户|家家|全员|全部|全覆盖|一个不|一户不|一[人户生校店村]一[号端户码]|应[^，。；]{1,3}尽[^，。；]|不[低少]于|不得[低少]于|至少"
)
# What the figures of an application decide: assessment, points, grades, money, a place in a list, a summons.
VERDICT = re.compile(
    "(?:考[核评]|评[价优先议定选比]|绩效|总?得分|成绩|等次|星级|[一二三四五六七八九十\\d]星|奖金|补[贴助]|档案|晋[级升])|[加扣计得记赋减折][^，。；]{0,4}分(?!钟|析)|得满分|不得分|分值|"
    "(?:重要|主要|唯一)?(?:依据|参考|参照|前提|必备条件|门槛)|(?:方可|才能|方能|才可|不予|不得|暂不|暂缓|取消|收回)[^，。；]{0,8}(?:申报|参[评加]|评|受理|推荐|确定|办理|资格|认可)|"
    "通报|约谈|点名|说明|提醒|警示|检讨|补[学看]|排名|名次|位次|倒数|垫底|[前后末][一二三五十\\d]{1,3}[名位]"
)
# Posts that the language layer does not know as cadres, by the make of their names.
_STAFF = re.compile(
    f"{CADRES}|班主任|(?:农技|监管|宣传|调解|保洁|指导|辅导|通讯|统计|安全|协理|专管|代办|经办|驻村|包保|巡查|巡护)(?:人员|员)|(?:楼栋?|片|点|路|林|田|所|站|队|科|股)长"
)
_STRICTLY = re.compile(
    "每[个名天日周月晚次]|逐[一日周月户]|不[少低]于|不得[少低]于|至少|必须|[均都]?须|应[当在于]|都?要(?!闻|求|素|点)"
)
_COSTS = re.compile("不[得予能准再][^，。；]{0,4}(?:参加?|评|申报|推荐|确定|受理|享受|列|提拔)")
# 未激活账号的不再派发文件: who does not use it goes without.
_WITHOUT_IT = re.compile("[未没不][^，。；]{1,10}的，?[^，。；]{0,4}(?:不再|一律不|概不)")
# 每周累计10小时为合格 sets a standard; 已累计 and 截至 tell.
_STANDARD = re.compile(
    "为(?:合格|达标|有效)|方[可为]|(?:每[人天日周月个名]|日均|月均|人均)[^。；]{0,20}(?:以上|不少于|不低于|达到)"
)
_PAST = re.compile("已[经被]?|曾|去年|上年|原先|过去|通报|发现|反映|查处|问题")
_TALE = re.compile("已|截至|以来|共有|曾|去年|上年")
_POINTS = re.compile("[\\d一二三五十]\\s?分(?!钟)|得满分|不得分")
# 不得设置免打扰, 不许静音: who may not shut the group off has to stay in it.
SHUT_OFF = re.compile(
    "(?:静音|屏蔽|免打扰|退群|退出[^，。；]{0,4}群|折叠|关[闭掉]?[^，。；]{0,4}(?:提示|提醒|通知|消息|手机|机)|关机|潜水|不[看回应接]|已读)"
)
# A document that tidies up applications; 规范网格运行 is another matter.
TIDIES = re.compile(
    "(?:清理|规范(?!使用|应用|运行|运用)|关停|整合|注销)[^《》]{0,16}(?:应用|程序|(?i:app)|平台|系统|公众号|账号|群|指尖|软件|新媒体)|"
    "(?:应用|程序|平台|系统|公众号|账号|群|软件|新媒体)[^《》]{0,8}(?:清理|规范|关停|整合|注销)"
)
# 漏扫一处减5元, 断了二十分钟的当作没上班: what a gap costs shows what is wanted, however the clause reads.
PENALTY = re.compile(
    "(?:[漏少缺没未断]|不[够满足]|[凑打攒刷做完拍传对答达签]不[满够齐完到上])[^，。；]{1,12}(?:[扣减罚]|不[发给结]|不予(?!追究|处罚|处理))|(?:[漏少缺断]|[没未不][^，。；]{0,4}[签答刷满够齐挂传拍点亮])[^，。；]{0,10}(?:的|，)[^，。；]{0,10}(?:催|取消|别(?:报名|想|评)|检讨|约谈|站起来|作废|清零|当场说明)|断[了开]?[^，。；]{0,4}重[新]?[走跑巡拍来]|(?:[最倒][后数末]|末尾)[^，。；]{0,3}名[^，。；]{0,4}(?:检讨|说明|表态)|(?:当[作成]?|按|[算记视判]为?|作)(?:作|成)?[^，。；]{0,3}(?:没|未|缺|旷|脱)[^，。；]{0,3}(?:[上到在][班岗]|[岗勤工]|出勤|去|巡|做|走|干|开(?!放|通)|来|学)"
    "|不[算计]作?[^，。；]{0,2}(?:出勤|在岗|到岗|次数|工作量)|[不没未][够满足到][^，。；]{0,12}(?:不作数|不算|不计|不认|当没|作废)"
)
# 家长按学号一个挨一个回: a roll is called in the group, whoever answers.
ROLL = re.compile("挨[个家户着]|一个挨一个|按学号|接龙|依次|点谁的?名|逐[个一人]")
# 停用“网格通”（原每日两次签到）: what was asked for until now.
UNTIL_NOW = re.compile("（原(?!则)|原[按每]|(?:过去|以前|从前|此前|原先)[^，。；]{0,3}(?:每|天天|都要|总要)")
# A message that was sent in a group says so in its first line.
CHAT = re.compile("群】|群公告|工作群|微信群|@所有人|@全体|@各")
OPENING = 80


def asked(case: Case) -> tuple[Directive, ...]:
    """Return what is demanded of those below, with what only reads like an aim, a criterion or a task of citizens.

    Raises
    ------
    NotApplicable
        If the document goes upward or demands nothing.
    """
    found = case.reading.shared("asked of staff", lambda: _asked(case))
    if not found:
        raise NotApplicable("没有向下级提出的要求")
    return case.likely(found)


def _asked(case: Case) -> tuple[Directive, ...]:
    goes_down(case, strict=True)
    try:
        kept = all_demands(case, own=True, strict=True)
    except NotApplicable:
        kept = ()
    sure = set(kept)
    blamed = {one.sentence for one in case.directives if one.why == "critic"}
    more = (one for one in case.directives if one not in sure and one.sentence not in blamed and _is_meant(case, one))
    return tuple(sorted((*kept, *more), key=lambda one: one.span))


def _is_meant(case: Case, one: Directive) -> bool:
    if one.attribution != "own" or one.direction == "up":
        return False
    if one.demanded:
        sentence = case.masked(one.sentence)
        return one.direction == "public" and bool(_STAFF.search(sentence) or ROLL.search(sentence))
    text = case.masked(one.span)
    if one.polarity == "abolish" and one.why == "exempt":
        return _WITHOUT_IT.search(text) is not None
    if one.polarity == "prohibit":
        # 积分低于60分的，不得评优: what is lost shows what is wanted. 不得静音: to stay within reach is.
        if PENALTY.search(text) or (one.direction != "public" and SHUT_OFF.search(text)):
            return True
        return one.core.start > one.span.start and _COSTS.search(case.masked(one.core)) is not None
    return one.polarity == "report" and _reads_like_a_tale(case, one, text)


def _reads_like_a_tale(case: Case, one: Directive, text: str) -> bool:
    """Tell whether a clause that reads like a tale sets what has to be done."""
    sentence = case.masked(one.sentence)
    if one.why in ("past", "carried") and PENALTY.search(sentence) and not _PAST.search(sentence):
        return True
    if one.why == "past":
        return _STANDARD.search(text) is not None and _TALE.search(text) is None
    if one.why == "purpose":
        return one.core.start > one.span.start and _STRICTLY.search(case.masked(one.core)) is not None
    if one.why == "condition":
        return _POINTS.search(text) is not None or PENALTY.search(sentence) is not None
    return one.why == "bare" and CHAT.search(case.doc.text, 0, OPENING) is not None


def asked_of_all(case: Case) -> tuple[Directive, ...]:
    """Return the demands, with those on citizens: 常住人口关注率要过六成 falls on who has to bring them to it."""
    citizens = {one for one in case.directives if one.direction in ("public", "up") and one.demanded}
    kept = case.reading.shared("asked of staff", lambda: _asked(case))
    if not kept and not citizens:
        raise NotApplicable("没有向下级提出的要求")
    return case.likely(sorted(citizens.union(kept), key=lambda one: one.span))
