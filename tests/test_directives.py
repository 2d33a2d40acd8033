"""Directives of whole documents: actor, direction, frames, tables, exceptions, minimal pairs."""

import pytest

from formalism_nlp import Document, check, read
from formalism_nlp.directives import directives, masked, same_sentence, table_rows
from formalism_nlp.language.actors import actor_level, direction, responsible, subject
from formalism_nlp.language.attribution import heading_stance, title_stance
from formalism_nlp.language.exceptions import emergency, statutory

HEAD = "松垣县水利局关于做好河道清理工作的通知\n各乡镇人民政府：\n"
FOOT = "\n松垣县水利局\n2025年3月4日\n"
FLOOD = (
    "松垣县防汛抗旱指挥部关于启动防汛Ⅱ级应急响应的通知\n各乡镇人民政府：\n　　县气象台发布暴雨红色预警，现通知如下：\n　　{}\n"
    "　　上述要求随响应解除自行终止。\n松垣县防汛抗旱指挥部\n2025年7月9日\n"
)
UPWARD = (
    "柳塘镇人民政府关于河道清理工作的报告\n松垣县人民政府：\n　　{}\n　　特此报告。\n柳塘镇人民政府\n2025年3月4日\n"
)


def notice(body):
    return Document.from_text(f"{HEAD}　　{body}{FOOT}")


def imposed(doc, word):
    """Whether the document asks lower bodies for it, without excuse."""
    return any(
        one.demanded and one.exception is None and one.direction == "down" and word in masked(doc, one.span)
        for one in directives(doc)
    )


def of(doc, word):
    return next(one for one in directives(doc) if word in one.text(doc))


# For each kind: the word, then the eight variants of domain dossier 2.3.
KINDS = {
    "report": (
        "进展表", "各乡镇须于每周五17时前报送进展表。", "不得要求村级报送进展表。", "有的乡镇要求各村天天报送进展表。", "请对照《关于报送进展表的通知》查找不足。",
        "取消各乡镇每周报送进展表的做法。", "各乡镇不得漏报、迟报进展表。", "响应期间，各乡镇每2小时报送一次进展表。", "我镇每周五向县水利局报送进展表。",
    ),
    "trace": (
        "照片", "各村清理点位须附照片3张。", "严禁以附照片作为验收条件。", "个别镇要求每个点位附照片10张。", "按照《关于清理点位附照片的通知》第二条办理退费。",
        "清理点位不再要求附照片。", "台账严禁无照片、无签字。", "各乡镇转移一户、上传照片一张。", "我镇为每个点位附照片3张，共计240张。",
    ),
    "ranking": (
        "排名", "县水利局对各乡镇清理进度每周排名，各乡镇要在排名公布当日整改。", "不得对各乡镇清理进度排名。", "有的部门动辄对乡镇进度排名。", "《关于清理进度排名的通报》已经发给你们。",
        "停止清理进度周排名。", "各乡镇排名不得低于上年。", "各乡镇转移进度每6小时排名一次。", "我镇在全县清理进度排名中位列第三。",
    ),
    "check-in": (
        "打卡", "各村河长每日到点位打卡。", "不准设置打卡功能。", "一些镇要求河长天天打卡。", "请停用《关于河长打卡的通知》所附表样。", "取消河长打卡。",
        "各村河长不得缺卡，打卡次数不得少于每日1次。", "响应期间值班人员须每班打卡。", "我镇河长每日到点位打卡。",
    ),
    "letter": (
        "责任状", "各乡镇与各村签订河道清理责任状。", "各乡镇不得与村级层层签订责任状。", "少数乡镇把责任状一签了之。", "原《河道清理责任状签订办法》文本由县水利局存档。",
        "已签订的责任状一律废止。", "各村不得拒签责任状，不得不按时签订责任状，逾期不交责任状的予以通报。", "各乡镇与转移责任人签订责任状。", "我镇与各村签订了责任状19份。",
    ),
    "attendance": (
        "参会", "各乡镇主要负责同志必须参会。", "不得要求各乡镇主要负责同志参会。", "有的会议要求乡镇书记一律参会。", "请按《关于规范参会人员的通知》执行会议报到程序。",
        "今后不再要求乡镇主要负责同志参会。", "各乡镇参会人员不得请假、不得替会。", "各乡镇主要负责同志立即到指挥部参会。", "我镇组织村干部参会42人次。",
    ),
    "quota": (
        "信息", "各乡镇每月报送信息不少于5条。", "不得向各乡镇下达信息条数指标。", "有的部门规定乡镇每月上报信息8条。", "《关于下达信息任务的通知》由县水利局留存。",
        "取消各乡镇信息报送任务。", "各乡镇每月信息不得少于5条。", "响应期间各乡镇每日报送信息不少于3条。", "我镇全年被采用信息31条。",
    ),
    "secondment": (
        "抽调", "从各乡镇抽调干部12名。", "不得从各乡镇抽调干部。", "个别部门长期抽调乡镇干部。", "请将《关于抽调乡镇干部的通知》附件一存档。", "清退从乡镇抽调的干部。",
        "各乡镇抽调人员不得少于2名。", "各乡镇抽调民兵60名守护东堤。", "我镇已抽调干部6名参加清理。",
    ),
}  # fmt: skip
VARIANTS = ("imposed", "prohibited", "criticised", "quoted", "abolished", "double", "emergency", "upward")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_minimal_pairs(kind, variant):
    word, *texts = KINDS[kind]
    body = texts[VARIANTS.index(variant)]
    template = {"emergency": FLOOD, "upward": UPWARD}.get(variant)
    doc = Document.from_text(template.format(body)) if template else notice(body)
    assert imposed(doc, word) == (variant in ("imposed", "double"))
    polarity = {
        "prohibited": "prohibit",
        "criticised": "criticise",
        "abolished": "abolish",
        "upward": "report",
        "emergency": "demand",
    }.get(variant)
    if polarity:
        assert of(doc, word).polarity == polarity
    if variant == "emergency":
        assert of(doc, word).exception == "emergency" and doc.quote(of(doc, word).exception_basis) == "防汛"


