"""Numbers, deadlines, frequencies and working days in the wordings of official documents."""

import gzip
import itertools
import json
import time
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formalism_nlp.language.clock import parse_time
from formalism_nlp.language.deadlines import find_deadlines
from formalism_nlp.language.due_days import resolve_day
from formalism_nlp.language.frequency import find_frequencies
from formalism_nlp.language.numbers import find_quantities, parse_number
from formalism_nlp.language.workdays import add_workdays, holiday, is_workday, working_hours

MONDAY = date(2025, 3, 3)

NUMBERS = [
    ("一千二百三十四", 1234), ("二十", 20), ("十五", 15), ("一百零五", 105), ("一百五", 150), ("两万五", 25_000), ("两", 2), ("半", 0.5),
    ("三十余", 30), ("十几", 10), ("几十", 10), ("100多", 100), ("上千", 1000), ("3万", 30_000), ("1.2亿", 120_000_000), ("3千万", 30_000_000),
    ("一亿三千万", 130_000_000), ("１２３", 123), ("1,234.5", 1234.5), ("二〇二五", 2025), ("百分之十五", 0.15), ("百分之百", 1), ("15%", 0.15),
    ("3.2％", 0.032), ("三成", 0.3), ("千分之二", 0.002), ("三分之一", 1 / 3), ("零", 0), ("个", None), ("", None), ("1,23", None), ("第三", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_parse_number(text, value):
    assert parse_number(text) == (None if value is None else pytest.approx(value))


@given(st.integers(0, 10**9))
def test_numbers_in_digits_are_read_back(value):
    assert parse_number(str(value)) == value
    assert parse_number(f"{value:,}") == value


# The words found, value, unit, bound, upper end.
QUANTITIES = [
    ("每村不少于3篇", "不少于3篇", 3, "篇", "at_least", None),
    ("信息不得少于 2 条", "不得少于 2 条", 2, "条", "at_least", None),
    ("至少报送三篇信息", "至少报送三篇", 3, "篇", "at_least", None),
    ("不少于每月两次", "不少于每月两次", 2, "次", "at_least", None),
    ("5人以上参加", "5人以上", 5, "人", "at_least", None),
    ("5条（含）以上", "5条（含）以上", 5, "条", "at_least", None),
    ("装机率力争达到95%", "力争达到95%", 95, "%", "at_least", None),
    ("覆盖百分之十五以上的农户", "百分之十五以上", 15, "%", "at_least", None),
    ("三分之二以上", "三分之二以上", 66.666667, "%", "at_least", None),
    ("10个工作日以内办结", "10个工作日以内", 10, "工作日", "at_most", None),
    ("讲话不超过90分钟", "不超过90分钟", 90, "分钟", "at_most", None),
    ("原则上控制在5000字以内", "控制在5000字以内", 5000, "字", "at_most", None),
    ("最多报两个", "最多报两个", 2, "个", "at_most", None),
    ("不到3天", "不到3天", 3, "天", "at_most", None),
    ("超过40个", "超过40个", 40, "个", "over", None),
    ("清运30余吨", "30余吨", 30, "吨", "over", None),
    ("走访3万余人", "3万余人", 30_000, "人", "over", None),
    ("组织十几场", "十几场", 10, "场", "over", None),
    ("数十家企业", "数十家", 10, "家", "over", None),
    ("约200人", "约200人", 200, "人", "about", None),
    ("200人左右", "200人左右", 200, "人", "about", None),
    ("近百家商户", "近百家", 100, "家", "about", None),
    ("推荐3—5个", "3—5个", 3, "个", "range", 5),
    ("推荐3至5名干部", "3至5名", 3, "名", "range", 5),
    ("来了两三个人", "两三个", 2, "个", "range", 3),
    ("压减10%—20%", "10%—20%", 10, "%", "range", 20),
    ("安装率达100%", "100%", 100, "%", "exact", None),
    ("经费120万元", "120万元", 1_200_000, "元", "exact", None),
    ("投资1.2亿元", "1.2亿元", 120_000_000, "元", "exact", None),
    ("支出近2万元", "近2万元", 20_000, "元", "about", None),
    ("不低于人民币500万元", "不低于人民币500万元", 5_000_000, "元", "at_least", None),
    ("每人3000—5000元", "3000—5000元", 3000, "元", "range", 5000),
    ("种植2.5万亩", "2.5万亩", 25_000, "亩", "exact", None),
    ("用两年半建成", "两年半", 2.5, "年", "exact", None),
    ("扣五分", "五分", 5, "分", "exact", None),
    ("总分１０００分", "１０００分", 1000, "分", "exact", None),
    ("提高3.5个百分点", "3.5个百分点", 3.5, "个百分点", "exact", None),
    ("不得少于2具", "不得少于2具", 2, "具", "at_least", None),
    ("3名优秀党员", "3名", 3, "名", "exact", None),
    ("近三年", "三年", 3, "年", "exact", None),
    ("至少两名干部", "至少两名", 2, "名", "at_least", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "unit", "bound", "upper"), QUANTITIES)
def test_quantity(text, words, value, unit, bound, upper):
    (found,) = find_quantities(text)
    assert text[slice(*found.span)] == words
    assert (found.value, found.unit, found.bound, found.upper) == (pytest.approx(value), unit, bound, upper)


NO_QUANTITY = [
    "第三条", "第三、四项", "第3至5条", "松政发〔2025〕3号", "2025年3月4日", "二〇二五年", "25年3月", "16时30分", "一、总体要求", "（一）目标",
    "十分重要", "一次性告知", "统一次序", "一事一档", "每户一表", "“四个意识”", "两个维护", "千家万户", "上半年", "周三次日", "五分局", "一二三次产业",
    "城乡二元结构", "电话0531-8888888", "GB/T 9704-2012条", "一户一表", "02项", "一条心", "3月18日", "星期三", "二手房", "一级标准", "进一步",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_no_quantity(text):
    assert [text[slice(*found.span)] for found in find_quantities(text)] == []


# Counted from Monday 3 March 2025, a date: the lead starts at 9:00.
DEADLINES = [
    ("请于3月4日16时前报送", "3月4日16时前", "absolute", "2025-03-04 16:00", 14),
    ("3月4日（周二）下班前反馈", "3月4日（周二）下班前", "absolute", "2025-03-04 18:00", 16),
    ("3月5日(星期三)17:30前", "3月5日(星期三)17:30前", "absolute", "2025-03-05 17:30", 23.5),
    ("３ 月 ５ 日 前报", "３ 月 ５ 日 前", "absolute", "2025-03-05 18:00", 24),
    ("于2025年3月4日前", "2025年3月4日前", "absolute", "2025-03-04 18:00", 16),
    ("2025-03-05之前", "2025-03-05之前", "absolute", "2025-03-05 18:00", 24),
    ("三月五日前", "三月五日前", "absolute", "2025-03-05 18:00", 24),
    ("二〇二五年三月五日以前", "二〇二五年三月五日以前", "absolute", "2025-03-05 18:00", 24),
    ("3月5日（含）前", "3月5日（含）前", "absolute", "2025-03-05 18:00", 24),
    ("12月31日24时前", "12月31日24时前", "absolute", "2026-01-01 00:00", None),
    ("3月底前完成", "3月底前", "absolute", "2025-03-31 18:00", 168),
    ("月底前", "月底前", "absolute", "2025-03-31 18:00", 168),
    ("3月份内", "3月份内", "absolute", "2025-03-31 18:00", 168),
    ("12月上旬前", "12月上旬前", "absolute", "2025-12-10 18:00", None),
    ("6月中旬完成验收", "6月中旬", "absolute", "2025-06-20 18:00", None),
    ("年底前", "年底前", "absolute", "2025-12-31 18:00", None),
    ("明年3月底前", "明年3月底前", "absolute", "2026-03-31 18:00", None),
    ("年内完成", "年内", "absolute", "2025-12-31 18:00", None),
    ("一季度末完成", "一季度末", "absolute", "2025-03-31 18:00", 168),
    ("上半年完成", "上半年", "absolute", "2025-06-30 18:00", None),
    ("到2027年底，全面建成", "到2027年底", "absolute", "2027-12-31 18:00", None),
    ("2030年前达峰", "2030年前", "absolute", "2030-12-31 18:00", None),
    ("请于15日前报县委农办", "15日前", "absolute", "2025-03-15 18:00", None),
    ("下月5日前", "下月5日前", "absolute", "2025-04-05 18:00", None),
    ("截止时间为3月5日17:00", "截止时间为3月5日17:00", "absolute", "2025-03-05 17:00", 23),
    ("3月5日17时截止", "3月5日17时截止", "absolute", "2025-03-05 17:00", 23),
    ("不得晚于3月5日", "不得晚于3月5日", "absolute", "2025-03-05 18:00", 24),
    ("报名截止到3月5日，逾期", "截止到3月5日", "absolute", "2025-03-05 18:00", 24),
    ("最迟3月5日交齐", "最迟3月5日", "absolute", "2025-03-05 18:00", 24),
    ("名单于3月5日报送县农办", "于3月5日", "absolute", "2025-03-05 18:00", 24),
    ("国庆节前见到成效", "国庆节前", "absolute", "2025-09-30 18:00", None),
    ("1月10日前已报", None, None, None, None),
    ("今日20时前", "今日20时前", "relative", "2025-03-03 20:00", 8),
    ("今天下班前", "今天下班前", "relative", "2025-03-03 18:00", 8),
    ("当日17:00前", "当日17:00前", "relative", "2025-03-03 17:00", 7),
    ("即日18时前", "即日18时前", "relative", "2025-03-03 18:00", 8),
    ("今晚九点半锁表", "今晚九点半锁表", "relative", "2025-03-03 21:30", 8),
    ("明日上午报镇党政办", "明日上午", "relative", "2025-03-04 12:00", 11),
    ("次日9时前", "次日9时前", "relative", "2025-03-04 09:00", 8),
    ("晚八点前", "晚八点前", "relative", "2025-03-03 20:00", 8),
    ("下午三点半前", "下午三点半前", "relative", "2025-03-03 15:30", 5.5),
    ("下班前反馈", "下班前", "relative", "2025-03-03 18:00", 8),
    ("本周五前", "本周五前", "relative", "2025-03-07 18:00", 40),
    ("本周内", "本周内", "relative", "2025-03-09 18:00", 40),
    ("下周一上午提交", "下周一上午", "relative", "2025-03-10 12:00", 43),
    ("3个工作日内反馈", "3个工作日内", "relative", "2025-03-06 18:00", 32),
    ("十日内报送", "十日内", "relative", "2025-03-13 18:00", 72),
    ("两周内", "两周内", "relative", "2025-03-17 18:00", 88),
    ("三个月内", "三个月内", "relative", "2025-06-03 18:00", None),
    ("接到通知后2小时内报送", "接到通知后2小时内", "relative", "2025-03-03 11:00", 2),
    ("自本通知印发之日起30日内", "自本通知印发之日起30日内", "relative", "2025-04-02 18:00", None),
    ("事故发生后1小时内报告", "1小时内", "conditional", None, 1),
    ("出现险情的，15分钟内电话报告", "15分钟内", "conditional", None, 0.25),
    ("收到指令后24小时内", "24小时内", "conditional", None, 8),
    ("自受理之日起20个工作日内", "20个工作日内", "conditional", None, 160),
    ("机关应当在三日内答复", "三日内", "conditional", None, None),
    ("每日17时前报送", "每日17时前", "periodic", None, None),
    ("每天下午5点前", "每天下午5点前", "periodic", None, None),
    ("每周五报送进展", "每周五", "periodic", None, None),
    ("每月5日前", "每月5日前", "periodic", None, None),
    ("每月25日报送小结", "每月25日", "periodic", None, None),
    ("每季度末月25日前", "每季度末月25日前", "periodic", None, None),
    ("每年12月底前报送总结", "每年12月底前", "periodic", None, None),
    ("每月终了后15日内", "每月终了后15日内", "periodic", None, None),
    ("次月5日前报送", "次月5日前", "periodic", None, None),
    ("逢五逢十向县联席办报一回", "逢五逢十", "periodic", None, None),
    ("逢周一报送", "逢周一", "periodic", None, None),
    ("每周一报送小结", "每周一", "periodic", None, None),
    ("立即整改", "立即", "vague", None, None),
    ("第一时间报告", "第一时间", "vague", None, None),
    ("三镇要连夜传达", "连夜", "vague", None, None),
    ("尽快上报", "尽快", "vague", None, None),
    ("限时办结", "限时", "vague", None, None),
    ("自印发之日起施行", "自印发之日起施行", "start", None, None),
    ("即日起", "即日起", "start", None, None),
    ("自3月1日至3月31日开展", "自3月1日至3月31日", "start", None, None),
    ("从4月1日起执行", "从4月1日起执行", "start", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind", "due", "lead"), DEADLINES)
def test_deadline(text, words, kind, due, lead):
    found = [
        (text[slice(*one.span)], one.kind, one.due and f"{one.due:%Y-%m-%d %H:%M}")
        for one in find_deadlines(text, base=MONDAY)
    ]
    assert found == ([] if words is None else [(words, kind, due)])
    if lead is not None:
        (one,) = find_deadlines(text, base=MONDAY)
        assert one.lead_hours == lead


NO_DEADLINE = [
    "会议时间3月18日", "2024年3月印发", "3月18日（星期二）8:20集合", "日前，县政府印发方案", "当前工作", "目前", "清明节前后", "会前准备", "听证会召开7日前",
    "截至3月底，全县已完成", "2009年底前建成的小区", "近3年内", "三年内未发生", "前3日内", "每周五下午召开例会", "每周一调度", "每2小时巡查一次", "马上就办",
    "有限期", "年限期满", "责令限期改正", "截止到2024年底，在册户数", "调往内江市", "3日内不得", "2008年以前", "申请当月前", "内容", "起草", "一起", "3月5日前尚未取得", "上班前检查", "2025年3月4日",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_DEADLINE)
def test_no_deadline(text):
    assert [text[slice(*found.span)] for found in find_deadlines(text, base=MONDAY)] == []


def test_lead_from_a_moment_is_exact():
    (found,) = find_deadlines("今晚九点半锁表", base=datetime(2025, 11, 26, 16, 40))
    assert (found.day_only, found.lead_hours) == (False, pytest.approx(4 / 3, abs=0.01))
    (found,) = find_deadlines("今晚九点半锁表", base=date(2025, 11, 26))
    assert (found.day_only, found.lead_hours) == (True, 8)


def test_lead_skips_the_national_holiday():
    (found,) = find_deadlines("10月9日上午10点前报送", base=datetime(2025, 9, 30, 16))
    assert found.lead_hours == 3


def test_without_a_day_of_issue_only_full_dates_are_resolved():
    text = "3月5日前报送，2026年3月5日前办结，3个工作日内答复"
    found = list(find_deadlines(text, base=None))
    assert [(one.due, one.lead_hours) for one in found] == [(None, None), (datetime(2026, 3, 5, 18), None), (None, 24)]


def test_past_deadlines_have_no_lead_and_november_looks_ahead():
    (past,) = find_deadlines("2025年2月28日前报送", base=MONDAY)
    assert (past.due, past.lead_hours) == (datetime(2025, 2, 28, 18), None)
    (ahead,) = find_deadlines("3月底前", base=date(2025, 11, 3))
    assert ahead.due == datetime(2026, 3, 31, 18)


def test_impossible_days_are_no_deadlines():
    assert list(find_deadlines("13月5日前、25时前", base=MONDAY)) == []
    assert resolve_day("2月30日", MONDAY) is None


FREQUENCIES = [
    ("每月两次", "每月两次", 24), ("每周不少于2次", "每周不少于2次", 104), ("每季度至少开展1次", "每季度至少开展1次", 4),
    ("机关党员每人每月至少到户一次", "每月至少到户一次", 12), ("每日早晚各一次", "每日早晚各一次", 730), ("每天督查", "每天", 365),
    ("每个工作日", "每个工作日", 250), ("每半年", "每半年", 2), ("每两年一次", "每两年一次", 0.5), ("两年一次", "两年一次", 0.5),
    ("每半个月", "每半个月", 24), ("每隔一天巡查", "每隔一天", 182.5), ("每10天通报一次", "每10天通报一次", 36.5), ("每学期承接不超过4次", "每学期承接不超过4次", 8),
    ("每2小时向指挥部报送一次", "每2小时向指挥部报送一次", 4380), ("每周五16时", "每周五", 52), ("每周一、三、五报送", "每周一、三、五", 156),
    ("每周一至周五", "每周一至周五", 260), ("每周三次", "每周三次", 156), ("每周一调度", "每周一调度", 52), ("每日两调度", "每日两调度", 730),
    ("每月5日前", "每月5日前", 12), ("每月10日、20日报送", "每月10日、20日", 24), ("每年6月、12月各考核一次", "每年6月、12月各考核一次", 2),
    ("每日8时、20时报水位", "每日8时、20时", 730), ("每月报送信息不少于2条", "每月", 12),
    ("一周一报", "一周一报", 52), ("一月一调度", "一月一调度", 12), ("一季一评", "一季一评", 4), ("半月一调度", "半月一调度", 24), ("一天一送", "一天一送", 365),
    ("一周两报", "一周两报", 104), ("两小时一报", "两小时一报", 4380), ("五天一送", "五天一送", 73), ("一周召开一次", "一周召开一次", 52), ("三天报一次", "三天报一次", 121.6667),
    ("实行日报", "日报", 365), ("报送周报", "周报", 52), ("旬报", "旬报", 36), ("月报表本身有27项", "月报表", 12), ("季报", "季报", 4), ("实行零报告", "零报告", 365),
    ("执行日报告制度", "日报告", 365), ("按月通报", "按月", 12), ("按季度报送", "按季度", 4), ("逐月跟踪", "逐月", 12), ("逢周一报", "逢周一", 52),
    ("逢五逢十报", "逢五逢十", 72), ("逢双周", "逢双周", 26), ("月度例会", "月度例会", 12), ("季度排名", "季度排名", 4), ("召开周例会", "周例会", 52), ("天天打卡", "天天", 365),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "per_year"), FREQUENCIES)
def test_frequency(text, words, per_year):
    assert [(found.text, found.per_year) for found in find_frequencies(text)] == [(words, per_year)]


def test_chains_of_frequencies():
    found = {one.text: one.per_year for one in find_frequencies("日调度、周通报、月考核；周调度月通报；周查月评")}
    assert found == {"日调度": 365, "周通报": 52, "月考核": 12, "周调度": 52, "月通报": 12, "周查": 52, "月评": 12}


NO_FREQUENCY = [
    "每个村", "每户一名", "每名干部", "每人每月300元", "每天8小时", "每年增长5%", "平均每周1.2场", "《云泽日报》", "云泽日报社", "周报告会", "5日报送",
    "当日报送", "次日报告", "5月报送", "上周报", "2个工作日报告", "十一月一日", "二〇二五年一月", "一日三餐", "7月一场雨", "逐年提高", "按日加收", "按年龄",
    "按年度计划", "第三季度督导检查", "一季度考核", "上半年考核", "逢年过节", "每一天", "《每日新报》", "每年级", "日常巡查", "雨强每小时40毫米", "每次",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_FREQUENCY)
def test_no_frequency(text):
    assert [found.text for found in find_frequencies(text)] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("16时", (16, 0)), ("24时", (24, 0)), ("晚上12点", (24, 0)), ("中午12点", (12, 0)), ("中午1点", (13, 0)), ("凌晨2点", (2, 0)),
     ("八点一刻", (8, 15)), ("17：05", (17, 5)), ("下午", (18, 0)), ("25时", None), ("8:75", None), ("八", None)],
)  # fmt: skip
def test_parse_time(text, value):
    assert parse_time(text) == value


def test_workdays_follow_the_notices():
    assert is_workday(date(2025, 1, 26)) == (True, True)  # a Sunday worked for the Spring Festival
    assert is_workday(date(2020, 1, 31)) == (False, True)  # the lengthened Spring Festival of 2020
    assert is_workday(date(2015, 9, 3)) == (False, True)
    assert is_workday(date(2011, 10, 3)) == (True, False)  # no notice known: weekends only
    assert holiday("中秋", 2023) == date(2023, 9, 29)
    assert add_workdays(date(2025, 4, 30), 1) == date(2025, 5, 6)


def test_working_hours_keep_the_lunch_hour_out():
    assert working_hours(datetime(2025, 3, 4, 11), datetime(2025, 3, 4, 14)) == 2
    assert working_hours(datetime(2025, 3, 7, 17), datetime(2025, 3, 10, 9, 30)) == 1.5
    assert working_hours(datetime(2025, 3, 8, 9), datetime(2025, 3, 9, 18)) == 0
    assert working_hours(datetime(2025, 3, 5), datetime(2025, 3, 4)) == 0


@given(
    st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1)), st.integers(0, 60 * 24 * 60), st.integers(0, 60 * 24 * 60)
)
def test_working_hours_add_up(start, first, second):
    middle = start + timedelta(minutes=first)
    end = middle + timedelta(minutes=second)
    whole = working_hours(start, end)
    assert whole == pytest.approx(working_hours(start, middle) + working_hours(middle, end), abs=1e-3)
    assert 0 <= whole <= 8 * ((end - start).days + 2)


