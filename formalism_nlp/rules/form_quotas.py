"""给基层下达信息、稿件数量指标: how many reports, articles and cases have to be handed up (FRM-05)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..directives import Directive
from ..language.numerals import NUMBER
from .burdens import around, demands, found, once, wanted, words
from .form_parts import BY_DEPARTMENT, actor_name, in_front
from .rule import Case, Hit

__all__ = ["QUOTA", "WRITING", "find_quota"]

WRITING = re.compile(
    "(?=[线事特信稿动简快案做经报文消专资素推新心手随感读观听札侧启脚讲金跟原内材体总调篇要短通帖故征图典亮社民综反评微宣外供])(?:"
    "信息员[^，。；]{0,6}任务|(?<!举报)(?<!案件)(?<!问题)线索(?=，|\\d)|信息(?!化|系统|平台|点|员)|稿(?!酬|费)|动态|简报|快讯|案例|做法|经验|报道|文章|消息|专报|资讯|素材|推文|新闻|心得|体会|手记|随笔|感悟|[读观听]后感|札记|侧记|启示|文稿|脚本|讲稿|微党课|专题片|金点子|跟评|原创|内参|内刊|(?:经验|典型|事迹|亮点|特色)材料|总结|调研(?:报告|成果)|(?<=篇)调研|要情|"
    "短视频|微视频|短片|通讯|帖|故事|征文|图文|要闻|短文|短讯|体会文章|简讯|典型|亮点|社情民意|民情(?!日记|台账)|综述|反思|评析|评论|外宣|供稿|专刊|专栏|宣传片"
    ")"
)
_UNIT = "[条篇份期则件个幅稿]"
_FLOOR = (
    "不[得能应可]?(?:少于|低于|下于|薄于)|不下|下限[为是]?|至少|(?<![不得])[少低]于|最少[^，。；\\d]{0,2}?|少则|少说也?|起码|须有|要有|[凑写交发供投][够满足]|[凑交写完达][不未][足够到成]|达到?|完成|保底|保证|任务[数量]?[为是：]?|"
    "不[够足到]|未[达足满到]|推出|拿出|产出|提供|投送|报送|上报|呈报|刊发|发布|编发|采用"
)
# Bodies and people to whom a share is given: 城关镇10份，其余乡镇各5份.
_SHARE = "(?:镇|乡|村|街道|社区|校|院|站|所|室|支部|单位|科室|园区|片区|[省市县镇村]级|人|员|每名[^，。；\\d]{1,6})"
QUOTA = re.compile(
    r"(?=[线侧内原县听启市感手札省脚观讲读跟金随经典事亮特未见登以季旬产拿推提天低少全外下交写一七三上不专两九二五亮人体保信做八六典凑几刊动十半发各周四图均季完帖年征心快总投报推故数文新最月村校案每消短稿简素经编至要调资起达近通采须镇乡街社院站所室支单科园片员呈供任微宣综反评民双旬篇０１２３４５６７８９\d])(?:"
    rf"(?:{_FLOOR}|每[月周旬季年人村镇名单所支校科站个位][^，。；\d]{{0,12}}?|[双单]月[^，。；\d]{{0,4}}?)[^，。；\d]{{0,8}}?(?:(?:{NUMBER})[—～~至到-])?(?:{NUMBER})\s?(?P<unit>{_UNIT})(?![例款人月龙条])"
    rf"|(?:{NUMBER})\s?(?P<unit2>{_UNIT})(?:以上|及以上|起步|保底|打底|起(?=[，。；]|$)|的?任务|(?:是|为)底线)|以(?:{NUMBER})\s?(?P<unit10>{_UNIT})[^，。；]{{0,2}}为(?:起点|底线|下限|基数|限|准|目标|底)|"
    rf"(?:每[周月旬季天日]|周周|月月|天天|季季|旬旬)[^，。；\d]{{0,4}}(?:见|有|出|上|发)(?P<unit11>稿|帖|文章|报道|信息|动态)(?![箱息员])|"
    rf"[见登上]报[^，。；\d]{{0,4}}(?:{NUMBER})(?P<unit12>[次篇])|"
    rf"(?:每[次场][^，。；\d]{{0,8}}|每[参读开][^，。；]{{1,8}}|[一每]次|每次活动[^，。；]{{0,4}}|一[人家村站所校])，?[^，。；\d]{{0,14}}?(?:{NUMBER})\s?(?P<unit13>{_UNIT})|"
    rf"每(?:{NUMBER})个?[天日周旬月季年][^，。；\d]{{0,10}}(?:{NUMBER})\s?(?P<unit14>[篇则稿])|"
    rf"(?:{WRITING.pattern})[^，。；\d]{{0,6}}(?:{NUMBER})\s?(?P<unit3>[篇条则期稿])(?![例款])|"
    rf"(?<![发每])(?!一)(?:{NUMBER})\s?(?P<unit4>[篇期则条份])[^，。；]{{0,4}}(?:{WRITING.pattern})|"
    rf"[月年季周人村校均各][^，。；\d]{{0,6}}(?:{NUMBER})\s?(?P<unit5>[篇则稿])|"
    rf"{_SHARE}(?:各|均|分别|每[季月年旬周]|按季|按月)?[推报出供交写选]?(?:{NUMBER})\s?(?P<unit6>[篇则稿份条期件个])(?![人月])|"
    rf"每[月周旬季][^，。；]{{0,8}}前[交报送供]\s?(?:{NUMBER})\s?(?P<unit9>[篇稿则条期])|"
    rf"(?<![第年\d])[一二两三四五半全]个?[天周旬月季年]度?[^，。；\d]{{0,6}}(?:{NUMBER})(?P<unit7>[篇稿期条则份])|"
    rf"(?:{WRITING.pattern})[^，。；\d]{{0,6}}(?:{NUMBER})\s?(?P<unit8>例)(?=以上|打底|起|$)"
    ")"
)
_AT_MOST = re.compile("不超过|限[投报交]|不[得能]?多于|至多|最多|以内|控制在")
# Texts and things that are counted for other reasons: technical standards, learned papers, public notices.
_OTHER_TEXTS = re.compile(
    "公[共示]|对外公|消防|卫生(?!院|室|健康|服务|局|系统)|标准(?!化)|字以内|向社会|向读者|向市民|资助|论文(?!章)|专利|著作|教材|课题|期刊|刊物|核心|出版|项目|申报|清单|接入|示范|登记|产品|政策(?!宣|解读|信息)"
)
# 县报每周刊发两篇: the work of a paper or station; 由24期压到8期: fewer.
_PRESS = re.compile(
    "^(?:我|本)?[省市县]?(?:报|日报|晚报|电视台|电台|广播站|广播电视台|融媒体中心|报社|编辑部|图书馆|科协|社科联)(?!送)"
    "|比(?:上年|去年|上月|上季)(?:同期)?[减增下少多降]|同比|[由从][^，。；\\d]{0,6}\\d+[^，。；]{1,5}(?:压|减|降|缩|并|精简|调)"
)
# 件, 个 and 份 count many things: what is written must be named in the clause or right in front of it.
_OF_MANY = "件个份"


def find_quota(case: Case) -> Iterator[Hit]:
    """Find how many texts have to be written or handed up."""
    return once(_quotas(case))


def _quotas(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in demands(case, strict=True):
        text = words(case, one)
        quota = wanted(QUOTA, text)
        # 采用的一篇加1分 rewards, it sets no number.
        if quota is None or _OTHER_TEXTS.search(text) or text[quota.end() :].startswith(("加", "得", "奖", "计")):
            continue
        if _AT_MOST.search(text, max(0, quota.start() - 4), quota.end() + 3):
            continue
        if BY_DEPARTMENT.search(actor_name(case, one)) or _PRESS.search(around(case, one)):
            continue
        where = _named(case, one) if quota[quota.lastgroup or "unit"] in _OF_MANY else around(case, one)
        if quota[quota.lastgroup or "unit"] in "篇稿" or WRITING.search(where):
            # An emergency does not call for press work.
            yield one, replace(found(one, [quota], {"quota": quota.group()}), exception=None)


def _named(case: Case, one: Directive) -> str:
    """Return a demand together with the clauses in front of it that end in what the figure counts."""
    before = in_front(case, one)
    if before is not None and QUOTA.search(words(case, before)):
        # A row of figures: 城关镇10份，东湾镇8份.
        return case.masked((one.sentence.start, one.span.end))
    return case.masked(((before or one).span.start, one.span.end))
