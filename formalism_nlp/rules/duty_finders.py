"""权责: where a document pushes a duty down (DUT-01)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..document import Span
from ..errors import NotApplicable
from .burdens import around, found, once, words
from .laid_down import BELOW, below_named, lays, on_itself, outside
from .rule import Case, Hit

__all__ = ["LEFT_ALONE", "TAKES", "from_above", "is_meant", "is_no_passing_on", "pushed_down", "territorial"]

TAKES = (
    "负责(?!人|同志)|全权|处理|安抚|管护(?!员|人)|看护(?!员|人)|赔偿|承担|承接|兜底|包干|包到底|担责|是问|包揽|负总责|算账|善后|扛|消化|解决|认领|归口|揽|"
    "管到底|落实|包办|了断|摆平|包圆|打捞|做通|担着|张罗|组织实施|验收|审核|处置|执法|收缴|清运|拆除|安置|化解|出(?=[人车钱])|想办法|自筹|垫|兜[住牢着]|扛[住牢]|盯[牢住死]|"
    "管[住牢起]|接[住稳下]|顶[上住]|看住|收场|收拾|了结|代管|打理|插到底|托[底住]|垫底|接盘|接单|承揽|承包|打包|代偿|啃|背[着起下]|挑[起着]|操办|打点|照管|照看|料理|"
    "守[住牢着]|盯守|看管|买单|认账|包[下到]|一竿子|一揽子|领走|领回|到底|跟进"
)
_SHIFT = re.compile(
    "(?=[沿涉唯找拿问下乡交划包压各哪居属归当所推摊是有村甩由相社移算组网落街谁转辖镇])(?:"
    f"由[^，。；]{{0,6}}?{BELOW}[^，。；]{{0,14}}?(?:{TAKES})|(?:划归|划给|归|交给|交由|转交|移交|下放|推给|压给|包给|甩给|"
    f"摊给)[^，。；]{{0,4}}{BELOW}[^，。；]{{0,8}}(?:{TAKES}|管)?|哪个[村镇社][^，。；]{{0,8}}(?:摆平|解决|负责|处理)|"
    f"交{BELOW}[^，。；]{{0,4}}(?!验收|审核)(?:{TAKES})|[拿找问唯]{BELOW}[^，。；]{{0,4}}(?:说话|算账|是问|要说法|问责|说事)|"
    f"谁的[村镇社][^，。；]{{0,4}}谁(?:管|负责|兜)|[是算][^，。；]{{0,2}}{BELOW}的事|(?:谁的(?:地[盘界面头皮]|片子|路段|河段|辖区|摊子|片区)|属地(?:责任|原则|管理责任|主体责任|"
    f"兜底))"
    f"|{BELOW}[^，。；]{{0,14}}承担[^，。；]{{0,4}}(?:兜底|全部|连带)[^，。；]{{0,4}}责任|{BELOW}(?:自己|自行|内部)[^，。；]{{0,4}}(?:想|"
    f"解决|消化|处理|扛|凑)|{BELOW}(?:来|去|先)?(?:兜|扛|顶着|背着)|{BELOW}[^，。；]{{0,10}}(?:全部责任|主体责任|属地责任|属地管理责任|包干负责|一手包办|兜底|"
    f"负总责|负全责|全权负责)"
    ")"
)
# Whoever has a duty now: 先找村里要人, 责任主体为街道, 一揽子接过去, 从站里放到各村.
_LAND = "转|移|划|压|推|甩|交|放|搁|挪|拨|抛|丢|扔|派|挂|卸|倒"
# 由所在社区出任使用管理单位, 让社区当业主: who is made the one that answers.
_ROLE = (
    "(?:出任|担任|充当|充任|[当任做作]为?|顶)[^，。；]{0,8}?(?:单位|业主|主体|甲方|乙方|责任[人方]|主[管办]方|管理[人方]|管护人|"
    "负责人|牵头人|东家|第一手|一线)"
)
_MORE = re.compile(
    "(?=[处承化监管让请转均都概哪谁责指改定记先找问拿跟向沿涉唯下乡包压各居属归当所推有村甩由相社移算组网街转辖镇责主是交把将从抛丢扔派放搁挪拨挂卸划倒])(?:"
    f"[先找问拿跟向]{BELOW}(?:要(?=人|账|结果|交代)|兑账|问话|说清|交账)|[问找](?:村支书|镇长|乡长|村主任|村长|社区主任)(?=[，。；]|$)|"
    f"(?<!不)[是归算][^，。；]{{0,2}}{BELOW}的?(?:自己|自个儿?|自家|分内|份内)?的?(?:事|活|锅)(?![业项故务情迹动])|(?<!不)[是归算]你们(?:村|镇|乡|社区|街道)的|"
    f"(?:哪个|谁家?的?)(?:村|镇|社区|街道)[^，。；]{{0,4}}就?(?:找|问|拿|由|归|算)(?:哪个|谁)|(?:责成|指定|改派|改由|责令)[^，。；]{{0,4}}?{BELOW}[^，。；]{{1,}}|"
    f"{BELOW}(?:作为|是|为)[^，。；]{{0,4}}(?:第一|主要|直接|最终|兜底|唯一)[^，。；]{{0,4}}(?:责任|承办|处置|管理|实施|监管)(?:单位|主体|人|方)|(?:处置|承办|化解|监管|管护)(?:主体|人|方|单位)(?:定为|改为|为|是|定在)[^，。；]{{0,4}}{BELOW}|(?:定|记)[^，。；]{{0,2}}{BELOW}的(?:责|账)|{BELOW}包干|"
    f"责任主体(?:定)?(?:为|是|在)[^，。；]{{0,4}}{BELOW}(?!民|集体)|{BELOW}(?:是|为)[^，。；]{{0,4}}责任的?(?:终点|最后|尽头)|"
    f"{BELOW}[^，。；]{{0,8}}?(?:托底|垫底|接盘|代偿|一竿子|无条件(?:接|承|负|兜)|一揽子(?:接|兜|包|揽|扛))|"
    f"{BELOW}[^，。；]{{0,4}}[将把][^，。；]{{2,30}}?(?:接|揽|承接|包|兜|领)(?:过[去来]|下来|走)|"
    f"哪个(?:村|镇|乡|社区|街道)(?:就|便)?(?:得|要|须|先|负责)?(?:自己|自行|去|来)?[修扑查赔管清扛铲盯守治捞救拆埋]|"
    f"{BELOW}[^，。；]{{0,6}}负起?[^，。；]{{0,20}}(?:全责|总责|全部责任|完全责任|直接责任|第一责任)|责任(?:全|都|均|一概|统统|首先)(?:在|归|由|落|算)[^，。；]{{0,6}}?{BELOW}|"
    f"{BELOW}[^，。；]{{0,4}}(?:当家|唱主角|打头阵|站前台)|{BELOW}(?:作为|是|为)[^，。；]{{0,14}}(?:管理|管护|监管|处置|养护)(?:主体|单位)|"
    f"[由让请][^，。；]{{0,8}}?{BELOW}(?:来|去|自己)?(?:{_ROLE})|(?:改|转|[均都概])[由归][^，。；]{{0,8}}?{BELOW}(?:来|去|自己)?任|"
    f"交(?:由|给|与|付)?{BELOW}[^，。；]{{0,10}}(?:直到|直至|到底|为止|完成|后果|一切)|"
    f"从[^，。；]{{1,12}}(?:{_LAND})(?:到|给|至|归|往)[^，。；]{{0,3}}{BELOW}|"
    f"(?:{_LAND})(?:到|给|至|与|往|在|归)[^，。；]{{0,3}}?{BELOW}(?:名下|头上|手[里上中]|肩上|身上|一级|去)"
    ")"
)
# What a duty consists of, so that 服务下沉到村 and 资金下沉到村 pass no duty down.
_DUTY = (
    "举报|责任|权责|任务|工作|职责|职能|收[贮储集缴]|转运|劝阻|值班|巡护|抢险|监督|催缴|查禁|事项|业务|环节|管护|处置|排查|检查|巡查|维护|整治|维修|修补|养护|清淤|执法|审核|审批|验收|查处|查办|答复|约谈|停业|清理|清退|清欠|保洁|"
    "监管|管理|调查|运维|回访|整改|核查|劝返|劝离|收容|化解|调解|稳控|看护|监测|监护|看管|收治|值守|接送|拆除|善后|迁移|搬迁|取缔|关停|抢修|制止|查找|追缴|赔付|问题|纠纷|案件|信访|投诉|线索|隐患|事故"
)
_PASSED = (
    "(?:整体|全部|一并|统一|一概|一律|均|都|统统|悉数|逐项|直接|改)?(?:下沉|移交|划转|划入|转交|转由|转给|转至|转归|转到|转(?=各|所)|改由|交由|交(?=各|所|乡|镇|村|"
    "街)|下移|下压[到至给]?|压至|压在|抛给|丢给|甩[到在给]|推至|交[与付]|移[至到交]|派给|改派|切给|划拨|划[归至]|下放[到给]?|下派[到给]?|压到|压给|压实到|落到|落在|划到|划给|转(?=村|乡|镇|社区)|落实到|归口|归到|归入|纳入|列入|交到|推到|包给|摊到|并入|下划|放到|明确给|分解到)"
)
# 由乡镇全程处置: the whole of it, or what its law gives to the department.
_WHOLE = "全部|全程|全权|一切|到底|终身|直接|自行|独立|单独|一并|统一|彻底|首要|第一|主要|最终|具体|负责"
_DEPARTMENTAL = (
    "执法|查处|查办|扣押|扣留|扣车|处罚|罚款|取缔|拆除|关停|强制|应诉|裁决|鉴定|检测|检验|稳控|清欠|清退|赔付|赔偿|抢修|制止|劝返|劝离|追缴|收容|查找|"
    "兜底"
)
_SHIFTS = re.compile(
    f"(?:{_DUTY})[^，。；后]{{0,14}}?{_PASSED}[^，。；]{{0,4}}?{BELOW}(?![^，。；]{{0,4}}(?:名单|台账|平台|系统|规划|建设|经费))|"
    f"(?:即|便|就|都|均|皆|概|一律)?(?:为|属于|属|系|成为|列为|作为)[^，。；]{{0,4}}{BELOW}的?(?:事(?!业|项清单)|分内|责任|任务|职责|活)|"
    f"[由请让][^，。；]{{0,8}}?{BELOW}[^，。；]{{0,12}}?(?:自行(?:认定|拆除|应诉|处置|处理|负责|承担|解决|化解|清理|消化|查处|监管|管理|维护|养护|整改|赔偿|"
    f"消除|落实|整治|办理)|接[手管过收下]|受理|代劳|照单|包保|经办(?!人|员)|代行|代办(?!员|点)|兼管|出面|收尾|应诉|完成|推进|组织|牵头|查)|"
    f"[由请让]各?[^，。；]{{0,6}}(?:卫生院|中心校|学校|[站所])[^，。；]{{0,4}}(?:全部|一并|整体|悉数)(?:接|承|包|兜|担)|"
    f"{BELOW}[^，。；]{{0,10}}?(?:(?:全部|一并|整体|悉数|照单)(?:接|承|包|兜|担|收)|代行|接过|接手|照单全收)|"
    f"以{BELOW}为主|{BELOW}[^，。；]{{0,24}}?(?:负责|承担)[^，。；]{{0,12}}?(?:{_DEPARTMENTAL})|"
    f"(?:最终|全部|首要|第一|兜底|直接|主体|包保|属地)(?:管理|监管|处置|化解)?(?:责任|职责)[^，。；]{{0,6}}(?:在|归|由|落)[^，。；]{{0,4}}{BELOW}|"
    f"(?:视为|算作|记为|认定为|视同)[^，。；]{{0,6}}{BELOW}[^，。；]{{0,6}}(?:失管|失职|失察|不力|不到位|责任)|(?:首先|一律|直接|倒查|只|先行?)(?:追究|问责|"
    f"倒查|追责|追(?!加|缴|认|回)|约谈)[^，。；]{{0,4}}{BELOW}|"
    "谁(?:的|家)?[^，。；]{1,8}(?:，?由)?谁(?:家)?(?:负责|处置|兜|管|抱|领|化解|解决|清理|清欠|处理|承担|收拾|打理|料理|善后|扛|铲|盯|办|查|清|守|劝|值(?!得)|收(?!益|入)|埋)"
)
_BY_BELOW = re.compile(
    f"[由归交]{{1,2}}[^，。；]{{0,6}}?{BELOW}[^，。；的]{{0,3}}[^，。；]{{2,}}|转(?=[各所]){BELOW}[^，。；]{{2,}}|"
    f"{BELOW}[^，。；]{{0,14}}(?:负责|承担|落实|完成|接)"
)
# 属地为主, 属地管理原则 in the sentence of a duty that falls to those below.
_TERRITORIAL = re.compile("属地(?!税|化妆|名)")
_FALLS = re.compile(
    f"(?:[由归交]|转)[^，。；]{{0,6}}?{BELOW}|{BELOW}[^，。；]{{0,10}}?(?:要|须|应|必须|负责|承担|落实|包干|组织|牵头|做好|履行|第一时间)"
)
# 由各街道兜底，指挥部不另给钱: the issuer speaks of itself to say that it stays out.
LEFT_ALONE = re.compile(
    "(?:不[另再予]?行?[给拨派补增出配管安]|只管|没有专项)[^，。；]{0,5}(?:钱|车|人|款|经费|补助|编|验收|资金|理|问)|"
    "(?:[省县市区]|厅|局|办|委|专班|指挥部)[^，。；]{0,4}(?:只[管作做负][^，。；]{0,8}|不[再另]?(?:过问|插手|负责|介入|参与|兜底))$"
)
# 乡镇配合 with a department in the lead is the sharing of duties that the lists ask for.
_TOWN_PAYS = re.compile("[费钱款资](?:用)?(?:由|都)?(?:镇|乡|街道)[^，。；村社]{0,4}(?:出|付|掏|承担|报销|列支)")
_PAID_FOR = re.compile(
    "(?:补|奖|给|安排|拨)[^，。；]{0,14}元|\\d元|经费由[县市区]|(?:补助|经费)[^，。；]{0,8}(?:保障|列入)"
)
_SHARED = re.compile(
    "收回|上收|上划|剥离|县[、]?(?:乡|镇)[、]?村|[三两四]级|分级负责|自掏腰包|(?<!乡镇)卫生院|医院|配合|协助|会同|共同|联合|指导|参与|县[^，。；]{1,12}(?:局|委|办)(?:牵头|负责)|"
    "依法|职责清单|法定职责|自治|自愿|权限|审批|受理|申请|认定|财政|"
    "补贴|改造主体|参保|核实|核查(?!任务|责任)|出具|责任人|元|补助|经费|名单|培训|上报|报送"
)
# How a department of a province leaves something to the counties.
_FIRM = re.compile(
    "统统|全权|兜底|一概|概由|自行(?:承担|解决|消化|处置|筹)|自筹|想办法|负总责|到底|垫|照单|今后|不再|下放|划转|划归|移交|转交|后果"
)
# Where the body above steps back, what else stands in the clause does not make it a shared duty.
_WITH_US = re.compile("配合|协助|会同|共同|联合|依法|职责清单|法定职责|自治|自愿|购买服务")


def is_no_passing_on(case: Case) -> bool:
    """Tell whether the issuer passes nothing on to townships and villages; departments of a province do."""
    issuers = case.doc.meta.issuers
    if not issuers or _is_provincial(case):
        return False
    return issuers[0].level in ("central", "province", "village")


def _is_provincial(case: Case) -> bool:
    issuers = case.doc.meta.issuers
    return bool(issuers) and issuers[0].level == "province" and issuers[0].kind == "department"


def from_above(case: Case, text: str) -> str:
    """Return a text as it is read: to the department of a province the counties are what lies below."""
    return text.replace("县", "镇") if _is_provincial(case) else text


def is_meant(case: Case, one: Directive, match: re.Match[str]) -> bool:
    """Tell whether words that pass something on count: those of a province name who is below, counties only firmly."""
    if not _is_provincial(case):
        return True
    text = words(case, one)
    told = text[match.start() : match.end()]
    return below_named(told) is not None or (
        below_named(match.group()) is not None and (_FIRM.search(text) or outside(around(case, one))) is not None
    )


def pushed_down(case: Case) -> Iterator[tuple[Directive, re.Match[str]]]:
    """Yield the demands that lay a duty on townships and villages, and the words that do it."""
    if is_no_passing_on(case):
        raise NotApplicable("发文机关不是市、县、乡镇一级或者省级部门，未向县、乡镇、村转移职责")
    # 谁家出事谁家乡镇扛，县局不再过问 says no more than that the issuer stays out.
    own = [one for one in case.directives if one.attribution == "own" and one.why != "lead"]
    alone = [one for one in own if _stays_out(case, one) or _is_told(case, one)]
    for one in lays(case, alone):
        sentence = around(case, one)
        if not below_named(from_above(case, sentence)) or _PAID_FOR.search(sentence):
            continue
        if (pays := _TOWN_PAYS.search(sentence)) and on_itself(case, one, pays.group()):
            continue
        shift = _shift(case, one, sentence)
        if shift is not None and is_meant(case, one, shift):
            yield one, shift


def _stays_out(case: Case, one: Directive) -> bool:
    """Tell whether a clause that forbids or ends something only says that the issuer stays out."""
    if one.polarity not in ("abolish", "prohibit"):
        return False
    text = words(case, one)
    if _KEPT_BELOW.search(text) or (one.polarity == "abolish" and _GIVEN_UP.search(text)):
        return below_named(text) is not None
    if one.direction == "self":
        return LEFT_ALONE.search(text) is not None
    # 由各街道兜底，市场监管所不再到场: the clause before is read with the same end.
    behind = case.doc.quote(Span(one.span.end, one.sentence.end))
    return one.polarity == "abolish" and below_named(text) is not None and outside(behind) is not None


# 乡镇不得脱手, 不得再报送请求部门协调的函: what is forbidden is to give the duty back.
_KEPT_BELOW = re.compile(
    "脱手|撒手|松手|退回(?:县|区|市|部门|局)|[往向](?:部门|县|区|市|局|上面)[^，。；]{0,3}(?:推|踢|甩)|[推踢甩]给[^，。；]{0,3}(?:部门|县|局)|"
    "(?:请求|要求|请)[^，。；]{0,2}(?:部门|县局|我局)(?:协调|出面|解决|处理)"
)
_GIVEN_UP = re.compile("(?:厅|局|处|股|科|队|站|所|中心|企业|公司|部门)(?:不再|概不|不另)")
# 电捕鱼这事以后就是你们村的了: told of as done, and meant for all days to come.
_TOLD = re.compile(
    "(?:以后|今后|往后|从今)[^，。；]{0,6}[是归算]|(?:打|自|从)[^，。；]{1,6}起[^，。；]{0,4}(?:交|归|转|划|放|移)|从[^，。；]{1,12}(?:转|移|划|放|交|压)(?:到|给|至|归)|问(?:村支书|镇长)"
)


def _is_told(case: Case, one: Directive) -> bool:
    """Tell whether a clause that reads as told lays down whose duty something is from now on."""
    return one.polarity == "report" and one.why in ("past", "carried") and _TOLD.search(words(case, one)) is not None


def _shift(case: Case, one: Directive, sentence: str) -> re.Match[str] | None:
    shared = _SHARED.search(words(case, one))
    if shared is None or not _WITH_US.search(words(case, one)):
        # 找不到责任人的电梯，今后由社区出任使用单位: what the duty is about shares nothing.
        shared = _SHARED.search(case.masked(one.core))
    text = from_above(case, words(case, one))
    shift = _SHIFT.search(text) or _firm(text, sentence) or _further(text)
    if shift is None and _KEPT_BELOW.search(text):
        shift = below_named(text)
    if shift is None and (_DUTIES.search(sentence) or _ONCE_OURS.search(sentence)) and not _NO_DUTY.search(text):
        shift = _HANDED.search(text)
    if shift is None and _TERRITORIAL.search(sentence) and _DUTIES.search(text):
        shift = _FALLS.search(text)
    if _STRONG.search(text) or _KEPT_BELOW.search(text):
        shared = _WITH_US.search(text)
    if shift is not None and not shared and (not on_itself(case, one, shift.group()) or LEFT_ALONE.search(text)):
        return shift
    if not outside(sentence) or _WITH_US.search(text):
        return None
    shift = shift or _BY_BELOW.search(text)
    return None if shift is None or on_itself(case, one, shift.group()) else shift


def _further(text: str) -> re.Match[str] | None:
    """Return other words that pass a duty on, where no money or goods are what is handed over."""
    return None if _NO_DUTY.search(text) and not _ACTS.search(text) else _MORE.search(text)


def _firm(text: str, sentence: str) -> re.Match[str] | None:
    """Return the words that pass a duty on; 由乡镇组织 alone is no more than who does it."""
    for match in _SHIFTS.finditer(text):
        if not _MILD.search(match.group()) or (outside(sentence) and _DUTIES.search(text)):
            return match
    return None


# 原由县局办理，今后统统转到所在镇名下: what is handed over stands in the clause before.
_HANDED = re.compile(
    f"(?:今后|往后|以后|从此|[起日]|统统|统一|一律|一概|全部|一并|整体|[都均概]|直接)[^，。；的]{{0,6}}?(?:落户?|下|转|移|划|压|推|甩|交|归|并|放|搁|挪|拨|引|退|领|劝|带|打|派|批)[回去]?(?:到|给|归|至|由|入|进|在|交)?[^，。；]{{0,3}}?{BELOW}|"
    f"(?:转|移|划|压|推|甩|交|归|并|放|搁|挪|记|落|算|挂)(?:到|给|归|至|由|入|进|在)[^，。；]{{0,3}}?{BELOW}[^，。；]{{0,4}}?(?:名下|头上|手[里上中]|肩上|身上|账上|去[管办做]|来[管办做])"
)
# Money, goods and papers go to those below without any duty.
_NO_DUTY = re.compile(
    "会议精神|精神(?!病|障碍)|资金|款|经费|物资|名单|档案|数据|补贴|补助|待遇|信息|资料|设备|苗|服务|[表册单](?!位)|奖|材料|文件|证书|资源|权限|编制|力量|名额|预警"
)
_ACTS = re.compile("维修|看护|巡查|清运|处置|排查|执法|维护|管护|收集|值守|化解|劝")
_ONCE_OURS = re.compile(
    "(?:原|过去|以前|此前|以往|从前)[^，。；]{0,4}[由归属][^，。；]{0,14}(?:局|办|委|队|站|中心|所)"
)
_MILD = re.compile("(?:完成|推进|组织|牵头|查)$|(?:纳入|列入)")
_DUTIES = re.compile(_DUTY)


# 一律先由乡镇受理、调解和垫付: so firm that 受理 does not make it a matter of application.
_STRONG = re.compile(
    "无条件|一竿子|一揽子|一次性|直到|直至|托底|一切|后果|一律|全部|统统|全权|兜底|先由|一概|概由|自行|负总责|到底|垫付|照单"
)


def territorial(case: Case) -> Iterator[Hit]:
    """Find the duties that are laid on townships and villages."""
    return once((one, found(one, [shift])) for one, shift in pushed_down(case))
