"""What the rules on forms share: words for papers and for handing them up, and how often."""

from __future__ import annotations

import re

from ..language.frequency import find_frequencies

__all__ = ["FILL", "HAND_IN", "ON_EVENT", "PAPER", "per_year"]

# What is put on paper or into a system; 表 and 单 only where they are no part of 代表, 表彰, 单位.
PAPER = re.compile(
    r"(?<![代发外仪手钟水电])表(?![彰示现扬演态决率格化率面])|表格|台[账帐]|对账|账册|(?<![注手画])册|底数|(?<!负面)清单|名单|明细|单子|"
    r"(?<![简菜账订])单(?![位独一纯元亲身个])"
    "|数据(?!库|共享|资源|标准|局|平台|安全)|数字(?![化技经乡赋政])|数[量额](?!不)|"
    "(?<![多少无指参基岁系函分小整偶奇算招礼大如])数(?![量字据额学十百千万码控位])|进度|进展|情况|动态(?![管监评更])|信息(?![化系技平])|材料|资料|"
    "报告"
    "|总结|小结|小传|吨位|斤数|缺口|单据|空格|格子|卡片|(?<![行保打刷年信油物贺关话])卡(?![点口车])|文档|汇总|统计|快报|日志|亩数|余额|佐证|图表|照片|图片|影像"
)
# Handing it up: reporting verbs, and plain 送, 传, 交, 发 with a word of direction.
_UP = (
    "(?:至|到|给|往|回|过[来去]|来|上|达|去|本办|本局|省|市|县|区(?!别|分|域)|镇|乡|街道|我|局|厅|委|办(?!法|理|事|公)|中心|专班|指挥部|领导小组|"
    "联席|邮箱|平台|系统|群)"
)
HAND_IN = re.compile(
    f"报送|上报|填报|呈报|呈送|回报|反馈|提交|递交|上交|上传|回传|汇总{_UP}|(?<![通简日周月年申快播预举海电画])报(?:{_UP}(?!率|告)|[一二两][次回遍报个]|个|表|数|"
    f"(?=[，。；\\s]|$))|"
    rf"(?<![宣流遗相])传(?:{_UP}|[一二两][次回])|(?<![开启])发{_UP}|(?<![护运输配遣派报赠])送(?:{_UP}|[一二两][次回]|(?=[，。；\s]|$))|"
    rf"(?<![成社外移递上转提])交(?:{_UP}|[一份齐])|收齐|报齐|回[表单件函]|捎[给到]|寄{_UP}|给到|录[入进]|推送{_UP}|更新|(?:告诉|告知|说给|讲给|知会|"
    rf"抄[给送报]|拿[给到]|带到|递到|汇给|通报给|打电话给)[^，。；]{{0,2}}{_UP}|报数|交数|回话|回音|入库|知会|对数|交卷|刷新|同步"
)
FILL = re.compile(
    "填(?![埋海充方补平塘谷])|誊|登(?:[到入进]|记[到入在造])|录[到进]|敲[进入]|输[进入]|抄[到进]|贴[到进]|记[入到]|列[一成出](?!席)|造[册好]|编造|"
    "写(?:[到进全清明成齐上]|字)|绘制|标[注明清]|拉[一个出张](?=[^，。；]{0,8}[单表])|开列|[捋理摸]出|制[成作](?=[^，。；]{0,8}[册表单])|"
    "梳理(?=[^，。；]{0,14}[册表单清])|建[册档]"
)
_OFTEN = re.compile(
    "(?:礼拜|星期|周)[一二三四五六日天](?=[^。；]{0,30}周周)|早[上晨]?[报传发][^。；]{0,12}晚[上间]?[报传发]|天天|日日|周周|月月|逐日|逐周|逐月|"
    "每[天日晚周旬月]|隔[一两三1-3]?[天日]|逢[周单双五十初一二三四]|(?:滚动|实时|动态)(?:报送|填报|上报|反馈)|(?:滚动|实时|"
    "动态)更新(?=[^，。；]{0,8}(?:台账|[表单册报]))|一[天日周月][一两][更报传交填]|(?<=每天|每日|天天)(?:收工|下班)[后前](?=[^，。]{0,12}(?:报|发|传|填))"
)
_CALLS = {"周": 52.0, "旬": 36.0, "月": 12.0, "日": 365.0, "天": 365.0}
_FIGURE_NEAR = re.compile("[早每逐逢日周旬月天时一两双滚实动分]")
# On these the clock starts with an event, not with the notice.
ON_EVENT = re.compile(
    "发现(?!人|者|时间|地点)|发生|如[有遇]|一旦|遇[有到]|险情|事故|突发|线索|异常|接[到报警]|受理|收到[^，。]{0,6}(?:举报|投诉|申请|诉求|工单)|变[化更][后时的]|"
    "紧急情况|重大[^，。]{0,6}(?:情况|事件|事项|问题|舆情)|[时的][，,]"
)


def per_year(text: str) -> tuple[float, str] | None:
    """Return how often a year, and in which words."""
    if not _FIGURE_NEAR.search(text):
        return None
    near = next(find_frequencies(text), None)
    if near is not None:
        return near.per_year, near.text
    often = _OFTEN.search(text)
    if often is None:
        return None
    unit = next((char for char in often.group() if char in _CALLS), "日")
    return _CALLS[unit], often.group()
