"""借调: people drawn from lower bodies (SEC-01, SEC-02)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..document import OrganLevel
from ..language.numerals import NUMBER
from .burdens import LOWER, around, demands, found, notice, once, words
from .laid_down import lays
from .rule import Case, Hit, Rule
from .sources import R24

__all__ = ["RULES"]

_N = f"(?:{NUMBER})"
_DRAW = re.compile(
    "(?=[各分每从凑抠上交借出匀叫各听安帮归抽拨拿挑挪推支派点物留给脱腾荐要让调跟选随集顶放])(?:"
    r"(?:要走|让出|匀出?|挪|抠出?|凑出?|支出|拨出|腾出)[^，。；]{0,6}?[\d一二两三四五六七八九十]+\s?[个名人位](?![月年半])|(?:拿出|叫|"
    r"各补)[^，。；]{0,4}?[一两二三四五六\d]+\s?[个名位](?:[^，。；]{0,6}(?:人|干部|员|师|计|骨干)|[，。])|"
    "(?:归|听|[给交][县局])[^，。；]{0,8}使唤|(?:归|听)[^，。；]{0,8}(?:调配|差遣|调遣|使唤)|"
    "留[在到][^，。；]{0,6}(?:局|办|专班|机关)|借调|借[^，。；]{0,8}(?:名|人|位)|支援[^，。；]{0,6}(?:名|人|位)|借用(?=[^，。；]{0,12}(?:人|干部|"
    "教师|同志))|抽调|抽人|上挂|跟班|跟岗|顶岗|"
    f"(?:各|分别|每[镇乡村校站所县个][^，。；]{{0,6}}|从[^，。；]{{1,24}}?)(?:要|借|讨|挖|送|来|上|给|报)(?:走|来|到)?[^，。；]{{0,4}}?{_N}\\s?(?:个人|[名人位])(?![次均才大民以])|"
    "从[^，。；]{1,12}(?:抽|调|借|选|要)(?=[，。；])|随岗|帮忙|帮[^，。；]{0,3}[忙]|集中办公|脱产|(?:选派|抽|挑|选|出|派|调|推荐|物色|安排)[^，。；]{0,16}?(?:名|人|位|干部|教师|"
    "骨干)[^，。；]{0,30}?(?:到|来|赴|进驻|充实)[^，。；]{0,14}(?:局|办|专班|委|厅|部|中心|指挥部|机关|镇里|县里|市里|工作|上班|报到)"
    f"|(?:各出|各选|各派|各抽|选|抽|出|派|挑|物色|调|点|拨|匀|荐|推荐|推(?![广动进行])|放)[^，。；]{{0,6}}{_N}\\s?(?:个人|[名人位])"
    ")"
)
# 调用年轻干部, 续借7名, 上挂5名, 固定3名到值班室顶岗, 腾出检验人员各一名: one body takes people of another.
_PERSON = "名|人(?![才大民])|位|干部|同志|骨干|人员|教师|医生|护士|员(?!工)|会计|力量"
_ABOVE = "局|办(?![理法事])|专班|委(?!派)|厅|部(?!门)|中心(?!校|小学|学校|卫生院|村|工作)|指挥部|机关|股|科(?!级)|室(?!外)|窗口|镇里|县里|市里|县城|市区|驻外"
_TAKES_PEOPLE = re.compile(
    f"每[县镇乡村校站所][^，。；]{{0,4}}{_N}\\s?[名人位][^。；]{{0,20}}?(?:到|来|赴)[^，。；]{{0,6}}(?:{_ABOVE})|"
    "留(?:在|用)?[^，。；]{0,6}(?:厅|局|办(?!理)|委|中心|专班)[^，。；]{0,4}(?:使用|工作|帮)|"
    f"(?:调用|借用|续借|商借|暂借|借入|抽借|借调|选调|调训|选用|征用|留用|抽用|上挂|上派|抽调|抽选|抽派)[^，。；]{{0,24}}?(?:{_PERSON})|"
    "(?:腾出|抽出|匀出|让出|拿出|保证|确保|固定|明确|落实|确定|指派|委派|派出|派员|选派|增派|选送|遴选|挑选|选出|输送|推送|安排|轮流派|抽)"
    f"[^，。；]{{0,24}}?(?:{_PERSON})[^。；]{{0,40}}?(?:到|来|至|赴|进|入|归|交|听|在|驻|补充|充实|协助|支援)[^，。；]{{0,16}}?(?:{_ABOVE})|"
    f"(?:力量|人员|人手)[^，。；]{{0,6}}由[^，。；]{{0,16}}(?:派员|派人|抽人|轮流|选派|补充|补位)|"
    f"(?:腾出|抽出|匀出|让出)[^，。；]{{0,16}}?(?:各|{_N}\\s?[名人位])|"
    "(?:抽人|抽员|调人|要人|借人)[^，。；]{0,6}(?:名|人)|(?:人员|干部|骨干|教师)[^，。；]{0,10}(?:由|归)[^，。；]{0,8}(?:局|办|专班|"
    "指挥部)(?:统一)?(?:使用|调配|调度|管理|安排)"
)
_ASKED_FOR = re.compile("各|每(?![天日周月年次])|从|由|你|请|续借")
_REMAINS = re.compile(
    "帮助工作|协助工作|跟班|顶班|顶岗|值班|驻外|驻点|在岗|到岗|坐班|轮换|轮值|全脱产|全时|全程|以干代训|以工代训|挂职|上挂|借期|借用期|期限|时间[一二三半两\\d]|为期|期满|"
    f"原单位|原岗位|派出单位|不转关系|工资由|工资关系|待遇|手续|至[^，。；]{{0,6}}[年月]底|至[^，。；]{{0,6}}结束|{_N}\\s?个?[年月]|半年|一年|长期|常驻|集中办公|"
    f"办公室工作|局[^，。；]{{0,6}}工作|指派|调配|调度|使用|考勤|接听|记账|为期|延长|轮流|驻班|不再安排|充实|学年|学期|锻炼|跟学|每批|另行补岗|集中吃住|直[到至]|结束|完毕|脱钩|脱离|期限不定|不回|轮着|轮月|服务期|一期|一轮|备勤|值守|上班|跟[^，。；]{{0,8}}[干学]|先放"
)
_PEOPLE = re.compile(
    f"{_N}\\s?[名人位]|各[一二两三\\d]\\s?[名人位]|每[县乡镇村校站所][^，。；]{{0,6}}[名人]|若干|部分|一批|骨干|年轻干部|业务人员|工作人员"
)
# 青枫县文化馆: a body of a named county, below a city.
_NAMED_BELOW = re.compile("[县区](?:级)?[^，。；、省市州]{0,10}(?:局|馆|站|中心|所|院|校|部门)|县级|县直|县区")
_STAYS = re.compile(
    r"(?=[忙待给一七三上不两九二五人以借值八六关写几到十半听四坐工帮干归报抽数来用留编脱至视跟近进随集顶直备期常服才再０１２３４５６７８９\d])(?:"
    f"(?:归|听)[^，。；]{{0,8}}(?:调配|差遣|使用|调遣|使唤)|坐窗口|用[到至]|进[^，。；]{{0,4}}专班|留[在到]|[到至](?:月|年)底|借调|跟班|跟岗|上挂|顶岗|随岗|"
    f"抽调|借用|集中办公|脱产|报到|[干忙用待顶][到着]|写材料|(?:来|到)[^，。；]{{0,6}}(?:局里|局机关|县局|市局|本[局办])|"
    f"帮[^，。；]{{0,6}}[忙]|到[^，。；]{{0,14}}(?:局|专班|办公室|指挥部|市里|县里|镇里|机关)[^，。；]{{0,14}}(?:工作|上班|{_N}个?[年月]|半年|至)|"
    f"(?:工资|编制|人事|关系)[^，。；]{{0,12}}(?:原|不动|不变|留)|坐班|"
    f"以干代训|不占编|不转隶|视情延长|[用干待帮][满足]|给[^，。；]{{0,6}}(?:专班|"
    f"局里|局机关|办里|指挥部)[^，。；]{{0,2}}[用使]|顶[一几][阵段]|值[^，。；]{{0,6}}班|上班|脱钩|脱离|不回|直[到至]|备勤|期限不定|跟[^，。；]{{0,8}}[干学]|常驻|服务期|"
    f"(?:到|来)我[室办局处委]|"
    f"半年|一年|{_N}个月|至年底|归期|[才再](?:能|许|准|让)?回"
    ")"
)
_COUNTED = re.compile(
    r"(?=[一七三上两九二五八六几十半各四数每若近部骨０１２３４５６７８９\d])(?:"
    f"{_N}\\s?(?:名|人|位)|每[县乡镇村校]|各出|各派|各选|各抽|[一二两三四五六]个|[一两几三]位|若干|部分|一批|骨干"
    ")"
)
_FROM_BELOW = re.compile(
    "(?=[三两五六几四所下中乡你医卫县各基学居村每社站网街贵镇])(?:"
    f"{LOWER}|学区|每个?[县乡镇校站所村]|[两三四五六几]个?(?:乡镇|[镇乡村校站所])|"
    f"每个?[^，。；]{{1,8}}(?:中心|站|所|校|院)|你[县市区镇乡校局站所院中单]|贵[县市区镇乡校局]|中小学|各[县市区乡镇]|"
    "各[^，。；]{0,6}(?:[站所院校]|中心(?!工作)|办(?!法|理|事))|中心学校|学校|卫生院|站所|医院|基层|下属|所属|下级|县级"
    ")"
)
# Teams that law or an emergency needs, those that return within the week, and those that go down instead of up.
_OTHER = re.compile(
    "(?:培训|比赛|竞赛|观摩|考试|演练|座谈|会议|论坛|年会)[^。；]{0,24}(?:参加|参训|参赛|出席)|不得(?=超过|长于|多于|随意|擅自|违规|从|向|直接|[^，。；]{0,6}(?:借|抽(?!回)|调(?!换|回)|选派|上挂|跟班))|各科室|机关科室|机关各|(?:各|每个?)(?:股(?!份)|科室|处室)[^，。；]{0,8}(?:轮|出|派|抽)|(?<![各每从])[县市省区]级?(?:[^，。；、各]{0,6})(?:院|局|馆|中心|校|站)[^，。；]{0,4}派[^，。；]{0,16}[到来赴去][^，。；]{0,6}(?:卫生院|卫生室|乡镇|各镇|村|社区|中心校|小学|学校|基层|一线)|可各?(?:自|再)?(?:推荐|选派|派|荐|安排)|参加[^，。；]{0,14}(?:培训|会议|比赛|活动|座谈|观摩|考试|评审|演练|学习|竞赛)|参会|"
    "参训|领取|开会|听课|派驻|上门|我[局馆办院中站][^，。；]{0,4}派|县[^，。；]{0,8}(?:局|委|部|办)?选派[^，。；]{0,12}到[^，。；]{0,4}(?:乡镇|村|镇)|"
    "培训时间|整改|指出|超员|违规|抽查|抽检|每次抽|清退|归还|返回原|退回|送回|专家|检查组|督查组|督导组|考核组|巡[察视]组|评审|评委|调查组|工作组|服务[队组]|(?:服务|宣讲|志愿|"
    "抢险|突击|巡回)小分队|医疗队|支援(?:湖北|"
    "[^，。；]{0,6}(?:疫区|灾区|一线|乡村|西部|西藏|新疆))|支教|驻村|下派|挂职|第一书记|轮岗|交流轮岗|应急|抢险|救援|监考|阅卷|命题|裁判|参赛|参训|"
    "培训班|观摩|志愿者|民兵|征兵|人口普查|经济普查|核酸|疫情|隔离|抽检|抽样|调研|志愿服务|到[^，。；局厅委办部]{0,8}(?:乡镇|村|社区|一线|基层|企业|农村|"
    "薄弱)"
)
# 从各所抽两个业务熟的，下月起跟我局项目组干: whom and whither stand in two clauses.
_FROM_TO = re.compile(
    "(?:从|由|向|靠|[所站校院镇乡村]里)[^，。；]{0,16}?(?:[所站校院镇乡村]|基层|学校|单位)?[^，。；]{0,6}?(?:抽|调|借|选|要|拿|派|挑|补充|出人|填补|解决|补缺|顶上)[^。；]{0,30}?"
    "(?:[我县市本]局|局里|局机关|到局|专班|指挥部|我[办委部院]|[部县市]里|机关)[^，。；]{0,10}?(?:干|上班|工作|窗口|顶|用|坐班|值|帮|使|写)"
)
_ABOVE_COUNTY: tuple[OrganLevel, ...] = ("central", "province", "prefecture")
_TOWNSHIP = re.compile("乡镇|街道|镇|乡(?!村)|村|社区")


def _seconded(case: Case) -> Iterator[Hit]:
    return once(_seconded_all(case))


def _seconded_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in lays(case):
        text, sentence = words(case, one), around(case, one)
        if not (_PEOPLE.search(sentence) or _COUNTED.search(sentence)):
            continue
        if _OTHER.search(sentence) or not _is_below(case, sentence):
            continue
        whole = _FROM_TO.search(sentence) if one.direction == "down" else None
        if whole and _STAYS.search(sentence) and _COUNTED.search(sentence):
            yield one, Hit(one.sentence, exception=one.exception)
            continue
        draw = _DRAW.search(text) if one.direction not in ("self", "public") else None
        stays = _STAYS.search(sentence) or _TO_THE_OFFICE.search(case.doc.meta.title or "")
        if draw and stays and _COUNTED.search(sentence):
            yield one, found(one, [draw])
            continue
        draw = _TAKES_PEOPLE.search(text) or _DRAW.search(text)
        if draw and one.direction in ("self", "public") and not _ASKED_FOR.search(text, 0, draw.end()):
            continue
        if draw and _REMAINS.search(sentence) and _PEOPLE.search(sentence):
            yield one, found(one, [draw])


# 关于选派干部到市局跟班锻炼的通知: the title says where they go, the clause only how many.
_TO_THE_OFFICE = re.compile(
    "(?:选派|抽调|借调|选调|商借|借用)[^《》]{0,12}(?:到|来|赴)[^《》]{0,10}(?:局|办|委|厅|机关|专班|中心)[^《》]{0,4}(?:跟班|顶岗|上挂|帮助|锻炼|工作)"
)
# 所里编制3人以上的，抽1人: those written to, by their own name for themselves.
_INSIDE = re.compile("(?:^|[，。；　])(?:[所站校院镇村乡]里|本[所站校院镇村乡])")


def _is_below(case: Case, sentence: str) -> bool:
    """Tell whether a sentence names who gives the people, and that is below the issuer."""
    issuers = case.doc.meta.issuers
    above = bool(issuers) and issuers[0].level in _ABOVE_COUNTY
    return (
        _FROM_BELOW.search(sentence) is not None
        or _INSIDE.search(sentence) is not None
        or (above and _NAMED_BELOW.search(sentence) is not None)
    )


def _seconded_from_townships(case: Case) -> Iterator[Hit]:
    issuers = case.doc.meta.issuers
    if not issuers or issuers[0].level not in _ABOVE_COUNTY:
        demands(case)
        return iter(())
    return once(pair for pair in _seconded_all(case) if _TOWNSHIP.search(around(case, pair[0])))


_CITY = {"issuer": "泽安市农业农村局", "to": "各县（市、区）农业农村局"}

RULES: tuple[Rule, ...] = (
    Rule(
        code="SEC-01", name="secondment", title="从下级单位借调、抽调人员", category="借调", severity="issue",
        about="上级机关、专班从县级及以下单位借调、抽调、选派人员顶岗、跟班、集中办公。",
        unless="清退、归还借调人员；检查组、专家组、应急救援、普查；下派、驻村、支教；培训。",
        message="从下级单位抽人到上级机关工作。", suggestion="由本单位人员承担；确需借调的写明批准机关、人数和期限。",
        basis=(R24("第四部分：不得随意从县级及以下单位借调干部"),),
        hits=(
            notice("从各乡镇借调4名干部到县局工作一年。"), notice("每县选两名年轻干部，到专班报到，随岗一年。", **_CITY),
            notice("续借松垣县档案馆保管员2名，借期到明年6月。", **_CITY), notice("请各镇匀出会计一名，在县局项目股顶班一年。"),
            notice("从各乡镇财政所抽两个业务熟的，下月起跟我局项目组干，年底前不回去。"),
            notice("县局力量不足部分由乡镇站所轮流派员补充，每批3人。"),
            notice("从柳塘、白沙两镇各要1名会计，先干一年，编制留在镇里。"), notice("每个乡镇出2名干部到指挥部跟班，中途不得要求换人。"),
            notice("各镇放一名熟手到县专班，活干完才回。"),
        ),
        clean=(
            notice("不得从乡镇借调干部。"), notice("有的部门从乡镇借调干部3名。"), notice("从乡镇借调的4名干部月底前清退。"),
            notice("《关于从乡镇借调干部的通知》废止。"),
            notice("选派5名技术员到乡镇服务一年。"), notice("从各县抽调专家组成验收组。", **_CITY),
            notice("各乡镇选派2名人员到县局参加培训，时间3天。"),
            notice("县局每镇派驻2名骨干，为期一年。"), notice("县局举办培训，每个乡镇安排2名骨干参加，为期三天。"),
            notice("巡察指出，县局从乡镇借用教师8名，应整改到位。"), notice("我局从乡镇借调干部2名。").replace("通知", "报告"),
            notice("县医院派2名医生到卫生院坐诊半年。"), notice("局机关各股轮流，每股出1人到值班室，乡镇站所不参加。"),
        ),
        find=_seconded,
    ),
    Rule(
        code="SEC-02", name="secondment-from-townships", title="市级及以上机关从乡镇借调人员", category="借调", severity="issue",
        about="市级及以上机关从乡镇（街道）、村借调、抽调人员。", unless="同 SEC-01；县级机关发文的按 SEC-01 检查。",
        message="县级以上机关从乡镇、村抽人。", suggestion="不从乡镇借调人员。",
        basis=(R24("第四部分：不得随意从县级及以下单位借调干部"),),
        hits=(notice("从乡镇抽调10名干部到市局集中办公半年。", **_CITY), notice("每县从镇街选3名年轻干部到专班跟班学习一年。", **_CITY)),
        clean=(
            notice("不得从乡镇借调干部。", **_CITY), notice("有的部门从乡镇借调干部3名。", **_CITY), notice("从乡镇借调的4名干部月底前清退。", **_CITY),
            notice("从各乡镇借调4名干部到县局工作一年。"), notice("《关于从乡镇借调干部的通知》废止。", **_CITY),
        ),
        find=_seconded_from_townships,
    ),
)  # fmt: skip
