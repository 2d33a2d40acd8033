"""The indicator tree of a scoring scheme: how many items, how deep, what total, how many of them count traces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..directives import Row, masked
from ..document import Block, Document, Span
from ..language.numerals import NUMBER, parse_number
from .rule import Reading

__all__ = ["TRACE_MEASURE", "IndicatorTree", "indicator_trees"]

# Measures that count paper: a line about these rewards the proof of work, not the work.
TRACE_MEASURE = re.compile(
    "(?=[三公凭原展悬打无未标横看缺网图台资文方会纪记目手成组开编翻报、一上下专交会传佐例值入内出制前印召台合和图培学宣对少巡帮开归影心截手拍接日有本札材档民没活照留痕相笔签简纪装视记谈资走转配附])(?:"
    "(?:无(?!犯罪|违)|没有?(?!见)|缺少?|未[留存附见提]供?)[^，。；]{0,6}(?:记录|照片|台账|资料|档案|签到|图片|影像|佐证|纪要|本子|笔记|日志|日记)(?!的?[费价])|(?:日记|日志|笔记|心得)|(?:打卡拍照|拍照(?:打卡|上传|留存)|打卡(?:照片|记录|截图))|上传(?:的)?[^，。；]{0,8}(?:照片|图片|视频|截图|动态|信息)|看(?:文件|记录|照片|图片|会议)|原始记录|(?:有|看|凭)(?:通知|方案|总结|教案|影像)|(?:照片|图片|合影)(?:粘贴|为准|计算)|凭[^，。；]{0,8}(?:照片|图片|截图|签到)|"
    "(?:标[识牌]|制度牌|公示牌|横幅|展板|标语)[^，。；]{0,6}(?:齐备|齐全|悬挂|上墙|规范|张贴|\\d)|悬挂[^，。；]{0,6}(?:横幅|标语|牌)|传单|签收表|(?:资料|材料|档案|台账)[^，。；]{0,4}(?:装订|分类|标签|完整|零散|厚|整齐|报得全)|(?:学习强国|网络学院)[^，。；]{0,10}(?:积分|学时|时长)|手册[^，。；]{0,4}填写|三会一课|会议材料|谈话记录|会议(?:记录|纪要|簿)|(?:会|例会|会议)[^，。；]{0,4}(?:开满|开足|不少于|召开|少开)[^，。；]{0,4}次|(?:少开|开满|召开)[^，。；]{0,10}(?:会|"
    "会议)[^，。；]{0,6}次|专题研究[^，。；]{0,6}次|有(?:图|档|字|本|册|签到|影像|照片|台账|记录|文件|简报)|有会?议?记[录载]|(?:会|有)记载|(?:附|拍|"
    "有|交|传|留|配|和|、)照片|照片(?:齐|不|\\d|、|清|资料)|^照片|(?<!遥感)(?<!卫星)影像(?!图|科|学|诊)|图片|合影|截图|截屏|视频资料|笔记|心得|台账(?!跟踪|管理系统)|签到|留痕|痕迹|"
    "佐证|档案(?:盒|资料|齐全|完整)|归档|装盒|装订|(?:会议|学习|培训|走访|民情|谈心|活动|值班|巡查|宣传|入户|例会|接访|帮扶)[^，。；\\d]{0,3}(?:本(?![级地身人次着轮])|簿|(?<!注)册|札记|手账|日记|纪实|实录|签名)|"
    "签[名字]册|(?:对比|前后)照|影集|相册|札记|手账|纪实册|一[户事项人]一档|"
    "(?:印发|制发|下发|出台|转发|没有)[^，。；]{0,12}(?:文件|方案|通知|要点|简报|制度)|(?:制定|(?<![所具已共没享拥])有(?!效|关|"
    "权))[^，。；]{0,8}(?:方案|计划|要点|分工表?|制度)(?!考核)|上墙|资料齐全|(?:材料|目录|手续)[^，。；]{0,4}(?:齐全|规范|完整)|成立[^，。；]{0,6}(?:领导小组|专班)|(?:开|组织|召开)[^，。；]{0,4}次[^，。；]{0,6}(?:会(?![计员])|学习|培训|宣讲|会(?=计\\s?[\\d一二三]))|(?:印发|编发|下发|报送)[^，。；]{0,4}[期份篇条][^，。；]{0,6}(?:简报|信息|文件|材料)|(?:照片|图片|台账|资料)(?:数量|张数|厚度|本数)|(?:文件|方案|会议|纪要|记录)[^，。；]{0,4}(?:未|没有?|缺)[^，。；]{0,4}(?:印发|下发|制定|记录|召开|留存|归档|的)|翻[看阅]|内业|记录簿|本子|日志|学习记录|简报"
    ")"
)
_COUNTED = re.compile(
    r"(?=[一七三上两中九二五八六几分十半四大小数类细要观近采０１２３４５６７８９\d])(?:"
    rf"(?<![第\d０-９一二三四五六七八九十百千至])(?:(?P<level>[一二三四])级(?:指标|观测点|评价点|评分点|考核点|要素|项目)?(?:共计?|有|为|累?计|合计|达|"
    rf"：)?\s?(?P<n1>{NUMBER})\s?(?:个|项|条)?"
    rf"|(?:大项|中项|小项|大类|中类|小类|细项|类别|要素|观测点|采分点|分项)(?:共计?|有|为|计|累计|合计|达|：)?\s?(?P<n5>{NUMBER})\s?(?:个|项|条)"
    rf"|(?P<n2>{NUMBER})\s?(?:个|项|条)(?P<level2>[一二三四])级(?:指标|观测点|评价点|要素)"
    rf"|(?P<n3>{NUMBER})\s?个?(?:大类|大块|大项|板块|模块|方面|类别?|类|大方面|维度|领域|篇章|单元|章|部分)"
    rf"|(?P<n4>{NUMBER})\s?(?:个|项|条|小)?(?:[^，。；、\d]{{0,3}}(?:细目|细项|小项|分项)|小项|小块|小类|子项|分项|细块|细项|细目|项指标|采分点|"
    rf"评分点|观测点|(?:采集|填报|判定|打分|评价|监测|取数|评议|考察|测评|赋分|统计|计量|评判|评审|考评|核查|核验|取值|查验|验收)(?:项|点|题)|条目|问项|题项|要素|主题|专题|得分点|扣分点|考核点|计分点|检查点|评价要点|要点|指标|具体指标|条标准|项标准|条细则|小点|条|项|款))"
    ")"
)
_TOTAL = re.compile(
    r"(?=[主初卷常标考起一七三上两九二五八六共几分十千半合四基总打数满百积近０１２３４５６７８９\d])(?:"
    rf"(?:总分值?|总量|满额|打满|满分|基础分|总积点|满积点|积点|积分|分值|合计|总计|共计?)(?:设定|确定|设置|[定设])?[为是共计：]{{0,2}}\s?(?P<n>{NUMBER})\s?(?:分|个|点|"
    rf"积点)?|(?P<name>千|百|{NUMBER})\s?分制|(?P<m>{NUMBER})分(?:为)?满分|(?:主体|基本|基准|标准|常规|考核|卷面|初始|起评|基础)(?:总?分值?)[^，。；\d]{{0,2}}(?P<o>\d+)分|(?:满分|总分|总计|分值)[^，。；]{{0,3}}(?P<k>千)分"
    ")"
)
_POINTS = re.compile(r"[（(]\s?(?:共|满分|计|分值)?\s?(?P<n>\d+(?:\.\d+)?)\s?分\s?[）)]")
_SCORE_HEAD = re.compile("分值|得分|权重|标准分|满分|基础分|赋分|分数|评分")
_TREE_HEAD = re.compile("[一二三四]级指标|指标|项目|类别|内容|要素|维度|板块|观测点|要点|大项|小项")
# The lowest level told alone: 三级指标共计136个, 打分点合计156个.
_LOWEST = re.compile(
    rf"(?:[三四末]级(?:指标|观测点|评价点|项目)?|(?:采分|打分|得分|评分|扣分|观测|评价|采集|考评|判定|填报)(?:点|项))(?:共计?|合计|总计|总数|有|达|为|累计){{0,2}}\s?"
    rf"(?P<n>{NUMBER})\s?(?:个|项|条)"
)
_SCHEME = re.compile("指标|评分|采分|得分|观测点|考[核评]|积点|评价|测评|赋分|扣分")
_SCHEME_TITLE = re.compile(
    "评分|采分|得分|观测点|考[核评]|评价(?!报告)|评定|评比|评估|测评|赋分|扣分|打分|计分|积分(?!入)"
)
# A count told alone, before or behind the noun that only schemes of assessment use.
_ITEM = (
    "(?:指标|观测点|采分点|打分点|得分点|评分点|扣分点|计分点|考核点|检查点|评价点|赋分点|要素|要点|细目|细项|小项|子项|分项|条目|条款|考核事项|评价事项|考核内容|检查内容|检查项目?|扣分情形|加分情形|评分标准|评分细则|"
    "(?:考核|评价|测评|检查|达标|评分|打分|采集|填报|判定)(?:项目?|条目|要点|要求|标准|情形|点))"
)
_MANY = re.compile(
    rf"{_ITEM}(?:总数|总量|总计|数量|合计|共计?|累计|总共|增加到|增加至|增至|扩充到|扩展到|达到|达|含|为|有|由[^，。；]{{0,10}}(?:到|至|为)|[^，。；\d]{{0,3}}){{0,3}}\s?(?P<a>{NUMBER})\s?(?:个|项|条|款|点)|"
    rf"(?P<b>{NUMBER})\s?(?:个|项|条|款|小)?(?:具体|末级|最小|基础|单项|量化)?{_ITEM}"
)
# Points that every one of them gets, or a total of the whole: only with such a sign a bare 150条 counts.
_MANY_BARE = re.compile(
    rf"(?P<a>{NUMBER})\s?(?:条|款|项|个点|行|小?格|栏|小题)(?![^，。；、]{{0,6}}(?:意见|建议|措施|举措|制度|任务|诉求|问题|线索|政策|法规|通知|服务|事项|工程|项目))"
)
_TALLIED = re.compile(
    "合计|总计|共计|条条|款款|项项|[每一][行格栏处]|[每各]格|行行|格格|逐条|逐款|一款一|一条一|一项一|[每单]个?(?:项|条|款)[^，。；]{0,6}分|得分|扣分|[章节]"
)
_HAS_FIGURES = re.compile(
    r"(?=[千子检达四五多章节条款要事个中分大小得总打扣指满积类细考观计评采\d])(?:"
    "\\d[行格栏]|千分|子项|检查|达标|[四五]级|章节?|条目|要[点素]|事项|[条款]|总计|分制|指标|积点|[总满][^，。；]{0,3}分|[采评得扣计打]分|观测点|细[目项块]|评价|考核|[大小中][类项]|\\d{4}\\s?分|[个大类]类"
    ")"
)
_FEWEST_COUNTS = 2
_MOST_ITEMS = 10_000
# Characters between two counts of one tree: “9个、二级指标34个”, “下设…共”.
_NEAR = 8
_FEWEST_ROWS = 3


@dataclass(frozen=True)
class IndicatorTree:
    """What a scoring scheme says of itself, or what its table or list shows.

    Attributes
    ----------
    span : Span
        The sentence, table or list.
    levels : tuple of int
        How many items each level has, from the top; of tables and lists as counted.
    total : float or None
        The total of points.
    traces : int or None
        How many of the lowest items are measured by records, photos and the like; None in running text.
    origin : str
        ``sentence``, ``table`` or ``list``.
    """

    span: Span
    levels: tuple[int, ...]
    total: float | None
    traces: int | None
    origin: str

    @property
    def depth(self) -> int:
        """Number of levels."""
        return len(self.levels)

    @property
    def items(self) -> int:
        """Number of items of the lowest level."""
        return self.levels[-1] if self.levels else 0

    @property
    def trace_share(self) -> float | None:
        """Share of the lowest items that are measured by traces, 0 to 1."""
        return None if self.traces is None or not self.items else self.traces / self.items


def indicator_trees(doc: Document, *, reading: Reading | None = None) -> tuple[IndicatorTree, ...]:
    r"""Return the scoring schemes of a document: those told in a sentence, in tables and in lists with points.

    Parameters
    ----------
    doc : Document
        Read by ``formalism_nlp.read``.
    reading : Reading, optional
        Shared by the rules of one run.

    Examples
    --------
    >>> text = "松垣县河长考评办法\\n设一级指标9个、二级指标34个、三级观测点127个，总分1000分。"
    >>> [(tree.levels, tree.depth, tree.items, tree.total) for tree in indicator_trees(Document.from_text(text))]
    [((9, 34, 127), 3, 127, 1000.0)]
    """
    reading = reading or Reading(doc)
    return (*_told(reading), *_tables(reading), *_lists(doc))


def _told(reading: Reading) -> Iterator[IndicatorTree]:
    """Read sentences such as 设11类68项213个采分点, 总分1000分."""
    doc = reading.doc
    for unit in doc.units:
        if not _HAS_FIGURES.search(doc.text, *unit.span):
            continue
        text = masked(doc, unit.span)
        total = _total(text)
        titled = _SCHEME_TITLE.search(f"{doc.meta.title or ''}{text}")
        if total is None and not titled and not _SCHEME.search(text):
            continue
        rising = _rising(list(_counts(text)))
        levels = rising if len(rising) >= _FEWEST_COUNTS else _lowest(text)
        if titled:
            levels = _with_many(levels, text)
        if not levels and (total is None or total < _FEWEST_COUNTS):
            continue
        yield IndicatorTree(unit.span, levels, total, None, "sentence")


def _counts(text: str) -> Iterator[tuple[int, Span]]:
    """Yield the counts of levels and where they stand."""
    for match in _COUNTED.finditer(text):
        number = parse_number(next(match[name] for name in ("n1", "n2", "n3", "n4", "n5") if match[name]))
        if number is not None and number == int(number) and number < _MOST_ITEMS:
            yield int(number), Span(*match.span())


def _lowest(text: str) -> tuple[int, ...]:
    match = _LOWEST.search(text)
    number = parse_number(match["n"]) if match else None
    return () if number is None or not number < _MOST_ITEMS else (int(number),)


def _with_many(levels: tuple[int, ...], text: str) -> tuple[int, ...]:
    """Put a greater number of items, told alone, in the place of the lowest level."""
    found = [*_MANY.finditer(text), *(_MANY_BARE.finditer(text) if _TALLIED.search(text) else ())]
    numbers = (parse_number(next(filter(None, match.groupdict().values()))) for match in found)
    most = max((int(one) for one in numbers if one is not None and one < _MOST_ITEMS), default=0)
    return levels if not most or (levels and levels[-1] >= most) else (*levels[:-1], most)


def _rising(counts: list[tuple[int, Span]]) -> tuple[int, ...]:
    """Return the longest row of counts that grow side by side: each level of a tree has more items than the one above."""
    best: list[int] = []
    now: list[int] = []
    end = 0
    for number, span in counts:
        grows = bool(now) and number > now[-1] and span.start - end <= _NEAR
        now = [*now, number] if grows else [number]
        end = span.end
        if len(now) > len(best):
            best = now
    return tuple(best)


def _total(text: str) -> float | None:
    for match in _TOTAL.finditer(text):
        if match["name"]:
            named = {"千": 1000.0, "百": 100.0}.get(match["name"]) or parse_number(match["name"])
            if named:
                return named
        if match["k"]:
            return 1000.0
        number = parse_number(match["n"] or match["m"] or match["o"] or "")
        if number is not None and re.search("[分点]", match.group()):
            return number
    return None


def _tables(reading: Reading) -> Iterator[IndicatorTree]:
    heading: Row | None = None
    rows: list[Row] = []
    for row in reading.rows:
        if row.is_heading:
            yield from _table(reading.doc, heading, rows)
            heading, rows = row, []
        else:
            rows.append(row)
    yield from _table(reading.doc, heading, rows)


def _table(doc: Document, heading: Row | None, rows: list[Row]) -> Iterator[IndicatorTree]:
    """Read a table with a column of points; its columns of indicators are the levels."""
    if heading is None or len(rows) < _FEWEST_ROWS:
        return
    heads = {cell.heading: doc.quote(cell.span) for cell in heading.cells}
    points = [head for head, words in heads.items() if _SCORE_HEAD.search(words)]
    columns = [head for head, words in heads.items() if _TREE_HEAD.search(words) and not _SCORE_HEAD.search(words)]
    if not points or not columns:
        return
    values = [{cell.heading: doc.quote(cell.span) for cell in row.cells if cell.column != "proof"} for row in rows]
    levels = tuple(len({row[head] for row in values if row.get(head)}) for head in columns)
    numbers = [parse_number(row[points[0]].rstrip("分")) for row in values if row.get(points[0])]
    total = sum(number for number in numbers if number is not None) or None
    traces = sum(bool(TRACE_MEASURE.search("，".join(row.values()))) for row in values)
    rising = tuple(max(levels[: at + 1]) for at in range(len(levels)))
    yield IndicatorTree(Span(rows[0].span.start, rows[-1].span.end), (*rising[:-1], len(rows)), total, traces, "table")


def _lists(doc: Document) -> Iterator[IndicatorTree]:
    """Read numbered items that carry their points: （一）组织领导（20分）."""
    found: list[tuple[Block, float]] = []
    for block in doc.blocks:
        if block.kind in ("heading", "list_item", "body"):
            match = _POINTS.search(doc.quote(block.span)[:60])
            if match:
                found.append((block, float(match["n"])))
    if len(found) < _FEWEST_ROWS:
        return
    by_level: dict[int, list[tuple[Block, float]]] = {}
    for block, number in found:
        by_level.setdefault(block.level or 9, []).append((block, number))
    order = sorted(by_level)
    lowest = by_level[order[-1]]
    traces = sum(bool(TRACE_MEASURE.search(doc.quote(block.span))) for block, _ in lowest)
    span = Span(found[0][0].span.start, found[-1][0].span.end)
    yield IndicatorTree(
        span,
        tuple(len(by_level[level]) for level in order),
        sum(number for _, number in by_level[order[0]]),
        traces,
        "list",
    )
