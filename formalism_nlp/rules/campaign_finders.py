"""Who runs campaigns of creating, rating and naming, and what they cost (CRE-01, CRE-02, CRE-04)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..directives import Directive
from ..document import Span
from ..errors import NotApplicable
from ..language.numerals import NUMBER
from .burdens import around, demands, found, joined, once, said, words
from .rule import Case, Hit

__all__ = ["by_associations", "fees_and_names", "own_campaign"]

_N = f"(?:{NUMBER})"
_TITLE = (
    "示范|标杆|样板|达标|星级|先进|十佳|最美|百强|五好|模范|金牌|红旗|优秀|名[校村镇店]|特色|基地|品牌|文明|放心|诚信|绿色|平安|清廉|智慧|美丽|"
    "书香|和谐|健康|温馨|幸福|满意|“[^”]{2,14}”"
)
_RATE = "评选|评定|评比|命名|认定|遴选|达标验收|创评|评创|评星|定级|定星|创建(?=[^，。；]{0,16}(?:示范|标杆|样板|达标|星级|品牌|先进|活动))"
_WORD = re.compile("推选|选树|推举|选拔|挑选|推出|评|争创|命名|认定|遴选|达标|创建|匾|牌|碑|授予|选出|标杆|样板|示范")
_CAMPAIGN = re.compile(
    "(?=[做制常抓持深继钉一定给送”挑“举书争五优健先决创十发名启命和品培基平幸建开打挂授推放文星智最标样模清温满特百示红组绿美认设评诚达选遴金])(?:"
    f"(?:开展|启动|组织|举办|决定|推出|设立)[^，。；]{{0,30}}(?:{_RATE}|创建)(?!结果|标准|条件|的)|(?:评选|评出|命名|遴选|选出|挑出|选定|定出|推出|"
    f"评定)[^，。；]{{0,10}}{NUMBER}\\s?[个户名家所座条]|(?<!已)(?:评选|评出|命名|授予|遴选|认定|选出|评定|创建|培育)(?!为)[^，。；]{{0,10}}(?:首批|"
    f"第?[一二三]批|“|最美|十佳|示范|标杆|百强|星级)(?![^，。；]{{0,12}}(?:结果|标准|条件))"
    f"|(?:推选|选树|推举|评树|选拔|挑选|推出(?=[^，。；]{{0,6}}[首一]批))[^，。；]{{0,10}}(?:“|[一首]批|示范|标杆|样板|最美|"
    f"十佳)(?![^，。；]{{0,12}}(?:结果|标准|条件|人选|代表))"
    f"|(?:开展|启动)[^，。；]{{0,30}}活动[^。；]{{0,30}}(?:命名|授牌|挂牌|发[^，。；]{{0,4}}[牌匾])|争创“|(?<![获被参])评“[^”]{{2,14}}”|授牌|发匾|挂匾|”[^，。；]{{0,6}}(?:争创|"
    f"评创|打擂)|[发送][^，。；]{{0,3}}[牌匾](?!照)|(?<![这本当某任])一[年季月][一两]?评(?![优先奖])|评一评|(?<![参获被好测考讲点批书总述])评(?:出)?(?:最美|十佳|百佳)|“[^”]{{2,14}}”[^，。；]{{0,10}}(?:评出|选出|评起来)|[做制送钉]匾|"
    f"(?:深化|继续|抓好|做好|持续|常态化)[^，。；]{{0,12}}”?评选(?!结果|标准|条件|的)|"
    f"(?:建成|培育|打造|选出)[^，。；]{{0,8}}(?:{NUMBER})\\s?[个户名家所座条][^，。；]{{0,14}}(?:样板|示范|"
    f"标杆)[^，。；]{{0,6}}(?=[，。])(?=[^。；]{{0,16}}(?:验收|挂牌|授|命名|评))|(?<!获得)(?<!政府)(?:授予|给予)[^，。；]{{0,16}}(?:牌匾|称号)(?!的)|"
    f"(?:{_TITLE})[^，。；]{{0,10}}创建(?:活动|工作|行动)"
    ")"
)
_HONOUR = (
    "示范|标杆|样板|星级|最美|文明|平安|先进|十佳|百佳|达标|品牌|特色|红旗|优秀|诚信|放心|美丽|清廉|绿色|健康|金牌|模范|标兵|之星|能手|名[校村镇店]|五星|"
    "“[^”]{2,18}”"
)
# What has to be reached for a plate, pennant or title.
_PASSED = "(?:达到|达标|满\\d+分|得分|得星|打分|分数|考[核评]|评[审估比选分星]|验收|过关|夺旗|争星|得星|创成)"
_ACT = "争创|创建|评选|评定|命名|评审|挂牌|授牌|认定|复评|验收|申报|遴选|评比|竞赛|打擂|创评|评树|选树|推选|评级|评星|定级|晋级"
_HOST = "(?:[^，。；]{0,14}(?:局|委(?!托)|办公?室?(?!理|法|事)|中心|站|队|镇|乡|街道|会|指挥部|专班|组)|我[局委办镇乡会]|本[局委办镇乡会])"
# 够格的定作“样板园”，当场挂牌: a name given to those who passed, and the plate that shows it.
_PLATED = (
    "(?:定[为作成]|叫[作做]|称[为作]|冠以|封[为作]?|列为|算作|(?<![获被])评[作为])[^，。；“]{0,6}“[^”]{2,14}”[^。；]{0,16}?"
    "(?:挂牌(?!督|整|销|出|交|保)|授牌|亮牌|[挂授发立颁送钉][^，。；]{0,6}(?:[牌匾旗](?!照)|证书))|"
    "(?:办|搞|组织|开展)[^，。；]{0,4}“[^”]{2,14}”[^，。；]{0,2}(?:[比竞大擂]赛|评比|擂台)[^。；]{0,24}?(?:立碑|挂牌|授牌|[挂授发立颁送钉][^，。；]{0,4}[牌匾旗](?!照))"
)
# 星级市场争创活动由县局主办, 打造“清爽河湖”示范乡镇30个……予以命名, 创建结果由市局命名公布.
_HOSTED = re.compile(
    f"(?:{_HONOUR})[^，。；]{{0,16}}?(?:{_ACT})[^，。；]{{0,12}}?由{_HOST}[^，。；]{{0,8}}?(?:主办|组织|实施|负责|评审|命名|认定|授牌|"
    f"公布|牵头|发布|颁发|组织|承办)|"
    f"(?:创建|评选|评审|评定|复评|申报|考核|验收|评比)(?:结果|名单|合格|达标|通过|后)[^。；]{{0,16}}(?:由{_HOST}[^，。；]{{0,6}}|予以|统一|分别|正式|"
    f"，)?(?:命名|授牌|挂牌|颁牌|认定为|授予|确定为)|"
    f"(?:打造|培育|建成|建设|选树|创成|树立|推出|确定|选定|遴选|评出|评选|命名|创建|挑选|选出|"
    f"产生)[^，。；]{{0,16}}?(?:{_HONOUR})[^，。；]{{0,12}}?{_N}\\s?(?:个|户|名|家|所|座|条|处|支|批|人)[^。；]{{0,40}}?(?:命名|授牌|树碑|立碑|立牌|亮牌|张榜|达标评估|达标验收|(?:评估|考核)认定|"
    f"挂牌|颁|认定|授予|公布|证书|奖牌|牌匾)|"
    f"(?:推行|推进|实施|开展|启动|组织|举办|设立|首届|参与|参加|深化)[^，。；]{{0,12}}?“[^”]{{2,18}}”[^，。；]{{0,8}}?(?:{_ACT}|选拔|星级|定级|升级|"
    f"达标|大赛|展评)[^。；]{{0,40}}?(?:挂牌|授牌|命名|颁奖|颁发|达标率|榜单|三星|五星|称号|牌匾|流动红旗|奖牌|名单|证书|奖杯|锦旗)|"
    f"(?:{_HONOUR})[^，。；]{{0,12}}?(?:{_ACT})(?:活动|工作|行动)?[^。；]{{0,40}}?(?:命名|授牌|挂牌|颁[发授]|发放[^，。；]{{0,4}}[牌匾证]|"
    f"确定为|评为)|"
    f"(?:命名|授予|评为|认定为|确定为|评定为)[^，。；]{{0,14}}?(?:{_HONOUR})(?:[^，。；]{{0,6}}?(?:称号|单位|村|户|店|校|镇|岗|企业|机关|家庭|个人|"
    f"社区|{_N}\\s?[个户名家所]))|"
    "(?:征集并|评选并|遴选并|择优|集中|统一|面向[^，。；]{1,6})[^，。；]{0,6}命名“|"
    "(?:验收|考核|评[审定议分]|达标|合格|通过|入选|上榜|够格|审核)[^。；]{0,20}?(?:挂|颁|授|发|送|钉|戴)[^，。；]{0,4}?(?:“[^”]{2,14}”|星级|示范|标杆|样板|先进|文明|铜|荣誉)[^，。；]{0,4}[牌匾旗](?!照)|"
    f"“[^”]{{2,18}}”[^，。；]{{0,6}}由{_HOST}[^，。；]{{0,8}}?(?:命名|授|挂牌|认定|评[定审选])|"
    f"{_PASSED}[^。；]{{0,30}}?(?:授|给予?|颁|挂|送|钉|换|亮|配发|制[作发])[^，。；]{{0,4}}?(?:“[^”]{{2,14}}”[^，。；]{{0,4}}(?:门?牌|标识)|牌匾|匾|牌子|铜牌|奖牌|[红黄锦]旗|流动红旗)|“[^”]{{2,14}}”活动[^。；]{{0,24}}?授[^，。；]{{0,4}}[旗牌匾]|"
    f"(?<!首)创“[^”]{{2,12}}”[^。；]{{0,30}}?(?:创成|挂牌|授牌|命名|验收|覆盖)|设立?[^，。；]{{0,3}}“[^”]{{2,14}}”[^。；]{{0,24}}?(?:评|授|挂)|"
    f"{_PLATED}|"
    "(?<![配派赠])[发送]“[^”]{2,14}”[^，。；]{0,4}(?:[匾旗]|牌(?=[匾子，。；、）]|$))|"
    "[一二三四五甲乙丙A-C]级[^。；]{0,6}(?:分别|逐级|由[^，。；]{1,6})?(?:挂牌|授牌|授予|命名)|“[^”]{2,14}”[^，。；]{0,2}分[级类星](?:命名|授牌|评定)|(?<!被)(?:命名|认定|评定)为“[^”]{2,18}”|择优(?:确定|选定|产生)[^，。；]{0,4}\\d+\\s?[个所家户名条]“|"
    "(?:挂|颁发?|授|钉)[^，。；]{0,2}“[^”]{2,14}”[^，。；]{0,4}[牌匾旗](?!照)|[每一两三][年季月]一?[评选创]出?一?(?:[一两几\\d][批次回轮]|[前首]?\\d+\\s?[个名家户])|"
    f"(?:每年|每季度?|每半年|每两年|每月|每[一二三两]年)[^，。；]{{0,4}}?(?:评选|评定|命名|认定|评出|复评|评审|推出|选树)[^，。；]{{0,16}}"
)
_NOT_OURS = re.compile(
    "光荣之家|光荣牌|国家级?|全国|中央|省级|全省|省[委政厅局里]|省[^，。；]{0,10}(?:部署|统一|开展|目录)|上级|职称|资格|低保|信用等级|学籍|高新技术|劳动模范|法律|条例|文物|遗产|传承人|"
    "不(?:再|另|得)|取消|停止|撤销|"
    "获评|已获|获得|荣获|曾|中标|考生|招生|录取|工伤|伤残|困难|特困|残疾|推荐参加|论文|课题|科研|经批准|已列入|目录|地理标志|A级(?![校村园户])|医保|定点|参加市|参评市"
)


# Campaigns that come from above, and other things that are named or rated.
_FROM_ABOVE = re.compile(
    "国家级?|全国|中央|省级|全省|省[委政厅局里]|省[^，。；]{0,10}(?:部署|统一|开展|目录)|市级(?!以下)|上级|推荐|(?<!自愿)(?<!自主)(?<!逐级)申报(?!户|单位|对象|者|商户|村|点|主体|、)|参加[^，。；]{0,4}[省市国上]|职称|高新技术企业|"
    "资质|低保|困难|伤残|工伤|特困|残疾|身份|资格|专利|(?<!”)等级评定|信用等级|评标|学籍|病|残(?!联)|火灾|事故责任|责任认定|质量等级|中标|项目|课题|论文|作业|"
    "学位|成果|文物|遗产|传承人|地理标志|良种|品种|名木|企业|A级(?![校村园户])|医保|定点|经批准|目录|法律|条例|不(?:再|另)|取消|停止|招生|录取|入学|考生|规定的|"
    "被[^，。；]{0,12}(?:评|认|命)|劳动模范|获得|荣誉|名列|居住|起始月|范畴"
)


# 挂“可直饮”“危房勿入”标牌: such plates inform, they honour nobody.
_INFORMS = re.compile(
    "“[^”]{0,8}(?:勿|禁止|危房|慢行|注意|小心|可直?饮|限[高速重]|警示|提示|停用|编号|须知|检修|在建)[^”]{0,8}”|标识牌|警示牌"
)


def own_campaign(case: Case) -> Iterator[Hit]:
    """Yield campaigns that the issuer has no power to run."""
    if not case.doc.meta.issuers:
        raise NotApplicable("看不出发文机关，无法判断有无举办权限")
    first = case.doc.meta.issuers[0]
    private = first.kind in ("association", "enterprise", "institution")
    if first.level in ("central", "province", "unknown") and not private:
        raise NotApplicable("中央、省级单位或级别不明，不在市县部门和乡镇之列")
    if first.level in ("prefecture", "county") and first.kind in ("party", "government", "office"):
        raise NotApplicable("市县党委、政府经批准可以举办，是否批准须另核实")
    if _STOPPED.search(case.doc.meta.title or ""):
        raise NotApplicable("标题表明是停止、清理这类活动的文件")
    return once(_campaign_all(case))


def _campaign_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one, act in _campaigns(case):
        yield one, found(one, [act], {"issuer": case.doc.meta.issuers[0].name})


def _campaigns(case: Case) -> Iterator[tuple[Directive, re.Match[str]]]:
    """Yield where the document starts a campaign of its own, and the words that say so."""
    demands(case, own=True, strict=True)
    for one in said(case):
        if not _WORD.search(case.doc.text, one.span.start, one.sentence.end):
            continue
        text = joined(case, one)
        if _FORMER.search(text):
            continue
        act, sentence = _CAMPAIGN.search(text), _BIG_NAME.sub("", case.masked(one.sentence))
        if (act is None or _FROM_ABOVE.search(sentence)) and one.polarity == "demand":
            act = (
                None if _NOT_OURS.search(sentence) else _HOSTED.search(case.masked((one.span.start, one.sentence.end)))
            )
        elif _FROM_ABOVE.search(sentence):
            act = None
        if act and not _INFORMS.search(act.group()):
            yield one, act


_FEE = re.compile(
    "(?=[上交会制参培工报支收服材每活统缴认评购预])(?:"
    f"收费(?:标准)?[：:为是]?[^，。；]{{0,12}}{_N}\\s?元|(?:收取|缴纳?|缴清|交纳?|上缴|认领|认购|购买|预交|支付)[^，。；]{{0,24}}(?:费|金|款|元)|每[^，。；]{{1,8}}{_N}\\s?[万千百]?元(?![^，。；]{{0,2}}，[^。；]{{0,6}}认购)|(?:工本|评审|"
    f"参评|报名|活动|服务|会务|统筹|材料|制牌|培训)[费金][^，。；]{{0,10}}{_N}"
    ")"
)
# What is raised for the campaign itself, from those who take part: 制牌费, 专家劳务, 指定教材.
_PAYERS = "每[家户个名]|参评|申报|入选|上榜|创建|获评|评审|评选|参赛|被评|入围|获奖|会员|参与|受评|授牌|挂牌|命名|各"
_CHARGED = re.compile(
    f"(?:{_PAYERS})[^，。；]{{0,10}}(?:单位|商户|门店|企业|医院|学校|村|店|户|个人|机构|对象|社区|乡镇|园|站|班组|小组|庄|馆|坊|队|[一每]?家)[^，。；]{{0,12}}?(?:缴|交(?!通|流)|付(?!出)|支付|承担|分摊|"
    f"均摊|自付|自理|负担|购买|订购|认购|订阅|赞助|认捐|捐[助出]|集资|众筹|凑|出资|分担|汇)[^，。；]{{0,20}}(?:费|资金|金(?!融)|款|钱|份子|元|开支|支出|劳务|牌匾|教材|书|服务|软件|刊|版面|套餐|物料|资料|光盘)|"
    "(?:费用?|开支|支出|经费|劳务费?|款项|成本)[^。；]{0,16}?(?:由|向)[^，。；]{0,16}?(?:单位|商户|企业|医院|学校|村|店|户|个人|机构|对象|社区|园|者|"
    "方)[^，。；]{0,10}?(?:承担|分摊|均摊|支付|缴纳|收取|负担|自理|自付|出资)|"
    f"(?:收取|缴纳?|交纳?|预交|预缴|收缴|上交|上缴|另收|加收|须付|汇缴|支付)[^，。；]{{0,10}}(?:评审|复评|评估|评定|会务|制作|制牌|牌匾|工本|证书|专家|服务|培训|推广|"
    f"宣传|咨询|版面|赞助|参评|报名|认证|年审|管理|申报|活动|材料|年度|维护|挂牌|授牌)[^，。；]{{0,4}}(?:费|经费|金|款|{_N}\\s?[万千百]?元)|"
    "(?:食宿|吃[喝住]|住宿|差旅|路费|招待|用餐|车辆|交通|往返|劳务|场地|接待)[^，。；]{0,10}由[^，。；]{0,4}(?:受评|参评|申报|创建|被评|接受评审|入围|获评)[^，。；]{0,6}(?:解决|安排|保障|提供|"
    "承担|负担|支付|管|包|掏|出)|"
    f"(?:{_PAYERS})[^，。；]{{0,4}}(?:保证金|押金|诚意金|定金|订金|入会费|会费|席位费|展位费|场地费)[^，。；]{{0,10}}{_N}\\s?[万千百]?元|"
    "(?:各|参评|入围|入选|获评|商户|企业|单位|店|村)[^，。；]{0,16}(?:费|款|钱|元)[^，。；]{0,6}(?:打给|打到|打款|转账|转[给到入]|汇[给到入至]|存[入到]|划[到入]|付给|交给|带[上来]|备好|结清)|"
    f"(?:{_PAYERS})[^，。；]{{0,16}}(?:负责|解决|安排|报销|管|包|出)[^，。；]{{0,6}}(?:评委|专家|评审|检查组|考察组|验收组)[^，。；]{{0,8}}(?:机票|车票|食宿|住宿|吃住|差旅|交通|路费|餐|接送|劳务)|"
    "从[^，。；]{0,6}(?:商户|企业|单位|店|村|户)[^，。；]{0,4}交的[^，。；]{0,8}(?:费|款|钱)[^，。；]{0,4}(?:出|支|列)|"
    "(?:牌匾|证书|奖牌|铜牌|标牌|奖杯)[^，。；]{0,14}(?:收取|缴|交|自费|按成本|每[块个套本张])[^，。；]{0,12}(?:元|费|付)|"
    "(?:购买|订购|订阅|认购|采购)[^，。；]{0,8}(?:指定|配套|统编|统一|专用)[^，。；]{0,8}(?:教材|服务|软件|牌匾|资料|系统|设备|书|画册|刊|展位|版面|广告)"
)
_CAMPAIGN_NEAR = re.compile(
    "参评|复评|评审|评选|评定|评比|牌匾|授牌|挂牌|入选|上榜|入围|创建|示范|参赛|证书|奖牌|申报|命名|获评|活动|认证|授予|称号|牌子|评上"
)
_BIG_NAME = re.compile("“[^”]{0,4}(?:国家|中国|中华|全国|亚洲|全球|世界|国际)[^”]{2,16}”")
_FORMER = re.compile("原先|原来|原有|当初|此前|以前|过去|已经|已收|曾")
# 举办全国最美乡道评选: the issuer's own, not 推荐参加全国文明村评选.
_BIG_UNQUOTED = re.compile(
    "(?<=举办|开展|启动|组织|主办|发起|命名|授予|打造|评选)[^，。；推荐申报参加迎]{0,6}?(?:中国|中华|全国|亚洲|全球|世界|国际|国家级)(?!统一|性|各地|人民|文明|卫生|人大|"
    "两会|共产|大会|标准)[^，。；推荐申报]{2,16}?(?=评选|创建|命名|认定|授牌|评定|征集|评比|大赛|百强)"
)
# What a fee or a name of a campaign is known by, where the title does not say that there is one.
_RAISED = re.compile(
    "(?:授予?|颁[授发]|封|评[为选定]?|命名[为]?|冠以|发给?)[^，。；]{0,4}“[^”]{0,4}(?:国家|中国|中华|全国|亚洲|全球|世界)(?!统一|人民)[^”]{2,16}”(?![^，。；]{0,8}(?:获得|证照|考试))|"
    "“(?:中国|中华|世界|亚洲|全球|全国)(?:第一|最|首)|冠名“[^”]{0,4}(?:国家|中国|中华|全国|亚洲|全球|世界)|(?:参评|复评|评审|评选|创建|授牌|挂牌|制牌)[^，。；]{0,20}(?:费|经费)"
)
_NAMED = re.compile(
    "评选|评定|评比|命名|遴选|创建|征集|百强|创评|达标|推选|授牌|挂牌|争创|评审|评优|选树|最美|十佳|星级|标兵|示范[村店户校单企园基点]|申报“|"
    "“[^”]{2,16}”[^，。]{0,8}(?:申报|评|认证|大赛|展评)"
)
_STOPPED = re.compile("停止|取消|叫停|清理|规范(?![化性管])|废止|不再")
_FEE_SUGGESTION = "取消收费，费用由举办单位承担；已收的退还。"
_NAME_MESSAGE = "活动名称冠以“全国”“中国”等字样。"
_NAME_SUGGESTION = "改用与举办单位级别相称的名称，或附批准文件。"
_IS_CAMPAIGN = re.compile(
    f"创建|{_RATE}|入选|参评|基地|百强|活动|授|颁[奖授发]|封|冠|头衔|盛典|寻访|推选|认证|称号|征集|牌匾|评审|命名"
)
# 每亩80元, 每吨40元: a price of goods or work, not what is raised from those who take part.
_PRICE = re.compile(
    "每\\s?(?:亩|吨|斤|公斤|方|度|立方|天|小时|公里|桌|瓶|箱|筐|株|头|只|张(?=[\\d一二三四五六七八九]))"
)
# What the same people pay anyhow.
_ANYHOW = re.compile("日常|物业费|水电费|社保|社会保险|租金|房租|税[款费金]|罚款|住宿费(?!用)|缴纳的")
_FREE = re.compile(
    "不[收交缴]|免费|不得|(?<![不予])退[还费]|奖励|(?:给予|享受|发放|获得|领取)[^，。；]{0,8}补[助贴]|补[助贴](?:资金|标准|政策|[^，。；]{0,6}\\d)|资助|经费由(?:局|县|我|本|机关|主办|承办|组委|专项|工作|镇|乡|市)|财政|"
    "(?:[我本][局委办镇乡会]|[省市县区镇乡局会]里|[省市县区][^，。；、参评入围受申获各]{0,8}?[局委办会院馆])[^，。；]{0,6}(?:承担|列支|支付|报销|负担|补[一\\d半]|掏|出(?=[，。；]|$))|门票|票价|售价|定价|优惠|减免|各?奖\\s?\\d"
)


def fees_and_names(case: Case) -> Iterator[Hit]:
    """Yield what a campaign charges, and names that need approval."""
    title = next((block.span for block in case.doc.blocks if block.kind == "title"), None)
    heading = case.doc.meta.title or ""
    first = case.doc.meta.issuers[0] if case.doc.meta.issuers else None
    private = first is not None and first.kind in ("association", "enterprise", "institution")
    if first is None or (first.level == "central" and not private):
        raise NotApplicable("中央机关或者看不出发文机关")
    named = _NAMED.search(heading)
    high = first.level == "province" and not private
    known = bool(named) or (not high and _runs_one(case))
    if _STOPPED.search(heading) or not (known or _RAISED.search(case.doc.text)):
        raise NotApplicable("不是创建、评选活动的文件")
    # Fees are barred to everybody, big names to those below the centre that have no approval.
    if title and _BIG_NAME.search(heading) and not high:
        yield Hit(title, message=_NAME_MESSAGE, suggestion=_NAME_SUGGESTION)
    yield from once(_fees_and_names_all(case, known=known))


def _runs_one(case: Case) -> bool:
    """Tell whether the document starts a campaign; one that demands nothing may still name one."""
    try:
        return any(True for _ in _campaigns(case))
    except NotApplicable:
        return False


def _fees_and_names_all(case: Case, *, known: bool) -> Iterator[tuple[Directive, Hit]]:
    for one in said(case):
        plain = case.doc.quote(one.span)
        fee, name = _FEE.search(plain), _BIG_NAME.search(plain)
        if not known and not _RAISED.search(around(case, one)):
            continue
        if _FORMER.search(plain):
            continue
        fee = None if fee and _PRICE.match(fee.group()) else fee
        fee = fee or (_CHARGED.search(plain) if _CAMPAIGN_NEAR.search(around(case, one)) else None)
        ahead = None if fee else _charged_ahead(case, one)
        if (fee or ahead) and one.demanded and not _FREE.search(plain) and not _ANYHOW.search(plain):
            hit = found(one, [fee]) if fee else replace(found(one), span=ahead or one.core)
            yield one, replace(hit, message="向活动对象收费。", suggestion=_FEE_SUGGESTION)
        elif (
            (name or (name := _BIG_UNQUOTED.search(plain)))
            and _IS_CAMPAIGN.search(plain)
            and not _FROM_ABOVE.search(plain.replace(name.group(), ""))
        ):
            yield one, replace(found(one, [name]), message=_NAME_MESSAGE, suggestion=_NAME_SUGGESTION)


def _charged_ahead(case: Case, one: Directive) -> Span | None:
    """Return a fee that the words in front of a demand name: 各商户按规模认捐活动资金，大店2000元."""
    text = case.masked((one.sentence.start, one.span.end))
    if not _CAMPAIGN_NEAR.search(text) or _FREE.search(text) or re.search("取消|停止|原[先来]|有的", text):
        return None
    fee = _CHARGED.search(text) or re.search("活动收费(?:标准)?[：:][^。；]{0,16}\\d", text)
    return Span(one.sentence.start + fee.start(), one.core.end) if fee else None


_PLACES = re.compile("各(?:县|市|区|省|地|乡镇|街道|有关|相关)|县[（(]市|县区|市县|党委|政府|教育局|各级")
_AWARD = re.compile(f"{_RATE}|征集|推介|评优|排行|百强|十佳|典型案例|优秀案例|颁发|入选|评价活动|创新案例")


def by_associations(case: Case) -> Iterator[Hit]:
    """Yield awards by which associations and firms address local bodies."""
    issuers = case.doc.meta.issuers
    if not issuers or issuers[0].kind not in ("association", "enterprise"):
        raise NotApplicable("发文单位不是社会组织或企业")
    reach = " ".join(organ.name for organ in case.doc.meta.addressees) + case.doc.text[:400]
    if not _PLACES.search(reach):
        raise NotApplicable("活动不面向地方和基层单位")
    matches = ((one, _AWARD.search(words(case, one))) for one in said(case))
    return once((one, found(one, [award])) for one, award in matches if award)
