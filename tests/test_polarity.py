"""Polarity, attribution and modality of single clauses (domain dossier, section 2.3)."""

import pytest

from formalism_nlp.language.cues import find_cues
from formalism_nlp.language.polarity import read_sentence
from formalism_nlp.language.readings import OWN, Frame


def polarities(text, frame=OWN):
    return [said.reading.polarity for said in read_sentence(text, 0, len(text), frame)]


def last(text, frame=OWN):
    return read_sentence(text, 0, len(text), frame)[-1].reading


@pytest.mark.parametrize(
    "text",
    [
        "各村必须每日报送台账。", "请各镇于3月5日前报送名单。", "各镇要建立台账。", "各单位应当上传照片。", "一律安装程序。", "各村每周报送一次。",
        "每人每月不少于5条。", "除公出外，均须到会。", "无特殊情况一律参加。", "非特殊情况不得请假。",
    ],
)  # fmt: skip
def test_demands(text):
    assert last(text).polarity == "demand"


@pytest.mark.parametrize(
    "text",
    [
        "每月信息不得少于5条。", "覆盖面不得低于90%。", "材料不得晚于15时报送。", "报送时间不得迟于周五。", "各村不得漏报、迟报、瞒报。", "不得缺席。", "原则上不得请假。",
        "不得由他人代替。", "不得安排他人参会。", "表格严禁空白。", "表内不得有空项。", "严禁不留痕。", "工作群不得屏蔽。", "不得以任何理由拒绝安装。", "不准过到第二天。",
        "不得无故缺席。", "严禁无记录、无照片。", "不能少一户。", "不得逾期。", "不得脱岗离岗。", "一户不能漏一人。", "不得不报。",
    ],
)  # fmt: skip
def test_prohibitions_of_not_doing_are_demands(text):
    if text == "不得不报。":  # "have to report": neither a prohibition nor an order of this document
        assert last(text).why == "neutral"
        return
    assert (last(text).polarity, last(text).why) == ("demand", "double")


@pytest.mark.parametrize(
    "text",
    [
        "不得要求村级报送台账。", "严禁层层签订责任状。", "不准以排名方式通报。", "禁止设置打卡功能。", "不得以台账多少作为考核依据。", "不得将照片作为评价依据。", "一律不得下达指标。",
        "不得要求不留死角地拍照。", "防止层层加码。", "坚决杜绝变相排名。", "不搞评比排名。", "不以留痕论英雄。", "乡镇、村不填报表、不建台账。", "会议不得超过1小时。",
        "原则上不得要求主要负责同志参加。", "各镇不另报材料。",
    ],
)  # fmt: skip
def test_prohibitions(text):
    assert last(text).polarity == "prohibit"


@pytest.mark.parametrize(
    "text",
    [
        "取消每日打卡。", "不再要求报送周报。", "停止执行日报告制度。", "清理各类责任状。", "废止原考核办法。", "减少督查检查频次。", "精简会议文件。", "无需附照片。", "不需要填表。",
        "不要求报送书面材料。", "免于现场检查。", "由原来的每周一报改为每季度一报。", "坚决纠治层层签订责任状。", "整合各类台账。", "未列入计划的检查一律停止。", "已签订的自行失效。",
    ],
)  # fmt: skip
def test_abolitions(text):
    assert last(text).polarity == "abolish"


@pytest.mark.parametrize(
    "text",
    ["清理河道垃圾。", "取消当年评优资格。", "整治农村人居环境。", "减少地下水开采。", "停止营业。", "整合水利资金。"],
)
def test_abolishing_something_else_than_a_burden_is_no_relief(text):
    assert last(text).polarity == "demand"


