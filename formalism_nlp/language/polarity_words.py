"""Words and shapes that decide how a clause is meant."""

from __future__ import annotations

import re

from .readings import Polarity, Stance

# A prohibition of not doing is a demand: 不得缺席, 不得漏报, 严禁空白, 不准过到第二天.
DOUBLE = re.compile(
    "[^，。；要求强制以将把因]{0,6}?(?:少于|低于|小于|短于|晚于|迟于|(?:超过|突破)(?:当[日天]|次日|今[日晚]|明[日天]|\\d{1,2}(?:月\\d{1,2}日)?(?:\\d{1,2})?[时点])|缺席|缺会|请假|缺勤|旷会|"
    "迟到|早退|中途离|代会|替会|代开|代为参|缺席|冷场|掉线|断线|下线|漏报|迟报|瞒报|拒报|不报|迟交|漏填|漏登|漏记|错报|少报|缺报|虚报|谎报|误报|"
    "推[诿脱托]|扯皮|空[白项岗缺格]|留空|有空|缺[项漏失页]|遗漏|拖延|拖报|延误|延迟|推迟|逾期|过到|过夜|隔夜|拖到|拖过|断档|间断|关机|静音|失联|脱岗|离岗|"
    "退群|屏蔽|退出(?:工作)?群|卸载|取关|少[一于报交填]|[少缺漏落]$|缺[一少]|漏[一户人项]|落[一下]|再拖|"
    "[无没](?:有)?(?:台账|记录|照片|痕迹|签字|签名|回复|记载|图|影像)|"
    "不(?:报|填|签|记|拍|传|交|回|留痕|参加|到|打卡|装|下载|转发|点赞|建|上|落实|执行|整改|开会|传达|学习|存档|归档|回应|响应|接))|"
    "(?:(?:安排|委托|指派|派|由|让|找|以)[^，。；]{0,10}(?:代[替为会]|替代|顶替|替会|参会))|"
    "以任何(?:理由|借口|形式)?[^，。；]{0,6}(?:请假|缺席|推[脱托诿迟]|拒[绝不]|不|拖)|无故[^，。；]{0,4}(?:不|缺|迟)"
)
# 落实“四个严禁”要求, 违反不得…的规定: the prohibition is a noun there.
AS_NOUN = re.compile("(?:落实|执行|遵守|贯彻|熟知|学习)[^，。；]{0,16}$")
ABOUT = re.compile(
    "(?:关于|学习|贯彻|健全|完善)[^，。；]{0,24}$|(?:签订|签署|报送|上报|填报|填写|建立|提交|上传|制定|召开|印发)[^，。；的]{0,8}$"
)
NOUN_TAIL = re.compile("(?:规定|要求|制度|条款|情形|纪律)$")
# Behind a prohibition these begin a demand of its own.
POSITIVE = re.compile(
    "(?:并|还|又|而|且|而且|同时|[^，。；]{1,4}[完毕](?=把|将))?(?:确保|保证|做到|切实|坚持|加强|严格|认真|按照?|及时|保持|落实|强化|推动|促进|实行|建立|健全|完善|规范|加大|提高|真正|"
    "让|使|由|改|转|坚决|对|每|集中|统一|主动|积极|自觉|如实|一旦|一经|否则|违者|违反|情节|如有|凡|发现|经批准|确需|把|将|报送|上报|于|在|请)"
)
ADDRESSED = re.compile(
    "(?:请|对此|为此|今后|下一步|希望|望)?[，]?(?:各(?!项|类|种|方面|环节|自)|全体|全市|全县|全区|全镇|全省|所有(?:单位|部门|人员)|有关(?:单位|部门|人员)|"
    "相关(?:单位|部门|人员)|[省市县区]直|乡镇|镇街|街道|村（|村级|社区|上述(?:单位|问题|做法)|以上(?:单位|问题|做法)|"
    "[省市县区][^，。；的]{1,10}[局委办厅部]|[^，。；的]{2,12}(?:负责|牵头))"
)
# 此前每月排名的做法，自即日起取消: the first clause names what the second ends.
PRACTICE = ("做法", "规定", "制度", "要求", "办法", "方式", "任务", "指标")
ENDED = re.compile(
    "[，,](?:从|自)?(?:今后|本月|即日|今日|今年|[^，。；]{1,10}?日)?起?(?:一律|全部|予以|立即|均|都|就此|同时)*(?:取消|停止|废止|叫停|作废|终止|不再)"
)
# 哪块牌子倒了、谁家没交: a question within a demand is no tale.
# 上塘村反映：…: all that follows in the sentence is what was told.
SPEAKER = re.compile("(?:反映|反馈|吐槽|诉苦|坦言|抱怨)$")
# 任务分解如下：…: what was worked out before is what is asked for now.
ALLOTS = re.compile("(?:任务|指标|要求|分工|安排|名额|时限|标准)[^，。；]{0,6}如下$")
# 指标已分解到镇，6月底前完成: what is due is asked for, whatever was done before.
DUE = re.compile(
    "(?:于|须|应|要|在)?[^，。；的]{1,12}前(?:全部|一律|按时|足额|如数)?(?:完成|报送|上报|报到|交|到位|录入|上传|反馈|整改|补齐)|[从自]?(?:即日|本月|下月|今日|明日|本周|下周)起|今后|往后"
)
# 写明已走访几户: what has been done is what is to be written down.
ASKED = re.compile("哪|谁(?![也都])|多少|[写注列填][明清]")
ASKED_FOR = re.compile("[什哪几]|多少|些啥")
# A clause that only says when, where, on what condition or to what end, and belongs to the next.
LEADS_UP = re.compile(
    "(?:为|为了|经(?!费|济|营|办|理|常)|根据|依据|按照|依照|随着|由于|鉴于|除|如|若|凡|对于|关于|针对|围绕)(?![此人主期])"
)
LEADS_UP_TO = re.compile(
    "对(?!照|接|标)[^，。；]*(?:工作|问题|事项|情况|单位|人员|部门|企业|学校|行为|情形|者|等|项目|对象)$"
)
LEADS_UP_END = re.compile(
    "(?:的|时|后|[之以]?前|外|内|期间|起|止|[之以]后|情况下|同时|过程中|基础上|(?:\\d|[一二三四五六七八九十])[日号天]|月底|年底|季度末|[上下]午|"
    "周[一二三四五六日天]|[之以]日起|[，\\d]时|\\d分|工作中|方面)$"
)
COMPARE = re.compile(
    "(?:针对|对|解决|就|围绕|研判|研究|分析|掌握|反馈|指出|查摆|汇报|查找|排查|整改|梳理|发现|纠正|克服|聚焦|破解|消除)[^，。；]{0,16}$"
)
# 为加强保护，防止蔓延，…: an aim goes on as it began; 为掌握进度，各镇每周报送 says what is asked for.
AIM = re.compile(
    "(?:并|进一步|切实|全面|更好地?|不断|有效|及时|充分|真正|积极|深入|持续|尽快)*(?:防[止范]|提[高升]|促进|推[动进]|加[强快大]|确保|保[障证护]|规范|完善|强化|深化|落实|贯彻|"
    "维护|增强|优化|改善|方便|便于|掌握|了解|做[好到实]|发[挥展]|满足|解决|实现|减[轻少]|激发|营造|形成|巩固|健全|[压夯抓]实|弘扬|展[示现]|杜绝|避免|服务|扩大|打造|构建|创造|[查摸]清|切断|"
    "扭转|支持|引导|调动|鼓励|树立|丰富|体现|破解|帮助|适应|配合|争取|回应|拓[宽展]|根治|彰显|建设|建立|助力|守[住护]|[让使]|遏制|坚持|严格|统筹|降低|盘活|兑现|畅通|培[育养]|按照?|根据|依据|结合)"
)
RESULT = re.compile(
    "(?:并|有效|切实|进一步|更好地?)*(?:防止|避免|杜绝|减少|降低|促进|提[高升]|推动|满足|实现|方便|便于|维护)"
)
# 为值守人员购买保险，每人保额…: what is done for people, and how much of it.
BENEFIT = re.compile(
    "为[^，。；]{0,20}(?:人员|群众|农户|职工|老人|学生|干部|家庭|队员|员工|对象)(?:购买|提供|发放|配[备发]|办理|投保|赠送|送)"
)
# Unless one of these follows.
NO_AIM = frozenset(("must", "prohibit", "should", "past", "abolish"))
# Cues that a clause may hold and still only lead up to the next; behind 为 those of an aim too.
LEADS = frozenset(("past", "quota", "may", "negated"))
LEADS_AIM = LEADS | {"avoid", "abolish"}
NOTHING: frozenset[str] = frozenset()
STRONG = ("prohibit", "avoid", "exempt", "abolish")
DEFAULTS: dict[Stance, Polarity] = {
    "demand": "demand", "plain": "report", "account": "report", "plan": "report", "criticise": "criticise",
    "prohibit": "prohibit", "abolish": "abolish", "condition": "report",
}  # fmt: skip
TIME_TOLD = ("截", "目", "近", "去", "此", "过")
# “零报告” is a name, “出现问题由村级承担全部责任” a sentence; 要求, 并写明 and the like introduce it.
SAYS = re.compile("(?:要求|指出|强调|写明|提出|规定|表示|称|反映|说|回复|答复|认为|干部|群众|书记)[：，]?$")
LONG_QUOTE = 10
SHORT_REST = 8
FEW = 4
# 非本市户籍的适龄儿童，… : a clause without a verb names what the next is about.
TOPIC = 24
CARRIES = re.compile(
    "把|至少|[发传交送拿寄贴挂拍写抄念讲查看][到给在上进][^，。；]|[带领陪跟守候等][路着人队到]|由[^，。；]{2,12}(?:包|兜|扛|办|管|做|出)|"
    "[领认派拉守点做搞出凑交填写拍签报数算扣加记送守走跑查看](?:[一二两三四五六七八九十几\\d]|[够满齐完好出回掉住下遍])"
)
