"""权责: duties pushed down, responsibility letters, apportioned sales, quotas a head (DUT-01 to DUT-05)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..directives import Directive
from ..document import Document
from ..errors import NotApplicable
from ..language.numerals import NUMBER
from .burdens import around, demands, found, notice, once, words
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
    "管到底|落实|包办|了断|摆平|包圆|打捞|做通|担着|张罗|组织实施|验收|审核|处置|执法|收缴|清运|拆除|安置|化解|出(?=[人车钱])|想办法|自筹|垫|兜[住牢着]|扛[住牢]|盯[牢住死]|管[住牢起]|接[住稳下]|顶[上住]|看住|收场|收拾|了结|代管|打理"
)
_SHIFT = re.compile(
    "(?=[唯找拿问下乡交划包压各哪居属归当所推摊是有村甩由相社移算组网落街谁转辖镇])(?:"
    f"由[^，。；]{{0,6}}?{_BELOW}[^，。；]{{0,14}}?(?:{_TAKES})|(?:划归|划给|归|交给|交由|转交|移交|下放|推给|压给|包给|甩给|摊给)[^，。；]{{0,4}}{_BELOW}[^，。；]{{0,8}}(?:{_TAKES}|管)?|哪个[村镇社][^，。；]{{0,8}}(?:摆平|解决|负责|处理)|交{_BELOW}[^，。；]{{0,4}}(?:{_TAKES})|[拿找问唯]{_BELOW}[^，。；]{{0,4}}(?:说话|算账|是问|要说法|问责|说事)|谁的[村镇社][^，。；]{{0,4}}谁(?:管|负责|兜)|[是算][^，。；]{{0,2}}{_BELOW}的事|(?:谁的(?:地[盘界]|辖区|摊子|片区)|属地(?:责任|原则|管理责任|主体责任|"
    f"兜底))"
    f"|{_BELOW}[^，。；]{{0,14}}承担[^，。；]{{0,4}}(?:兜底|全部|连带)[^，。；]{{0,4}}责任|{_BELOW}(?:自己|自行|内部)[^，。；]{{0,4}}(?:想|解决|消化|处理|扛|凑)|{_BELOW}(?:来|去|先)?(?:兜|扛|顶着|背着)|{_BELOW}[^，。；]{{0,10}}(?:全部责任|主体责任|属地责任|属地管理责任|包干负责|一手包办|兜底|负总责|负全责|全权负责)"
    ")"
)
# 由各街道兜底，指挥部不另给钱: the issuer speaks of itself to say that it stays out.
_LEFT_ALONE = re.compile(
    "(?:不[另再予]?[给拨派补增出配管安]|只管|没有专项)[^，。；]{0,5}(?:钱|车|人|款|经费|补助|编|验收|资金|理|问)|"
    "(?:[县市区]|局|办|委|专班|指挥部)[^，。；]{0,4}(?:只[管作做负][^，。；]{0,8}|不[再另]?(?:过问|插手|负责|介入|参与|兜底))$"
)
_BELOW_NAMED = re.compile(_BELOW)
# 乡镇配合 with a department in the lead is the sharing of duties that the lists ask for.
_PAID_FOR = re.compile(
    "(?:补|奖|给|安排|拨)[^，。；]{0,14}元|\\d元|经费由[县市区]|(?:补助|经费)[^，。；]{0,8}(?:保障|列入)"
)
_SHARED = re.compile(
    "自掏腰包|卫生院|医院|配合|协助|会同|共同|联合|指导|参与|县[^，。；]{1,12}(?:局|委|办)(?:牵头|负责)|依法|职责清单|法定职责|自治|自愿|权限|审批|受理|申请|认定|财政|"
    "补贴|改造主体|参保|核实|核查|出具|责任人|元|补助|经费"
)


def _is_no_passing_on(case: Case) -> bool:
    """Tell whether the issuer has no townships and villages right below."""
    issuers = case.doc.meta.issuers
    return bool(issuers) and issuers[0].level in ("central", "province", "village")


def _pushed_down(case: Case) -> Iterator[tuple[Directive, re.Match[str]]]:
    """Yield the demands that lay a duty on townships and villages, and the words that do it."""
    if _is_no_passing_on(case):
        raise NotApplicable("发文机关不是市、县、乡镇一级，未向乡镇、村转移职责")
    # 谁家出事谁家乡镇扛，县局不再过问 says no more than that the issuer stays out.
    left = (one for one in case.directives if one.attribution == "own" and one.polarity in ("abolish", "prohibit"))
    alone = [one for one in left if one.direction == "self" and _LEFT_ALONE.search(words(case, one))]
    asked = (*demands(case, own=True, strict=True), *alone)
    for one in sorted(asked, key=lambda found: found.span):
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
    "审批": re.compile("(?=[经报职赋])(?:(?:经|报)[^，。；]{2,20}(?:批准|同意|审定|备案)|职责(?:事项)?清单|赋权)"),
    "责任单位": re.compile(
        "(?=[县市区本我牵])(?:(?:县|市|区|本|我)[^，。；]{0,10}(?:局|委|办|中心|站)[^，。；]{0,8}(?:负责|牵头|承担|兜底)|牵头单位)"
    ),
    "培训": re.compile("(?=[培派组业])(?:培训|(?:派|组织)[^，。；]{0,8}(?:技术员|专家|辅导|指导)|业务指导)"),
    "经费": re.compile(
        "(?=[经资补费安拨奖每])(?:"
        "(?:经费|资金|补助|补贴|费用)[^，。；]{0,12}(?:由[^，。；]{0,4}(?:县|市|局|财政|上级)|列入|保障|安排|拨付|承担|解决)|"
        "(?:安排|拨付|补助|奖补|每[^，。；]{1,6}补)[^，。；]{0,16}元"
        ")"
    ),
    "人员": re.compile(
        "(?=[选派增配聘编])(?:(?:选派|派出|增派|派|配备|增加|聘请)[^，。；]{0,12}(?:人员|名|人|力量|干部)|编制)"
    ),
}
_OWN_POCKET = re.compile(
    "(?=[印差材油电误路雇食区道乡人从各垃居属工开当成所找有村由相社组经缺网自花街设费资车辖运钱镇])(?:"
    f"(?:经费|资金|费用|钱|人手|人员|车辆|开支|花销|开销|人工|设备|缺口|所需|垃圾|运费|工钱|成本)[^。；]{{0,14}}(?:由|让|请)?{_BELOW}[^，。；]{{0,6}}(?:想办法|内部调剂|自筹|自理|"
    f"自行|承担|解决|垫|消化|负担|张罗|掏|填|配齐|克服|挖|挤|出(?=[钱人车资]))|由[^，。；]{{0,6}}(?:镇|村|乡|社区|街道)[^，。；]{{0,8}}(?:掏钱|出钱|买单|自购|自备|垫付)|"
    f"{_BELOW}[^，。；]{{0,4}}(?:挖潜|克服困难|自己(?:张罗|消化|想办法|[找凑垫掏买雇]))|找[钱人车][^，。；]{{0,4}}(?:垫|运|出)?|自掏腰包|(?:乡镇|街道|镇|村|社区)[^，。；]{{0,4}}自[带备购筹掏]|(?:误工|工本|食宿|路|油|电|人工|材料|雇工|差旅|印刷)费(?:由|让|请){_BELOW}[^，。；]{{0,6}}(?:垫|出|承担|负担|解决)|[村镇乡道区](?:里|级|内部|自己)?[^，。；]{{0,4}}(?:挤|凑|省|抠|腾)(?:[一出]|$)|从[^，。；]{{0,10}}(?:费|款|收入)[里中]?(?:省|挤|抠|腾)|从[^，。；]{{0,4}}[村镇乡][^，。；]{{0,4}}(?:收入|财政|账)[^，。；]{{0,4}}(?:列支|解决|支付|出)|从[^，。；]{{0,8}}(?:经费|集体|自有资金|转移支付)[^，。；]{{0,6}}(?:里?挤|匀|里出)|(?:经费|"
    f"资金|费用|钱款)[^，。；]{{0,6}}(?:自筹|自理|自行(?:解决|筹措|承担))"
    ")"
)
# Every way to make somebody pay names one of these.
_MEANS = re.compile(
    "经费|资金|费用|钱|人手|人员|车|开支|花销|开销|人工|设备|缺口|所需|垃圾|运费|工钱|成本|掏|费|补助|买单|自购|自备|垫|挖|克服|自[己带备]|腰包|从|款"
)
_LAID_BELOW = re.compile(
    f"(?=[乡各居属当所有村相社组网街辖镇])(?:{_BELOW}[^，。；]{{0,6}}(?:{_TAKES}|自[己行带备筹]|先行|克服|挖))"
)
_OTHERS_PAY = re.compile("主体|办学|企业|单位自|开发|建设单位|个人|业主|住户|申请|户籍|家庭|学生")
_NEW_DUTY = re.compile("划归|划给|交由|转由|改由|移交|下放|今后|统统|一律由|全部由|一并由")


def slots(doc: Document) -> dict[str, str | None]:
    """Return, for each of the five things that have to come with a duty, the words that provide it."""
    return {name: (match.group() if (match := pattern.search(doc.text)) else None) for name, pattern in SLOTS.items()}


def _unsupported(case: Case) -> Iterator[Hit]:
    return once(_unsupported_all(case))


def _unsupported_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    # What the whole text provides is read first only where it decides whether the rule applies.
    provided = _provided(case) if _is_no_passing_on(case) else None
    for one, pays, new in _laid_below(case):
        provided = provided or _provided(case)
        values, shifted = provided
        if pays is not None:
            yield one, found(one, [pays], values)
        elif one in shifted:
            yield one, found(one, [shifted[one], new], values)


def _provided(case: Case) -> tuple[dict[str, Any], dict[Directive, re.Match[str]]]:
    """Return what comes with the duties, and the duties that are passed down where too much of it is missing."""
    filled = slots(case.doc)
    missing = [name for name, shown in filled.items() if shown is None]
    given = "、".join(name for name in filled if name not in missing) or "无"
    values = {"missing": "、".join(missing) or "经费", "given": given, "slots": filled}
    return values, dict(_pushed_down(case)) if len(missing) >= case.options["least_missing"] else {}


def _laid_below(case: Case) -> Iterator[tuple[Directive, re.Match[str] | None, re.Match[str] | None]]:
    """Yield the demands that make those below pay or may pass on a duty, each with the words that do."""
    for one in demands(case, own=True, strict=True):
        text = words(case, one)
        alone = _LEFT_ALONE.search(text)
        if alone is not None and not _LAID_BELOW.search(around(case, one)):
            alone = None
        if one.direction == "self" and alone is None:
            continue
        pays = alone or (_OWN_POCKET.search(text) if _MEANS.search(around(case, one)) else None)
        if pays is not None and _OTHERS_PAY.search(text) and not _BELOW_NAMED.search(text):
            pays = None
        new = _NEW_DUTY.search(text)
        if pays is not None or new is not None:
            yield one, pays, new


_LETTER = re.compile(
    "(?=[任平写按摁盖一下个书保兜军包字安廉承状生画目禁立签管责防])(?:"
    "责任状|责任书|军令状|承诺书|保证书|生死状|目标状|责任合同|兜底(?:保证|承诺)|(?:安全|目标|廉政|防火|禁烧)[^，。；]{0,4}(?:保证|承诺)|包保书|"
    "个状|(?:禁烧|防火|平安|防汛|任务|目标|安全)[^，。；]{0,2}状(?![况态元])|下保证|保状|包干书|(?:安全|生死|防火|禁烧)契约|一[纸份张][^，。；]{0,6}(?:保证|契约)|(?:管护|防汛)[^，。；]{0,2}保证|立状|状子|画押|[按摁盖][^，。；]{0,3}(?:红印|手印|指印|手模)|写下?[^，。；]{0,2}(?:文书|凭据|字条)|签状|字据|责任(?:契约|合约)|书面(?:保证|承诺)"
    ")"
)
_LETTER_SIGNED = re.compile(
    "(?=[任平摁盖一下个书交人保兜具写军包字安层廉户承按收状生画目禁立签管订责逐递防])(?:"
    f"(?:人人|户户|层层|逐级|签(?!名册|到册|收)|订?立下?|递|交(?!通)|具结|按手印|写|一式|下达|"
    f"收)[^，。；]{{0,16}}(?P<letter>{_LETTER.pattern})|(?P<letter2>{_LETTER.pattern})[^，。；]{{0,12}}(?:签|交(?!通)|递|立|送到|到[每人户村])"
    ")"
)
_UNSIGNED = re.compile("停签|不签|免签|拒签|退签|(?:一律|全部|都|均)(?:停|退|撤|收回)")
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
        if letter and not _CITIZENS.search(text) and not _UNSIGNED.search(text):
            statutory = "statutory" if _BY_LAW.search(text) else None
            yield one, found(one, [letter], {"letter": letter["letter"] or letter["letter2"]}, excused=statutory)


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
        find=_territorial, measured=(1, 1),
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
        find=_letters, measured=(9, 9),
    ),
)  # fmt: skip