@pytest.mark.parametrize(
    "text",
    [
        "有的镇要求每天报送台账。", "有些单位照片不全就扣分。", "个别部门层层签订责任状。", "少数干部热衷于开会发文。", "一些地方以打卡代替管理。", "台账存在重形式轻实效问题。",
        "检查流于形式。", "调研发现，村级台账多达40本。", "该局负责人被通报批评。", "某县要求村干部每天打卡。",
    ],
)  # fmt: skip
def test_criticism(text):
    assert last(text).polarity == "criticise"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("已有的监测点要报送数据。", "有的"), ("所有的村都要报送数据。", "有的"), ("没有的不用报。", "有的"), ("这样的村不在少数。", "少数"), ("抓住关键少数。", "少数"),
        ("少数民族乡要报送数据。", "少数"), ("开展个别谈话。", "个别"), ("要有的放矢。", "有的"), ("重要事项。", "要"), ("需要求助。", "要"), ("会议纪要。", "要"), ("应急响应。", "应"),
        ("申请材料。", "请"), ("必须。", "须"), ("供应商。", "应"), ("为了方便。", "了"), ("了解情况。", "了"),
    ],
)  # fmt: skip
def test_words_inside_words_decide_nothing(text, word):
    at = text.index(word)
    assert not any(cue.start == at and text[cue.start : cue.end] == word for cue in find_cues(text, 0, len(text)))


def test_prohibition_runs_over_coordination_and_ends_at_a_new_demand():
    assert polarities("不得要求附照片，拍视频，建台账，确保村级少填表，各镇每月报送一次。") == [
        "prohibit",
        "prohibit",
        "prohibit",
        "demand",
        "demand",
    ]
    assert polarities("不得弄虚作假、搞“纸面整改”，请逐条填写对账表。") == ["prohibit", "demand"]


def test_criticism_runs_to_the_end_of_the_sentence():
    assert polarities("有的部门一有想法就发通知，一有事情就召集开会，一有工作就搞责任分解。") == ["criticise"] * 3
    assert polarities("有的部门随意发文，必须坚决纠正。") == ["criticise", "demand"]


def test_told_facts_run_on_and_end_at_a_new_subject():
    assert polarities("全县召开了动员会，印发了方案，各镇要抓好落实。") == ["report", "report", "demand"]


def test_only_and_also():
    assert polarities("不能只发通知，还要每天报送打卡情况。") == ["report", "demand"]


def test_what_leads_up_belongs_to_its_clause():
    text = "为掌握进度，3月20日前，逾期未报的，全县通报。"
    (said,) = read_sentence(text, 0, len(text))
    assert (said.span, text[said.core.start : said.core.end]) == ((0, len(text) - 1), "全县通报")


def test_an_aim_is_not_asked_for():
    assert polarities("为加强保护，防止无序蔓延。") == ["report"]
    assert polarities("为防止漏报，各镇应当建立台账。") == ["demand"]


@pytest.mark.parametrize(
    "text",
    [
        "本办法所称台账是指工作记录。",
        "台账是否齐全。",
        "会议记录是否完整？",
        "本通知自印发之日起施行。",
        "现将有关事项通知如下：",
    ],
)
def test_definitions_questions_and_formulas_ask_for_nothing(text):
    assert last(text).polarity == "report"


def test_quotations_and_titles():
    assert last("要求“安装率不低于百分之九十”。").attribution == "quoted"
    assert last("《关于报送台账的通知》").attribution == "cited_title"
    assert last("实行“零报告”制度。") == last("实行零报告制度。")
    assert last("填报《村庄环境整治点位统计表》。").polarity == "demand"


@pytest.mark.parametrize(
    ("text", "modality"),
    [("各村必须参加。", "must"), ("力争年底前完成。", "should"), ("原则上每月一次。", "should"), ("原则上不得请假。", "should"), ("各镇可以自行确定。", "may"), ("鼓励各村上报信息。", "may"), ("不再要求报送。", "may")],
)  # fmt: skip
def test_modality(text, modality):
    assert last(text).modality == modality


def test_permission():
    assert last("各乡镇可结合农闲时段灵活安排。").polarity == "permit"
    assert last("交不交自愿。").polarity == "permit"


def test_frames():
    assert last("每天报送台账。", Frame("criticise", "narrated"))[:2] == ("criticise", "narrated")
    assert last("必须还原过程。", Frame("criticise")).polarity == "criticise"
    assert last("各单位必须引以为戒。", Frame("criticise")).polarity == "demand"
    assert last("要求村级每天打卡。", Frame("prohibit")).polarity == "prohibit"
    assert last("各镇应当于五月前完成清理。", Frame("prohibit")).polarity == "demand"
    assert last("已享受补助的。", Frame("condition")).polarity == "report"
    assert last("必须坚持群众路线。", Frame("account")).polarity == "report"
    assert last("每周召开调度会。", Frame("plain")).polarity == "report"


def test_upward_requests():
    assert last("恳请县政府安排资金300万元。").why == "upward"
