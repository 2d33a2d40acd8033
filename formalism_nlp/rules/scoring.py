"""评分办法: points for instructions, media and traces, and indicator trees that are too fine (INS-06, INS-07, INS-09)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..document import Document, Span
from ..errors import NotApplicable
from .indicators import TRACE_MEASURE, IndicatorTree, indicator_trees
from .inspection_runs import Run, is_denied, is_own, runs
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
    "(?=[(不值册减加占各奖录得扣抵本每照片簿给计记赋零（])(?:"
    r"每[^，。；\d]{0,3}\d+(?:\.\d+)?\s?分(?!钟)|(?<!设)[加得计记抵奖赋扣减][^，。；\d]{0,3}(?:\d+(?:\.\d+)?|"
    r"[一二两三四五六七八九十]{1,3})\s?(?:分(?!钟)|个?积分|点(?!钟))|得满分|计满分|扣分|(?<!设)加分(?!\d)|减分|不得分|不计分|零分|"
    r"[（(]\s?\d+\s?分\s?[）)]|[占值给各]\s?\d+\s?分(?!钟)|[本册簿照片录]\s?\d+\s?分(?!钟)"
    ")"
)
_SCORED = re.compile("[抵顶]|分|点|积|考核|考评|绩效|评[先优价]|实绩|[年]终|年底")
_COUNTS = re.compile(
    "(?:纳入|列入|计入|作为|记入)[^，。；]{0,20}(?:考核|考评|绩效|评先|评优|评价|年终|年底|加分|计分|排名|实绩)"
)
_NO_ORDER = ("报告", "请示", "通报", "批复", "议案", "公报")
_PRAISE = re.compile(
    "(?=[县央市画省选公官政门书会大上材见信做典内写刊头媒批报推播新日晚现电登稿签简经网肯融转领])(?:"
    "批示(?!指示|精神|要求|办理|件|事项|的?落实|，|。)|签批|签了字|签字肯定|肯定(?:性)?(?:批[示语注]|签批|话|意见|的?材料)|写了?肯定|"
    "领导(?:同志)?[^，。；]{0,10}(?:签|肯定|批阅|圈阅|表扬)|"
    "媒体|报刊|报纸|日报|晚报|电视台|电台|融媒|头版|头条|内刊|(?<!境)(?<!市)(?<!省)(?<!区)内参(?![加与保会赛展评照考观数军])|新闻|(?<!低)刊发|(?<!低)刊登|(?<!低)登载|"
    "播发|播出|转载|简报[^，。；]{0,6}(?:采用|刊)|(?:信息|稿件|经验|做法)[^，。；]{0,16}(?:采用|推广|刊|转发|推介|登|录用)|推介|典型经验|现场会|上了?[^，。；]{0,8}(?:报纸|电视|新闻|头条|内参|央视|省报)|登报|见报|上[省市县国央党日][^，。；]{0,2}[报台]|(?:会议?|大会)上?[^，。；]{0,4}(?:作|做)[^，。；]{0,4}(?:交流|发言|推广|介绍)|转发[^，。；]{0,4}(?:经验|做法)|书面表扬|画了?圈|写了?话|批了?[字话]|[省市县央]台|选[登用中]|刊用|领导[^，。；]{0,8}(?:好话|夸|认可|点头|站台)|电视|(?:信息|稿件|材料|经验|做法)[^，。；]{0,6}(?:上了?|登上|进了?)[^，。；]{0,8}(?:简报|内刊|专报)|"
    "(?:网站?|官网|公众号|政务网|门户|简报|内刊)[^，。；]{0,6}(?:采用|发布|挂出?|登出?|刊|推介|露脸)"
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
    "执法|监控录像|有限空间|动火|行车|病历|处方|检验|检测报告|会计|凭证|出入库|追溯|消毒|安全生产|特种|应急演练|巡检|食品|药品|培训档案|施工|监理|"
    "实验室"
)
# Points of citizens and pupils are no assessment of those below.
_CITIZENS = re.compile("积分制|积分入|居住证|入户|入学|招生|中考|高考|学业|投标|评标|职称|考生")
_TITLE = re.compile("考[核评]|评[分比价估]|计分|积分|打分|测评|赋分|评议|细则|办法|标准|体系|指标|排名|方案|量化|评选")


def _rubric(one: Directive) -> bool:
    return is_own(one) and one.why not in ("account", "plan", "purpose")


def _deploys(doc: Document) -> None:
    if doc.meta.genre in _NO_ORDER or doc.meta.carrier in ("总结", "汇报"):
        raise NotApplicable("不是设立考核评分的文件")


def _rewarded(case: Case, measure: re.Pattern[str]) -> Iterator[tuple[Run, re.Match[str]]]:
    """Yield runs in which a measure earns points, with the place of the measure."""
    doc = case.doc
    rows = _scored_rows(case)

    def kept(one: Directive) -> bool:
        # 没有文件的不得分: no points, not a prohibition.
        no_points = one.cue is not None and doc.text.startswith("不得分", one.cue.start)
        return (_rubric(one) or no_points) and one.direction != "public"

    for run in runs(case, kept, _SCORED):
        found = measure.search(run.text)
        if found is None or _CITIZENS.search(doc.meta.title or run.text):
            continue
        if run.parts[0].origin == "table_row" and run.parts[0].block in rows:
            shown = "，".join(doc.quote(span) for span in rows[run.parts[0].block])
            if measure.search(shown):
                yield run, found
            continue
        for one in measure.finditer(run.text):
            # To the end of a clause: a cut through 15分钟 would leave points.
            end = re.compile("[，。；]|$").search(run.text, min(one.end() + 50, len(run.text)))
            near = run.text[max(0, one.start() - 30) : end.start() if end else None]
            if is_denied(run.text, *one.span()):
                continue
            points = _POINTS if measure is _PRAISE else _GIVEN
            if points.search(near) or (
                _COUNTS.search(near) and (measure is _PRAISE or _TITLE.search(doc.meta.title or ""))
            ):
                yield run, one
                break


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
    own = [one for one in case.directives if not _rubric(one)]
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
        ),
        clean=(
            _scheme("领导批示、媒体报道一律不作为加分项。"), _scheme(_TOLD), _UPWARD,
            _scheme("按照县领导批示要求，抓好养老机构改造。"),
            _scheme("取消媒体刊发每篇加3分的规定。"),
            _scheme("各社区学习《信息采用加分办法》废止的通知。"),
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
        ),
        clean=(
            _scheme("不得把会议记录、照片、学习笔记作为评分依据。"), _scheme(_TOLD), _UPWARD,
            _scheme("养老床位使用率达到80%得20分，投诉办结率低于90%扣5分。"),
            _scheme("取消会议记录齐全得10分的规定。"),
            _scheme("《关于会议记录计分的通知》自即日起废止。"),
        ),
        find=_traces_scored,
    ),
    Rule(
        code="INS-09", name="fine-indicator-tree", title="考核指标过细、层级过多", category="督", severity="tip",
        about="句子、表格或带分值的列举里的指标体系：总分、末级项数、层数，以及看痕迹的项所占的份额。",
        unless="废止、压减、批评的指标；报告、通报等不设考核的文种。",
        message="考核体系过细：{why}。{share}", suggestion="合并同类指标，减到两级、几十项以内，改百分制以下的简易评价，删去看记录、照片、台账的项。",
        basis=(R24("第三部分：精简优化考核（对该规定的解读点名千分制和过细过繁的指标）"),),
        hits=(_scheme("设一级指标9个、二级指标34个、三级指标127个，总分1000分。"), _scheme("考核实行千分制，共11类68项213个采分点。")),
        clean=(
            _scheme("不得实行千分制，不得设三级指标。"), _scheme(_TOLD), _UPWARD,
            _scheme("考核设6项指标，总分100分。"),
            _scheme("考核指标由142项压减为12项，取消千分制。"),
            _scheme("《千分制考核办法》自即日起废止。"),
        ),
        # 100 items: the scheme named by the central authorities had 117 criteria in three levels (domain notes,
        # case 10); 千分制 and three levels are what the commentary on the rules names.
        find=_fine_tree, options={"points": 1000, "items": 100, "depth": 3},
    ),
)  # fmt: skip