def test_spans_lie_inside_one_another_and_follow_the_text():
    doc = read(
        b"\xef\xbb\xbf"
        + (HEAD + "　　一、工作任务\n　　（一）摸底。各镇3月20日前报送清单，不得漏报；县水利局汇总。" + FOOT).encode()
    )
    found = directives(doc)
    assert [one.span.start for one in found] == sorted(one.span.start for one in found)
    for one in found:
        assert (
            one.sentence.contains(one.span)
            and one.span.contains(one.core)
            and doc.blocks[one.block].span.contains(one.core)
        )
        assert one.cue is None or one.sentence.contains(one.cue)


def test_slots():
    doc = notice("各乡镇须于3月20日前每村报送清淤台账不少于3份，逾期未报的，通报批评，所需经费由县财政保障。")
    first, second, third = directives(doc)
    assert (doc.quote(first.actor), first.actor_from, doc.quote(first.action), doc.quote(first.trace)) == (
        "各乡镇",
        "subject",
        "报送",
        "台账",
    )
    assert first.deadline is not None and first.quantity.value == 3 and first.slots_filled >= 5
    assert doc.quote(second.sanction) == "通报批评" and second.span.start < second.core.start
    assert doc.quote(third.resource).startswith("经费") and same_sentence(directives(doc), third) == (
        first,
        second,
        third,
    )


def test_a_term_at_the_head_of_a_sentence_holds_for_all_of_it():
    doc = notice("今日下班前，各镇报送典型材料1篇，不少于2000字。")
    assert all(one.deadline is not None for one in directives(doc))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("各乡镇、街道须每周报送", "各乡镇、街道"), ("由县农业农村局汇总", "县农业农村局"), ("请各镇（街道）于5月前报送", "各镇（街道）"), ("每月28日前各社区自评打分", "各社区"),
        ("三镇散会后要连夜传达", "三镇"), ("统统划归所在镇承担", "所在镇"), ("县应急管理局负责汇总", "县应急管理局"), ("各校于每月28日前上报", "各校"), ("村干部每日打卡", "村干部"),
        ("7月22日上午，各地不得缺席", None), ("严格落实责任", None), ("加强组织领导", None), ("全市通报批评", None),
    ],
)  # fmt: skip
def test_subjects(text, who):
    found = subject(text, 0, len(text))
    assert (text[found.start : found.end] if found else None) == who


