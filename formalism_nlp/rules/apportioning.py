"""摊派: sales and subscriptions shared out, and quotas a head (DUT-04, DUT-05)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..language.numerals import NUMBER
from .burdens import CADRES, around, found, joined, notice, once, said, wanted, words
from .laid_down import lays
from .rule import Case, Hit, Rule
from .sales import BESTOWED, SOLD_ALREADY, shared_out, without_conditions
from .sources import R24

__all__ = ["RULES"]

_N = f"(?:{NUMBER})"
# What is sold or collected; the plain goods count only by the piece or with a word of sharing out.
_PAID = re.compile(
    "(?=[助帮险加贷E三下买份保信党养农商团套存家带年彩征意戏报捐揽杂校消演燃电种第综订认话财责购赞采银销门集体福刊])(?:"
    "体彩|福彩|刊物(?=每|各|订|征|份|按)|销量|报刊|党报|党刊|杂志|报纸|订报|征订|订阅|订数|家财险|(?:第三者|财产|意外|责任|种植|养殖|燃气|银龄|综合|团体)[^，。；]{0,4}险(?!情|种)|商业保险|"
    "意外险|(?:农房|电动车|三轮车|财产)[^，。；]{0,4}保险|保费|赞助|捐[款赠资]|集资|认购|话费|(?:演出|电影|戏)票|校服保险|套餐|[帮助]销|ETC|"
    "(?<![风保危抢巡探除避脱冒艰惊])险(?=单|任务|的单|业务)|信用卡|[农贷存]卡|加油卡|购物卡|揽储|存款任务|彩票|捐(?!献血|赠仪式)|"
    f"份子|年卡|门票|消费帮扶|(?:下单|采购|销售|认购|带货)额|消费额|(?:买|购|下单|带货|认购|消费(?!支出|价|水平))[^，。；]{{0,6}}{NUMBER}\\s?[万千百]?元"
    ")"
)
_GOODS = re.compile(
    "(?=[代包土大粉蔬西鸡书产保农化团宽带开挂推果柑消滞特礼积箱纪茶认酒销])(?:"
    "认领|包销|代销|鸡蛋|蔬菜|土豆|西瓜|粉条|大米|保险|推销|销售|带货|团购|(?<!水|成)产品|农产品|酒(?!店|驾)|茶(?!话|叶产)|滞销|积压|纪念册|"
    "(?<![成结效后如因])果(?!断|园|真)|箱(?!包)|纪念品|化肥|宽带|"
    "开户|消费券|礼盒|特产|柑|书籍|挂历"
    ")"
)
_SHARE = re.compile(
    r"(?=[切分每劈压扣拆砍一七三上下两九买二五人任兜八六几分切到包十半单各四必户投按摊收数村欠每派落解订近销镇０１２３４５６７８９\d])(?:"
    f"[村户人镇]均|摊(?!位|贩|主|点)|切好|分好|每人[^，。；\\d]{{0,4}}[带拉办]|(?:各|每个?)[^，。；]{{0,8}}(?:认领|认购|包销|承销|"
    f"销|卖|消化)[^，。；]{{0,4}}\\d|分[到给派]|[拆压砍劈切派摊扣][到给]|"
    f"下到|各[^，。；]{{0,3}}出[^，。；]{{0,5}}元|落实到[村户人]|按[^，。；]{{0,6}}基数|"
    f"到村|到人|按(?:户籍|党员|人口|人头|户数|附表)|"
    f"每[村户人镇名组所][^，。；]{{0,8}}(?:{NUMBER})|(?:{NUMBER})\\s?[份箱单盒套](?!子)|兜[住底]|包销|欠账|数[^，。；]{{0,6}}算好|"
    f"必须[^，。；]{{0,6}}(?:买|订|购)|[买订投][足满齐]|按[^，。；]{{0,6}}(?:人数|学生数|户数|人头)[^，。；]{{0,14}}[买订投]|销掉|包下|"
    f"每个?[^，。；]{{0,3}}支部[^，。；]{{0,6}}(?:{NUMBER})|各?单位[^，。；]{{0,4}}消化|解缴|收齐|任务数|任务指标|下达[^，。；]{{0,10}}任务"
    ")"
)
_PIECES = re.compile(
    r"(?=[一七三上两九买二五兜八六几切包十半四摊数欠派消近销０１２３４５６７８９\d])(?:"
    f"(?:{NUMBER})\\s?[份箱单盒套件](?!子)|摊|切给|派给|兜[住底]|包销|欠账|销掉|包下|(?:买|消化)[^，。；]{{0,4}}(?:{NUMBER})\\s?[本斤]"
    ")"
)
_ON_ONE_OWN = re.compile(
    "自愿|鼓励|引导|不得(?!少于|低于|漏|迟|拖|推|以任何)|不强制|养老保险|医疗保险|社会保险|社保|工伤|失业|生育保险|政策性|采购|种植|养殖|收购|质量|检测|标准|出口|消费者|市场|品牌|"
    "(?:人|户|名单|河段|路段)[^，。；]{0,12}认领|企业|担保|支出|储备|防护|救灾|慈善|税|医保|参保|缴费基数|房地产|住房|土地|无偿|医务|补充保险|办理一份"
)


def _apportions(case: Case) -> Iterator[Hit]:
    return once(_apportions_all(case))


def _apportions_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    lays(case)
    for one in said(case):
        text = without_conditions(joined(case, one))
        out = shared_out(case, one) if one.demanded else None
        if out is not None:
            yield one, found(one, [out[1]], {"goods": out[0]})
            continue
        share = wanted(_SHARE, text)
        if (
            share is None
            or BESTOWED.search(words(case, one))
            or (one.polarity == "report" and not _GIVEN_OUT.search(text))
        ):
            continue
        paid = _PAID.search(text) or (_PAID.search(around(case, one)) if _PIECES.search(text) else None)
        paid = paid or (_PAID.search(_subject(case, one)) if _GIVEN_OUT.search(text) else None)
        goods = paid or (_GOODS.search(text) if _PIECES.search(text) else None)
        if goods and not _ON_ONE_OWN.search(around(case, one)) and not SOLD_ALREADY.search(around(case, one)):
            yield one, found(one, [share], {"goods": goods.group()})


_GIVEN_OUT = re.compile(
    "切好|分好|[给向][^，。；]{1,6}下了[^，。；]{0,4}\\d|每[人村户校院镇][^，。；\\d]{0,6}[带拉办推完卖买认]|[买订投][足满齐]|[分拆压砍劈切派扣][到给]|摊|欠账"
)


def _subject(case: Case, one: Directive) -> str:
    """Return the paragraph and the title: what is shared out need not be named again in the clause."""
    return case.doc.quote(case.doc.blocks[one.block].span) + (case.doc.meta.title or "")


# Whoever ends in 员 or works in an office; 学员 and 会员 are not at the issuer's orders.
_PEOPLE = (
    f"{CADRES.replace('河长', '河长(?![办制])')}|窗口人员|所人员|站人员|社区工作者|包村|包片|"
    f"驻村|帮扶责任人|执法人员|公卫人员|巡查人员|管理人员|干事|楼长|栋长|巷长|楼栋长|网格长|片长|领导(?!小组|批示|下)|"
    f"[处科股]级|正科|副科|法官|检察官|"
    "街长|路长|校长|院长|所长|站长|主任|医生|护士|民兵|专干|文书|"
    "(?<![学会演动成人官委党组教])员(?![工会额外])|客户经理|宣讲人|包保人|联系人|责任人"
)
_HEAD = re.compile(
    "(?=[上巷执栋领处科股正副法检到1一两书人平0-9二三四五六七八九十百半几近数０１２３４５６７８９信党公医协同名头工帮干平志护按支教村每民河班社组网老职联身辅队调窗所站包驻楼片街路校院主专文话巡管督安食统防收客讲宣普核登经值消招指采责员])(?:"
    f"人均|人手(?!不足|紧)|(?<![社园校]区)(?<![村镇乡道位门校站])名下|平均(?:到[^，。；]{{0,8}}(?:人|头)|下来)|{_N}[户件条项家](?:/|一个?|每个?)人|按人头|[人头身]上(?=[^，。；]{{0,3}}[压扛背摊\\d])|人头上|到人头|人头任务|一人一[天日周月年季]|"
    f"[一每]人(?=[\\d二三四五六七八九十百两])|人人(?=[摊背扛领认要有])|(?:每(?![天日周月旬季年次])[名位个]?|[一1]\\s?[名位个]|平均每[名位]?)[^，。；\\d]{{0,5}}(?:{_PEOPLE})|"
    f"(?:{_PEOPLE})[^，。；\\d]{{0,6}}(?:每人|一人|人均|各)|(?:{_PEOPLE})[^，。；\\d]{{0,10}}(?:每[日天月周季年学旬班岗]|[日周月季年]均|[月年季]度|年内|全年|当月|本月|[一1][天日周月旬季年](?!起|次|度)|年度任务|"
    f"任务[数量为])|一个?人(?=\\s?[要得须必完拉谈带啃头背扛盯包领揽摊认二两三四五六七八九十百\\d])|每人(?!次)|一人(?=一[周月年天日季])|[一每]人(?=(?:动员|带动|引导|完成|联系|走访|结对|负责|帮扶|包联)[^，。；\\d]{{0,2}}{_N})"
    ")"
)
_COUNT = re.compile(
    r"(?=[引回招发动注拉吸百一七三上两九二五八六几十半四数近０１２３４５６７８９\d])(?:"
    f"{_N}\\s?(?P<unit>件|户|条|单|家|个(?=[^，。；]{{0,8}}(?:项目|线索|企业|老板|下单|问题|客|隐患|案|开通|名额|用户))|人(?!次|均|数|员|民|口)|起|处|"
    f"例|宗|对|亩|"
    f"株|项)(?![级以]上)|(?:\\d{{2,}}|[一二三四五六七八九]?[十百][一二三四五六七八九十]?)\\s?张(?![^，。；]{{0,3}}[照图表纸])|{_N}\\s?(?:名|"
    f"位)(?=[^，。；]{{0,6}}(?:客|游|商|参保|下单|会员|用户|村民|居民|学生|群众|家长))|{_N}\\s?个人(?=[去来参])|(?:引进|回引|招引|发展|动员|注册|拉来?|吸纳|招来)[^，。；\\d]{{0,8}}{_N}\\s?[名位](?!额)"
    ")"
)
# 1800户次, 30批次, 400份, 450段, 80公里: how much a head has to turn out; what is only once or twice is no load.
_OUTPUT = re.compile(
    f"(?:{_N})\\s?[万千百余]?(?P<unit>课时|公里|分钟宣讲|[户人批件家条场篇]次|次(?!日|年|月|性)|"
    "(?![前后内起元岁年月日天号点时分秒米平％%期类级届周学小名额度倍成级折的及、以版页支角包万千百余至到—-])[一-龥](?!额|时间|日|月))"
)
_DONE_BY = re.compile(
    "接待|会见|对接|洽谈|联络|完成|不[少低]于|不得[少低]于|至少|达到|达成|跑[满够]|做[满够]|走访|入户|办结|结案|化解|引导|引荐|招引|采集|拍摄|上传|发[布送展]|转发|点赞|评论|承担|主讲|宣讲|撰写|报送|"
    "巡[查河护]|拨打|接听|收集|推[广送]|注册|下载|拉|谈心|任务|指标|业务量|分[到给]|摊[到给]|包[保联]|联系|动员|征集|排查|检查|种植|清理|劝[导返]|攻坚|底数|定额|包干|里程|"
    "管住|动员|通话|电话|要有|指导|送教|听课|啃下|[写讲访拍抓跑捡敲](?=[^，。；]{0,8}[\\d二两三四五六七八九十百])|引荐|结对|录入|分\\d|开[单讲]|培训(?=[农群村居]|[^，。；]{0,4}人次)|"
    "栽|签约|谈话|返乡|引进|发展|拜访|回访|上报|抄写"
)
_FEW = re.compile("^[1一]\\s?[一-龥]{1,2}$")
_NO_QUOTA = re.compile(
    "(?=[不专以住作参可名培奖学宿岗工床志报指推提机标申经编考至补装论设课负配限面])(?:"
    "补[助贴](?![^，。；]{0,4}(?:挂钩|扣))|奖[励补]|工资|经费|标准|住房|面积|床位|编制|学时|课时|培训|学分|考试|不超过|不得超过|至多|以内|限报|"
    "(?<!开通)(?<!注册)(?<!推广)名额|推荐|可[申报选填兼]|志愿|"
    "机动车|配备|配置|宿舍|工具|装备|指导老师|指导教师|负责(?:联系)?\\s?[\\d一二两三四五]|岗位|报考|申报|参赛|作品|论文|专利|提交|设"
    ")"
)
# What a head receives, or is spared.
_RECEIVED = re.compile(
    "(?<!扣)(?<!扣减)(?<!扣发)(?<!减)补[助贴]|参会|参加|不高于|控制在|[一二三四五六七八九十0-9]个?人一[组桌间]|座|间|床|奖[励补]|工资|经费|标准|住房|面积|床位|编制|"
    "学时|培训(?!农民|群众|村民|居民)|学分|考试|不超过|不得超过|至多|不多于|以内|限报|限[^，。；]{0,3}[0-9一二三]|推荐|可[申报选填兼]|"
    "志愿服务时长|机动车|配备|配置|配发|发放|领取|供应|宿舍|工具|装备|报考|申报|参赛|作品|论文|专利|收入|支出|消费|津贴|薪酬|餐费|费用|缴纳|缴费|罚款|处罚"
)


def _per_head(case: Case) -> Iterator[Hit]:
    return once([*_per_head_all(case), *_per_head_rows(case)])


def _per_head_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in lays(case):
        head = _HEAD.search(words(case, one))
        if head is None:
            continue
        text = joined(case, one)
        many = (found for found in _COUNT.finditer(text) if not _is_few(found))
        count = next(many, None) if one.direction not in ("self", "public") else None
        if count and not _NO_QUOTA.search(text) and not _is_service(text, head, count):
            yield one, found(one, [head, count], {"quota": count.group()})
            continue
        count = _load(text, head.start(), around(case, one))
        if count and not _is_service(text, head, count):
            yield one, found(one, [head, count], {"quota": count.group()})


# 安排教师每周上门送教2次: how often somebody is served, not how much each teacher has to turn out.
_SERVICE = re.compile("上门|送教|随访|探访|访视|探视|辅导|测|诊|照护|照料|陪|助浴|助餐|理发|康复|疏导")
_OF_TIME = re.compile("次|课时|分钟|小时|节|回|趟|天")
_EACH_HEAD = re.compile("每(?:名|位|个|人)|人均|一人|各|名下|平均|人手|人头")


def _is_service(text: str, head: re.Match[str], count: re.Match[str]) -> bool:
    """Tell whether a count is how often people are served: it then falls to nobody by the head."""
    return not _EACH_HEAD.search(head.group()) and bool(_OF_TIME.match(count["unit"] or "") and _SERVICE.search(text))


def _load(text: str, head: int, sentence: str) -> re.Match[str] | None:
    """Return how much a head has to turn out, in the clause that names the heads or right behind it."""
    begin = max(text.rfind(mark, 0, head) for mark in "，；：") + 1
    ends = [match.start() for match in _STOP.finditer(text, head)][:2]
    end = ends[-1] if ends else len(text)
    # 教研员听课指标：每人每学期80节: what is counted stands before the colon.
    done = _DONE_BY.search(text) or (_DONE_BY.search(sentence) if "：" in sentence else None)
    if done is None or not _STAFF.search(sentence):
        return None
    for pattern in (_OUTPUT, _COUNT):
        for count in pattern.finditer(text, head, end):
            stop = _STOP.search(text, count.end())
            if not _is_few(count) and not _RECEIVED.search(text, begin, stop.start() if stop else len(text)):
                return count
    return None


def _is_few(count: re.Match[str]) -> bool:
    """Tell whether a count is of one thing or an ordinal."""
    return count.string[: count.start()].endswith("第") or _FEW.search(count.group()) is not None


_STOP = re.compile("[，；。]")
_STAFF = re.compile(_PEOPLE)


def _per_head_rows(case: Case) -> Iterator[tuple[Directive, Hit]]:
    """Yield the rows of a table that gives how much falls to each head."""
    places = {one.span.start: one for one in case.directives if one.origin == "table_row" and one.demanded}
    for row in case.reading.rows:
        one = places.get(row.span.start)
        if one is None or row.is_heading:
            continue
        names = [case.doc.quote(cell.heading) if cell.heading else "" for cell in row.cells]
        if not any(_STAFF.search(name) or "人数" in name or "姓名" in name for name in names) or not any(
            map(_TASK.search, names)
        ):
            continue
        by_name = _BY_NAME.search(names[0]) is not None
        for cell, name in zip(row.cells, names, strict=True):
            if (_A_HEAD.search(name) or (by_name and _EACH.search(name))) and re.search(
                r"\d", case.doc.quote(cell.span)
            ):
                yield one, Hit(one.span, {"quota": case.doc.quote(cell.span)}, one.exception)


_A_HEAD = re.compile("人均|每人")
# 姓名, 包保户数, 每月走访（户）: one row a person.
_BY_NAME = re.compile("姓名|责任人|包[保联]人|干部|帮扶人|网格员")
_EACH = re.compile("每[日天周月季年](?!度)|任务|指标|包[保联][户数]|目标")
_TASK = re.compile("[总任]量|任务|指标|办结|完成|走访|回访|化解|件）|户）|应")


_TOWN = {"issuer": "柳塘镇人民政府", "to": "各村（社区）"}

RULES: tuple[Rule, ...] = (
    Rule(
        code="DUT-04", name="apportioned-sales", title="摊派订阅、保险、销售、捐款任务", category="权责", severity="issue",
        about="给下级或干部分派报刊征订、商业保险、产品销售、认购、赞助等数量。", unless="自愿参加、没有数量的；社会保险；政府采购。",
        message="对“{goods}”分派数量或任务。", suggestion="删去任务数，写明自愿。",
        basis=(R24("第六部分：不得向基层摊派任务"),),
        hits=(
            notice("每村认购家财险40份。", **_TOWN), notice("党报党刊订数按党员数分到各村。", **_TOWN), notice("数字人民币钱包推广任务数为每镇600户。"),
            notice("丰收节每村上交2000元。", **_TOWN), notice("银行卡办理柳塘镇300张、白沙镇260张。"), notice("观演票各乡镇不低于40张，票款自理。"),
            notice("每个班不少于50套，差的由班主任动员。").replace("做好有关工作", "征订秋季校服"), notice("每个办公室认三筐枇杷，钱款自付。"),
            notice("球赛赞助：城关镇9万元、柳塘镇6万元。"), notice("揽存任务大村30万元、小村每村10万元。", **_TOWN),
        ),
        clean=(
            notice("不得向村摊派报刊征订任务。"), notice("有的镇给各村下达保险任务数。"), notice("取消报刊征订任务数。"),
            notice("《关于分解报刊征订任务的通知》废止。"), notice("农户自愿参加商业保险。"), notice("鼓励干部购买农产品。"),
            notice("为防汛值守人员购买意外险，每人保额不低于50万元。"), notice("公园服务覆盖率各镇达到七成。"), notice("各村种植油菜不少于300亩。", **_TOWN),
            notice("全镇今年卖出柑橘8万箱，各村平均4000箱。", **_TOWN), notice("年货节每个乡镇安排展位2个，免收摊位费。"),
            notice("医保未缴的群众由村干部认领，摊下来每人90户。", **_TOWN),
            notice("对年门票收入80万元以上的农庄，县里授予星级牌匾。"), notice("困难户每户发放价值200元的消费券。"),
        ),
        find=_apportions,
    ),
    Rule(
        code="DUT-05", name="quota-a-head", title="把任务按人头分给干部", category="权责", severity="tip",
        about="给每名干部、网格员、党员等规定完成的件数、户数、人数。", unless="补助标准、培训学时、配备标准、名额上限。",
        message="按人头规定数量：“{quota}”。", suggestion="按实际工作量安排，删去人均数量。",
        basis=(R24("第六部分：不得层层加码、分解任务"),),
        hits=(
            notice("每名机关干部全年要化解积案12件。"), notice("平均到干部头上，一人要完成62户。"),
            notice("每名宣讲员每月入户不少于80户次。"), notice("协管员日均上传短视频6段。"), notice("包村干部人均采集图片300幅。"),
            notice("每名教师动员家长注册25名。"),
            notice("教研员下乡送教指标：每人每学期30节。"), notice("城管队员年内劝导流动摊主400次。"),
            notice("包保任务见下表。\n姓名\t单位\t包保任务（户）\n甲某\t农技站\t60\n乙某\t林业站\t58"),
            notice("走访任务见下表。\n乡镇\t干部数\t走访总量（户）\t人均（户）\n柳塘镇\t42\t8400\t200\n白沙镇\t38\t7600\t200"),
        ),
        clean=(
            notice("不得规定干部人均完成件数。"), notice("有的镇要求每名干部拉来20户。"), notice("取消每名干部发展10户的指标。"),
            notice("《每名干部化解10件积案方案》废止。"), notice("每名护林员每月补助300元。"), notice("每名教师每年参加培训不少于72学时。"),
            notice("社工每天开机第一件事是签到。"), notice("每名护士负责床位不超过8张。"), notice("每镇每月给县河长办提供一张断面图。"),
            notice("每名护林员每周五前登录系统签到。"), notice("每名队员每人每天补助80元。"),
            notice("联系表如下。\n姓名\t单位\t电话\n甲某\t农技站\t3322\n乙某\t林业站\t3323"),
            notice("各组组长、组长与各户分别签一份三包书。"),
            notice("不能到校的学生，安排教师每周上门送教不少于2次、每次2课时。"), notice("调查、安抚三件事一并记在起火楼所在社区名下。"),
        ),
        find=_per_head,
    ),
)  # fmt: skip
