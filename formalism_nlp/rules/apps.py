"""指尖: applications and accounts (APP-01 to APP-03, APP-07)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..document import OrganLevel
from ..errors import NotApplicable
from .app_finders import check_in, installs, likes
from .app_words import TIDIES
from .burdens import found, notice, once, said, words
from .rule import Case, Hit, Rule
from .sources import A26, F23, R24

__all__ = ["RULES"]

_LOW: tuple[OrganLevel, ...] = ("county", "township", "village")
_BUILD = re.compile(
    "(?=[再上做写另启委定建开弄昨今明天晚日上采拟承买装砸合本各找投掏推搞搭新研编自花订试请注申重又办把])(?:"
    "(?:研发|研制|开发|自编|(?:注册|申请)?开[通设](?=[^，。；]{0,14}(?:公众号|视频号|抖音号|服务号|小程序))|[建开办做搞][好设立成]?[^，。；]{0,2}自己的|(?:重新|又)?[找请]人[^，。；]{0,4}[写做编开]|(?:自主|自行)(?:上线|推出)|[昨今明]?[天晚日]?上架|搭出|[采拟]购(?!物)|承建|(?:上|买|装)了一?套|砸[^，。；]{0,8}[元万]|开号|上马|合伙|本[镇村乡]版|各建一|把“[^”]{2,8}”[^，。；]{0,3}[做建搭搞开弄][起出了好成]|自[建办制有](?!住|资|能|信|治)|自[家己][^，。；]{0,2}[搞做办写搭]|再搭|再做|新(?:做|弄|搞|开发|建|写|上|推)(?:出来?|好)?的|(?:自己|花钱|请人|找人|掏钱)[^，。；]{0,4}[做建买弄搞写]好?的|[订定]做|掏钱[^，。；]{0,4}[做办买写]|另做|新开[通了设办]|启用|开张|试用|投用|定制|搭建|自研|(?:请|找|委托)[^，。；]{0,12}(?:公司|厂家|企业|团队)[^，。；]{0,4}(?:做|写|开发|建)|做了?[一个]|"
    "[编写弄搞建]了[一个“]|花[^，。；]{0,8}元[^，。；]{0,8}[编做写买建]|上线|推出|新建|建设)[^，。；]{0,14}"
    ")"
)
_BUILT = re.compile(
    "(?i:app)|ＡＰＰ|小程序|应用程序|(?:软件|科技|网络|信息)公司|手机(?:程序|应用)|的程序|叫“[^”]{2,8}”|(?:上线|推出|启用|发布|开发|做出?|把)了?“[^”]{1,8}(?:通|办|码|宝|报|拍|云|端|家|帮手|助手|管家|一点|e事)”|“[^”]{2,10}”(?:手机)?(?:程序|平台|系统|软件|应用)|(?:智慧|数字|线上|云|村务|网格|积分|"
    "信息)[^，。；]{0,6}(?:系统|平台)|一款“|手机软件|公众号|视频号|“[^”]{2,10}”[^，。；]{0,4}应用|(?:管理|考勤|巡查|业务)软件|台账系统|大脑|手机端|掌上|客户端|(?:积分|报事|打卡|办事|村务)程序|(?:派单|巡查|巡格|报事|打卡|办事|调度|考勤)(?:系统|平台|软件)|”软件|"
    "“[^”]{2,10}”[^，。；]{0,4}(?:开张|启用|上线|试用|投用)(?=[^。]{0,20}(?:派活|上报|打卡|点|报|。|$))(?<!餐)"
)
_BESIDES = re.compile(
    "自[办有制]|各自|自家|掏钱|自行|自己|自主|自建|自研|另[行外建开起]|替代|取代|不再使用|之外|并行|再[建开]"
)
# The same by parts: who orders or pays for it, and what it is, whatever it is called.
_ORDERED = re.compile(
    "(?=[要须应自各投斥出委开定订研搭设打建上另筹量购])(?:"
    "[自各](?:[行主己家][^，。；]{0,4})?(?:建[成设立]?(?!议)|研发?|开发|办(?!公)|设计|制作|搭建|打造|做)|(?:投资|斥资|出资|筹资|投入)[^，。；]{0,12}(?:元|资金)?[^，。；]{0,6}(?:建|开发|定制|研发|制作|购买|做)|"
    "委托[^，。；]{0,14}(?:开发|制作|定制|研发|搭建|设计)|(?:开发|定制|研发|搭建|设计制作|打造|建成|建设|上线|量身定[制做]|另建|购[置买]|订制|[要须应]有[^，。；]{0,4}自己的|建起来)"
    ")"
)
_SOFTWARE = re.compile(
    "(?i:app)|ＡＰＰ|小程序|应用程序|移动应用|应用软件|手机(?:软件|应用|程序|端)|移动端|客户端|公众号|视频号|(?:综合|专属|服务|管理|移动)应用(?!场景|型)|"
    "“[^”]{2,10}”[^，。；“]{0,8}(?:应用(?!场景|型)|系统(?!治理|工程)|平台(?!公司)|程序|软件)|一[个款]?[^，。；]{0,8}(?:程序|软件|平台(?!公司))|(?:智慧|数字|线上|网格|党建|村务)[^，。；]{0,6}(?:系统|平台)"
)
_NOT_BUILT = re.compile(
    "(?:须|应|要|先|一律|必须)[^，。；]{0,6}[报经][^，。；]{0,12}(?:批准|审批|审核|审查|同意|核准|备案|论证|评审)|不得(?!漏|迟|拖|推|以任何)|不[另自再][行]?[做建搞开办]|上了[县市省]|推出[^，。；]{0,8}(?:视频(?!号)|推文|文章|节目|信息|作品)|严禁|清理|清点|摸排|关停|注销|整合|停止|国家|省级统一|全[省国]统一|市级?统一|省[里]?统一|企业|产业|旅游|景区|电商|虚拟|模拟|拟定|草拟|博物馆|图书馆|不再|统一开发|合作社|商户|网店|卖|(?:省|市)[^，。；]{0,6}(?:建设|开发|统建|推广)的"
)


def _own_app(case: Case) -> Iterator[Hit]:
    level = case.doc.meta.issuers[0].level if case.doc.meta.issuers else "unknown"
    if TIDIES.search(case.doc.meta.title or ""):
        raise NotApplicable("标题表明是清理、规范应用程序的文件")
    if level not in _LOW:
        raise NotApplicable("发文机关不是县级及以下单位")
    return once(_own_app_all(case, level))


def _own_app_all(case: Case, level: OrganLevel) -> Iterator[tuple[Directive, Hit]]:
    # 镇里做了一款小程序 tells, it does not demand; what others did is criticised, not told.
    for one in said(case):
        text, plain = words(case, one), case.doc.quote(one.sentence)
        build = _built(text, plain)
        if build and not _NOT_BUILT.search(text) and (level != "county" or _BESIDES.search(plain)):
            yield one, found(one, [build])


def _built(text: str, plain: str) -> re.Match[str] | None:
    build = _BUILD.search(text)
    if build and _BUILT.search(plain):
        return build
    order = _ORDERED.search(text)
    return order if order and _SOFTWARE.search(plain, plain.find(order.group())) else None


_APP_TO = {"issuer": "柳塘镇人民政府", "to": "各村（社区）"}


RULES: tuple[Rule, ...] = (
    Rule(
        code="APP-01", name="check-in", title="要求在应用程序上打卡、积分、凑时长", category="指尖", severity="issue",
        about="要求干部在政务应用程序上打卡签到、积分排名、答题、凑在线时长。",
        unless="考勤、会议签到、积分落户入学、继续教育学时；取消这些功能的。",
        message="要求“{act}”，属于原则上不得设置的打卡、积分、时长功能。", suggestion="取消该要求和相应功能，以办结的事情计算工作量。",
        basis=(F23("不得设置打卡签到、积分排名、在线时长等功能"), A26("禁止性规定")),
        hits=(
            notice("村干部每天在“先锋通”平台打卡两次。", **_APP_TO), notice("网格员每月在小程序上积分不少于100分，按月排名。", **_APP_TO),
            notice("党员在学习平台停留不满30分钟的，当天不计学习。", **_APP_TO), notice("驻村干部早晚各点一次卯，在工作群里报到。", **_APP_TO),
            notice("学习平台个人总分低于4000分的，不得参加年度评优。", **_APP_TO),
            notice("渠边钉了18块二维码牌，过一处扫一处，漏扫一处从补助里扣3元。", **_APP_TO), notice("党员每天在“柳下夜读”读满半小时。", **_APP_TO),
            notice("协管员上岗须通过“渠管家”人脸核验，早晚各一回。", **_APP_TO), notice("每名干部每周挂课不少于2小时，网络学院自动计时。", **_APP_TO),
        ),
        clean=(
            notice("不得要求村干部在平台打卡、积分排名。"), notice("有的镇要求村干部每天在平台打卡。"), notice("取消小程序打卡功能。"),
            notice("《关于平台打卡的通知》废止。"), notice("参会人员于8时30分前在会场签到。"), notice("积分落户申请通过平台提交。"),
            notice("教师要把控学生每天线上学习总时长。"), notice("监考人员在考点系统刷脸签到。"), notice("按时在平台发布信息得2分。"),
            notice("水库参观扫码预约，每天限500人。"), notice("凡通过“积分申请入学”录取的，按时到校注册。"),
            notice("做到执法全过程留痕和可回溯管理。"),
        ),
        find=check_in,
    ),
    Rule(
        code="APP-02", name="install-quota", title="下达安装、注册、登录指标", category="指尖", severity="issue",
        about="给下级或干部下达应用程序、公众号的下载、安装、注册、关注、登录的数量、比例或频次。",
        unless="自愿使用、鼓励使用；设备安装；业务数据接入。",
        message="对应用程序的“{use}”提出数量、比例或频次要求。", suggestion="改为自愿使用，删去安装率、注册率和登录次数。",
        basis=(F23("不得强制推广、下达注册使用指标"), A26("禁止性规定")),
        hits=(
            notice("居民“垣里通”安装率4月底前达到90%。", **_APP_TO), notice("村干部每天至少登录小程序一次。", **_APP_TO),
            notice("每名干部为小程序拓展新用户60个。", **_APP_TO), notice("没有注册小程序账号的农户，暂不受理补贴申请。", **_APP_TO),
            notice("村民用小程序查账，月底前注册户要占到总户数的九成。", **_APP_TO),
            notice("参保村民里开通医保码的，年底要过八成。", **_APP_TO), notice("每名干部拉新不少于15个。", **_APP_TO),
            notice("三个社区各承担“垣e付”开户任务800户。", **_APP_TO),
        ),
        clean=(
            notice("不得下达小程序安装率指标。"), notice("有的镇要求公众号关注率达到100%。"), notice("群众自愿下载使用“垣里通”。"),
            notice("《关于提高公众号关注率的通知》废止。"), notice("在易燃场所安装报警器300个。"), notice("居民可关注公众号预约。"),
            notice("每天两次打开小程序对着田块拍照。"), notice("镇里开发“塘边办”，8月上线，把三个旧程序并到一处。", **_APP_TO),
        ),
        find=installs,
    ),
    Rule(
        code="APP-03", name="likes-and-votes", title="要求转发、点赞、投票或据以评价", category="指尖", severity="issue",
        about="要求干部转发、点赞、评论、投票，或者把这些数字作为评价依据。",
        unless="转发文件；选举、表决；办理群众留言。",
        message="把“{what}”作为要求或评价依据。", suggestion="删去转发、点赞、投票的要求和计分。",
        basis=(F23("不得把点赞、转发、投票、评论作为考核评价依据"), A26("禁止性规定")),
        hits=(
            notice("干部要带头转发到朋友圈。", **_APP_TO), notice("阅读量、点赞数计入年底评分。", **_APP_TO),
            notice("视频观看时长作为干部评优的必备条件。", **_APP_TO), notice("请把推文分享到三个以上百人群。", **_APP_TO),
            notice("短视频一条攒够60个赞才算完成。", **_APP_TO),
            notice("机关干部当天都要把推文转一次圈、留一句好评。", **_APP_TO),
        ),
        clean=(
            notice("不得把点赞、转发数作为考核依据。"), notice("有的单位要求干部每天转发点赞。"), notice("取消投票评比。"),
            notice("现将县政府的意见转发给你们，必须认真执行。"), notice("《关于转发推文的通知》废止。"), notice("对网民留言及时答复。"),
            notice("网上就医，有效遏制疫情扩散，未落实的予以通报。"), notice("对来信应当给予高度关注并妥善解决。"),
            notice("换届实行无记名投票，得票多的当选。"), notice("村民代表一人一票，当场投票、当场唱票。"), notice("校长全程跟听跟评，每周两节。"),
            notice("流动宣传车每天上午、傍晚各转一圈。"),
        ),
        find=likes,
    ),
    Rule(
        code="APP-07", name="own-app", title="县级及以下单位自建应用程序", category="指尖", severity="tip",
        about="乡镇、村自建应用程序、小程序、公众号；县级单位在已有平台之外另建。",
        unless="上级统一建设的；清理、关停、整合的；面向产业、旅游等经营的。",
        message="县级及以下单位自建应用程序。", suggestion="使用省市统一的平台；确需建设的先报批备案。",
        basis=(R24("第五部分：县级以下单位原则上不建设政务应用程序"), A26("统筹建设的规定")),
        hits=(
            notice("镇里开发了报事小程序，4月1日上线。", **_APP_TO), notice("我镇自建“柳塘通”平台并推广。", **_APP_TO),
            notice("镇财政安排8万元用于购买“掌上柳塘”应用软件。", **_APP_TO), notice("各社区自行设计制作居民小程序。", **_APP_TO),
            notice("巡渠用镇里新做的“渠长”小程序上报。", **_APP_TO), notice("镇里找人写了一个，叫“柳塘帮手”。", **_APP_TO),
            notice("“塘边事”是镇上自己搞的手机应用。", **_APP_TO),
        ),
        clean=(
            notice("各村不得自行开发小程序。", **_APP_TO), notice("有的村自行开发小程序。", **_APP_TO), notice("《关于开发小程序的通知》废止。", **_APP_TO),
            notice("关停自建的小程序2个。", **_APP_TO), notice("使用省级统一的小程序办理。", **_APP_TO), notice("村民可在小程序上预约。", **_APP_TO),
            notice("今后新建应用须报县政府批准。", **_APP_TO), notice("镇里上了县里的派单系统，不另做。", **_APP_TO),
            notice("镇里一家合作社开发了卖柑橘的小程序。", **_APP_TO),
        ),
        find=_own_app,
    ),
)  # fmt: skip
