"""Inspections of own making and in disguise (INS-03, INS-04)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from ..document import Document, Span
from ..errors import NotApplicable
from .inspection_objects import concerns_others, is_own_staff
from .inspection_runs import LOWER, Run, by_department, is_denied, is_ordered, runs, writes_down
from .rule import Case, Hit

__all__ = ["disguised_inspection", "own_inspection"]

# --- INS-03 -------------------------------------------------------------------------------------------------------
_PRIZE = (
    "(?:考核|考评|绩效|总分|评优|评先|评比|目标管理|目标责任|实绩|打分|打总分|加减分|年终[^，。；]{0,4}(?:账|评|分)|年底[^，。；]{0,6}(?:账|评|分)|"
    "班子|述职|评议|政绩|考察|奖惩|年度评价|综合评[价定]|年度评定|干部[^，。；]{0,8}(?:使用|任用|选拔|调整|提拔|评优|考核)|提拔|选拔任用|奖金|总评|总账|总成绩|年终奖|成绩单|年度[^，。；]{0,2}分|"
    "(?:指标|综合|最终|年度|工作)(?:得分|成绩)|年[终底]大考)"
)
_SHARE = "(?:\\d+\\s?(?:分|%|％)|[一二两三四五六七八九十半\\d]+成|百分之)"
_BECOMES = (
    "(?:折[作为进入]|抵作|抵顶|充作|算作|计作|换算|并[入进到]|带[入进到]|汇[入进到]|划[入进到]|写进|记进|计进|加[入进到]|挂[到进入]|转[为入成]|合并到|"
    "归[到入进]|打[到进]|放[到进入]|落到|摊到|记到|滚入|体现[在到]|反映[在到]|装进|进入|编入|充实进|嵌入|融入|叠加[到进]|一并[进入])"
)
# 抽到谁扣谁的分，记到乡镇头上，年终考核见分晓: the account that is settled later.
_RECKONED = (
    "(?:年[终底]|季末|月底|期末|最后|到时候?|届时)[^，。；]{0,8}(?:算总?账|结账|见分晓|说话|一起算|见真章|兑现|见高低)|[查抽检看]到谁[^，。；]{0,4}扣|扣谁的?分|(?:记|算|扣|挂)[在到][^，。；]{0,8}(?:[镇乡村县区道]|单位|书记|谁)[^，。；]{0,4}(?:头上|名下|账上)|"
    "(?:扣减?|扣除|减去?|倒扣)[^，。；]{0,4}(?:所在|该|相关|有关|责任)[^，。；]{0,3}(?:乡镇|镇|乡|村|街道|社区|县|区)[^，。；]{0,10}分|(?:扣|减)[^，。；]{0,14}(?:乡镇|镇|街道)[^，。；]{0,8}(?:考核|绩效|年度|综合)[^，。；]{0,4}分|"
    "(?:是|为|成为|看作|视为)[^，。；]{0,6}(?:评价|衡量|检验|考量|评判|评定|评估)[^，。；]{0,24}(?:依据|参考|标尺|标准|内容|尺度|指标|杠杆)"
)
_ASSESSED = re.compile(
    "(?=[于以和在奖实工干指按提政目综述选逐交为年季月期最到届查抽检看扣减倒是成归落摊滚体反装进编充嵌融叠一同跟定摆放视与从体作充写分划列加占合带并当得总成打抄折报抵挂换汇班用移算纳结绩考计记评转送])(?:"
    f"(?:纳入|列入|列为|列作|定为|当成|视作|视为|摆进|放进|打进|计入|记入|写入|作为|当作|用作|用于|挂钩|折算|折成|算进|算入|体现到)[^，。；]{{0,30}}{_PRIZE}"
    f"|(?:考核|考评|绩效|总分|评优|评先|打分|班子)[^，。；]{{0,14}}(?:重要内容|依据|参照|参考|占\\s?\\d+\\s?分|挂钩|占比)|"
    f"[与同跟][^，。；]{{0,24}}{_PRIZE}[^，。；]{{0,10}}挂钩"
    f"|(?:分数?|成绩|得分|结果)[^，。；]{{0,8}}(?:抵|折|进|入|报|送|计|记|用)[^，。；]{{0,14}}{_PRIZE}|"
    f"{_RECKONED}|占[^，。；]{{0,14}}{_PRIZE}[^，。；]{{0,8}}{_SHARE}|(?:[在于从]|当中)[^，。；]{{0,16}}{_PRIZE}[^，。；]{{0,6}}(?:[里中内]|占|拿出|切出|划出|单列)[^，。；]{{0,6}}{_SHARE}|{_PRIZE}[^，。；]{{0,8}}(?:占|权重)[^，。；]{{0,6}}{_SHARE}|[与同跟和][^，。；]{{0,24}}{_PRIZE}[^，。；]{{0,6}}(?:捆绑|绑定|绑在|联动)|[按逐以][镇村乡街单][^，。；]{{0,4}}扣分|{_BECOMES}[^，。；]{{0,16}}{_PRIZE}|从[^，。；]{{0,12}}{_PRIZE}[^，。；]{{0,3}}[扣减]|(?:报|送|抄送|移交)[^，。；]{{0,8}}(?:组织部|考[核评]办|目标办|绩效办|督考办)|交[^，。；]{{0,6}}(?:考[核评]办|目标办|绩效办|督考办)|{_PRIZE}[^，。；]{{0,6}}(?:降|下调)[^，。；]{{0,3}}[等档级]|{_PRIZE}[^，。；]{{0,4}}[中里内][^，。；]{{0,4}}[加减扣得记]\\s?[\\d一二三四五六七八九十半]+(?:\\.\\d+)?\\s?分"
    ")"
)
_CHECK = "(?:督查|督导|督办|考核|考评|检查|抽查|暗访|巡查|评估|评价|验收|监测|评比|拉练|点验)"
# The issuer itself goes and inspects; orders to others to inspect on their own ground are no inspection of them.
_INSPECT = re.compile(
    "(?=[区县将州巡市我抽拉暗本检派点监省督考评验])(?:"
    f"(?:我[局委厅办部院]|本[局委厅办]|(?:省|市|县|区|州)[^，。；]{{0,14}}(?:局|厅|委|办|办公室|专班|指挥部|督查组)[^，。；]{{0,6}}(?:将|会)|"
    f"(?<![即必])将(?=会同|组织|适时|不定期|定期|对|派|联合|开展|在|成立|随机|抽)|派出|[督检考评监][查导核估测]组)[^，。；]{{0,40}}{_CHECK}"
    f"|{_CHECK}对象[^，。；]{{0,8}}(?:各|乡镇|镇|街道|村|县|区|市)"
    ")"
)
_INSPECT_AGAIN = re.compile(
    "(?:我们?局|咱们?局|局里|县里|区里|市里|专班|工作组|指挥部|办公室|我办|本办|我部|上面|[股科]里)(?:这?下?[周月]|近期|最近|随时|届时|将|会|要|拟|准备|适时|不定期|定期){0,3}[^，。；]{0,6}(?:派[人员组出]|抽人|抽几个|组队|带队|组织人|安排人|组团|下来|下去|下沉|赴|到)[^，。；]{0,16}(?:看|查|检|过|核|转|验|督导|督查|巡|暗访|打分|考)|"
    "(?:我局|我办|我部|我委|专班|指挥部|督[查导]组|工作组|检查组|考核组|评估组)[^，。；]{0,16}(?:对照|逐[项镇乡村条]|挨个|轮流|交叉|明察暗访|四不两直)[^，。；]{0,12}(?:查|核|验|评|打分|考|看)|(?:挨个|一个|逐个|逐)(?:乡?镇|村|街道|社区)(?:一个[镇村乡])?地?(?:过堂|[看查过]一遍|过筛|过关|过(?=[，。；])|[看查过][，。；])|"
    "(?:明察暗访|四不两直|交叉互检|交叉检查|飞行检查|突击检查|随机抽查|拉网式[检排]查)[^，。；]{0,14}(?:[，、]?对|各)?[^，。；]{0,6}(?:乡|镇|村|街道|社区)|"
    "(?:当场|现场|当面|就地)[^，。；]{0,3}(?:记|打|扣|亮|评|给)(?:出|个)?分|(?:派员|派人|派专人|组队|抽人)[^，。；]{0,10}(?:到|赴|下)[^，。；]{0,6}(?:乡|镇|村|县|区|街道|社区)[^。；]{0,16}(?:看|查|检|核|打分|督|考|暗访)|"
    "(?:县局|[市区]局|我局|本局|局领导|局班子|专班|指挥部)[^，。；]{0,12}(?:逐|轮流|挨个|分片)[^，。；]{0,4}[镇乡村街县区][^，。；]{0,8}(?:验收|检查|考|评|查|督|暗访|打分)|(?:组建|成立|组成|抽调|安排|派驻)[^，。；]{0,16}(?:组|队|员|专班)[^。；]{0,24}(?:查看|检查|巡察|巡查|督[查导促办]|核查|打分|驻点|暗访|评)|"
    "(?:每[旬周月季天日]|半月|定期|不定期|逐[月季])对[^，。；]{0,8}(?:各|乡|镇|街道|村|县|区)[^，。；]{0,12}(?:查|看|检|核|过一遍|打分|测评|巡|评|考)"
)
# Who is marked by whom, in any order: 对各镇…评分, 各镇的工作由县残联赋分, 得分低于80分的乡镇.
_BELOW = (
    "(?:(?:\\d+|[一二三四五六七八九十]{1,3})个(?:乡镇|镇|乡|街道|村|社区|县|区)|乡镇|镇街|街镇|各?街道|各镇|各乡|各村|各社区|各地|各市|各区|各县|县（市、区）|(?:乡|镇|村|县|区)党委|党委、?政府|[乡镇县区]政府|"
    "领导班子|主要(?:领导|负责)|村（社区）|村级组织)"
)
_ORGAN = "(?:[局厅委办会组站]|专班|中心|残联|妇联|工会|团委|联社|指挥部|大队|支队|公司)"
_MARK = "(?:打[出]?分|成绩单|记分|结总?账|评分|评出|赋分|计分|量分|定级|评级|定等|评等|测评|考[核评]|督查|督导(?!员)|检查|抽查|暗访|巡查|评估|验收|评议|点验)"
_MARKS_BELOW = re.compile(
    f"(?:对|给|就)[^，。；]{{0,10}}{_BELOW}[^，。；]{{0,30}}?{_MARK}|{_BELOW}[^，。；]{{0,24}}由(?![^，。；]{{0,14}}(?:书记|[镇乡区县]长|主任|向))[^，。；]{{0,14}}{_ORGAN}[^，。；]{{0,16}}{_MARK}|"
    f"{_ORGAN}(?:将|拟|届时|会|于|按|每)[^，。；]{{0,16}}(?:逐[镇乡县村区街]|组织|开展|进行|实施|下沉|分赴)[^，。；]{{0,24}}{_MARK}|(?:(?:每?[月季旬周]|半?年)度?(?:一|终)?(?:督查|督导|考[核评]|评比|检查|测评|排名|通报|总评)[、，]?){{2,}}|包[镇村乡片][^，。；]{{0,4}}督[查导办]|"
    f"(?:考[核评]|督查|督导|检查|评估|测评|验收)(?:得分|成绩|结果|评分)?[^，。；]{{0,16}}(?:低于|不足|不满|不合格|不达标|末位|靠后|垫底|优秀|后[一二三四五])[^，。；]{{0,8}}的(?:各|乡|镇|村|县|区|街道|市)"
)
# The subject below: these are to inspect others themselves.
_BELOW_ACTS = re.compile(f"{_BELOW}|各[^，。；]{{0,8}}(?:市|县|区|部门|局|单位|组|站|所)|各级|部门应|县级|市级")
_TRADE_BY_LAW = re.compile(
    "企业|经营户|经营者|医院|疫情|风险等级|[评考][估核]的|工地|竣工|工程验收|项目验收|审计|预算|绩效评价|学生|学员|药店|商户|公务员|职称|高考|考点|村民|农户|评标(?!准)|申请人|供应商|双随机|行政处罚|疫苗|事业单位"
)
_AT = re.compile(
    "(?:对|给|到|赴|深入|下沉|进驻|以|对象[为是：])[^，。；]{0,10}(?:各|乡|镇|街道|村|社区|县|区|市|基层|所辖)"
)
# 折进县直单位年终绩效: those beside the issuer are no more its to assess.
_DEPARTMENTS = re.compile("[县市区州省]直(?:各)?(?:单位|部门|机关)|各(?:单位|部门)|成员单位")
# 考核对象：各乡镇人民政府: the label stands in front of the clause.
_LABEL = re.compile(f"{_CHECK}(?:的)?(?:对象|范围|主体)[为是：]{{1,2}}$")
# 接受省厅的考核: who is inspected speaks.
_UNDERGONE = re.compile("(?:接受|迎接|通过|参加|配合|代表)了?[^，。；]{0,16}$")
_INSPECTION = re.compile(
    "[转过算扣]|依据|参考|标尺|晓|对象|年[终底]|成绩|得分|总账|奖金|[查考督评核验监看巡察测]|总分|打分|组织部|实绩|绩效|班子|目标"
)
_APPROVED = re.compile(
    "(?=[列备年批按督经计])(?:"
    "经[^，。；]{2,30}(?:批准|同意|审批|备案|审定)|(?:年度)?(?:督查检查考核|督检考)(?:年度)?计划|列入计划|按照?[^，。；]{0,16}(?:计划|统筹安排|"
    "部署安排)|备案|计划内|批准的"
    ")"
)
# What departments inspect by law or trade: firms, sites, citizens, their own branches.
_TRADE = re.compile(
    "企业|经营|工地|施工|建设单位|项目单位|生产单位|执法|行政处罚|信用|申请人|用人单位|商户|商家|市场主体|纳税|供应商|中标|投标|建筑|车辆|从业|药店|"
    "药品|食品|产品|质量监督|"
    "特种设备|矿山|企事业|双随机|机构|学生|医师|教师|学校|医院|校园|高考|考点|考场|招生|村民|农户|学员|评标|专家|水质|疫苗|实验|竣工|合同|招标|"
    "项目验收|工程验收|绩效评价|资金|预算|审计|职称|事业单位|岗位|工作人员|公务员|年度考核等次|个人"
)


# 分数报目标办备案: the marks are filed, not the inspection.
_MARKS_FILED = re.compile("(?:分数|结果|成绩|得分|排名|名次)[^，。；]{0,12}备案")


def _is_approved(words: str) -> bool:
    return _APPROVED.search(_MARKS_FILED.sub("", words)) is not None


def own_inspection(case: Case) -> Iterator[Hit]:
    """Yield inspections and assessments of lower Party committees and governments that a department sets up."""
    doc = case.doc
    issued = by_department(doc)
    if issued is None:
        raise NotApplicable("看不出发文机关，无法判断有没有考核权")
    if not issued:
        raise NotApplicable("党委、政府及其办公厅（室）的文件，不属部门自设")
    if doc.meta.genre in ("报告", "请示", "批复") or (doc.meta.genre == "函" and not _to_below(doc)):
        raise NotApplicable(f"{doc.meta.genre}不下达督查考核任务")
    if any(organ.level == "central" for organ in doc.meta.issuers):
        raise NotApplicable("中央部门的督查检查考核按年度计划管理")
    down = writes_down(doc)
    for run in runs(case, partial(is_ordered, case), _INSPECTION):
        hit, marks = _own_inspection(run, down=down), _marks_below(run, down=down) or _object_of_it(doc, run)
        if hit and marks:
            start, end = min(hit.span.start, marks.span.start), max(hit.span.end, marks.span.end)
            yield replace(hit, span=Span(start, end))
        elif found := hit or marks:
            yield found


def _own_inspection(run: Run, *, down: bool) -> Hit | None:
    assessed, inspect = _ASSESSED.search(run.text), _INSPECT.search(run.text) or _INSPECT_AGAIN.search(run.text)
    found = assessed or inspect
    if found is None or _is_approved(run.text) or _TRADE.search(run.text) or is_denied(run.text, *found.span()):
        return None
    if not assessed and concerns_others(run.text, found):
        return None
    if assessed and is_own_staff(run.text):
        return None
    if not assessed and _UNDERGONE.search(run.text[: found.end() - 2]):
        return None
    if re.search("不(?:再|得|予)?(?:[并纳计列写记算折]|作为|挂钩)", found.group()):
        return None
    if any(one.direction in ("public", "up") for one in run.parts):
        return None
    aimed = LOWER.search(run.text) or _DEPARTMENTS.search(run.text) if assessed else _AT.search(run.text)
    if not aimed and not down:
        return None
    what = "把工作纳入对下级的考核" if assessed else "自行设立对下级的督查、检查、考核"
    place = run.around_all(_ASSESSED) if assessed else run.around(*found.span())
    return Hit(place, {"what": what}, run.exception, "issue" if assessed or aimed else "tip")


def _object_of_it(doc: Document, run: Run) -> Hit | None:
    """Return the clause that names those below as who is assessed: 考核对象：各乡镇人民政府."""
    start = run.span.start
    label = _LABEL.search(doc.text[max(0, start - 12) : start])
    if label is None or not LOWER.search(doc.quote(run.parts[0].core)):
        return None
    if _is_approved(run.text) or _TRADE.search(run.text):
        return None
    return Hit(
        Span(start - len(label.group()), run.parts[0].core.end),
        {"what": "自行设立对下级的督查、检查、考核"},
        run.exception,
    )


def _marks_below(run: Run, *, down: bool) -> Hit | None:
    """Return the clause in which a department marks or inspects those below, whatever the subject of the work is."""
    found = _MARKS_BELOW.search(run.text)
    if found is None or _is_approved(run.text) or _TRADE_BY_LAW.search(run.text):
        return None
    clause = max(run.text.rfind(mark, 0, found.start()) for mark in "，；：。") + 1
    if concerns_others(run.text, found):
        return None
    if is_denied(run.text, *found.span()) or _BELOW_ACTS.search(run.text, clause, found.start()):
        return None
    if any(one.direction in ("public", "up") for one in run.parts) or not (down or LOWER.search(run.text)):
        return None
    return Hit(run.around_all(_MARKS_BELOW), {"what": "自行设立对下级的督查、检查、考核"}, run.exception)


# --- INS-04 -------------------------------------------------------------------------------------------------------
# The activity that the title announces: 指导意见 and 服务管理办法 announce none.
_DISGUISE = re.compile(
    "(?:调研|走访|座谈|观摩|监测|指导|巡访|回访|蹲点|体检|把脉|会诊|评估|评价|下访|问需|观察|访谈|调查|察访|回头看|服务|帮扶|摸底|问卷|恳谈|沙龙|交流)(?:评估|指导|服务|帮扶|交流|会|行|周|"
    "月|日)*(?:活动|工作|行动|方案|安排|计划|事宜)*[》”]?的?(?:预|补充)?(?:通知|方案|安排|提示|函)?$"
)
# A visit in figurative dress: 赴各地解剖麻雀, “面对面”.
_FIGURATIVE = re.compile(
    "(?:赴|走进|下沉|沉到|沉入|到)(?:各|乡|镇|村|县|街道|社区|基层|[^，。；]{2,8}[县乡镇村])"
    "|[“「][^”」]{0,12}(?:走基层|走流程|体验|串门|坐诊|跑一?趟|看一?看|访|听|问|蹲|沉|聊|拉家常|面对面|进[村户镇]|入户|把脉)[^”」]{0,10}[”」]|解剖"
)
_NO_FIGURE = re.compile(
    "培训|义诊|招聘|演出|宣传|放映|巡回|展[览销示演]|演练|上学|下达|下拨|下放|下发|进口|进校|试点|到期|下乡"
)
_OPEN_NAME = re.compile(
    "考核|督查|检查|验收|督导|细则|办法|(?<!高)标准(?!化|农田)|指标|评选|评比|统计(?:调查|监测|制度|年报|分析)|普查|变更调查|遥感|监测预警|条例|规定|规程|考评|竞赛|审计|环境影响|信用|资质|职称|指导意见|"
    "风险|质量(?![^》]*(?:调研|走访|座谈|指导))|地质|水质|价格"
)
_GRADED = re.compile(
    r"(?=[看好上下从低做停写区取合对居年张形投挂换授插最权标没由白百过高黑成占计记折并纳作归分得给ABCDabcd一丁三不丙乙二五亮优位作倒分划列判前加名后四好定归得打扣排星末档满甲等红落计记评赋量黄\d])(?:"
    "[三四五]色评价|打[个出上]?分|判分|给[个出]?分|评[个出上]?分|百分制|(?:折合|换成|换算|折成|量化)[^，。；]{0,4}分|(?:分成|分作|分为|划为|划成|归成|区分)[^，。；]{0,4}“?(?:很好|最好|较好|好|优|先进|满意|达标|强|快|红|绿|过关)[、与和/][^。；]{0,20}|(?:作出|给出|写出|形成|下|做出)[^，。；]{0,4}(?:评定|判定|优劣|鉴定意见|评判|定性)|评定(?:意见|结果|结论|等)|评判|赋值|过堂|过筛|[不没][过合][关格]|黄[牌旗]|[红黑白]旗|[插挂授][^，。；]{0,4}[旗牌]|"
    "张榜|上榜|红[榜灯]|标[红黄]|亮灯|从[多高好优快][^，。；]{0,2}到[少低差劣慢]|由[多高好优快][^，。；]{0,2}[到至][少低差劣慢]|居末|末[一二三四五两\\d位]|最后[一二三四五两\\d]{1,2}[名位个]|得票|投票|高低[^，。；]{0,6}(?:公布|通报|公开|排)|低分|高分|权重|记[一入]?[^，。；]{0,6}成绩|计[入]?[^，。；]{0,6}成绩|等第|优劣|[三四五]星|星级|对答率|合格率|取消[^，。；]{0,8}(?:以奖|奖补|评优|评先|资格|补助)|停发|扣[发减除]?[^，。；]{0,6}(?:补助|补贴|绩效|奖)|年度(?:评价|考核|评议)|赋分|计分|记分|得分|[扣加]\\s?\\d+(?:\\.\\d+)?\\s?分|[扣加][^，。；]{0,6}\\d+分|\\d+分以[上下]|满分|等次|优秀[、（]|不合格|打钩|打勾|"
    "定级|评级|排名|排序|名次|位次|倒排|倒数|末位|红黑榜|评出[^，。；]{0,16}[等类档级]|"
    "定档|分档|[一二三四五ABCDabcd甲乙丙丁]档|档次|划[分为][^，。；]{0,8}[等档类]|亮[^，。；]{0,3}[牌灯]|[红黄]牌|[红黄]灯|打星|评星|星级|优劣|"
    "[归分划定评落列判][入为到作成进出个在]{0,2}[^，。；]{0,6}(?:[A-D甲乙丙丁][、和]?){1,4}[^，。；]{0,3}[等类级档]|(?:[ABCD甲乙丙丁]、){1,3}[ABCD甲乙丙丁][^，。；]{0,3}[类等级档]|[丙丁D]\\s?[等级类档]的|看一[处个家镇村校]评一[处个家镇村校]|好、?中、?差|(?:评|分|定|作)[^，。；]{0,4}(?:上、?中、?下|优、?良)|量分|末尾|红、[黄橙]、[绿蓝]|"
    "分[为成作]?[^，。；]{0,4}(?:[一二三四][等类级档][、和]?){2,4}|排[出个][^，。；]{0,4}(?:先后|座次|高低|队)|列[入为][^，。；]{0,4}(?:后进|落后|较差|黑名单)|"
    "占[^，。；]{0,14}(?:考[核评]|绩效|总分|评优)[^，。；]{0,6}(?:%|％|\\d|成|分)|(?:计入|列入|记入|折入|并入|纳入)[^，。；]{0,14}(?:成绩|考[核评]|绩效|总分|扣分|评优)|作为[^，。；]{0,20}(?:依据|参考)|"
    "归[入为][^，。；]{0,24}[档等类级]|(?:成绩|得分|分数)[^，。；]{0,4}(?:最低|靠后|低于)|评定(?:等|为|结果)|亮分|[前后]\\s?[一二三四五六七八九十\\d]+\\s?名"
    ")"
)
_MARKED = re.compile(
    "[制旗票榜堂移送成权星扣停炉认看补优追函说换追挂档名分等优格钩勾级名次序位档牌灯星劣榜类差下绿验末量先后黑改督查检报谈责销交]"
)
_ORDERED = re.compile(
    "(?=[主乡再写县反回局提移表负送逐重镇点逾限启进警列下书交作全到工挂换改整来督约说责追通逾销问限])(?:"
    "限[^，。；]{0,8}(?:整改|销号|补课|改[正好完]|清零)|回炉|重[新来][^，。；]{0,3}(?:走访|调研|评估|看|查|检|评|来|过)|再[看查验评]一?[遍次轮]?(?=[，。；]|$)|移[交送][^，。；]{0,6}(?:纪|监|组织|督查)|[交督提警]办?[办示醒]?单|交办单|督办单|提[醒示]函|警示函|反馈函|通报到|送[^，。；]{0,6}(?:组织部|纪委|督查|主要领导)|写[出份][^，。；]{0,4}(?:说明|检[查讨])|书面检[查讨]|(?:[镇乡县局]长|书记|主要负责[人同志]{1,2}|负责人|镇里|乡里)[^，。；]{0,8}(?:说明情况|作说明|表态|检讨|解释)|责成|表态发言|负面清单|逐条认领|追究|逾期[^，。；]{0,4}未?[不改]|点名|问题清单|整改(?:通知|督办|函|单|报告|清单)|督办函|限期整改|责令|下发[^，。；]{0,8}整改|作检查|作出?检讨|通报批评|全[市县区省]通报|约谈|问责|销[号账]|交账|列[成出][^，。；]{0,4}单子|"
    "改[好完正到][位]?[^，。；]{0,6}(?:再[验看查核来]|复[验查看核])|来[^，。；]{0,6}说(?:清|明|个明白)|"
    "[到来][^，。；]{0,8}谈话|说明原因|书面说明|交整改|逾期不改|换人|问题[单函]|整改结果|(?:启动|进行)[^，。；]{0,4}谈话|警示|工作档案|挂钩|追责"
    ")"
)


# 局里派技术帮扶组到各院指导，当场给出甲、乙、丙、丁四等: the visit is announced in the sentence itself.
_KIND = "(?:帮扶|指导|调研|走访|服务|会诊|把脉|问诊|蹲点|送[教策]|访谈|观察|回访|体验|座谈|联络|结对|辅导)"
_VISITORS = re.compile(
    f"{_KIND}[^，。；、]{{0,4}}(?:组|队|团|员|专班|小分队)|(?:开展|组织|进行|安排|搞)[^，。；]{{0,8}}{_KIND}(?=[，。；]|活动)"
)
_GOES = re.compile(
    "(?:[到赴进下]|下沉|走进|进驻|深入|分片)[^，。；]{0,10}(?:[各每逐一]|乡|镇|村|校|院|站|社区|街道|县|区)|[各每逐](?:乡|镇|村|校|院|站|所|社区|街道|县|区)"
)
_CHECK_TITLE = re.compile(
    "考[核评]|督[查导]|检查|验收|评[选比审]|竞赛|审计|细则|办法|规定|条例|标准|评分|测评|监督|整治|执法|巡[察查]|招[聘生标]|项目申报|培训"
)
# Those who are served, the state of fields and people: no marks of those below.
_SERVED = re.compile(
    "隐患点|缺口|警示牌|给[^，。；]{0,6}[团组队员][^，。；]{0,3}打分|居民|老人|失能|残疾|住户|血压|血糖|[麦秧禾幼]?苗|学员|结业|病虫|作物|(?:帮助|帮|为|给|对|助|到)[^，。；]{0,4}(?:企业|商户|农户|群众|经营户|家庭)|签约对象|服务对象|[对给为](?:县|市|区|我|本)?局(?:机关)?[^，。；]{0,6}打"
)


def _visited(sentence: str) -> bool:
    return _VISITORS.search(sentence) is not None and _GOES.search(sentence) is not None


def _to_below(doc: Document) -> bool:
    """Tell whether a letter goes to those below, whatever it calls itself."""
    return any(organ.name.startswith("各") for organ in doc.meta.addressees) or writes_down(doc)


def disguised_inspection(case: Case) -> Iterator[Hit]:
    """Yield marks, grades, rankings and orders in a document that calls itself a visit or a study."""
    doc = case.doc
    title = doc.meta.title or ""
    named = bool(_DISGUISE.search(title) or (_FIGURATIVE.search(title) and not _NO_FIGURE.search(title)))
    if not named and (_CHECK_TITLE.search(title) or not _VISITORS.search(doc.text)):
        raise NotApplicable("标题不是调研、评估、评价、指导、监测一类")
    if (named and _OPEN_NAME.search(title)) or doc.meta.genre in (
        "报告",
        "请示",
        "意见",
        "公告",
        "通告",
        "通报",
        "批复",
    ):
        raise NotApplicable("是公开名义的考核检查，或者不下达任务")
    if doc.meta.genre == "函" and not _to_below(doc):
        raise NotApplicable("平行机关之间的函")
    for run in runs(case, partial(is_ordered, case), _MARKED):
        if any(one.direction == "public" for one in run.parts) or re.search(
            "学生|患者|产品|样本|体检结果|随访|病情|救助对象|困难程度|困难群众|危房|鉴定|腾空", run.text
        ):
            continue
        if _SERVED.search(run.text) or not (named or _visited(case.masked(run.sentence))):
            continue
        found = _GRADED.search(run.text) or _ORDERED.search(run.text)
        if found and is_denied(run.text, *found.span()):
            continue
        if found:
            yield Hit(run.around(*found.span()), {"feature": found.group()}, run.exception)