def test_actor_from_list_head_tail_and_addressee():
    doc = notice(
        "有关任务分工如下：\n（一）县水利局：负责清淤。\n（二）清理河岸。（责任单位：各乡镇；配合单位：县城管局）\n（三）清运垃圾。"
    )
    named = {doc.quote(one.core): (doc.quote(one.actor), one.actor_from) for one in directives(doc)}
    assert named["负责清淤"] == ("县水利局", "list_head")
    assert named["清理河岸"] == ("各乡镇", "responsibility")
    assert named["清运垃圾"] == ("各乡镇人民政府：", "addressee")
    text = "加快建设（县住建局牵头，县财政局配合）"
    assert [text[a:b] for _, (a, b) in responsible(text, 0, len(text))] == ["县住建局"]


def test_heading_that_names_a_body_is_the_actor_below():
    doc = Document.from_text(
        HEAD + "　　按以下分工落实。\n一、县水利局\n　　每月清淤一次。\n二、各乡镇\n　　每周巡河两次。" + FOOT
    )
    assert {doc.quote(one.core): doc.quote(one.actor) for one in directives(doc)}["每周巡河两次"] == "各乡镇"


def test_directions():
    doc = notice("各乡镇每周巡河，县水利局每月通报，县直各单位配合，用水户节约用水，请市水利局派员指导。")
    assert [one.direction for one in directives(doc)][:3] == ["down", "self", "level"]
    issuer = doc.meta.issuers
    names = ("各镇", "村干部", "市水利局", "我局", "县水利局", "县财政局", "企业", "各学校")
    assert [direction(name, issuer, doc.meta.addressees) for name in names] == [
        "down",
        "down",
        "up",
        "self",
        "self",
        "level",
        "public",
        "down",
    ]
    assert direction("主要负责同志", issuer, doc.meta.addressees) == "down"
    assert (actor_level("各县（市、区）农业农村局"), actor_level("县乡村振兴局"), actor_level("市直各单位")) == (
        "county",
        "county",
        "prefecture",
    )


def test_public_announcement_speaks_to_the_public():
    doc = Document.from_text(
        "松垣县公安局关于交通管制的通告\n　　为保障施工安全，现通告如下：\n　　一、灭火器不得少于2具。\n　　二、货车绕行青龙桥。\n松垣县公安局\n2025年3月1日"
    )
    assert {one.direction for one in directives(doc)} == {"public"}


def test_colon_list_under_a_prohibition():
    doc = notice(
        "检查中不得出现以下情形：\n（一）要求附照片、建台账；\n（二）对各乡镇排名；\n（三）每日调度。\n　　各乡镇要按月报送清单。"
    )
    assert [one.polarity for one in directives(doc)] == ["prohibit"] * 4 + ["demand"]
    doc = notice("严禁下列行为：（一）层层签订责任状；（二）每天报送台账。各乡镇每周报送清单。")
    assert [one.polarity for one in directives(doc)] == ["prohibit"] * 3 + ["demand"]


def test_conditions_in_a_list_are_not_asked_for():
    doc = notice("有下列情形之一的，不予补助：\n（一）每日报送台账的；\n（二）已享受补助的。")
    assert not any(one.demanded for one in directives(doc)[1:])


def test_headings_that_criticise_or_forbid():
    doc = notice(
        "现将有关情况通知如下：\n一、存在的突出问题\n（一）重复采集。每天要求村级附照片。\n二、工作要求\n（一）按月报送。各乡镇每月报送清单。\n三、严禁行为\n（一）要求各村打卡。"
    )
    by_text = {doc.quote(one.core): one.polarity for one in directives(doc)}
    assert by_text["每天要求村级附照片"] == "criticise"
    assert by_text["各乡镇每月报送清单"] == "demand"
    assert [one.polarity for one in directives(doc) if "打卡" in one.text(doc)] == ["prohibit"]
    assert heading_stance("二、着力解决突出问题", "demand") is None and heading_stance("三、整改要求", "demand") is None
    assert (
        heading_stance("随意要求报送材料问题", "plain") == "criticise"
        and heading_stance("曲轴国产化问题", "demand") is None
    )