WORDS = st.lists(
    st.sampled_from(["3", "三", "十", "月", "日", "年", "前", "内", "每", "周", "一", "起", "报送", "于", "底", "个", "次", "不少于", "，", "2025年", "截止", "半", "万", "元",
                     "到", "下班", "17:00", "小时", "逢", "按", "季度", "%", "—", "自", "之", "今", "\n", "。", "A", "０", "分之", "几", "百", "多"]),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(WORDS, st.integers(0, 6), st.integers(0, 30))
def test_finders_never_fail_and_stay_inside(text, start, length):
    end = min(start + length, len(text))
    found = [
        find_quantities(text, start, end),
        find_frequencies(text, start, end),
        find_deadlines(text, start, end, base=MONDAY),
    ]
    for finder in found:
        spans = [one.span for one in finder]
        assert all(start <= span.start < span.end <= end for span in spans)
        assert all(before.end <= after.start for before, after in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "piece",
    ["1", "一", "1,", "1.", "一、", "3月", "3月5日", "每", "每日", "每周一、", "前", "内", "十日内", "下班前", "自3月1日", "于", "起", " ", "（周一", "至少", "日报", "周查",
     "逢五", "一月", "“五个", "截止", "3时", "三—", "年", "2025年", "万分之", "个", "到20", "近三"],
)  # fmt: skip
def test_long_runs_take_linear_time(piece):
    """A number pattern with two ways to read a digit once hung on a table of codes."""
    text = piece * (8_000 // len(piece))
    begun = time.process_time()
    for finder in (find_quantities(text), find_frequencies(text), find_deadlines(text, base=MONDAY)):
        assert sum(1 for _ in finder) <= len(text)
    assert time.process_time() - begun < 3


@pytest.mark.shared
def test_finders_on_real_documents(shared):
    reserved = set(json.loads((shared / "labels" / "reserved.json").read_text(encoding="utf-8")))
    with gzip.open(shared / "data" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = (json.loads(line) for line in lines)
        texts = [doc["text"] for doc in documents if doc["doc_class"] == "gongwen" and doc["id"] not in reserved][:60]
    counts = [sum(1 for text in texts for _ in finder(text)) for finder in (find_quantities, find_frequencies)]
    kinds = {found.kind for text in texts for found in find_deadlines(text, base=MONDAY)}
    assert counts[0] > 300
    assert counts[1] > 20
    assert kinds == {"absolute", "relative", "conditional", "periodic", "start", "vague"}


def test_a_vague_word_inside_is_no_number():
    assert parse_number("满上") is None
    assert parse_number("最近") is None
