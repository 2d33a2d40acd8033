"""工作群: work groups that want answers, and groups and applications that inspect (APP-04, APP-05)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..language.numerals import NUMBER
from .app_acts import ANSWERS, SHOWS
from .app_words import CHAT, OPENING, PENALTY, ROLL, SHUT_OFF, UNTIL_NOW, VERDICT, asked
from .burdens import around, found, notice, once, wanted, words
from .rule import Case, Hit, Rule
from .sources import A26, F23

__all__ = ["RULES"]

_N = f"(?:{NUMBER})"
_GROUP = re.compile("(?<![人族种])群(?!众|体|团|策|岛|英|落|芳|像|智|防)|微信|钉钉|消息|@|艾特")
_REPLY = re.compile(
    r"(?=[手消@叫吭喊招言见“一七三上不两九二五依免全八六冒几出十半即及名吱四回屏已应打扣报挨接提收数没点盯看秒第答读跟近退逐随静马敲写０１２３４５６７８９\d])(?:"
    f"接[^，。；]{{0,3}}龙|(?:看[到见]|收到|读到|名字)[^。；]{{0,14}}(?:打|扣|回|举|敲|报|留|发)[个一]?[^，。；]{{0,2}}(?:[1１一到]|手|名|字|数)(?=[，。；]|$)|[回跟]复?一?[句个声]?“|[打扣敲报写][一个]{{0,2}}“[^”]{{1,3}}”|消息[^，。；]{{0,4}}不过夜|手机不离[手身]|“(?:收到|照办|明白|好的|已阅|知悉|到|在|OK|1)”|没人?[^，。；]{{0,3}}(?:搭腔|吭声|应|[回应理]|反应)|"
    f"{_N}\\s?分钟[^，。；]{{0,6}}(?:没|未|不)|回[个一]?[话声句]|答话|答应|出声|提示音|没动静|不许关|盯[着紧]|全天候|随叫随|随时应|扣“|"
    f'依次[^，。；]{{0,8}}(?:接|报|回|填|写|发)|收到(?=[”"]|即|后[^，。；]{{0,6}}(?:回|应)|请|的?格式)|已阅|冒[个]?泡|应[个一]?声|报到|吱[一个]?声|'
    f"{_N}\\s?(?:分钟|小时)[之以]?内[^，。；]{{0,10}}(?:回|应|响应|"
    f"反馈)|秒[回应]|见回音|即刻响应|全时值守|(?:言语|吭|招呼)[个一]?声|[喊叫@]到[^，。；]{{0,6}}[答应回]|"
    f"一个接一个|没回的|即时(?:响应|回复)|随时(?:在线|响应|回复|待命)|{_N}\\s?小时(?:在线|"
    f"开机|响应)"
    "|静音|屏蔽|免打扰|退群|及时回复|马上回|第一时间回复|逐[一个人]{1,2}回|挨个|点名|报数|报平安|打卡"
    ")"
)
# To be always there, to show up at set times, to take what is thrown into the group: families beside the words above.
_AT_HAND = re.compile(
    "(?=[喊抢响回夜应格按即随当马立第秒限及不未没认接点每逐报接跟复刷保全二昼24超])(?:"
    "(?:即时|随时|当场|马上|立即|立刻|第一时间|秒级|限时|及时|当即|随时随地)[^，。；]{0,4}(?:接(?=[，。；活令]|$|任务)|认领|应答|响应|回[复应话]|答复|接单|领[单办]|跟帖|确认|反馈)|随要随[报交]|随[叫呼]随[到应]|随问随答|随[派发]随[领接]|"
    "(?:[不未没](?![用必需再要])|超时|未及时)[^，。；]{0,6}(?:认领|应答|响应|回[复应话]|答复|接单|抢单?|冒泡|[吱吭出]声|说话|签收|露面|接龙|确认|报到)|按[^，。；]{0,4}[顺次]序[^，。；]{0,4}[报接回发跟]|格式[为是：]|应答(?:情况|率|时限)|响应(?:率|时长|时限)|(?:认领|接单|回复|响应)[^，。；]{0,6}时[限长]|"
    "抢单|喊[一个]{0,2}声[^，。；]{0,6}[答应]|接力(?!赛|棒)|跟帖|刷[屏楼]|复制[^，。；]{0,6}(?:发|回|接)|[每逐][日天晚早][^，。；]{0,10}群[里内中]?[^，。；]{0,6}(?:报[一个平到数]|点|签|打卡)|报[一个]{0,2}[遍次声]?“?平安|点题|"
    "(?:保持|全程|全时|全天|昼夜|夜间|24小时)[^，。；]{0,6}(?:在线|畅通|响应|值守群)|(?:当|按)[^，。；]{0,6}(?:不在岗|缺勤|脱岗|旷工)"
    ")"
)
_HOTLINE = re.compile("走失|售后|客户|客服|热线|心理|工单|投诉|接警|出警|急救|120|110")
_NO_GROUP = re.compile(
    "不因|举报人|投诉人|会诊|胸痛|抢救|客户|企业|家长|群众(?:诉求|反映|咨询|留言)|咨询|诉求|热线|心理|工单|投诉|消防|应急|出警|救援|急救|120|110"
)


def _replies(case: Case) -> Iterator[Hit]:
    return once(_replies_all(case))


def _replies_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in asked(case):
        text, sentence = words(case, one), case.doc.quote(one.sentence)
        reply = wanted(_REPLY, text) or wanted(_AT_HAND, text) or wanted(ANSWERS, text) or SHUT_OFF.search(text)
        others = _NO_GROUP.search(text)
        others = None if others and others.group() == "家长" and ROLL.search(sentence) else others
        if reply and _in_group(case, sentence) and others is None and not _HOTLINE.search(sentence):
            yield one, found(one, [reply])


def _in_group(case: Case, sentence: str) -> bool:
    return bool(
        _GROUP.search(sentence)
        or re.search("群(?!众|体|团)", case.doc.meta.title or "")
        or re.search(
            "(?<!成语)(?<!故事)(?<!词语)接龙(?=[报回填登统，。]|$)|“[^”]{0,12}收到”|看到这条|(?:在|从)?下面[^，。；]{0,2}[跟回]",
            sentence,
        )
        or CHAT.search(case.doc.text, 0, OPENING)
    )


_CARRIER = re.compile(
    "群(?!众|体|团|策|岛|英|落|芳|像|智|防)|(?i:app)|ＡＰＰ|小程序|平台|系统|软件(?!部分|资料|材料|建设|环境|档案|方面|[分类])|程序(?=里|上|中)|大屏|手机|定位|后台|轨迹|圈”|视频电话|打视频|视频(?=连线|点名|查岗|抽|接通)|接通[^，。；]{0,2}视频|镜头|"
    "云台账|”[^，。；]{0,2}(?:栏目|专栏|程序|圈)|“[^”]{2,8}”[^，。；]{0,2}(?:每|记录|采集|开启|打开|上传|发布)|线上|在线|二维码|工作圈|连线|开视频|“[^”]{2,8}”(?:里|上|中|内)(?=[点打扫传拍按填报])"
)
_SHOWN = re.compile(
    "(?=[步跑影甩足丢亮扔突线路扫报点留G上云传位共划发后图圈定实巡开往截手打抽拍晒查水照画群脚行视走轨软连配])(?:"
    "晒(?![出成名排])|[照图]传[上进至]|发[一上送到张]|发[^，。；展布]{0,3}(?:张|图|照片)|上传|传[一到]|拍|配[^，。；]{0,4}[图张]|照片|图片|截[图屏]|实况|视频(?!会|号|监控|调度|方式)|位置|(?:连|走|画)[成出]?[^，。；]{0,3}[条根道]?线(?!上|索|下)|往[^，。；]{0,10}(?:群|圈”?|平台|程序)[^，。；]{0,3}[贴放写发晒丢]|"
    "(?:群|圈)”?[里]?[贴写][^，。；]{0,6}(?:活|事|干|当天)|视频电话|后台看|"
    "视频(?:连线|查岗|"
    "抽查|点名)|(?:打开|开[启着]?|实时|共享|手机|GPS)[^，。；]{0,4}定位|定位(?:打卡|轨迹|截图|巡|照|签)|轨迹|(?:行走|巡查|巡河|走访|画出的?|"
    "软件里)[^，。；]{0,4}路线|画[出了]?[的]?线|(?:走|巡|跑)[过的]{1,2}路[^，。；]{0,4}(?:手机|后台|系统|软件)[^，。；]{0,2}[记存录]|脚印|划屏|群聊|云巡|视频巡|连线视频|突击视频|开视频|视频[^，。；]{0,4}看|甩[到进]|足迹|影像[^，。；]{0,4}(?:同步|传|发)|亮出|丢[一个]|扔[进到]|(?:线路|路线|轨迹)[^，。；]{0,8}(?:连|断|闭合)|步数|[走跑巡]出来?的?(?:线路|路线|轨迹)|扫[一个]{0,2}[下次遍码]|点[一个]?[次下]?定位|点[一个]{1,2}[^，。；]{0,2}[点灯标旗勾]|[留发报]位置|查岗|抽查[^，。；]{0,6}(?:在线|在岗)|水印"
    ")"
)
_JUDGED = re.compile(
    "每[天日周晚]|天天|逐日|早晚|隔[天日三两二周]|抽[评看]|挑着?评|评出?[高优分]|人在不在|看得?见谁|谁[^，。；]{0,2}[在没]|每次|一日|当天|评[分级定价判]|考[核评]|点评|打分|调阅|查看|检查|监督|巡查|下户|入户|走访|绩效|勤懒|扣|为准|记入|在岗|不算|"
    "当没|算没|查岗|点[名人]|挨个看|没[接放贴发传]|脱岗|巡河|抽查|看后台|打卡|随机|重[走跑巡拍]|不作数|算没|逐[村镇个]看|调[出取][^，。；]{0,2}看|在不在|(?:走|查|跑|转|看)完|每[月座处趟]|统计[^，。；]{0,6}率|每到"
)
# Pictures, films and tracks of people at work, by what is made of them; and what they make good or void.
_PROOF = re.compile(
    "(?=[照图影截视轨动记签拍自合录短门同实现采位导推发贴上传晒在])(?:"
    "自拍|合[影照](?![机])|录像|录屏|(?:拍摄?|录制?|传)[^，。；]{0,14}短视频|短视频[^，。；]{0,6}(?:发[到至在]|上传)|门牌照|同框|[实现]景照|现场照|采集[^，。；]{0,6}位置|位置[^，。；]{0,4}(?:采集|上报|记录)|导航[^，。；]{0,4}(?:记录|轨迹)|"
    "(?:[照图影]|截[图屏]|视频|位置|轨迹|实况|动态|记录|签到表)[^，。；]{0,10}(?:推送|发[至到在]|贴[至到]|上传|传至|晒[到至在])[^，。；]{0,10}(?:群|圈|栏目|平台|程序|“[^”]{2,10}”)|"
    "(?:推送|发[至到在]|贴[至到]|上传|传至|晒[到至在])[^，。；]{0,16}(?:照|图片|截图|视频|影像|位置|轨迹|实况)|在[^，。；]{0,12}(?:群|圈|栏目|程序)[里内中上]?[^，。；]{0,4}(?:发布?|贴|晒|推送)(?!放|票|展)"
    ")"
)
# Topics that mostly bring in other pictures than those of people at work; not where a verdict hangs on these.
_OTHER_PICTURES = re.compile("食堂|学生|诊|消防|家长|教学|课堂")
_PICTURE = re.compile("[照图影拍]|位置|线路|步数|轨迹|定位|视频|实况|路线|水印|上传")
_VALID = re.compile(
    "谁[^，。；]{0,3}[少多]|少一?[张次条个处][^，。；]{0,3}[就算扣按记]|数(?:照片|图|张数)|抽着?看|没上班|判分|打分|导出|[有无]效|[不予才方][^，。；]{0,4}(?:认可|认定|承认|计入|算数|采信)|不[算作]数|不计|判[为定]|视[为作]|认定|为准|不达标|达标|核发|补[贴助]|扣发|[按逐每][日天周旬月][^，。；]{0,4}(?:核查|核对|抽查|通报)|"
    "每(?:半|[一二三四]|\\d+)?个?(?:小时|分钟)|每[^，。；]{1,4}一[户次处]"
)
_NO_CARRIER = re.compile(
    "受灾|灾损|损失|救助系统|坑槽|病害|破损|修补|养护系统|扫描件|邮箱|外业|图斑|遥感|人事档案|(?:申[报请]|证明|人事)材料|特种设备|电梯|维保|运维|施工|监理|卖(?!力)|带货|下单|快递|作业单位|主体功能|养老院|厨房|接入|医院|核查(?:工作|任务|系统|平台|组|人员)|物联网|测报|项目(?!进度)|执法|监控|养老机构|明厨亮灶|渔船|船舶|车辆|公交|校车|客车|班车|驾驶|危化|矿|考试|患者|招投标|采购|审批|申报|申请|"
    "办理|企业应|商户|价格|收购|群众可|居民可"
)


def _carriers(case: Case) -> Iterator[Hit]:
    return once(_carriers_all(case))


def _carriers_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in asked(case):
        text, sentence = words(case, one), around(case, one)
        if UNTIL_NOW.search(sentence):
            continue
        shown = wanted(_SHOWN, text) or wanted(_PROOF, text) or wanted(SHOWS, text)
        if shown is None or _NO_CARRIER.search(sentence) or not _is_carried(case, one, sentence):
            continue
        if shown.group() == "后台看" and not _AT_WORK.search(sentence):
            continue
        pictured = _PROOF.search(text) or SHOWS.search(text) or _PICTURE.search(shown.group())
        if one.direction == "self" and not pictured:
            continue
        decides = pictured and (_VALID.search(sentence) or VERDICT.search(sentence) or PENALTY.search(sentence))
        if decides or (_JUDGED.search(sentence) and not _OTHER_PICTURES.search(sentence)):
            yield one, found(one, [shown], {"what": shown.group()})


# 后台看得见 who logged in shows nothing of the work.
_AT_WORK = re.compile("[照图影拍走巡跑]|位置|轨迹|路线|步数|定位|视频|[在到脱]岗|谁[^，。；]{0,4}[在没]")
# 传到“田长宝”, 发到“清河群”: where it is sent to has a name of its own.
_TO_NAMED = re.compile("[传发贴晒扔甩丢][到进在至入]“[^”]{2,10}”|[存录到进至入往]“[^”]{1,8}[云圈群通宝]”|“[^”]{1,8}群”")


def _is_carried(case: Case, one: Directive, sentence: str) -> bool:
    """Tell whether a group or an application carries it, by its kind or by the name in quotation marks."""
    return bool(_CARRIER.search(sentence) or _TO_NAMED.search(case.doc.quote(one.sentence)))


_APP_TO = {"issuer": "柳塘镇人民政府", "to": "各村（社区）"}


RULES: tuple[Rule, ...] = (
    Rule(
        code="APP-04", name="group-replies", title="要求在工作群接龙、即时回复", category="指尖", severity="issue",
        about="要求在工作群里接龙、报到、即时回复、全天在线、不得静音。",
        unless="应急响应期间（作为例外注明）；面向群众的咨询答复；接警、急救。",
        message="要求在工作群里接龙、即时回复或全天在线。", suggestion="群消息只作提醒，重要事项由专人电话或公文通知。",
        basis=(F23("工作群不得强制打卡接龙、即时响应"),),
        hits=(
            notice("各村收到通知后在群里接龙。", **_APP_TO), notice("工作群消息10分钟内必须回复。", **_APP_TO),
            notice("工作群任何时候不得设置免打扰。", **_APP_TO), notice("群里派的活当场认领，半小时不吱声的视为脱岗。", **_APP_TO),
            notice("各村支书在群里喊到必须答应。", **_APP_TO), notice("家长在班级群按学号挨个回“已知道”。", **_APP_TO),
            notice("微信群消息两小时内未读的，月末通报。", **_APP_TO), notice("接到群内指令，3分钟内复述一遍。", **_APP_TO),
            notice("镇里在“护塘群”发了话，各村十分钟以内要有人接腔。", **_APP_TO),
        ),
        clean=(
            notice("不得要求在群里接龙、即时回复。"), notice("有的镇要求群消息10分钟内必须回复。"), notice("取消群内接龙。"),
            notice("《关于工作群接龙的通知》废止。"), notice("对群众咨询10分钟内回复。"), notice("清理长期不用的工作群。"),
            notice("值班电话保持畅通，险情10分钟内报县防指。"), notice("干部要看群众脸色找差距，对来信均应答复。"),
        ),
        find=_replies,
    ),
    Rule(
        code="APP-05", name="group-as-inspector", title="用应用程序、工作群考核和检查", category="指尖", severity="issue",
        about="要求每天在工作群、应用程序上传照片、定位、轨迹，据以点评、考核或检查。",
        unless="执法、安全监管、养老和食堂监控等依法设置的；面向群众的业务办理。",
        message="要求上传“{what}”，把工作群或应用程序当作日常考核、检查的载体。", suggestion="取消每天上传，改为到现场了解结果。",
        basis=(F23("不得将应用程序、工作群作为日常考核和线上检查的载体"), A26("禁止性规定")),
        hits=(
            notice("驻村干部每天在工作群晒一张入户照片。", **_APP_TO), notice("网格员巡查须打开定位，轨迹由后台调阅。", **_APP_TO),
            notice("帮扶干部进村后在“帮扶圈”栏目发布自拍，没有的当次走访无效。", **_APP_TO),
            notice("护林员每两小时向护林群推送一段短视频，据此核发补助。", **_APP_TO),
            notice("看手机走出来的路线，断开半小时以上的当作没上班。", **_APP_TO), notice("早晚各录一段视频发到“柳塘护渠群”，隔天抽评。", **_APP_TO),
            notice("入户和户主合个影丢到“走访群”，少一张就算少走一户。", **_APP_TO),
        ),
        clean=(
            notice("不得要求每天在工作群上传照片。"), notice("有的镇要求每天在工作群上传照片。"), notice("不再要求在平台上传照片。"),
            notice("《关于每日在群内上传照片的通知》废止。"), notice("执法人员将现场照片上传执法平台。"), notice("群众可在平台上传照片反映问题。"),
            notice("维保单位将电梯照片录入安全平台，接受检查。"), notice("申报人在政务平台上传申报材料，不全的不予受理。"),
            notice("建立信息发布平台，按得分考核。"), notice("软件部分30分，看有没有会议记录和活动照片，缺一项扣5分。"),
            notice("不以照片、定位评价驻村工作。"), notice("发现坑槽拍照上报养护系统，24小时内修补。"), notice("干部每天点进程序一回，后台看得见。"),
            notice("公交车位置在手机上看得见，每天早晚各加两班。"), notice("果农每天在平台发照片卖果。"),
        ),
        find=_carriers,
    ),
)  # fmt: skip
