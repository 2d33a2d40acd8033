"""Units behind numbers, each with the characters that would make another word of it."""

from __future__ import annotations

__all__ = ["UNIT"]

# "条:例款" reads: 条 is a unit unless 例 or 款 follows (3条例 is no count of 条). Alternatives are tried in order, so a
# longer unit stands before a shorter one that begins it.
_UNITS = """
平方公里 平方千米 平方米 立方米 千瓦时 工作日 个工作日 百分点 个百分点 学时 课时 学分
美元 港元 欧元 英镑 日元 元:旦宵素老
人次 人天 户次 家次 件次 辆次 台次 批次 场次 车次 班次
个小时 个星期 个季度 个月 个:别 小时 分钟 秒:杀 星期:一二三四五六日天
公里 千米 海里 公顷 亩:均 吨 千克 公斤 毫克 克:拉服隆制扣减 千瓦 兆瓦 厘米 毫米 米:面粮粉业 升:级学降格
天:然地下气津水河桥台山长门使文生 周:年边密围期岁转报调例口村庄庆一二三四五六日末会 年:级度代初底末轻龄鉴货味画均报检审会
日:报常均期记程用本前后起至到凌上下晚晨早中夜夕印发
周岁 例:外如行会子 根:据本源 寸
名:义称单录副牌城胜额 位:一数置居于列次 人:民均大社选力口物才文 户:外籍均口主型县 家:庭长园具渠禽畜乡口
条:例款 项:规 件:事 份:额子量 篇:章幅 期:间限货望待末满 次:性日数月年区生要 回:头应复归收访族迁 遍:布及 趟
轮:摩车胎式换训流岗候作椅船 批:准复示发评量阅 场:所地面景馆镇站合均长内外 堂 节:约能点水日假目气庆制省
张:家店掖湾网 幅:度 页 本:地级市省县区办通条款法人身着科行 册 套:取用话
台:账湾阶风县山州河儿北 辆 艘 架:构设空 只:有能要是会需得看顾 头:等脑部条 匹:配 株:洲式 棵:松 盏 座:谈席位落机
处:理于置罚分长室级以方境 所:有在以需谓指述列属辖得示规称涉产致 间:隔接断距 栋 幢 层:面级次 块:状 片:区面 段
支:部持撑付行出援线流柱农教委 枚 面:积向临对上貌子 具:体有备 把:手握关控 类:似型 种:植子业养类粮
部:门委队署级分长属 字:节样母号典 分:之别公局开院校类级析工布为解层期批步散管享配行段片区红明支数组值
倍:增 岁 度:假汛夏量过 % ％ ‰ ℃ ㎡
"""


def _pattern(entry: str) -> str:
    unit, _, strangers = entry.partition(":")
    return f"{unit}(?![{strangers}])" if strangers else unit


# The character class in front fails fast on the text that no unit begins with.
UNIT = f"(?=[{''.join(sorted({entry[0] for entry in _UNITS.split()}))}])(?:{'|'.join(map(_pattern, _UNITS.split()))})"
