"""指尖: applications and accounts (APP-01 to APP-03, APP-07)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..directives import Directive
from ..document import OrganLevel
from ..errors import NotApplicable
from ..language.numerals import NUMBER
from .burdens import around, demands, found, is_low, joined, notice, once, said, wanted, words
from .rule import Case, Hit, Rule
from .sources import A26, F23, R24

__all__ = ["RULES"]

_N = f"(?:{NUMBER})"
# An application by its kind or by a name in quotation marks of the usual make.
_APP = re.compile(
    "(?i:app)|ＡＰＰ|小程序|应用程序|程序(?=装|上线|安装|里|上|中|点|报|领|签)|”程序|客户端|公众号|视频号|抖音号|平台|软件|系统(?!治理|观念|内|性|集成|工程|谋划|推进|培训|"
    "单位|学习)|手机|在线|线上|上线|扫[^，。；]{0,3}码|网上|后台|“[^”]{1,8}(?:通|办|码|宝|豆|云|钉|掌上|先锋|e|E|圈|家园|一点|随手|强国|积分)[^”]{0,6}”"
)
_DAILY = re.compile(
    f"早[上晨]?[^，。；]{{0,3}}点|一早|到岗|每[天日周月晚]|天天|日日|逐日|按[日周旬月]|一[天日周]|早[^，。；]{{0,6}}晚|每人|开机|{_N}\\s?[次回遍]|连续"
)
_CHECK_IN = re.compile(
    "(?=[到对照验上亮凑刷听在学得打扫报拿挂按挣攒活点登看积答签累行观赚露领])(?:"
    "打卡(?!点|机|地|景)|签到|签退|扫[^，。；]{0,8}码|(?:在|到)岗(?:确认|报备)|(?<!视频)点名|点卯|刷(?:脸|卡|分|“|一[回次]|够|满)|扫脸|(?:赚|挣|攒|积|拿|凑|学|刷|"
    "得)[够满足]?\\s?(?:\\d|[一二两三四五六七八九十百])+\\s?分|点亮|领[豆分币花星]|积分|学分|(?:在线|学习|累计|观看|登录)[^，。；]{0,4}(?:时长|时间|"
    "分钟|小时)|答题|答[^，。；]{0,6}题|报[^，。；]{0,6}到岗|(?:登录|上线)[^，。；]{0,6}满[^，。；]{0,3}天|[挂刷看学听][满够][^，。；]{0,6}(?:小时|分钟|节|遍)|刷[分题课]|行程[^，。；]{0,4}上报|上线报到|"
    "积[满够点]|攒[满够足]|报个?到(?!会)|点[上下]班|点[一个]?下[^，。；]{0,3}(?:到岗|上班|下班|在岗|到)|亮个?相|[按照验对][^，。；]{0,4}(?:脸|指纹)|按[^，。；]{0,3}手指|露[个一]?[下]?脸|领[^，。；]{0,4}[豆币花星]|按[一]?下[^，。；]{0,4}签|(?:攒|赚|挣|得)[^，。；]{0,4}[颗朵枚]|"
    "(?:活跃|学习)[^，。；]{0,4}(?:排名|排行|榜)"
    ")"
)
_CHECKED = re.compile(
    "(?=[一不低全减分各天少币张必扣排断早旷星每没满漏绩缺考至花表要豆达通都])(?:"
    "排[名行队位]|张榜|分数|低的|低于|缺勤|漏|表态|少[刷签打点]|[花星豆分币]少|没[点亮领签]|断|减|旷工|断了|没[刷签打]|一律|都要|通报|扣|满|达到?|不少于|不低于|不得少于|至少|必须|"
    "要求|各[点打签扫按]|一日不|每[天日周月]|天天|早|全员|考核|绩效|缺"
    ")"
)
_PLACES_AND_PAYS = re.compile(
    "积分(?:落户|入学|入户|制(?:入|管理办法)|兑换|超市|银行)|驾驶|记分|会议签到|现场签到|签到(?:处|台|时间|领)|会场|报到签到|考勤|工资|银行卡|缴存|"
    "信用积分|学时|培训班|继续教育|考试|开发[^，。；]{0,10}(?:功能|系统)|农民工|实名制|学生|延期开学|签到率|志愿服务时"
)


def _has_app(case: Case, one: Directive) -> bool:
    """Tell whether an application is spoken of: in the sentence, the title, or by name anywhere."""
    return bool(_APP.search(case.doc.quote(one.sentence)) or _APP.search(case.doc.meta.title or ""))


def _check_in(case: Case) -> Iterator[Hit]:
    return once(_check_in_all(case))


def _check_in_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    if _CITIZENS_POINTS.search(case.doc.meta.title or ""):
        raise NotApplicable("积分是居民入户、入学的条件，不是应用程序里的积分")
    for one in demands(case, strict=True):
        text, sentence = words(case, one), around(case, one)
        act = wanted(_CHECK_IN, text)
        if (
            act
            and _has_app(case, one)
            and (_DAILY.search(sentence) or _CHECKED.search(sentence))
            and not _PLACES_AND_PAYS.search(sentence)
        ):
            yield one, found(one, [act], {"act": act.group()})


_CITIZENS_POINTS = re.compile("积分制?(?:入|管理)|居住证")
_USE = (
    "下载|安装|装机|装[上好有着]|[都均全]装|装(?=户|到|上|好|率|满|[齐完])|注册|激活|开通|关注|绑定|"
    "[入进]库|入驻|登录|打开|点开|进[去入]|常开常用|活跃|[加涨]粉|上线|用上|启用|实名|认证|加入|普及|(?:家家|人人|户户)[都要]{0,2}[用有装]|手机[上里]都[要得]?有|日活|月活|绑定|粉丝(?=[数量])"
)
_INSTALL = re.compile(_USE)
_RATE = re.compile(
    r"(?=[涨粉一七三上下不两九二五人入全八六关几分加十半占启四均安实家常应开户手打挨数日普月每注活满激点用登百绑至装认过近进都０１２３４５６７８９\d])(?:"
    f"(?:{_USE})[^，。；]{{0,4}}(?:率|户数|人数|量|数|面|度|比例|任务|指标)|{_N}\\s?(?:%|％|个百分点)|百分之|{_N}\\s?成(?![立为果员本效])|"
    f"[全百]分百|一个不[能落漏少]|一户不[落漏]|全员|全部|人人|一律|都[要得]|满[格员]|一[个人户]不[剩能缺漏落少]|占到?[^，。；]{{0,8}}(?:[一二三四五六七八九]成|分之|%)|[一二三四五六七八九]成(?![立为果员本效])|分之|家家|户户|户均|人均|应[装下]尽|不[下少低]于?|至少|[一两三]天|每[天日周月人户村]|一星期|"
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
# A name in quotation marks counts as an application where the title or the text says that it is one.
_NAMED_APP = re.compile(
    "[加涨]粉|(?i:app)|ＡＰＰ|小程序|应用程序|客户端|公众号|视频号|抖音号|(?:反诈|手机|预警|应用|安装?[^，。；]{0,4}|装[^，。；]{0,6})程序|[这该]个?(?:软件|程序)|手机(?:软件|"
    "应用)|电子(?:凭证|健康[卡码])|“[^”]{1,10}”[^，。；“《》]{0,6}(?:平台|系统|程序|软件|应用)|扫码"
)
_QUOTED = re.compile("“[^”]{1,8}(?:通|办|码|宝|豆|云|钉|先锋|圈|家园|e家|一点)[^”]{0,4}”")


def _installs(case: Case) -> Iterator[Hit]:
    if re.search("清理|规范|关停|整合|注销", case.doc.meta.title or ""):
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
            if use and _COLUMN.search(heading) and _NAMED_APP.search(heading):
                yield Hit(cell.span, {"use": use.group()})


def _with_citizens(case: Case) -> list[Directive]:
    """Return the demands, with those on citizens: 常住人口关注率要过六成 falls on who has to bring them to it."""
    asked = demands(case, strict=True)
    citizens = (one for one in case.directives if one.direction in ("public", "up") and one.demanded)
    return sorted((*asked, *citizens), key=lambda one: one.span)


def _installs_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in _with_citizens(case):
        text = words(case, one)
        use = wanted(_INSTALL, text)
        rate = _RATE.search(text) if use else None
        if use and rate and is_low(case) and _app_named(case, one) and not _FOR_ALL.search(text):
            yield one, replace(found(one, [use, rate], {"use": use.group()}), exception=None)


def _app_named(case: Case, one: Directive) -> bool:
    title, sentence = case.doc.meta.title or "", case.doc.quote(one.sentence)
    if _NAMED_APP.search(sentence) or _NAMED_APP.search(title) or _QUOTED.search(sentence):
        return True
    return bool(_QUOTED.search(title) and re.search("手机|扫码|后台|上线|登录|应用", case.doc.text))


_LIKES = re.compile(
    "(?=[及积分直组打热A互人传冲凑刷发后好学完小带平往扔扩投拉挂捧播攒晒朋条每求浏点留票程篇粉红评转阅集])(?:"
    "点赞|刷赞|[凑攒求集][满够齐]?[^，。；]{0,6}赞|(?:冲|刷|拉|攒|凑|求)[^，。；]{0,4}好评|好评数|(?:平台|学习|程序|后台|APP)[^，。；]{0,4}积分(?=[^，。；]{0,8}(?:作为|纳入|[计写折]入|[写折]进|挂钩|决定))|红心|点个?赞|转载|转推|传播量|完播|[拉冲刷]流量|转发|转评|评论(?!员|文章|区管)|留言|投票|投[满够]|投[^，。；]{0,3}票(?!权|选)|票数|分享并|(?:完成|及时|积极)分享|人气|热度|打榜|直播[^，。；]{0,10}(?:观看|守|刷)|[拉带][^，。；]{0,8}(?:在线(?!教|学|培)|观看|进直播)|阅读(?:量|数|和)|浏览(?:量|"
    "数)|播放(?:量|数)|点击(?:量|数)|粉丝|(?:转|发|晒)[^，。；]{0,6}朋友圈|朋友圈[^，。；]{0,3}(?:挂|转|发|晒)|(?:往|发到|扔进|挂到)[^，。；]{0,4}(?:亲友群|个群)|留个言|小[红]?心|投[一了]票|带[^，。；]{0,4}好友|(?<!防)扩散|点[^，。；]{0,2}在看|转[^，。；]{0,6}群|每[天人][^，。；]{0,3}票|捧场|"
    "捧个?场|转[到进]|人人转|条条[转赞]|篇篇[转赞]|拉票|集赞|刷屏|拉票|"
    "互动(?:量|数|率)"
    ")"
)
_COUNTED = re.compile(
    "以上|分钟|一票|纳入|计入|折[进成]|算[进入]|考[核评]|评[优先分比]|作为|依据|尺子|排|通报|统计|清点|没[点转投挂发留赞]|谁没|点名|都[要去得]|记[个下]|有数|后台|必须|务必|要(?!闻|求|素|点)|带头|每[人天日周条名村]|每个?(?:支部|单位|站所)|加分|条数|应[于当]|组织|"
    "不少于|不低于|不得少于|至少|不下|人人|全员|全体|达到?|满|任务|指标|截图|轮流|积极|第一时间|及时|说明|末|垫底|清点|后[三五几]位|少于|低于|每日|"
    "汇总|点亮|写进|杠|挂钩"
)
_OWN_MEDIA = re.compile(
    "转发[^，。；]{0,16}(?:通知|文件|意见|方案|办法|批复|给你们)|批转|投票(?:权|表决|选举|站|箱)|表决|选举|选票|信息公开|留言(?:板|办理|答复|回复)|"
    "网民|群众留言|回应|答复|媒体矩阵|舆情|门户网站|政府网站|影响力指数|播放设备|阅读(?:活动|推广|空间|习惯|教学|素养|能力|兴趣)|粉丝经济"
)


def _likes(case: Case) -> Iterator[Hit]:
    return once(_likes_all(case))


def _likes_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in _with_citizens(case):
        text = words(case, one)
        like = wanted(_LIKES, text)
        if like and _COUNTED.search(joined(case, one)) and not _OWN_MEDIA.search(text):
            yield one, replace(found(one, [like], {"what": like.group()}), exception=None)


_LOW: tuple[OrganLevel, ...] = ("county", "township", "village")
_BUILD = re.compile(
    "(?=[上做写另启委定建开弄找投掏推搞搭新研编自花订试请])(?:"
    "(?:研发|开发|自[建办制有](?!住|资|能|信|治)|自[家己][^，。；]{0,2}[搞做办写搭]|[订定]做|掏钱[^，。；]{0,4}[做办买写]|另做|新开通|启用|开张|试用|投用|定制|搭建|自研|(?:请|找|委托)[^，。；]{0,12}(?:公司|厂家|企业|团队)[^，。；]{0,4}(?:做|写|开发|建)|做了?[一个]|"
    "[编写弄搞建]了[一个“]|花[^，。；]{0,8}元[^，。；]{0,8}[编做写买建]|上线|推出|新建|建设)[^，。；]{0,14}"
    ")"
)
_BUILT = re.compile(
    "(?i:app)|ＡＰＰ|小程序|应用程序|手机程序|“[^”]{2,10}”(?:手机)?(?:程序|平台|系统|软件|应用)|(?:智慧|数字|线上|云|村务|网格|积分|"
    "信息)[^，。；]{0,6}(?:系统|平台)|一款“|手机软件|公众号|视频号|手机端|掌上|客户端|(?:积分|报事|打卡|办事|村务)程序|"
    "“[^”]{2,10}”[^，。；]{0,4}(?:开张|启用|上线|试用|投用)(?=[^。]{0,20}(?:派活|上报|打卡|点|报|。|$))(?<!餐)"
)
_BESIDES = re.compile("自[办有制]|自家|掏钱|自行|自己|自主|自建|自研|另[行外建开]|并行|再[建开]")
_NOT_BUILT = re.compile(
    "不得(?!漏|迟|拖|推|以任何)|严禁|清理|关停|注销|整合|停止|国家|省级统一|全[省国]统一|市级?统一|省[里]?统一|企业|产业|旅游|景区|电商|拟|博物馆|图书馆"
)


def _own_app(case: Case) -> Iterator[Hit]:
    level = case.doc.meta.issuers[0].level if case.doc.meta.issuers else "unknown"
    if re.search("清理|规范|关停|整合|注销", case.doc.meta.title or ""):
        raise NotApplicable("标题表明是清理、规范应用程序的文件")
    if level not in _LOW:
        raise NotApplicable("发文机关不是县级及以下单位")
    return once(_own_app_all(case, level))


def _own_app_all(case: Case, level: OrganLevel) -> Iterator[tuple[Directive, Hit]]:
    # 镇里做了一款小程序 tells, it does not demand; what others did is criticised, not told.
    for one in said(case):
        text, plain = words(case, one), case.doc.quote(one.sentence)
        build = _BUILD.search(text)
        if (
            build
            and _BUILT.search(plain)
            and not _NOT_BUILT.search(text)
            and (level != "county" or _BESIDES.search(plain))
        ):
            yield one, found(one, [build])


_APP_TO = {"issuer": "柳塘镇人民政府", "to": "各村（社区）"}


RULES: tuple[Rule, ...] = (
    Rule(
        code="APP-01", name="check-in", title="要求在应用程序上打卡、积分、凑时长", category="指尖", severity="issue",
        about="要求干部在政务应用程序上打卡签到、积分排名、答题、凑在线时长。",
        unless="考勤、会议签到、积分落户入学、继续教育学时；取消这些功能的。",
        message="要求“{act}”，属于原则上不得设置的打卡、积分、时长功能。", suggestion="取消该要求和相应功能，以办结的事情计算工作量。",
        basis=(F23("不得设置打卡签到、积分排名、在线时长等功能"), A26("禁止性规定")),
        hits=(notice("村干部每天在“先锋通”平台打卡两次。", **_APP_TO), notice("网格员每月在小程序上积分不少于100分，按月排名。", **_APP_TO)),
        clean=(
            notice("不得要求村干部在平台打卡、积分排名。"), notice("有的镇要求村干部每天在平台打卡。"), notice("取消小程序打卡功能。"),
            notice("《关于平台打卡的通知》废止。"), notice("参会人员于8时30分前在会场签到。"), notice("积分落户申请通过平台提交。"),
        ),
        find=_check_in,
    ),
    Rule(
        code="APP-02", name="install-quota", title="下达安装、注册、登录指标", category="指尖", severity="issue",
        about="给下级或干部下达应用程序、公众号的下载、安装、注册、关注、登录的数量、比例或频次。",
        unless="自愿使用、鼓励使用；设备安装；业务数据接入。",
        message="对应用程序的“{use}”提出数量、比例或频次要求。", suggestion="改为自愿使用，删去安装率、注册率和登录次数。",
        basis=(F23("不得强制推广、下达注册使用指标"), A26("禁止性规定")),
        hits=(notice("居民“垣里通”安装率4月底前达到90%。", **_APP_TO), notice("村干部每天至少登录小程序一次。", **_APP_TO)),
        clean=(
            notice("不得下达小程序安装率指标。"), notice("有的镇要求公众号关注率达到100%。"), notice("群众自愿下载使用“垣里通”。"),
            notice("《关于提高公众号关注率的通知》废止。"), notice("在易燃场所安装报警器300个。"), notice("居民可关注公众号预约。"),
        ),
        find=_installs,
    ),
    Rule(
        code="APP-03", name="likes-and-votes", title="要求转发、点赞、投票或据以评价", category="指尖", severity="issue",
        about="要求干部转发、点赞、评论、投票，或者把这些数字作为评价依据。",
        unless="转发文件；选举、表决；办理群众留言。",
        message="把“{what}”作为要求或评价依据。", suggestion="删去转发、点赞、投票的要求和计分。",
        basis=(F23("不得把点赞、转发、投票、评论作为考核评价依据"), A26("禁止性规定")),
        hits=(notice("干部要带头转发到朋友圈。", **_APP_TO), notice("阅读量、点赞数计入年底评分。", **_APP_TO)),
        clean=(
            notice("不得把点赞、转发数作为考核依据。"), notice("有的单位要求干部每天转发点赞。"), notice("取消投票评比。"),
            notice("现将县政府的意见转发给你们，必须认真执行。"), notice("《关于转发推文的通知》废止。"), notice("对网民留言及时答复。"),
        ),
        find=_likes,
    ),
    Rule(
        code="APP-07", name="own-app", title="县级及以下单位自建应用程序", category="指尖", severity="tip",
        about="乡镇、村自建应用程序、小程序、公众号；县级单位在已有平台之外另建。",
        unless="上级统一建设的；清理、关停、整合的；面向产业、旅游等经营的。",
        message="县级及以下单位自建应用程序。", suggestion="使用省市统一的平台；确需建设的先报批备案。",
        basis=(R24("第五部分：县级以下单位原则上不建设政务应用程序"), A26("统筹建设的规定")),
        hits=(notice("镇里开发了报事小程序，4月1日上线。", **_APP_TO), notice("我镇自建“柳塘通”平台并推广。", **_APP_TO)),
        clean=(
            notice("各村不得自行开发小程序。", **_APP_TO), notice("有的村自行开发小程序。", **_APP_TO), notice("《关于开发小程序的通知》废止。", **_APP_TO),
            notice("关停自建的小程序2个。", **_APP_TO), notice("使用省级统一的小程序办理。", **_APP_TO), notice("村民可在小程序上预约。", **_APP_TO),
        ),
        find=_own_app,
    ),
)  # fmt: skip
