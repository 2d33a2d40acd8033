"""评分办法: points for instructions, media and traces, and indicator trees that are too fine (INS-06, INS-07, INS-09)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..document import Document, Span
from ..errors import NotApplicable
from .indicators import TRACE_MEASURE, IndicatorTree, indicator_trees
from .inspection_runs import Run, is_denied, is_ordered, runs
from .rule import Case, Hit, Rule
from .sources import R24

__all__ = ["RULES"]

_POINTS = re.compile(
    r"(?=[当算顶不减分加占增奖得扣折抵积给计记赋\d])(?:"
    r"[加得计记抵奖赋扣减折给占积增]\s?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百]{1,3})(?:[-—至~]\d+)?\s?(?:分(?!钟)|个?积分|点(?!钟))|"
    r"(?<![时点:：\d.])\d+(?:\.\d+)?\s?分(?!钟|之|别|期|为)|得满分|计满分|加分|扣分|得分|计分|赋分|折算|折成|分数|不得分|[顶抵折当算][^，。；]{0,4}?(?:\d+|[一二两三四五六七八九十]+)\s?[篇条次件份]"
    ")"
)
# Points given or taken: a total (总分1000分), a time (8时30分) and the word 得分 are none.
_GIVEN = re.compile(
    "(?=[(不值册减加占各奖录得扣抵本每照片簿给计记赋零（要案件档账表料像频])(?:"
    r"每[^，。；\d]{0,3}\d+(?:\.\d+)?\s?分(?!钟)|(?<!设)[加得计记抵奖赋扣减][^，。；\d]{0,3}(?:\d+(?:\.\d+)?|"
    r"[一二两三四五六七八九十]{1,3})\s?(?:分(?!钟)|个?积分|点(?!钟))|得满分|计满分|扣分|(?<!设)加分(?!\d)|减分|不得分|不计分|零分|"
    r"[（(]\s?\d+\s?分\s?[）)]|[占值给各]\s?\d+\s?分(?!钟)|[本册簿照片录]\s?\d+\s?分(?!钟)"
    ")"
)
_SCORED = re.compile(
    "[抵顶]|分|点|积|考核|考评|绩效|评[先优价]|实绩|[年]终|年底|合格|[评摘][^，。；]{0,4}[等星优]|先进|为准|评[为定]|依据|[等档]|台账|本子"
)
_COUNTS = re.compile(
    "(?:纳入|列入|计入|作为|记入)[^，。；]{0,20}(?:考核|考评|绩效|评先|评优|评价|年终|年底|加分|计分|排名|实绩)"
)
# Without a figure: a grade, pay or an honour that hangs on it, or that it is what is looked at.
_DECIDES = re.compile(
    "(?=[做凭以看评定列判算记只确认视升授降摘不方才即扣论主重唯为作零优取])(?:"
    "(?:评|定|列|判|算|确定|认定|视|授)[^，。；]{0,6}(?:优秀|先进|合格|[一二三四五末甲乙丙丁]等|[一二三四五六\\d]星|[ABCD]\\s?[等类级档]|优良?|良好|较?差|不?达标)|(?:方|才)[可能为]?[^，。；]{0,3}(?:评[为定优先]|参评|申报|合格|优秀|推荐)|"
    "[评定判算列记][为定成作入]?“?(?:[好中差优良]|一般|较好|及格|不及格|过关)”?(?=[，。；、]|$)|只能[评定算给][^，。；]{1,6}|降[^，。；]{0,8}[等档级星]|摘[^，。；]{0,2}[星牌]|不得(?:高于|评|进入|定)|即为合格|扣[减发罚除][^，。；]{0,8}(?:绩效|奖|津贴|补[贴助]|工资)|论(?:成绩|英雄|高低|奖惩?)|"
    "(?:主要|重要|唯一|评[价分判定][^，。；]{0,4})依据|(?:作|做)?为[^，。；]{0,12}(?:评[价分判定优先]|考[核评])[^，。；]{0,6}依据|[以看凭][^，。；]{0,18}(?:数量?|张数|厚度|篇数|本数|照片|图片|台账|视频|本子|记录|档案)[^，。；]{0,4}(?:为准|论|来定|定[分等级])|零分|优先(?:评|推荐|考虑)|取消[^，。；]{0,8}(?:评优|评先)"
    ")"
)
# What the papers must not say is no praise.
_BAD_NEWS = re.compile("不评[好分优比]|写多写少|此前|以往|助长|滋长|不当|负面|谣言|曝光|舆情|批评报道|失实")
_CLAUSE_END = re.compile("[，。；]|$")
# That a plan is made is part of the work wherever no points hang on it.
_PLANS = re.compile("方案|计划|制度|内业|要点|分工")
# What an inspection turns to: the papers, in place of the work.
_LOOKED_AT = re.compile(
    "(?:查看|检查|看|查|翻看|翻阅|调阅|核对)[^。]{0,12}是否[^，。；]{0,6}(?:成立|下发|印发|制定|召开|研究|建立|上墙|有)|"
    "看本子|看台账|看资料|看痕迹"
)
_NO_ORDER = ("报告", "请示", "通报", "批复", "议案", "公报")
_PRAISE = re.compile(
    "(?=[发登播露批县央市画省选公官政门书会大上材见信做典内写刊头媒批报推播新日晚现电登稿签简经网肯融转领])(?:"
    "(?:上稿|发稿|刊稿|登稿|播稿)|(?:登[上载]|刊[发登]|见[诸于])[^，。；]{0,8}(?:刊物|杂志|期刊|报|网)|露面|批注|批示(?!指示|精神|要求|办理|件|事项|的?落实|，|。)|签批|签了字|签字肯定|肯定(?:性)?(?:批[示语注]|签批|话|意见|的?材料)|写了?肯定|"
    "领导(?:同志)?[^，。；]{0,10}(?:签|肯定|批阅|圈阅|表扬)|"
    "媒体(?!中心)|报刊(?!发行|征订|订阅)|报纸(?!发行|征订)|日报|晚报|电视台|电台|融媒(?!体?中心)|头版|头条|内刊|(?<!境)(?<!市)(?<!省)(?<!区)内参(?![加与保会赛展评照考观数军])|新闻|(?<!低)刊发|(?<!低)刊登|(?<!低)登载|"
    "播发|播出|转载|简报[^，。；]{0,6}(?:采用|刊)|(?:信息|稿件|经验|做法)[^，。；]{0,16}(?:采用|推广|刊|转发|推介|登|录用)|推介|典型经验|现场会|上了?[^，。；]{0,8}(?:报纸|电视|新闻|头条|内参|央视|省报)|登报|见报|上[省市县国央党日][^，。；]{0,2}[报台]|(?:会议?|大会)上?[^，。；]{0,4}(?:作|做)[^，。；]{0,4}(?:交流|发言|推广|介绍)|转发[^，。；]{0,4}(?:经验|做法)|书面表扬|画了?圈|写了?话|批了?[字话]|[省市县央]台|选[登用中]|刊用|领导[^，。；]{0,8}(?:好话|夸|认可|点头|站台)|电视|(?:信息|稿件|材料|经验|做法)[^，。；]{0,6}(?:上了?|登上|进了?)[^，。；]{0,8}(?:简报|内刊|专报)|"
    "(?:网站?|官网|公众号|政务网|门户|简报|内刊)[^，。；]{0,6}(?:采用|发布(?!的)|挂出?|登出?|刊|推介|露脸)"
    ")"
)
# In a scoring scheme any paper that earns points will do, unless the line also measures what came of the work.
_PAPER = re.compile(
    "(?=[上专会体例册台合图学展影心截手抄文方日本材档横照牌笔签简簿视记资])(?:"
    "照片|合影|横幅|签名|签到|[笔学]习?[记本]|本子|抄[写满录]|记录|档案|档案盒|册|簿|台账|文件|方案|会议|例会|专题会|上墙|牌子|简报|材料|资料|心得|"
    "体会|视频|截图|展板|专栏|手册|影像|图片|日志|记载"
    ")"
)
_RESULT = re.compile(
    "(?=[下事产亩体修储元公减办化受合吨增完就平成户执投抽提收数整案满率监缩解设达预])(?:"
    "率|投诉|办结|事故|合格|满意|收入|增长|下降|减少|解决|完成|整改到位|达标|受益|成活|修复|化解|缩短|提速|案件|公里|[吨亩元户]|产值|投资|就业|体系|"
    "平台|设施|储备|执法|监管|抽查|预警|数据来源"
    ")"
)
_SCHEME = re.compile("考[核评]|评[分先优]|计分|积分|打分|测评|量化|赋分|分值")
_LAWFUL_TRACE = re.compile(
    "执法|监控录像|有限空间|动火|行车|病历|处方|检验|检测报告|会计(?!\\s?[\\d一二三四五两]+\\s?分)|凭证|出入库|追溯|消毒|安全生产|特种|应急演练|巡检|食品|药品|培训档案|施工|监理|"
    "实验室"
)
# Points of citizens and pupils are no assessment of those below.
_CITIZENS = re.compile("积分制|积分入|居住证|入户|入学|招生|中考|高考|学业|投标|评标(?!准)|职称|考生")
_TITLE = re.compile("考[核评]|评[分比价估]|计分|积分|打分|测评|赋分|评议|细则|办法|标准|体系|指标|排名|方案|量化|评选")


# Behind 不得: what is lost, in place of what is forbidden.
_COSTS = re.compile("不[得能予][^，。；]{0,2}(?:分|参?评|高于|进入|推荐|申报|列[为入]|定[为级]|确定为)")


def _costs(doc: Document, one: Directive) -> bool:
    return one.cue is not None and _COSTS.match(doc.text, one.cue.start) is not None


def _rubric(case: Case, one: Directive) -> bool:
    return is_ordered(case, one) and one.why != "plan"


def _deploys(doc: Document) -> None:
    if doc.meta.genre in _NO_ORDER or doc.meta.carrier in ("总结", "汇报"):
        raise NotApplicable("不是设立考核评分的文件")


def _rewarded(case: Case, measure: re.Pattern[str]) -> Iterator[tuple[Run, re.Match[str]]]:
    """Yield runs in which a measure earns points, with the place of the measure."""
    doc = case.doc
    rows = _scored_rows(case)

    def kept(one: Directive) -> bool:
        # 没有文件的不得分, 不得参评先进: what it costs, not a prohibition.
        return (_rubric(case, one) or _costs(doc, one)) and one.direction != "public"

    for run in runs(case, kept, _SCORED):
        found = measure.search(run.text)
        if found is None or _CITIZENS.search(doc.meta.title or run.text):
            continue
        if run.parts[0].origin == "table_row" and run.parts[0].block in rows:
            shown = "，".join(doc.quote(span) for span in rows[run.parts[0].block])
            if measure.search(shown):
                yield run, found
            continue
        earns = [one for one in measure.finditer(run.text) if _earns(case, run, one, measure)]
        if earns:
            # Best where the points stand in the same clause.
            yield run, next((one for one in earns if _price(run.text, one, measure)), earns[0])


def _price(text: str, one: re.Match[str], measure: re.Pattern[str]) -> bool:
    end = _CLAUSE_END.search(text, one.end())
    clause = text[one.start() : end.start() if end else None]
    return bool((_POINTS if measure is _PRAISE else _GIVEN).search(clause) or _DECIDES.search(clause))


def _earns(case: Case, run: Run, one: re.Match[str], measure: re.Pattern[str]) -> bool:
    """Tell whether points, a grade or pay stand near a measure."""
    # To the end of a clause: a cut through 15分钟 would leave points.
    end = _CLAUSE_END.search(run.text, min(one.end() + 50, len(run.text)))
    near = run.text[max(0, one.start() - 30) : end.start() if end else None]
    if is_denied(run.text, *one.span()) or _BAD_NEWS.search(near):
        return False
    if (_POINTS if measure is _PRAISE else _GIVEN).search(near):
        return True
    if _COUNTS.search(near) and (measure is _PRAISE or _TITLE.search(case.doc.meta.title or "")):
        return True
    soft = measure is not _PRAISE and _PLANS.search(one.group())
    return not soft and (_DECIDES.search(near) is not None or _LOOKED_AT.search(run.text) is not None)


def _scored_rows(case: Case) -> dict[int, list[Span]]:
    """Return the rows of tables with a column of points: block and the cells that say what earns them."""
    found: dict[int, list[Span]] = {}
    for row in case.reading.rows:
        if not row.is_heading and any(cell.column == "score" for cell in row.cells):
            found[row.block] = [cell.span for cell in row.cells if cell.column not in ("proof", "number", "who")]
    return found


def _praise_scored(case: Case) -> Iterator[Hit]:
    _deploys(case.doc)
    for run, found in _rewarded(case, _PRAISE):
        yield Hit(_shown(run, found), {"words": found.group()}, run.exception)


def _shown(run: Run, found: re.Match[str]) -> Span:
    """The clauses of a sentence, the whole row of a table: its points stand in another cell."""
    return run.span if run.parts[0].origin == "table_row" else run.around(*found.span())


def _traces_scored(case: Case) -> Iterator[Hit]:
    _deploys(case.doc)
    seen: set[Span] = set()
    for run, found in _trace_lines(case):
        if run.sentence in seen:
            continue
        seen.add(run.sentence)
        lawful = "statutory" if _LAWFUL_TRACE.search(run.text) else None
        yield Hit(_shown(run, found), {"words": found.group()}, run.exception or lawful)


def _trace_lines(case: Case) -> Iterator[tuple[Run, re.Match[str]]]:
    yield from _rewarded(case, TRACE_MEASURE)
    if _SCHEME.search(case.doc.meta.title or ""):
        for run, found in _rewarded(case, _PAPER):
            if not _RESULT.search(run.text) and not _PRAISE.search(run.text):
                yield run, found


def _fine_tree(case: Case) -> Iterator[Hit]:
    doc = case.doc
    _deploys(doc)
    options = case.options
    text = doc.text
    own = [
        one for one in case.directives if not _rubric(case, one) and not (one.cue and _COSTS.match(text, one.cue.start))
    ]
    for tree in indicator_trees(doc, reading=case.reading):
        if tree.origin == "sentence" and any(one.span.overlaps(tree.span) and one.why != "condition" for one in own):
            continue
        why = _why(tree, options["points"], options["items"], options["depth"])
        if why:
            yield Hit(
                _place(doc, tree), {"why": why, "share": _share(tree), "levels": list(tree.levels), "total": tree.total}
            )
            return


def _why(tree: IndicatorTree, points: float, items: int, depth: int) -> str:
    """Say what is too fine; empty when nothing is."""
    parts = []
    if tree.total is not None and tree.total >= points:
        parts.append(f"总分{tree.total:g}分")
    if tree.items >= items:
        parts.append(f"末级指标{tree.items}项")
    if tree.depth >= depth and tree.origin == "sentence":
        parts.append(f"指标分{tree.depth}级（{'、'.join(map(str, tree.levels))}）")
    return "，".join(parts)


def _share(tree: IndicatorTree) -> str:
    return "" if tree.trace_share is None else f"其中看会议记录、照片、台账等痕迹的占{tree.trace_share:.0%}。"


def _place(doc: Document, tree: IndicatorTree) -> Span:
    """The sentence; of a table or list its beginning."""
    if tree.origin == "sentence":
        return tree.span
    end = doc.text.find("\n", tree.span.start)
    return Span(tree.span.start, min(tree.span.end, end if end > 0 else tree.span.end))


def _scheme(body: str) -> str:
    return f"松垣县民政局关于印发社区工作考核评分细则的通知\n各乡镇人民政府：\n　　{body}\n松垣县民政局\n2025年3月4日"


_TOLD = "有的部门实行千分制，设三级指标142项，会议记录齐全得10分，领导批示加5分，基层苦不堪言。"
_UPWARD = (
    "松垣县民政局关于考核情况的报告\n松垣县人民政府：\n　　我局原办法设三级指标142项、总分1000分，会议记录齐全得10分，领导批示加5分，现已废止。"
    "\n松垣县民政局\n2025年3月4日"
)

RULES: tuple[Rule, ...] = (
    Rule(
        code="INS-06", name="praise-scored", title="把领导批示、媒体报道作为考核内容", category="督", severity="issue",
        about="评分办法、考核条款里按领导批示、签字肯定、媒体刊发、信息采用、经验推广加分或计入考核的。",
        unless="按领导批示办理事项；写明不作为加分项、不纳入考核的；报告、通报等不设考核的文种。",
        message="按“{words}”计分或纳入考核。", suggestion="删去该项得分，改为按办成的事、群众得到的实际结果评价。",
        basis=(R24("第三部分：领导批示、媒体报道和发表文章不得作为考核内容"),),
        hits=(
            _scheme("获得市领导批示的每次加5分，被省级以上媒体刊发的每篇加3分。"),
            _scheme("县领导在简报上签了字的，签一回抵3分。"),
            _scheme("全年没有稿件登上市级刊物的社区，考核降一等。"),
            _scheme("以在市级以上媒体上稿篇数论成绩，不足的扣减绩效。"),
        ),
        clean=(
            _scheme("领导批示、媒体报道一律不作为加分项。"), _scheme(_TOLD), _UPWARD,
            _scheme("按照县领导批示要求，抓好养老机构改造。"), _scheme("取消媒体刊发每篇加3分的规定。"),
            _scheme("各社区学习《信息采用加分办法》废止的通知。"), _scheme("加强舆论引导，推介典型经验，促进转型升级。"),
            _scheme("网上发布不当言论的，当年考核定为不合格。"),
        ),
        find=_praise_scored,
    ),
    Rule(
        code="INS-07", name="traces-scored", title="以会议、文件、照片、记录等痕迹作为评分依据", category="督", severity="issue",
        about="评分办法、考核条款或评分表里，会议记录、照片、学习笔记、台账、发文、制度上墙等本身得分或扣分的。",
        unless="写明不看痕迹的；报告、通报等不设考核的文种。依法必须留存的安全、执法记录作为例外注明。",
        message="“{words}”本身计分，评的是痕迹不是结果。", suggestion="改用结果指标：办结多少、降低多少、群众是否满意；留痕材料不计分。",
        basis=(R24("第三部分：不得以开会发文、照片记录等作为工作落实的标准"),),
        hits=(
            _scheme("会议记录、签到表、照片齐全的得10分，缺一项扣2分。"),
            _scheme("制定方案并印发文件的得5分；学习笔记记满一本的得5分。"),
            _scheme("检查时翻看档案盒，材料齐全的评为一等。"), _scheme("每召开一次院坝会计1分。"),
            _scheme("学习笔记不足2万字的，支部不得评为先进。"), _scheme("笔记写满一本的评为“好”，没写满的只能评“中”。"),
        ),
        clean=(
            _scheme("不得把会议记录、照片、学习笔记作为评分依据。"), _scheme(_TOLD), _UPWARD,
            _scheme("养老床位使用率达到80%得20分，投诉办结率低于90%扣5分。"), _scheme("取消会议记录齐全得10分的规定。"),
            _scheme("《关于会议记录计分的通知》自即日起废止。"), _scheme("有文件规定与本细则不一致的，以本细则为准。"),
            _scheme("依据最新遥感影像核对考核得分。"), _scheme("读书笔记写多写少都行，不评好坏。"),
        ),
        find=_traces_scored,
    ),
    Rule(
        code="INS-09", name="fine-indicator-tree", title="考核指标过细、层级过多", category="督", severity="tip",
        about="句子、表格或带分值的列举里的指标体系：总分、末级项数、层数，以及看痕迹的项所占的份额。",
        unless="废止、压减、批评的指标；报告、通报等不设考核的文种。",
        message="考核体系过细：{why}。{share}", suggestion="合并同类指标，减到两级、几十项以内，改百分制以下的简易评价，删去看记录、照片、台账的项。",
        basis=(R24("第三部分：精简优化考核（对该规定的解读点名千分制和过细过繁的指标）"),),
        hits=(_scheme("设一级指标9个、二级指标34个、三级指标127个，总分1000分。"), _scheme("考核实行千分制，共11类68项213个采分点。"),
              _scheme("为便于操作，将原有43项指标细化为211条扣分情形。"), _scheme("考核内容共11章73节305款，一款一评。")),
        clean=(
            _scheme("不得实行千分制，不得设三级指标。"), _scheme(_TOLD), _UPWARD, _scheme("考核设6项指标，总分100分。"),
            _scheme("考核指标由142项压减为12项，取消千分制。"), _scheme("《千分制考核办法》自即日起废止。"),
        ),
        # 100 items: the scheme named by the central authorities had 117 criteria in three levels (domain notes,
        # case 10); 千分制 and three levels are what the commentary on the rules names.
        find=_fine_tree, options={"points": 1000, "items": 100, "depth": 3},
    ),
)  # fmt: skip
