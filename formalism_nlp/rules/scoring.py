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
from .scoring_words import (
    BAD_NEWS,
    CITIZENS,
    CLAUSE_END,
    COUNTS,
    DECIDES,
    GIVEN,
    LAWFUL_TRACE,
    LOOKED_AT,
    NO_ORDER,
    PAPER,
    PLANS,
    POINTS,
    PRAISE,
    RESULT,
    SCHEME,
    SCORED,
    TITLE,
)
from .sources import R24

__all__ = ["RULES"]

# Behind 不得: what is lost, in place of what is forbidden.
_COSTS = re.compile("不[得能予][^，。；]{0,2}(?:分|参?评|高于|进入|推荐|申报|列[为入]|定[为级]|确定为)")


def _costs(doc: Document, one: Directive) -> bool:
    return one.cue is not None and _COSTS.match(doc.text, one.cue.start) is not None


def _rubric(case: Case, one: Directive) -> bool:
    return is_ordered(case, one) and one.why != "plan"


def _deploys(doc: Document) -> None:
    if doc.meta.genre in NO_ORDER or doc.meta.carrier in ("总结", "汇报"):
        raise NotApplicable("不是设立考核评分的文件")


def _rewarded(case: Case, measure: re.Pattern[str]) -> Iterator[tuple[Run, re.Match[str]]]:
    """Yield runs in which a measure earns points, with the place of the measure."""
    doc = case.doc
    if not measure.search(doc.text):
        return
    rows = _scored_rows(case)

    def kept(one: Directive) -> bool:
        # 没有文件的不得分, 不得参评先进: what it costs, not a prohibition.
        return (_rubric(case, one) or _costs(doc, one)) and one.direction != "public"

    for run in runs(case, kept, SCORED):
        found = measure.search(run.text)
        if found is None or CITIZENS.search(doc.meta.title or run.text):
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
    end = CLAUSE_END.search(text, one.end())
    clause = text[one.start() : end.start() if end else None]
    return bool((POINTS if measure is PRAISE else GIVEN).search(clause) or DECIDES.search(clause))


def _earns(case: Case, run: Run, one: re.Match[str], measure: re.Pattern[str]) -> bool:
    """Tell whether points, a grade or pay stand near a measure."""
    # To the end of a clause: a cut through 15分钟 would leave points.
    end = CLAUSE_END.search(run.text, min(one.end() + 50, len(run.text)))
    near = run.text[max(0, one.start() - 30) : end.start() if end else None]
    if is_denied(run.text, *one.span()) or BAD_NEWS.search(near):
        return False
    if (POINTS if measure is PRAISE else GIVEN).search(near):
        return True
    if COUNTS.search(near) and (measure is PRAISE or TITLE.search(case.doc.meta.title or "")):
        return True
    soft = measure is not PRAISE and PLANS.search(one.group())
    return not soft and (DECIDES.search(near) is not None or LOOKED_AT.search(run.text) is not None)


def _scored_rows(case: Case) -> dict[int, list[Span]]:
    """Return the rows of tables with a column of points: block and the cells that say what earns them."""
    found: dict[int, list[Span]] = {}
    for row in case.reading.rows:
        if not row.is_heading and any(cell.column == "score" for cell in row.cells):
            found[row.block] = [cell.span for cell in row.cells if cell.column not in ("proof", "number", "who")]
    return found


def _praise_scored(case: Case) -> Iterator[Hit]:
    _deploys(case.doc)
    for run, found in _rewarded(case, PRAISE):
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
        lawful = "statutory" if LAWFUL_TRACE.search(run.text) else None
        yield Hit(_shown(run, found), {"words": found.group()}, run.exception or lawful)


def _trace_lines(case: Case) -> Iterator[tuple[Run, re.Match[str]]]:
    yield from _rewarded(case, TRACE_MEASURE)
    if SCHEME.search(case.doc.meta.title or ""):
        for run, found in _rewarded(case, PAPER):
            if not RESULT.search(run.text) and not PRAISE.search(run.text):
                yield run, found


def _fine_tree(case: Case) -> Iterator[Hit]:
    doc = case.doc
    _deploys(doc)
    options = case.options
    text = doc.text

    def asks(one: Directive) -> bool:
        priced = one.cue is not None and _COSTS.match(text, one.cue.start) is not None
        return one.why != "condition" and not priced and not _rubric(case, one)

    for tree in indicator_trees(doc, reading=case.reading):
        why = _why(tree, options["points"], options["items"], options["depth"])
        told = [one for one in case.directives if one.span.overlaps(tree.span)] if tree.origin == "sentence" else []
        if why and not any(map(asks, told)):
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
            _scheme("社区的做法上了央视的，年终奖上浮一档。"), _scheme("受到县领导公开表扬的，评价等次上调一级。"),
        ),
        clean=(
            _scheme("领导批示、媒体报道一律不作为加分项。"), _scheme(_TOLD), _UPWARD,
            _scheme("按照县领导批示要求，抓好养老机构改造。"), _scheme("取消媒体刊发每篇加3分的规定。"),
            _scheme("各社区学习《信息采用加分办法》废止的通知。"), _scheme("加强舆论引导，推介典型经验，促进转型升级。"),
            _scheme("网上发布不当言论的，当年考核定为不合格。"), _scheme("优先选用本地树种，注重养护。"),
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
            _scheme("一看文件，二看记录，三看照片，样样都齐的就是合格。"), _scheme("没有原始记录的视为未开展工作，记0分。"),
        ),
        clean=(
            _scheme("不得把会议记录、照片、学习笔记作为评分依据。"), _scheme(_TOLD), _UPWARD,
            _scheme("养老床位使用率达到80%得20分，投诉办结率低于90%扣5分。"), _scheme("取消会议记录齐全得10分的规定。"),
            _scheme("《关于会议记录计分的通知》自即日起废止。"), _scheme("有文件规定与本细则不一致的，以本细则为准。"),
            _scheme("依据最新遥感影像核对考核得分。"), _scheme("读书笔记写多写少都行，不评好坏。"),
            _scheme("申请人提交的无犯罪记录证明由窗口核验，积分据此扣减。"),
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
              _scheme("为便于操作，将原有43项指标细化为211条扣分情形。"), _scheme("考核内容共11章73节305款，一款一评。"),
              _scheme("满分为千分，按月计分，年终累加。"), _scheme("评分表列了114行，一行一分。")),
        clean=(
            _scheme("不得实行千分制，不得设三级指标。"), _scheme(_TOLD), _UPWARD, _scheme("考核设6项指标，总分100分。"),
            _scheme("考核指标由142项压减为12项，取消千分制。"), _scheme("《千分制考核办法》自即日起废止。"),
        ),
        # 100 items: the scheme named by the central authorities had 117 criteria in three levels (domain notes,
        # case 10); 千分制 and three levels are what the commentary on the rules names.
        find=_fine_tree, options={"points": 1000, "items": 100, "depth": 3},
    ),
)  # fmt: skip