def test_negative_list_forbids_without_saying_so():
    doc = Document.from_text(
        "松垣县为基层减负工作负面清单\n一、文件方面\n1.要求村级报送贯彻落实情况。\n2.层层签订责任状。\n松垣县人民政府办公室\n2025年3月1日"
    )
    assert {one.polarity for one in directives(doc)} == {"prohibit"}
    assert title_stance("关于废止一批责任书的通知") == "abolish"


def test_circular_tells_cases_and_then_demands():
    doc = Document.from_text(
        "中共松垣县委办公室关于2起加重基层负担典型问题的通报\n各乡镇党委：\n　　现将2起典型问题通报如下：\n"
        "　　一、桑垭镇层层签订责任状问题。2025年1月，该镇要求19个村逐项签订责任状，每天上传照片。\n"
        "　　上述问题，根子在于作风漂浮。各乡镇要引以为戒，于3月20日前报送整改情况。\n中共松垣县委办公室\n2025年3月1日"
    )
    assert (of(doc, "19个村").polarity, of(doc, "19个村").attribution, of(doc, "上传照片").attribution) == (
        "criticise",
        "narrated",
        "narrated",
    )
    assert of(doc, "报送整改情况").demanded and of(doc, "报送整改情况").deadline is not None


def test_report_plans_are_no_demands_unless_they_are_concrete():
    plan = "二、下一步打算\n　　各级党委要扛起主体责任，切实加强领导，并定期召开分析会。各村要加强巡查。"
    doc = Document.from_text(
        "柳塘镇2024年工作总结\n一、主要做法\n　　各村必须每日报送台账，全年召开会议48次。\n" + plan
    )
    assert [doc.quote(one.core) for one in directives(doc) if one.demanded] == ["并定期召开分析会"]


def test_requests_go_up():
    doc = Document.from_text(
        "柳塘镇人民政府关于修建大桥的请示\n松垣县人民政府：\n　　恳请县政府安排资金300万元。妥否，请批示。\n柳塘镇人民政府\n2025年3月1日"
    )
    assert of(doc, "300万元").direction == "up"
    assert not any(one.direction == "down" and one.demanded for one in directives(doc))


def test_tables_of_tasks():
    doc = Document.from_text(
        HEAD
        + "　　任务分工如下：\n任务\t责任单位\t时限\n清淤三公里并上传照片\t各乡镇\t5月底前\n汇总进度\t县水利局\t6月10日前"
        + FOOT
    )
    first, second = (one for one in directives(doc) if one.origin == "table_row")
    assert (doc.quote(first.actor), first.actor_from, first.polarity) == ("各乡镇", "column", "demand")
    assert first.deadline is not None and doc.quote(first.trace) == "照片"
    assert second.span.start > first.span.end and sum(row.is_heading for row in table_rows(doc)) == 1


def test_table_of_what_is_abolished():
    doc = Document.from_text(
        "松垣县教育局关于废止一批责任书的通知\n各学校：\n　　所列文书不再签订。\n附：清理结果\n序号｜文书名称｜处理意见\n1｜防溺水责任书｜废止\n2｜禁毒责任状｜废止\n松垣县教育局\n2025年3月1日"
    )
    assert [one.polarity for one in directives(doc)] == ["abolish"] * 3


def test_scoring_rows_are_demands():
    doc = Document.from_text(
        HEAD + "　　评分办法如下：\n类别    分值    计分办法\n基础工作    80    活动有影像、学习有心得的得满分" + FOOT
    )
    (row,) = (one for one in directives(doc) if one.origin == "table_row")
    assert row.demanded and row.direction == "down"


