"""Finders of check-ins, installation quotas and likes (APP-01 to APP-03)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..directives import Directive
from ..errors import NotApplicable
from ..language.numerals import NUMBER
from .app_acts import CHECKS, HELD, SHARES, STAYS
from .app_words import AMOUNT, APP, NAMED_APP, PENALTY, TIDIES, UNTIL_NOW, VERDICT, asked, asked_of_all
from .burdens import around, found, is_low, joined, once, wanted, words
from .rule import Case, Hit

__all__ = ["check_in", "installs", "likes"]

_N = f"(?:{NUMBER})"
_DAILY = re.compile(
    f"早[上晨]?[^，。；]{{0,3}}点|一早|到岗|每[天日周月晚]|天天|日日|逐日|按[日周旬月]|一[天日周]|早[^，。；]{{0,6}}晚|每人|开机|{_N}\\s?[次回遍]|连续"
)
_CHECK_IN = re.compile(
    "(?=[闯做巡摁读走过到对照验上亮凑刷听在学得打扫报拿挂按挣攒活点登看积答签累行观赚露领])(?:"
    "打卡(?!点|机|地|景)|签到|签退|扫[^，。；]{0,8}码|(?:在|到)岗(?:确认|报备)|(?<!视频)点名|点卯|刷(?:脸|卡|分|“|一[回次]|够|满)|扫脸|(?:赚|挣|攒|积|拿|凑|学|刷|"
    "得)[够满足]?\\s?(?:\\d|[一二两三四五六七八九十百])+\\s?分|点亮(?!红?心|小心心|爱心)|领[豆分币花星]|积分|学分|(?:在线|学习|累计|观看|登录)[^，。；]{0,4}(?:时长|时间|"
    "分钟|小时)|答题|答[^，。；]{0,6}题|报[^，。；]{0,6}到岗|(?:登录|上线)[^，。；]{0,6}满[^，。；]{0,3}天|[挂刷看学听读]不?[满够足][^，。；]{0,6}(?:小时|分钟|节|遍)|刷[分题课]|行程[^，。；]{0,4}上报|上线报到|"
    "积[满够点]|攒[满够足]|报[个一]{0,2}[声下]?到(?!会)|(?:走|到|巡|过)[^，。；]{0,4}[一每][处点个户村家][^，。；]{0,3}[扫打点刷签][一个]?[处点个下次]|[点摁]“[^”]{1,6}”|[点打扫刷签]不?[满够足]\\s?\\d+[次回个处天]|签[一两\\d]{0,2}[次个回]?到(?!场|会)|签[一两二三\\d][次回遍]|打[一两二三四五\\d][次回个遍]卡|闯[^，。；]{0,3}关(?!东)|[刷做答][^，。；]{1,3}道|点[一个]{1,2}点|点[上下]班|点[一个]?下[^，。；]{0,3}(?:到岗|上班|下班|在岗|到)|亮个?相|[按照验对][^，。；]{0,4}(?:脸|指纹)|按[^，。；]{0,3}手指|露[个一]?[下]?脸|领[^，。；]{0,4}[豆币花星]|按[一]?下[^，。；]{0,4}签|(?:攒|赚|挣|得)[^，。；]{0,4}[颗朵枚]|"
    "(?:活跃|学习)[^，。；]{0,4}(?:排名|排行|榜)"
    ")"
)
_CHECKED = re.compile(
    "(?=[一不低全减分各天少币张必扣排断早旷星每没满漏绩缺考至花表要豆达通都])(?:"
    "排[名行队位]|张榜|分数|低的|低于|缺勤|漏|表态|少[刷签打点扫]|没扫|[花星豆分币]少|没[点亮领签]|断|减|旷工|断了|没[刷签打]|一律|都要|通报|扣|满|达到?|不少于|不低于|不得少于|至少|必须|"
    "要求|各[点打签扫按]|一日不|每[天日周月]|天天|早|全员|考核|绩效|缺"
    ")"
)
_PLACES_AND_PAYS = re.compile(
    "录取|演员|演出|开演|考生|监考|考场|考点|积分(?:落户|入学|入户|制(?:入|管理办法)|兑换|超市|银行)|驾驶|记分|会议签到|现场签到|签到(?:处|台|时间|领)|会场|报到签到|考勤|工资|银行卡|缴存|"
    "信用积分|学时|培训班|继续教育|考试|开发[^，。；]{0,10}(?:功能|系统)|农民工|实名制|学生|不作[^，。；]{0,6}要求|预约|购票|缴费|支付|游客|观众|延期开学|签到率|志愿服务时"
)


# Time to be spent, marks to be made, points that put people in order: these say enough without a frequency beside them.
_STAY = (
    "(?:在线|在网|挂[网机]|停留|(?<!集中)学习|观看|收[看听]|登录|上线|浏览|听课|看课|学法|在岗)[^，。；]{0,4}(?:时长|时数)|"
    f"(?:在线|在网|挂[网机学课]|停留|观看|收[看听]|(?:平台|网上|线上|网络|手机)[^，。；]{{0,4}}学习|看课|学法)[^，。；]{{0,10}}{_N}\\s?个?(?:小时|分钟)"
)
_MARKS = (
    "[每一逐][天日][^，。；]{0,2}一?[签卡打](?![名字订收署约发])|[点打签][^，。；]{0,3}次?卯|[点按][^，。；]{0,8}(?:到岗|在岗|离岗|上班|下班|签到|报到)(?:按钮|键|图标)?|"
    "(?:登录|答题|分享|浏览|发[^，。；]{0,4}(?:动态|帖|[条篇])|学习)[^，。；]{0,14}[积计得加换折累记赋奖][^，。；]{0,4}\\d*\\s?积?分(?![钟析值])"
)
_BY_POINTS = (
    "(?:积分|学分|总分|得分|分值|活跃[值度])[^，。；]{0,10}(?:不?低于|不[少足满]于?|[须要应]?保持在?|达到|满|超过|未达)[^，。；]{0,6}\\d+\\s?分?|[完答做][成满]?[^，。；]{0,4}[道组套][^，。；]{0,6}题|按活跃[度值]|"
    "(?:积分|学分|分值|活跃[值度]|热力值|贡献值|星级榜|(?:在线|学习)时长)[^，。；]{0,18}(?:排(?!查|除|污)|榜|名次|位次|座次|晋级|升级|垫底|末[位\\d一二三]|倒数|[前后]\\s?[一二三四五六七八九十\\d]+\\s?[名位]|从[高第]|由高)"
)
_APP_WORK = re.compile(
    f"(?=[总得完做在挂停学观收登上浏听看平网线手每一逐点打签按答分转发积活热贡星])(?:{_STAY}|{_MARKS}|{_BY_POINTS})"
)
_LAWFUL_POINTS = re.compile(
    "学生|考生|录取|随迁|监考|考场|考点|积分[^，。；”]{0,4}(?:落户|入学|入户|兑换|超市|银行)|驾驶|信用积分|考勤机|会场|会议签到|工资|志愿服务时|服务时长|"
    "招投标|中标|药店|门店|商户|村民积分|积分管理办法"
)


# 群里点名，没人应声的…: an answer is wanted, which is the affair of the rule on groups.
_ANSWERED = re.compile("群[^。；]{0,40}(?:应声|没人应|答应|回音|回话|回复)")


def _act(text: str, sentence: str) -> re.Match[str] | None:
    """Return what has to be done in the application, where the sentence does not show another matter."""
    if UNTIL_NOW.search(sentence):
        return None
    act = wanted(_APP_WORK, text) or wanted(STAYS, text)
    if act and not _LAWFUL_POINTS.search(sentence):
        return act
    act = wanted(_CHECK_IN, text) or wanted(CHECKS, text)
    if act and act.group() == "点名" and _ANSWERED.search(sentence):
        return None
    if act and (_DAILY.search(sentence) or _CHECKED.search(sentence)) and not _PLACES_AND_PAYS.search(sentence):
        return act
    return None


def _has_app(case: Case, one: Directive) -> bool:
    """Tell whether an application is spoken of: in the sentence, the title, or by name anywhere."""
    sentence = case.doc.quote(one.sentence)
    return bool(
        APP.search(sentence)
        or _IN_NAMED.search(sentence)
        or ("二维码" in sentence and PENALTY.search(sentence))
        or APP.search(case.doc.meta.title or "")
        or _ON_LINE.match(case.doc.quote(case.doc.blocks[one.block].span))
    )


# What is read, watched or earned “in” something is done in an application, whatever its name; a heading may say so too.
_IN_NAMED = re.compile(
    "[在到进上]“[^”]{2,8}”[^，。；]{0,12}(?:[看学读听刷做答攒积赚]不?[满够足]|攒|闯|积[够满分]|打卡|签|报到|报[个一]声|[留点刷][一个]|人脸|指纹|记录)|(?:通过|使用|打开|登录|点开|启动)“[^”]{2,8}”(?!活动|行动|模式|机制|方式|方法|工作)|连续登录|登录[^，。；]{0,6}天|网络学院|(?:课堂|学堂|讲堂|学苑|学院)”|[点摁]“[^”]{1,6}”"
)
_ON_LINE = re.compile("[^，。；]{0,6}(?:线上|网上|掌上|指尖|云端)[^，。；]{0,8}[。：]")


def check_in(case: Case) -> Iterator[Hit]:
    """Yield marks to be made, points to be won and time to be spent in applications."""
    return once(_check_in_all(case))


def _check_in_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    if _CITIZENS_POINTS.search(case.doc.meta.title or ""):
        raise NotApplicable("积分是居民入户、入学的条件，不是应用程序里的积分")
    for one in asked(case):
        act = _act(words(case, one), around(case, one))
        if act and _has_app(case, one):
            yield one, found(one, [act], {"act": act.group()})


_CITIZENS_POINTS = re.compile("积分制?(?:入|管理)|居住证")
_USE = (
    "下载|安装|装机|装[上好有着]|(?:都|均|全|必|须|应)要?装|装(?=户|到|上|好|率|满|[齐完])|注册|激活|开通|关注|绑定|"
    "[入进]库|入驻(?![^，。；]{0,14}(?:中心|大厅|园|窗口|机构))|登录|(?:打开|点开)(?![^，。；]{0,24}(?:拍|扫|传|填|查|看|定位))|进[去入]|常开常用|活跃|[加涨]粉|上线|用上|启用|实名|认证|加入|普及|(?:家家|人人|户户)[都要]{0,2}[用有装]|手机[上里]都[要得]?有|日活|月活|使用率|在线(?=户数|人数|率)|绑定|粉丝(?=[数量])|申?领[取上用]?[^，。；]{0,4}(?:码|电子凭证|电子卡)"
)
_INSTALL = re.compile(_USE)
_RATE = re.compile(
    r"(?=[使在翻到必申破超达须领涨粉一七三上下不两九二五人入全八六关几分加十半占启四均安实家常应开户手打挨数日普月每注活满激点用登百绑至装认过近进都０１２３４５６７８９\d])(?:"
    f"(?:{_USE})[^，。；]{{0,4}}(?:率|户数|人数|量|数|面|度|比例|任务|指标)|{_N}\\s?(?:%|％|个百分点)|百分之|{_N}\\s?成(?![立为果员本效])|"
    f"[破过超达满到](?:{NUMBER})[千万]|(?:必须|必|须)[^，。；]{{0,2}}(?:安?装|下载|注册|关注|绑定)|[全百]分百|一个不[能落漏少]|一户不[落漏]|全员|全部|人人|一律|都[要得]|满[格员]|一[个人户]不[剩能缺漏落少]|占到?[^，。；]{{0,8}}(?:[一二三四五六七八九]成|分之|%)|[一二三四五六七八九]成(?![立为果员本效])|分之|家家|户户|户均|人均|翻[一两几]?[番倍]|应[装下]尽|不[下少低]于?|至少|[一两三]天|每[天日周月人户村]|一星期|"
    f"一周|不漏|全覆盖|装齐|挨[家户个]|过[半七八九]|{_N}\\s?(?:户|人|个)(?!月|工作)"
    ")"
)
_FOR_ALL = re.compile(
    "(?=[45一不业互充全共农办卫可天宽对归报探接数有燃电监系网自覆设车鼓])(?:"
    "自愿|鼓励|不强制|可以?(?:下载|选择|关注)|有条件的|覆盖率?[^，。；]{0,8}(?:网络|宽带|基站|信号)|系统[^，。；]{0,6}(?:安装率|联网率)|设备|探头|"
    "监控|电梯|报警器|燃气|天然气|充电|农机|车载|卫星|宽带|[45]G|电子凭证(?:结算|应用场景)|业务量|办理量|电子社保卡|网上办|全程网办|办件|一网通办|互联互通|接入|"
    "对接|数据|共享|归集|系统(?:应用|使用)?覆盖"
    ")"
)
_COLUMN = re.compile("户数|人数|数量|任务|目标|指标|率|比[重例]")
_QUOTED = re.compile("“[^”]{1,8}(?:通|办|码|宝|豆|云|钉|先锋|圈|家园|e家|一点)[^”]{0,4}”")


def installs(case: Case) -> Iterator[Hit]:
    """Yield how many have to install, register, log in, and what befalls those who do not."""
    if TIDIES.search(case.doc.meta.title or ""):
        raise NotApplicable("标题表明是清理、规范应用程序的文件")
    yield from once(_installs_all(case))
    if is_low(case) and _INSTALL.search(case.doc.text):
        yield from _quota_columns(case)


def _quota_columns(case: Case) -> Iterator[Hit]:
    """Yield the headings of table columns that set a number of installations for each body."""
    for row in case.reading.rows:
        for cell in row.cells if row.is_heading else ():
            heading = case.doc.quote(cell.span)
            use = _INSTALL.search(heading)
            if use and _COLUMN.search(heading) and NAMED_APP.search(heading):
                yield Hit(cell.span, {"use": use.group()})


# 镇里开发的应用9月上线: it is put into service, which no user has to bring about.
_LAUNCHED = re.compile(
    "(?:[\\d一二三四五六七八九十]{1,3}[月日号底](?:[^，。；全员人户各村]{0,4})|正式|全面|统一|陆续|建成|开发)(?:上线|启用|开通|投用)(?![率数量户人])"
)
_HAS_USERS = re.compile("[各户人员]|干部|村|社区|学校|站|所")


def _without_launch(text: str) -> str:
    """Blank out where an application is put into service, in clauses that name no user."""
    clauses = re.split("(?<=[，；。])", text)
    return "".join(
        clause if _HAS_USERS.search(clause) else _LAUNCHED.sub(lambda found: "　" * len(found.group()), clause)
        for clause in clauses
    )


# Users to be won, accounts to be kept awake, and who did not install left without service.
_WIN_USERS = re.compile(
    "(?=[实线拓邀新发引动推沉唤开未没不还用账装绑注登留打拉粉])(?:"
    "拉新|新用户[^，。；]{0,4}(?:任务|指标|目标)|粉丝[^。；]{0,16}(?:要|得|须|应)?(?:破|[超过涨]到?|突破|达到?|满)(?=[\\d一二两三四五六七八九十百千万])|"
    "(?:拓展|邀请|新增|发展|引导|动员|推荐)[^，。；]{0,14}(?:用户|粉丝|注册|下载|安装|装[好上]|扫码)|[用装]户?(?:绑定|留存|注册|活跃)[率数]|用户(?:邀请|数|量)|"
    "账号[^，。；]{0,6}(?:开通|激活|唤醒|活跃)|开通[^，。；]{0,4}账[号户]|唤醒|引到[^，。；]{0,16}上来|装(?:好|上)[“《]|(?:实名|线上)?登记(?:人数|率)|打卡天数|登录天数|留存率|打开率|"
    "[未没不]有?(?:安?装|下载|注册|登录|关注|绑定|激活|开通)的?[^，。；]{0,6}(?:暂?不|不予|不得|先装|[暂缓]|不能|一律|通报|名单|扣|用户|农户|群众|商户|企业|人员|家长|账号|的)"
    ")"
)
_WITHHELD = re.compile(
    "[未没不][^，。；]{0,14}[，的][^。；]{0,6}(?:暂不|不[予得能给]|缓)|[未没不][^，。；]{0,14}(?:暂不|不[予再])|"
    "先[^，。；]{0,20}(?:再|后|方)"
)


def _installs_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    if not is_low(case):
        return
    for one in asked_of_all(case):
        text = _without_launch(words(case, one))
        use = wanted(_INSTALL, text) or wanted(_WIN_USERS, text) or wanted(HELD, text)
        rate = (
            (_RATE.search(text) or AMOUNT.search(joined(case, one)) or _WITHHELD.search(around(case, one)))
            if use
            else None
        )
        if use and rate and _app_named(case, one) and not _FOR_ALL.search(text):
            yield one, replace(found(one, [use, rate], {"use": use.group()}), exception=None)


# A rate of these is one of an application wherever the document names one.
_RATE_OF_USE = re.compile("(?:注册|安装|激活|装机|登录|活跃|绑定|留存)率|[日月]活")


def _app_named(case: Case, one: Directive) -> bool:
    title, block = case.doc.meta.title or "", case.doc.quote(case.doc.blocks[one.block].span)
    if NAMED_APP.search(block) or NAMED_APP.search(title) or _QUOTED.search(block):
        return True
    if _RATE_OF_USE.search(words(case, one)) and NAMED_APP.search(case.doc.text):
        return True
    return bool(_QUOTED.search(title) and re.search("手机|扫码|后台|上线|登录|应用", case.doc.text))


_LIKES = re.compile(
    "(?=[赞及积分直组打热A互人传冲凑刷发后好学完小带平往扔扩投拉挂捧播攒晒朋条每求浏点留票程篇粉红评转阅集])(?:"
    "点赞|刷赞|点(?:个|一?颗)?[小爱红]?心心|[凑攒求集][满够齐]?[^，。；]{0,6}赞|(?:冲|刷|拉|攒|凑|求)[^，。；]{0,4}好评|好评数|(?:平台|学习|程序|后台|APP)[^，。；]{0,4}积分(?=[^，。；]{0,8}(?:作为|纳入|[计写折]入|[写折]进|挂钩|决定))|红心|点个?赞|转载|转推|传播量|完播|[拉冲刷]流量|转发|转评|评论(?!员|文章|区管)|留言|投票|投[满够]|投[^，。；]{0,3}票(?!权|选)|票数|分享并|(?:完成|及时|积极)分享|人气|热度|打榜|直播[^，。；]{0,10}(?:观看|守|刷)|[拉带][^，。；]{0,8}(?:在线(?!教|学|培)|观看|进直播)|阅读(?:量|数|和)|浏览(?:量|"
    "数)|播放(?:量|数)|点击(?:量|数)|粉丝|(?:转|发|晒)[^，。；]{0,6}朋友圈|朋友圈[^，。；]{0,3}(?:挂|转|发|晒)|(?:往|发到|扔进|挂到)[^，。；]{0,4}(?:亲友群|个群)|分享(?:到|至|给)[^，。；]{0,10}(?:群|圈|好友|亲友)|留个言|小[红]?心|投[一了]票|带[^，。；]{0,4}好友|(?<!防)(?<!疫情)扩散|点[^，。；]{0,2}在看|赞[多少]|转[^，。；]{0,6}群|每[天人][^，。；]{0,3}票|捧场|"
    "捧个?场|转[到进]|人人转|条条[转赞]|篇篇[转赞]|拉票|集赞|刷屏|拉票|"
    "互动(?:量|数|率)"
    ")"
)
_COUNTED = re.compile(
    "须|人手|一人一|才算|算(?:完成|数)|不作数|[时钟日天]之?内|百人群|以上|分钟|一票|纳入|计入|折[进成]|算[进入]|考[核评]|评[优先分比]|作为|依据|尺子|排|通报|统计|清点|没[点转投挂发留赞]|谁没|谁[^，。；]{0,8}[多少]|点名|都[要去得]|记[个下]|有数|后台|必须|务必|要(?!闻|求|素|点)|带头|每[人天日周条名村]|每个?(?:支部|单位|站所)|加分|条数|应[于当]|组织|"
    "不少于|不低于|不得少于|至少|不下|人人|全员|全体|达到?|满|任务|指标|截图|轮流|积极|第一时间|及时|说明|末|垫底|清点|后[三五几]位|少于|低于|每日|"
    "汇总|点亮|写进|杠|挂钩"
)
_OWN_MEDIA = re.compile(
    "转发[^，。；]{0,16}(?:通知|文件|意见|方案|办法|批复|给你们)|批转|唱票|当场计票|一人一票|村民代表|投票(?:权|表决|选举|站|箱)|换届|无记名|当选|转发[^，。；]{0,10}(?:预警|避险|停工|停课)|表决|选举|选票|信息公开|留言(?:板|办理|答复|回复)|"
    "网民|群众留言|回应|答复|媒体矩阵|舆情|门户网站|政府网站|影响力指数|播放设备|阅读(?:活动|推广|空间|习惯|教学|素养|能力|兴趣)|粉丝经济"
)


def likes(case: Case) -> Iterator[Hit]:
    """Yield likes, votes and shares that are asked for or that decide an assessment."""
    return once(_likes_all(case))


# Figures of an application: what was done to a post, or how much was watched and learned.
_METRIC = re.compile(
    "(?=[跟点转评分收浏阅播观学粉互参答得投在完曝传热喜关登活“])(?:"
    "(?:点赞|转发|转载|评论|跟评|分享|收藏|浏览|阅读|点击|播放|观看|收看|学习|粉丝|互动|参与|答题|得票|投票|在看|在线|完播|曝光|传播)[^，。；]{0,5}"
    "(?:[数量率度](?!学|字|据|化|身)|次数|人数|条数|篇数|票数|时长|频次)|“(?:喜欢|赞|在看|小?红?心)”)"
)


# So many votes, once a day, so many people: also in the clause behind.
_EACH = re.compile(f"{_N}\\s?(?:票|次|遍|人|条|个|赞)|每[天日人晚]|当[天日]|人人|全家|全[体员]|[今明][天晚]|一[天日]")


def _liked(case: Case, one: Directive, text: str) -> re.Match[str] | None:
    """Return the like that is asked for, or the figure that decides something."""
    like = wanted(_LIKES, text)
    if like and (
        _COUNTED.search(joined(case, one))
        or (re.search("朋友圈|[赞票转评群]|分享", like.group()) and VERDICT.search(around(case, one)))
    ):
        return like
    share = wanted(SHARES, text)
    if share and (
        _COUNTED.search(joined(case, one)) or _EACH.search(around(case, one)) or PENALTY.search(around(case, one))
    ):
        return share
    metric = wanted(_METRIC, text)
    return metric if metric and VERDICT.search(joined(case, one)) and _has_app_or_post(case, one) else None


def _has_app_or_post(case: Case, one: Directive) -> bool:
    """Tell whether the figures are those of posts and applications, not of a library or a course of lectures."""
    shown = case.doc.quote(one.sentence) + (case.doc.meta.title or "")
    return bool(
        APP.search(shown)
        or re.search("视频|直播|答题[数量次]|登录|点赞|转发|新媒体|推文|作品|账号|直播|“[^”]{2,8}”上|动态|后台", shown)
    )


def _likes_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in asked_of_all(case):
        text = words(case, one)
        like = _liked(case, one, text)
        if like and not _OWN_MEDIA.search(text) and not UNTIL_NOW.search(around(case, one)):
            yield one, replace(found(one, [like], {"what": like.group()}), exception=None)
