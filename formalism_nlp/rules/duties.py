"""权责: duties pushed down, responsibility letters, apportioned sales, quotas a head (DUT-01 to DUT-05)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..document import Document
from ..errors import NotApplicable
from ..language.numerals import NUMBER
from .burdens import CADRES, around, demands, found, joined, notice, once, said, wanted, words
from .rule import Case, Hit, Rule
from .sources import N19, R24

__all__ = ["RULES", "SLOTS", "slots"]

_N = f"(?:{NUMBER})"
# The lowest bodies, by whose name a duty ends up there.
_BELOW = (
    "(?:各|所在|属地|当地|辖区|有关|相关)?(?:乡镇|镇村|乡村两级|镇街|街镇|街道(?!路)|"
    "镇(?![痛静定江])|乡(?!村振|愁|土)|村(?!庄|容|史)|社区|村级|居委会|村委会|网格|"
    "组(?![织长成建团合装]))(?:（[^）]{1,6}）)?(?:[、和及与]?(?:乡镇|街道|镇|乡|村|社区|"
    "居委会|村委会))?(?:人民政府|政府|党委|办事处|里|级|组)?"
)
_TAKES = (
    "负责(?!人|同志)|全权|处理|安抚|管护|看护|赔偿|承担|承接|兜底|包干|包到底|担责|是问|包揽|负总责|算账|善后|扛|消化|解决|认领|归口|揽|"
    "管到底|落实|包办|了断|摆平|包圆|打捞|做通|担着|张罗|组织实施|验收|审核|处置|执法|收缴|清运|拆除|安置|化解|出(?=[人车钱])|想办法|自筹|垫"
)
_SHIFT = re.compile(
    f"由[^，。；]{{0,6}}?{_BELOW}[^，。；]{{0,14}}?(?:{_TAKES})|(?:划归|划给|归|交给|交由|转交|移交|下放|推给|压给|包给|甩给|摊给|压实到|落[到在]|"
    f"下沉[到至])[^，。；]{{0,4}}{_BELOW}[^，。；]{{0,8}}(?:{_TAKES}|管)?|哪个[村镇社][^，。；]{{0,8}}(?:摆平|解决|负责|处理)|谁的[村镇社][^，。；]{{0,4}}谁(?:管|负责|兜)|[是算][^，。；]{{0,2}}{_BELOW}的事|(?:谁的(?:地[盘界]|辖区|摊子|片区)|属地(?:责任|原则|管理责任|主体责任|"
    f"兜底))"
    f"|{_BELOW}[^，。；]{{0,10}}(?:全部责任|主体责任|属地责任|属地管理责任|包干负责|一手包办|兜底|负总责|负全责|全权负责)"
)
# 由各街道兜底，指挥部不另给钱: the issuer speaks of itself to say that it stays out.
_LEFT_ALONE = re.compile(
    "(?:不[另再予]?[给拨派补增出配管安]|只管|没有专项)[^，。；]{0,5}(?:钱|车|人|款|经费|补助|编|验收|资金|理|问)"
)
_BELOW_NAMED = re.compile(_BELOW)
# 乡镇配合 with a department in the lead is the sharing of duties that the lists ask for.
_PAID_FOR = re.compile(
    "(?:补|奖|给|安排|拨)[^，。；]{0,14}元|\\d元|经费由[县市区]|(?:补助|经费)[^，。；]{0,8}(?:保障|列入)"
)
_SHARED = re.compile(
    "卫生院|医院|配合|协助|会同|共同|联合|指导|参与|县[^，。；]{1,12}(?:局|委|办)(?:牵头|负责)|依法|职责清单|法定职责|自治|自愿|权限|审批|受理|申请|认定|财政|"
    "补贴|改造主体|参保|核实|核查|出具|责任人|元|补助|经费"
)


def _pushed_down(case: Case) -> Iterator[tuple[Directive, re.Match[str]]]:
    """Yield the demands that lay a duty on townships and villages, and the words that do it."""
    issuers = case.doc.meta.issuers
    if issuers and issuers[0].level in ("central", "province", "village"):
        raise NotApplicable("发文机关不是市、县、乡镇一级，未向乡镇、村转移职责")
    for one in demands(case, own=True, strict=True):
        text = words(case, one)
        shift = _SHIFT.search(text)
        if shift is None or (one.direction == "self" and not _LEFT_ALONE.search(text)) or _SHARED.search(text):
            continue
        if _BELOW_NAMED.search(around(case, one)) and not _PAID_FOR.search(around(case, one)):
            yield one, shift


def _territorial(case: Case) -> Iterator[Hit]:
    return once((one, found(one, [shift])) for one, shift in _pushed_down(case))


# What has to come with a duty that is passed down: 谁延伸、谁负责、谁培训、谁付费, and the approval.
SLOTS: dict[str, re.Pattern[str]] = {
    "审批": re.compile("(?:经|报)[^，。；]{2,20}(?:批准|同意|审定|备案)|职责(?:事项)?清单|赋权"),
    "责任单位": re.compile(
        "(?:县|市|区|本|我)[^，。；]{0,10}(?:局|委|办|中心|站)[^，。；]{0,8}(?:负责|牵头|承担|兜底)|牵头单位"
    ),
    "培训": re.compile("培训|(?:派|组织)[^，。；]{0,8}(?:技术员|专家|辅导|指导)|业务指导"),
    "经费": re.compile(
        "(?:经费|资金|补助|补贴|费用)[^，。；]{0,12}(?:由[^，。；]{0,4}(?:县|市|局|财政|上级)|列入|保障|安排|拨付|承担|解决)|"
        "(?:安排|拨付|补助|奖补|每[^，。；]{1,6}补)[^，。；]{0,16}元"
    ),
    "人员": re.compile("(?:选派|派出|增派|派|配备|增加|聘请)[^，。；]{0,12}(?:人员|名|人|力量|干部)|编制"),
}
_OWN_POCKET = re.compile(
    f"(?:经费|资金|费用|钱|人手|人员|车辆|开支|花销|开销|人工|设备|缺口|所需|垃圾|运费|工钱|成本)[^。；]{{0,14}}(?:由|让|请)?{_BELOW}[^，。；]{{0,6}}(?:想办法|自筹|自理|"
    f"自行|承担|解决|垫|消化|负担|张罗|掏|填|配齐|克服|挖|挤|出(?=[钱人车资]))|由[^，。；]{{0,6}}(?:镇|村|乡|社区|街道)[^，。；]{{0,8}}(?:掏钱|出钱|买单|自购|自备|垫付)|"
    f"{_BELOW}[^，。；]{{0,4}}(?:挖潜|克服困难|自己(?:张罗|消化|想办法|[找凑垫掏买雇]))|找[钱人车][^，。；]{{0,4}}(?:垫|运|出)?|自掏腰包|从[^，。；]{{0,4}}[村镇乡][^，。；]{{0,4}}(?:收入|财政|账)[^，。；]{{0,4}}(?:列支|解决|支付|出)|从[^，。；]{{0,8}}(?:经费|集体|自有资金|转移支付)[^，。；]{{0,6}}(?:里?挤|匀|里出)|(?:经费|"
    f"资金|费用|钱款)[^，。；]{{0,6}}(?:自筹|自理|自行(?:解决|筹措|承担))"
)
_LAID_BELOW = re.compile(f"{_BELOW}[^，。；]{{0,6}}(?:{_TAKES}|自己|自行|克服|挖)")
_OTHERS_PAY = re.compile("主体|办学|企业|单位自|开发|建设单位|个人|业主|住户|申请|户籍|家庭|学生")
_NEW_DUTY = re.compile("划归|划给|交由|转由|改由|移交|下放|今后|统统|一律由|全部由|一并由")


def slots(doc: Document) -> dict[str, str | None]:
    """Return, for each of the five things that have to come with a duty, the words that provide it."""
    return {name: (match.group() if (match := pattern.search(doc.text)) else None) for name, pattern in SLOTS.items()}


def _unsupported(case: Case) -> Iterator[Hit]:
    return once(_unsupported_all(case))


def _unsupported_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    filled = slots(case.doc)
    missing = [name for name, shown in filled.items() if shown is None]
    given = "、".join(name for name in filled if name not in missing) or "无"
    values = {"missing": "、".join(missing) or "经费", "given": given, "slots": filled}
    shifted = dict(_pushed_down(case)) if len(missing) >= case.options["least_missing"] else {}
    for one in demands(case, own=True, strict=True):
        text = words(case, one)
        alone = _LEFT_ALONE.search(text) if _LAID_BELOW.search(around(case, one)) else None
        if one.direction == "self" and alone is None:
            continue
        pays, new = alone or _OWN_POCKET.search(text), _NEW_DUTY.search(text)
        if pays is not None and (_BELOW_NAMED.search(text) or not _OTHERS_PAY.search(text)):
            yield one, found(one, [pays], values)
        elif new is not None and one in shifted:
            yield one, found(one, [shifted[one], new], values)


_LETTER = re.compile(
    "责任状|责任书|军令状|承诺书|保证书|生死状|目标状|责任合同|兜底(?:保证|承诺)|(?:安全|目标|廉政|防火|禁烧)[^，。；]{0,4}(?:保证|承诺)|包保书|"
    "个状|下保证|保状|包干书|(?:安全|生死|防火|禁烧)契约|一[纸份张][^，。；]{0,6}(?:保证|契约)|(?:管护|防汛)[^，。；]{0,2}保证|立状|状子|画押|签状|字据|书面(?:保证|承诺)"
)
_LETTER_SIGNED = re.compile(
    f"(?:人人|户户|层层|逐级|签(?!名册|到册|收)|订?立下?|递|交(?!通)|具结|按手印|写|一式|下达|"
    f"收)[^，。；]{{0,16}}(?P<letter>{_LETTER.pattern})|(?P<letter2>{_LETTER.pattern})[^，。；]{{0,12}}(?:签|交(?!通)|递|立|送到|到[每人户村])"
)
# The rules on basic farmland of 1998 order letters between the levels of government.
_BY_LAW = re.compile("基本农田|耕地")
_CITIZENS = re.compile(
    "申请人?|考生|学生(?!家长)|家长|参赛|参评|投标|供应商|承租|出租|房主|房东|业主|物业|企业|经营者|申报|当事人|担保人|信用承诺|告知承诺|诚信|报名|"
    "商户|劳动合同|购房|个人[^，。；]{0,6}承诺|贷款|患者|承诺制|居住证|用人单位|签订的|情况$|接收项目"
)


def _letters(case: Case) -> Iterator[Hit]:
    return once(_letters_all(case))


def _letters_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in demands(case, own=True, strict=True):
        text = words(case, one)
        letter = _LETTER_SIGNED.search(text)
        if letter and not _CITIZENS.search(text):
            statutory = "statutory" if _BY_LAW.search(text) else None
            yield one, found(one, [letter], {"letter": letter["letter"] or letter["letter2"]}, excused=statutory)


# What is sold or collected; the plain goods count only by the piece or with a word of sharing out.
_PAID = re.compile(
    "报刊|党报|党刊|杂志|报纸|订报|征订|订阅|订数|家财险|(?:第三者|财产|意外|责任|种植|养殖|燃气|银龄|综合|团体)[^，。；]{0,4}险(?!情|种)|商业保险|"
    "意外险|(?:农房|电动车|三轮车|财产)[^，。；]{0,4}保险|保费|赞助|捐[款赠资]|集资|认购|话费|(?:演出|电影|戏)票|校服保险|套餐|ETC|信用卡|揽储|存款任务|彩票|捐(?!献血|赠仪式)|"
    "份子|年卡|门票"
)
_GOODS = re.compile(
    "认领|保险|推销|销售|带货|团购|(?<!水|成)产品|农产品|酒(?!店|驾)|茶(?!话|叶产)|滞销|积压|纪念册|(?<![成结效后如因])果(?!断|园|真)|箱(?!包)|纪念品|化肥|宽带|"
    "开户|消费券|礼盒|特产|柑|书籍|挂历"
)
_SHARE = re.compile(
    f"[村户人镇]均|摊|分[到给派]|切给|派给|落实到[村户人]|到村|到人|按(?:户籍|党员|人口|人头|户数|附表)|"
    f"每[村户人镇名组所][^，。；]{{0,8}}(?:{NUMBER})|(?:{NUMBER})\\s?[份箱单盒套](?!子)|兜[住底]|包销|欠账|数[^，。；]{{0,6}}算好|"
    f"必须[^，。；]{{0,6}}(?:买|订|购)|[买订投][足满齐]|按[^，。；]{{0,6}}(?:人数|学生数|户数|人头)[^，。；]{{0,14}}[买订投]|销掉|包下|每个?[^，。；]{{0,3}}支部[^，。；]{{0,6}}(?:{NUMBER})|各?单位[^，。；]{{0,4}}消化|解缴|收齐|任务数|任务指标|下达[^，。；]{{0,10}}任务"
)
_PIECES = re.compile(
    f"(?:{NUMBER})\\s?[份箱单盒套件](?!子)|摊|切给|派给|兜[住底]|包销|欠账|销掉|包下|(?:买|消化)[^，。；]{{0,4}}(?:{NUMBER})\\s?[本斤]"
)
_ON_ONE_OWN = re.compile(
    "自愿|鼓励|引导|不得|不强制|养老保险|医疗保险|社会保险|社保|工伤|失业|生育保险|政策性|采购|种植|养殖|收购|质量|检测|标准|出口|消费者|市场|品牌|"
    "企业|储备|防护|救灾|慈善|税|医保|参保|缴费基数|房地产|住房|土地|无偿|医务|补充保险|办理一份"
)


def _apportions(case: Case) -> Iterator[Hit]:
    return once(_apportions_all(case))


def _apportions_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    demands(case, strict=True)
    for one in said(case):
        text = joined(case, one)
        share = wanted(_SHARE, text)
        if share is None or (one.polarity == "report" and not _GIVEN_OUT.search(text)):
            continue
        paid = _PAID.search(text) or (_PAID.search(_subject(case, one)) if _GIVEN_OUT.search(text) else None)
        goods = paid or (_GOODS.search(text) if _PIECES.search(text) else None)
        if goods and not _ON_ONE_OWN.search(around(case, one)):
            yield one, found(one, [share], {"goods": goods.group()})


_GIVEN_OUT = re.compile("[买订投][足满齐]|分到|分给|切给|摊|欠账|派给")


def _subject(case: Case, one: Directive) -> str:
    """Return the paragraph and the title: what is shared out need not be named again in the clause."""
    return case.doc.quote(case.doc.blocks[one.block].span) + (case.doc.meta.title or "")


_HEAD = re.compile(
    f"人均|人手(?!不足|紧)|名下|平均到[^，。；]{{0,8}}(?:人|头)|按人头|[人头身]上(?=[^，。；]{{0,3}}[压扛背摊\\d])|人头上|人人(?=[摊背扛领认要])|(?:每[名位个]?|[一1]\\s?[名位])[^，。；\\d]{{0,5}}(?:{CADRES})|"
    f"(?:{CADRES})[^，。；\\d]{{0,6}}(?:每人|一人|人均|各)|一个?人(?=[要得须必完拉谈带啃头背扛盯包领揽摊认])|每人(?!次)"
)
_COUNT = re.compile(
    f"{_N}\\s?(?P<unit>件|户|条|单|家|个(?=[^，。；]{{0,8}}(?:项目|线索|企业|老板|下单|问题|客|隐患|案|开通|名额|用户))|人(?!次|均|数|员|民|口)|起|处|例|宗|对|亩|"
    f"株|项)(?![级以]上)|{_N}\\s?(?:名|位)(?=[^，。；]{{0,6}}(?:客|游|商|参保|下单|会员|用户|村民|居民|学生|群众|家长))|{_N}\\s?个人(?=[去来参])"
)
_NO_QUOTA = re.compile(
    "补[助贴](?![^，。；]{0,4}(?:挂钩|扣))|奖[励补]|工资|经费|标准|住房|面积|床位|编制|学时|课时|培训|学分|考试|不超过|不得超过|至多|以内|限报|(?<!开通)(?<!注册)(?<!推广)名额|推荐|可[申报选填兼]|志愿|"
    "机动车|配备|配置|宿舍|工具|装备|指导老师|指导教师|负责(?:联系)?\\s?[\\d一二两三四五]|岗位|报考|申报|参赛|作品|论文|专利|提交|设"
)


def _per_head(case: Case) -> Iterator[Hit]:
    return once(_per_head_all(case))


def _per_head_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in demands(case, strict=True):
        head = _HEAD.search(words(case, one))
        if head is None:
            continue
        text = joined(case, one)
        count = _COUNT.search(text)
        if count and not _NO_QUOTA.search(text):
            yield one, found(one, [head, count], {"quota": count.group()})


_TOWN = {"issuer": "柳塘镇人民政府", "to": "各村（社区）"}
_SLOTS_UNLESS = "写明县（市）部门牵头、乡镇配合并给人给钱的；省级以上文件；依法属于乡镇、村自治的事项。"

RULES: tuple[Rule, ...] = (
    Rule(
        code="DUT-01", name="territorial-duty", title="以属地管理名义把责任压给乡镇、村", category="权责", severity="tip",
        about="市、县、乡镇文件把事项交由乡镇（街道）、村（社区）负责、兜底或者承担全部责任。", unless=_SLOTS_UNLESS,
        message="把事项交由乡镇、村负责，没有写明部门自己的责任。",
        suggestion="对照乡镇履行职责事项清单：不在清单内的由部门承担；确需配合的写明牵头部门、配合内容、人员和经费。",
        basis=(R24("第六部分：乡镇履行职责事项清单，不得随意向基层转嫁责任"),),
        hits=(notice("违规安装问题由各乡镇按属地原则负责到底。"), notice("搬迁中的纠纷统统划归所在镇承担。")),
        clean=(
            notice("不得以属地管理名义由乡镇负责部门的事。"), notice("有的部门把事项一律交由乡镇兜底。"), notice("县局负责执法，乡镇协助入户宣传。"),
            notice("《关于由乡镇负责验收的通知》废止。"), notice("取消由乡镇承担的事项20项。"), notice("村民小组由村民自治，依法选举。"),
        ),
        find=_territorial,
    ),
    Rule(
        code="DUT-02", name="duty-without-means", title="下派事项没有批准、牵头、培训、经费、人员", category="权责", severity="tip",
        about="对下派给乡镇、村的事项，逐项查文中有没有：批准依据、牵头负责的上级单位、培训指导、经费、人员；要求基层自筹经费、自找人手的直接提示。",
        unless=_SLOTS_UNLESS,
        message="下派事项没有写明：{missing}。文中写明的：{given}。",
        suggestion="按“谁延伸、谁负责、谁培训、谁付费”补写缺项，或者收回事项。",
        basis=(R24("第六部分：不得随意向基层转嫁责任，工作经费、人员随事项下沉"),),
        hits=(notice("工作经费由镇里想办法。"), notice("今后油烟净化设施全部由乡镇验收并签字。")),
        clean=(
            notice("不得要求经费由乡镇自筹。"), notice("有的部门要求经费由镇里想办法。"),
            notice("今后由乡镇组织验收，县局负责培训，每处补助200元，派技术员两名。"),
            notice("《关于由乡镇验收的通知》废止。"), notice("所需经费由县财政承担。"), notice("取消由乡镇自筹经费的事项。"),
        ),
        find=_unsupported, options={"least_missing": 4},
    ),
    Rule(
        code="DUT-03", name="responsibility-letter", title="签订责任状、承诺书转嫁责任", category="权责", severity="issue",
        about="要求下级单位、干部签订责任状、责任书、承诺书、军令状。",
        unless="清理、废止责任状；法律规定的合同和承诺；群众、企业申办事项的告知承诺、信用承诺。",
        message="要求签订“{letter}”。", suggestion="删去签订要求，改为在方案中写明各自任务和县级部门的责任。",
        basis=(N19("清理规范责任状的要求"), R24("第六部分：不得以签订责任状等方式转嫁责任")),
        hits=(notice("县与乡镇、乡镇与村层层签订责任状。"), notice("各村把禁烧承诺书签到每一户。", **_TOWN)),
        clean=(
            notice("不得与乡镇签订责任状。"), notice("有的部门层层签订责任状。"), notice("全面清理与乡镇签订的责任状。"), notice("《禁烧责任状》废止。"),
            notice("申请人签署承诺书后即可办理。"), notice("我局与乡镇签订责任书12份。").replace("通知", "报告"),
        ),
        find=_letters, measured=(7, 7),
    ),
    Rule(
        code="DUT-04", name="apportioned-sales", title="摊派订阅、保险、销售、捐款任务", category="权责", severity="issue",
        about="给下级或干部分派报刊征订、商业保险、产品销售、认购、赞助等数量。", unless="自愿参加、没有数量的；社会保险；政府采购。",
        message="对“{goods}”分派数量或任务。", suggestion="删去任务数，写明自愿。",
        basis=(R24("第六部分：不得向基层摊派任务"),),
        hits=(notice("每村认购家财险40份。", **_TOWN), notice("党报党刊订数按党员数分到各村。", **_TOWN)),
        clean=(
            notice("不得向村摊派报刊征订任务。"), notice("有的镇给各村下达保险任务数。"), notice("取消报刊征订任务数。"),
            notice("《关于分解报刊征订任务的通知》废止。"), notice("农户自愿参加商业保险。"), notice("鼓励干部购买农产品。"),
        ),
        find=_apportions,
    ),
    Rule(
        code="DUT-05", name="quota-a-head", title="把任务按人头分给干部", category="权责", severity="tip",
        about="给每名干部、网格员、党员等规定完成的件数、户数、人数。", unless="补助标准、培训学时、配备标准、名额上限。",
        message="按人头规定数量：“{quota}”。", suggestion="按实际工作量安排，删去人均数量。",
        basis=(R24("第六部分：不得层层加码、分解任务"),),
        hits=(notice("每名机关干部全年要化解积案12件。"), notice("平均到干部头上，一人要完成62户。")),
        clean=(
            notice("不得规定干部人均完成件数。"), notice("有的镇要求每名干部拉来20户。"), notice("取消每名干部发展10户的指标。"),
            notice("《每名干部化解10件积案方案》废止。"), notice("每名护林员每月补助300元。"), notice("每名教师每年参加培训不少于72学时。"),
        ),
        find=_per_head,
    ),
)  # fmt: skip