@pytest.mark.parametrize(
    "text",
    [
        "关于立即报送防汛台账的紧急通知\n各乡镇：\n　　今日17时前报送防汛台账。",
        "关于启动森林防火责任状签订工作的通知\n各乡镇：\n　　防火期内每日报告。",
        "关于安全生产大检查的通知\n特急\n各乡镇：\n　　今日报送台账。",
    ],
)  # fmt: skip
def test_urgency_alone_is_no_emergency(text):
    assert emergency(Document.from_text(text)) is None


def test_emergency_covers_its_own_subject_only():
    doc = Document.from_text(
        HEAD
        + "　　县气象台发布暴雨红色预警，已启动防汛二级应急响应。\n一、防汛\n　　响应期间，各乡镇每2小时报告一次水情。\n二、党建\n　　各乡镇今日17时前报送学习心得。"
        + FOOT
    )
    assert of(doc, "水情").exception == "emergency" and of(doc, "学习心得").exception is None


def test_statutory_duties():
    doc = notice("各乡镇按照《安全生产法》规定每季度检查一次。各乡镇每周报送清单。")
    assert [one.exception for one in directives(doc)] == ["statutory", None]
    assert statutory("依法依规落实责任", 0, 8) is None


def test_decision_of_the_issuer_is_a_demand():
    doc = notice("经研究，决定在全县开展示范河道创建活动。")
    assert of(doc, "示范河道").demanded


def test_chat_message():
    doc = Document.from_text("@所有人 各村网格长：\n请看到消息的网格长先在群里接龙，今晚九点半锁表。\n不要翻墙。")
    assert of(doc, "接龙").demanded and of(doc, "翻墙").polarity == "prohibit"


@pytest.mark.shared
def test_seed_demands_nothing_but_its_periodic_meetings(shared):
    doc = read(shared / "data" / "seed.txt")
    assert [doc.quote(one.core) for one in directives(doc) if one.demanded] == ["并定期召开基层减负分析会"]
    told = {doc.quote(one.core): one.polarity for one in directives(doc)}
    assert told["有的材料当天通知当天就要"] == "criticise"
    assert told["很多事项不得不分开进行并“留痕”备查"] == "criticise"


def test_long_lists_of_names_stay_fast():
    names = "、".join(f"第{number}县水利与应急管理服务" for number in range(400))
    assert subject(names, 0, len(names)) is None


def test_a_unit_at_a_date_is_no_place():
    text = "松垣县人民政府办公室关于召开会议的通知\n各乡镇人民政府：\n　　各单位于11月21日前将贯彻落实情况书面报县政府督查室。\n2025年11月4日"
    found = directives(Document.from_text(text))
    assert [(one.polarity, one.direction) for one in found] == [("demand", "down")]


def test_rows_that_a_table_ends():
    text = (
        "松垣县水利局关于停用一批报表的通知\n各水管站：\n　　附表所列报表不再填报。\n"
        "序号｜名称｜原频次｜处理\n1｜河道巡查打卡群｜每日一次｜解散\n2｜水表抄报统计表｜每周一｜停用\n3｜水位汛情日报｜每日｜保留\n"
        "松垣县水利局\n2025年3月4日"
    )
    doc = Document.from_text(text)
    rows = [one.polarity for one in directives(doc) if one.origin == "table_row"]
    assert rows == ["abolish", "abolish", "demand"]
    assert {finding.quote for outcome in check(doc) for finding in outcome.findings} <= {"水位汛情日报"}


def test_what_must_not_be_left_undone():
    text = (
        "松垣县为基层减负负面清单\n各乡镇：\n　　县直各单位不得有下列情形：\n"
        "　　（一）把河道保洁交由乡镇承担而不安排经费；\n　　（二）要求各村每日报送台账而不说明用途。\n松垣县水利局\n2025年3月4日"
    )
    doc = Document.from_text(text)
    assert {one.polarity for one in directives(doc) if one.origin == "list_item"} == {"prohibit"}
    assert not [finding for outcome in check(doc) for finding in outcome.findings if not finding.code.startswith("FMT")]
