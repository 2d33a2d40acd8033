"""文种与行文: the statutory genre and the manners of documents that go upward (FMT-01, FMT-03)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document, Span
from ..errors import NotApplicable
from ..readers.anatomy.patterns import type_word
from .document_parts import first_block, for_citizens, title_line
from .rule import Case, Hit, Rule
from .sources import T12

__all__ = ["RULES"]

# Carriers that deploy work and therefore have to travel under a statutory genre. Rules of law (办法, 规定,
# 条例) are promulgated in their own form, reports and speeches are no deployment.
_NEED_COVER = ("方案", "要点", "提示", "计划", "安排", "措施", "分工", "清单", "举措")
# Words for plans that no list of carriers holds.
_PLAN_WORD = re.compile(
    "(?:打算|思路|部署|设想|任务书|路线图|日程|[任工][务作]台账|[工任作][作务]指[引南]|行动(?:计划)?|包干表|(?:分解|分工)表|派?工单|告知[单书]|意向书|责任书|(?:几|若干)[点项条](?:要求|措施|举措|办法)|攻坚战|要点|指引|提醒|(?:工作|补充|几点|具体|有关)要求|一览表?|实施步骤)(?:（[^）]*）)?$"
)
_GUESSED = 0.5
_UPWARD = ("请示", "报告")
_UPPER = "(?:[省市县区乡镇局厅委]|上级|贵|党委|政府|领导)"
_GIVE = (
    "(?:支持|解决|安排|下拨|拨付|拨给|批准|批复|同意|协调|倾斜|追加|核拨|核增|核准|增拨|增补|追补|调拨|垫付|豁免|免除|定夺|裁定|"
    "给予|增加|调剂|划拨|帮助|准许|明确|答复|审批|接济|补助|配备|增派|减免|立项)"
)
_REQUEST = re.compile(
    "(?:请|盼|望|祈)予以?(?:批准|批复|支持|解决|审批|协调|倾斜|帮助)|请审批|妥否，请批|当否，请批|请批(?:示|复)|(?:可否|能否|是否(?:可以|同意|妥当))[^。；]{0,24}(?:请|望)|建议[^。；]{0,24}(?:增拨|拨付|追加|核增|核拨|安排)[^，。；]{0,10}(?:资金|经费|万元|编制|专项)|请予?(?:示下|定夺)|"
    f"(?:恳[请求望]|敬请|请求|特请|拟请|诚请|提请|盼|望|希望|祈|请)(?!各|群众|大家|广大|社会|盼|[^，。；]{{0,2}}各[镇乡村站所校])(?<!群众盼){_UPPER}?[^，。；“”]{{0,24}}{_UPPER}[^。；“”]{{0,24}}?{_GIVE}|恳请[^。；]{{0,30}}{_GIVE}"
)
# 请示事项 that is told of, and what others are asked for.
_TOLD = re.compile("[“《][^”》]*$|(?:已|曾)[^，。；]{0,6}$|(?:聘|邀|申)$")
_PERSON = re.compile("同志|(?:领导|负责同志|负责人|书记|县长|市长|省长|区长|镇长|乡长|局长|厅长|主任|部长|主席)$")
_LOWER_COPY = re.compile("各(?:乡镇|镇|街道|村|社区|县|市|区|科室|站所)")
_ACT = (
    "(?:申请|请求|解决|拨付|核定|增加|追加|批准|调整|设立|增设|成立|修建|修缮|维修|修复|整修|迁建|搬迁|拓宽|租赁|报废|处置|转让|动用|下拨|预拨|认定|命名|开通|新建|改建|扩建|建设|购置|采购|更换|安排|调剂|划拨|核拨|减免|表彰|任命|"
    "撤销|更名|变更|出让|招聘|引进|补充|配备|举办|组建)"
)
_TWO_ACTS = re.compile(f"{_ACT}[^和及暨并兼]{{2,40}}?(?:和|及|暨|以及|并|兼|同时|、)(?:申请|请求|一并)?{_ACT}")
_PUBLISHED = ("向大会", "人民代表大会")


def _no_statutory_genre(case: Case) -> Iterator[Hit]:
    doc, meta = case.doc, case.doc.meta
    line = title_line(doc)
    if line is None:
        raise NotApplicable("没有标题，无法判断文种")
    named = meta.title is not None
    # Without a word for it in the title the genre is guessed from the rest, with half the confidence.
    stated = type_word(meta.title or "") is not None or _plan_word(re.sub(r"\s", "", meta.title or "")) is None
    if named and stated and meta.genre is not None and meta.confidence.get("genre", 1.0) > _GUESSED:
        return
    if not (meta.doc_number or meta.addressees) or for_citizens(doc):
        raise NotApplicable("没有文号和主送机关（可能是随文印发的附件），或者面向公众")
    title = re.sub(r"\s", "", meta.title or doc.quote(line.span))
    word = meta.carrier if named and meta.carrier in _NEED_COVER else _plan_word(title)
    if word is None or meta.header_kind == "order":
        raise NotApplicable("不是部署工作的文稿")
    yield Hit(_title(doc), {"carrier": word})


def _plan_word(title: str) -> str | None:
    match = _PLAN_WORD.search(title)
    return match.group() if match else None


def _title(doc: Document) -> Span:
    lines = [block.span for block in doc.blocks if block.kind == "title" and not block.transmitted]
    if lines:
        return Span(lines[0].start, lines[-1].end)
    line = title_line(doc)
    return line.span if line else doc.blocks[0].span


def _upward_manners(case: Case) -> Iterator[Hit]:
    doc, meta = case.doc, case.doc.meta
    if meta.genre not in _UPWARD:
        raise NotApplicable("不是上行文（请示、报告）")
    line = first_block(doc, "addressee")
    if any(word in doc.text[:600] for word in _PUBLISHED) or (
        line and re.search("同志们|各位|(?:代表|委员)[：:]$", doc.quote(line.span))
    ):
        raise NotApplicable("是在会议上所作的工作报告")
    yield from _receivers(doc)
    yield from _copies(doc)
    yield from _hidden_request(doc) if meta.genre == "报告" else _two_matters(doc)


def _receivers(doc: Document) -> Iterator[Hit]:
    block = first_block(doc, "addressee")
    if block is None:
        return
    names = [
        name
        for name in re.split(
            "[、，]|并报|(?<=长)并(?=[省市县区镇乡])|(?<=府)[并和及暨]", doc.quote(block.span).rstrip("：: ")
        )
        if name
    ]
    if any(_PERSON.search(name) and not name.startswith("各") for name in names):
        yield Hit(
            block.span, message="主送给领导者个人。", suggestion="除上级机关负责人直接交办的事项外，改为主送机关。"
        )
    elif len(names) > 1:
        yield Hit(
            block.span, message=f"主送 {len(names)} 个机关。", suggestion="只主送一个上级机关，其他需要知道的用抄送。"
        )


def _copies(doc: Document) -> Iterator[Hit]:
    for block in doc.blocks:
        text = doc.quote(block.span)
        if block.kind == "imprint" and text.startswith("抄送") and _LOWER_COPY.search(text):
            yield Hit(block.span, message="上行文抄送了下级机关。", suggestion="删去抄送的下级机关。")


def _hidden_request(doc: Document) -> Iterator[Hit]:
    for unit in doc.units:
        text = doc.quote(unit.span)
        match = _REQUEST.search(text)
        if match and not _TOLD.search(text[: match.start()]) and not doc.blocks[unit.block].annex:
            yield Hit(unit.span, message="报告中夹带请示事项。", suggestion="把请示事项另行写成请示。")
            return


def _two_matters(doc: Document) -> Iterator[Hit]:
    title = doc.meta.title or ""
    match = re.search("关于(?P<matter>.+)的请示", title)
    if match and _TWO_ACTS.search(match["matter"]):
        yield Hit(_title(doc), message="一份请示里有两件事。", suggestion="一文一事，分开请示。")


_PLAN = "松政办发〔2025〕3号\n各乡镇人民政府：\n　　各镇每月清运河道垃圾两次。\n松垣县水利局\n2025年3月4日"
_ASK = "泽安市人民政府：\n　　我县拟修建柳塘大桥，概算投资860万元。妥否，请批示。\n松垣县人民政府\n2025年3月4日"

RULES: tuple[Rule, ...] = (
    Rule(
        code="FMT-01", name="no-statutory-genre", title="文稿类型不是法定文种", category="形", severity="tip",
        about="有文号或主送机关、自行下发的部署类文稿（方案、要点、提示、计划、措施等），标题里没有十五种法定文种之一。",
        unless="没有标题；没有文号和主送（可能是随文印发的附件）；办法、规定等规章类和讲话、总结等非部署类。",
        message="“{carrier}”不是十五种法定公文文种，却单独编号或主送下发。",
        suggestion="用“通知”等法定文种印发，把{carrier}作为所印发的正文。",
        basis=(T12("第八条：公文种类"),),
        hits=("2025年松垣县河道清理工作方案\n" + _PLAN, "2025年松垣县水利工作要点\n" + _PLAN, "松垣县清淤任务分解表\n" + _PLAN),
        clean=(
            "松垣县水利局关于印发2025年河道清理工作方案的通知\n" + _PLAN,
            "2025年松垣县河道清理工作方案\n一、目标\n　　全年清运垃圾两百吨。",
            "松垣县河道管理办法\n第一条 为了保护河道，制定本办法。",
            "关于河道清理的意见\n" + _PLAN,
        ),
        find=_no_statutory_genre, measured=(5, 5),
    ),
    Rule(
        code="FMT-03", name="upward-manners", title="上行文不合规矩", category="形", severity="issue",
        about="请示、报告是否只主送一个上级机关、不主送领导个人、不抄送下级，请示是否一文一事，报告是否夹带请示事项。",
        unless="不是请示或报告；向人民代表大会所作的工作报告。",
        message="上行文不合规矩。", suggestion="按上行文规则修改。",
        basis=(T12("第十五条：向上级机关行文的规则"),),
        hits=(
            "松垣县水利局关于增加编制的请示\n县人民政府、县委机构编制委员会办公室：\n" + _ASK.partition("\n")[2],
            "松垣县水利局关于清淤情况的报告\n松垣县人民政府：\n　　已清淤60公里，尚缺人手，拟请县编委核增编制5名。\n松垣县水利局\n2025年3月4日",
            "松垣县人民政府关于修建柳塘大桥的请示\n泽安市人民政府、泽安市交通运输局：\n" + _ASK.partition("\n")[2],
            "松垣县人民政府关于灾情的报告\n泽安市人民政府：\n　　我县十个村受灾。恳请市政府安排救灾资金200万元。\n松垣县人民政府\n2025年3月4日",
        ),
        clean=(
            "松垣县人民政府关于修建柳塘大桥的请示\n泽安市自然资源和规划局：\n" + _ASK.partition("\n")[2],
            "松垣县人民政府关于修建柳塘大桥的请示\n" + _ASK,
            "松垣县人民政府关于灾情的报告\n泽安市人民政府：\n　　我县十个村受灾，已安置80户。\n松垣县人民政府\n2025年3月4日",
            "松垣县水利局关于清淤情况的报告\n松垣县人民政府：\n　　已请求各镇支持配合，年内清完。\n松垣县水利局\n2025年3月4日",
            "松垣县人民政府关于防汛工作的通知\n各乡镇人民政府、县直各单位：\n　　请于3月5日前报送名单。\n松垣县人民政府\n2025年3月4日",
            "松垣县人民政府关于办理批示情况的报告\n泽安市人民政府：\n　　“请予支持解决”的事项已经办结。\n松垣县人民政府\n2025年3月4日",
        ),
        find=_upward_manners,
    ),
)  # fmt: skip
