"""留痕与证明: proof of work done, certificates and plates of villages (FRM-04, FRM-06)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from .burdens import around, demands, found, notice, once, wanted, words
from .rule import Case, Hit, Rule
from .sources import N19, R24

__all__ = ["RULES"]

# Words that name nothing but proof of work.
_PROOF = re.compile(
    "(?=[受户拼本群老拢理订后攒让交以传像凭出发同影立贴配附一佐值入全刻前合图塞备存学对巡工归待心截手打抄拍指按摆摘收放有条档民水汇点照现画留痕笔签胶自装记走轨逐随集])(?:"
    "留痕|痕迹(?:资料|材料|管理|化)|佐证(?:资料|材料|图片)|工作痕迹|点点有图|条条有据|有图有|图文材料|档案盒|(?:装订|打印|汇编|胶装)成册|装盒|"
    "一[事户人项村次件栋处点企]一(?:[\u4e00-\u9fff]一)?[档盒卷袋册]|(?:装|入|存|归|放|塞)[^，。；]{0,4}(?:档案|资料)袋|[按逐][户人栋处]装袋|刻[成录制]?(?:光)?盘"
    "|截[图屏](?!止)|截下来|截个?图|[手指]印|合影|合照|集体照|照下来|照一张|一张[^，。；]{0,6}照|有据可查|全程记录|入盒|记一页|水印|前后对比|"
    "对比(?:图|照)|有(?:照片|图片|影像|合影|签字|记录|画面)(?:[、，]|$|可查)|全景|[图影像照]片?为[证凭](?!据)|以图|凭图(?!纸)|[留附传发配存贴交拍]\\s?(?:\\d+|[一两三四五六七八九十]+)\\s?[张幅组段][^，。；]{0,6}(?:图(?!纸|书)|照|像|片|视频|画面)|同框|出镜|立此存照|前[^，。；、]{0,3}什么样|摆拍|自拍|让[^，。；]{0,8}签[个一下]{0,2}[名字]|签[名字][纸页本]|[收存攒留][^，。；]{0,4}签[名字]|[前后][^，。；]{0,4}各?[来拍照留](?:一|\\d)张|有人[记签照拍]|放[^，。；]{0,4}盒|合[个张]影|拼图|前后?[^，。；]{0,2}后?的(?:样子|变化|样貌)|(?:户主|群众|对方|老人|受访[人者户])[^，。；]{0,10}(?:写上?名|按[^，。；]{0,3}印|签[个字名上署])|[归汇装订拢]成(?!本)[^，。；]{0,3}[本册盒夹]|截给|现场照|工作照|随手拍"
    "|学习笔记|心得体会|手写|手抄|摘抄|抄写|笔记(?=[^，。；]{0,12}(?:字|篇|页|查|收))|笔记本|签[名字收][^，。；]{0,10}(?:存|留|为证|备|收[回上])|"
    "签[字名到收][表单册]|签名单|画押|轨迹|打卡拍照|签到[表簿册]|备核|待查|存底|留底|留档|拍照(?:留存|存档|上传|打卡|备查|为证)|(?:巡|走访|工作|民情|值守|入户)[^，。；]{0,4}(?:日记|日志)|收本子|工作纪实|记录本"
    ")"
)
# Pictures count when they are to be kept, sent or shown.
_PICTURE = re.compile(
    "(?=[图录影拍照画视])(?:"
    "照片|图片|照[个张了]?相|(?<![航翻开])拍(?![卖板案手球打档])|影像|视频(?!会|号|监控|智能|识别|分会场|调度|直播|连线|作品|课|拉|推文)(?<!短视频)|录像|录音|画面|"
    "录制"
    ")"
)
_KEPT = re.compile(
    r"(?=[攒拿收见打网一七三上不两为九五交传佐供八六凑到刻十印原发四备存带张归才报拍日时查清留看翻至要证过还附须\d])(?:"
    "打包|打成包|网盘|备查|备核|留存|存档|归档|[存收留攒]好|[存收攒]起|附[上在后]?|上传|报送|发[到至群送]|不少于|不得少于|至少|[一两三四五六七八九十\\d][张组套帧幅]|证明|印证|证实|佐证|[交传看见收拿]到|"
    "为证|为凭|刻盘|交[县镇乡局所办]|发给|原地|翻看|查阅|还得有|须有|要有|要带|带[上着有]|存底|清晰|张以上|凑齐|才算|为准|留下|存着|[日时]期|时间|"
    "拍[^，。；]{0,8}[、，]?拍|到哪|[查看]得?[见到看]|过目|供"
    ")"
)
_OR_NOT_DONE = re.compile(
    "(?:没有?|无|缺|不见|少)[^，。；]{0,10}(?:影像|照片|图|记录|签字|签名|视频|笔记|资料|台账)[^。；]{0,8}(?:视为|视同|不算|按未|等于|不予|当没)"
)
_PAPERS = re.compile(
    "签字的?记录|(?:会议|学习|谈话|走访|巡查|工作|入户|活动|原始)[^，。；]{0,4}(?:记录|凭据|笔记|底稿|资料)"
)
_PAPERS_KEPT = re.compile("备查|备核|装订|入盒|归整|待查|迎检|一人一|一户一|双方签字|供[^，。；]{0,8}查")
# Evidence that law, safety or a service asks for, and pictures that are the work itself.
_LAWFUL = re.compile(
    "不看|招拍挂|领取|仅限|受理机关|配发|免冠|彩色照片|寸照|入读|公安|嫌疑|笔录|盘问|附卷|备案|用地|土地|住房|危房(?:改造|鉴定|评定|认定|加固)|捐赠|资质|基本农田|微信视频|视频方式|"
    "执法|处罚|案件|监控|摄像头|安防|工程[^，。；]{0,6}验收|竣工|隐蔽工程|病历|诊疗|试卷|考场|考生|监考|考试|采购|招标|投标|审计|票据|发票|资金|"
    "拨付|报销|申请人|申报|证件|户口|身份证"
    "|文物|古籍|非遗|遗产|普查|学籍|档案(?:法|管理|馆|部门|数字)|征集|作品|短视频|参赛|展览|展示|宣传片|纪录片|直播|电子证照|质量追溯|追溯|追踪|"
    "鉴定|勘验|地图|遥感|卫星|航拍(?=监测|巡查|取证|核查|影像图)|无人机|标本|疫苗|接种|运输|车辆|渔船|船舶|北斗|航行|飞行"
    "|接触史|密接|流调|行动轨迹|活动轨迹|保存期|保存[^，。；]{0,8}(?:[年月日天]|不)|网课|教学视频|微课|课程|资源库|公示|报名|申领|补贴|出生证|面试|评审|招聘|证书|照片墙"
)


# A mark under a pledge is a responsibility letter, no proof of work.
_MARKS = ("画押", "手印", "指印")
_PLEDGE = re.compile("保证|状|承诺|契|责任|字据")


def _traces(case: Case) -> Iterator[Hit]:
    return once(_traces_all(case))


def _traces_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in demands(case, strict=True):
        text = words(case, one)
        proof = wanted(_PROOF, text)
        if proof is None:
            proof = _OR_NOT_DONE.search(text)
        if proof is None:
            picture = wanted(_PICTURE, text)
            proof = picture if picture and _KEPT.search(text) else None
        if proof is None:
            papers = _PAPERS.search(text)
            proof = papers if papers and _PAPERS_KEPT.search(text) else None
        if proof and proof.group() in _MARKS and _PLEDGE.search(around(case, one)):
            continue
        if proof is not None and not _LAWFUL.search(around(case, one)):
            yield one, found(one, [proof], {"proof": proof.group()})


_CERTIFICATE = re.compile(
    "(?:村|居委|社区)[^，。；]{0,16}(?:出具|开具|开立|开)[^，。；]{0,16}(?:证明|说明)|(?:村|居委|社区)(?:（居）)?[^，。；]{0,10}盖章|"
    "凭[^，。；]{0,10}(?:村|居委|社区)[^，。；]{0,12}(?:证明|说明)"
    "|(?:证明|说明)[^，。；]{0,6}由[^，。；]{0,6}(?:村|居委|社区)[^，。；]{0,8}(?:出具|开具|盖章)"
)
_PLATE = re.compile(
    "(?=[上册制加另图均增度悬挂标牌统表责都门])(?:"
    "(?:加|增|统一|另|悬|都要|均要)?挂[^，。；]{0,24}牌|制度[^，。；]{0,10}上墙|[图册表度责]上墙|上墙[^，。；]{0,6}(?:公示|展示)|(?:门牌|标牌|牌子|"
    "牌匾)[^，。；]{0,8}(?:悬挂|上墙|挂)"
    ")"
)
_VILLAGE = re.compile("村|社区|居委|网格|村部|便民(?:中心|服务)")
_NOT_PLATE = re.compile(
    "只[挂留]|仅|不超过|可出具|目录|挂牌(?:督办|整治|销号|成立|出让|交易|上市|转让|保护|运营)|摘牌|古树|名木|河长公示牌|文物|门楼牌|车牌|号牌|病|"
    "药|医保|公开|标识标牌|旅游|景区|安全标志"
)


def _papers_and_plates(case: Case) -> Iterator[Hit]:
    return once(_papers_and_plates_all(case))


def _papers_and_plates_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in demands(case, strict=True):
        text = words(case, one)
        certificate, plate = wanted(_CERTIFICATE, text), wanted(_PLATE, text)
        if certificate and not _NOT_PLATE.search(text):
            yield one, found(one, [certificate], {"what": "由村（社区）出具证明或盖章"})
        elif plate and _VILLAGE.search(around(case, one)) and not _NOT_PLATE.search(text):
            yield one, found(one, [plate], {"what": "在村（社区）挂牌或制度上墙"})


RULES: tuple[Rule, ...] = (
    Rule(
        code="FRM-04", name="proof-of-work", title="要求过度留痕", category="痕", severity="tip",
        about="要求下级用照片、截图、视频、签字、手印、笔记、档案盒等证明工作做过。",
        unless="执法、审计、工程验收、招投标、公示、考试等依法依规需要的证据；作品征集；单独的“建立台账”不算。",
        message="要求用“{proof}”证明工作。",
        suggestion="删去留痕要求，改看结果；确有必要的由检查方自己记录，不要求基层准备。",
        basis=(R24("第三部分：不得把留痕作为衡量工作的依据"), N19("着力解决督查检查考核过多过频、过度留痕的问题")),
        hits=(
            notice("每走访一户都要有合影、有签字。"), notice("每次清扫各拍一张照片上传备查。"), notice("活动资料装订成册，一事一档。"),
        ),
        clean=(
            notice("不得以照片、截图作为工作依据。"), notice("有的单位要求事事留痕、处处拍照。"), notice("《关于规范拍照留痕的通知》废止。"),
            notice("执法人员应当全程录像，留存备查。"), notice("不再要求附照片和截图。"), notice("在路口安装视频监控12处。"),
            notice("逐级画押，签一纸管护保证。"), notice("我局对走访情况拍照留存备查。").replace("通知", "报告"),
        ),
        find=_traces, measured=(1, 1),
    ),
    Rule(
        code="FRM-06", name="village-papers", title="要求村（社区）开证明、挂牌子", category="表", severity="tip",
        about="要求由村（社区）出具证明、盖章，或者在村（社区）挂牌、制度上墙。",
        unless="清理、取消证明和牌子的；古树名木、医保药店等法定标识；项目挂牌督办。",
        message="{what}。",
        suggestion="证明事项改由部门核验或告知承诺；牌子、制度只留法定的，不统一上墙。",
        basis=(R24("第六部分：规范基层组织工作事务、出具证明和挂牌"),),
        hits=(notice("由村委会出具居住证明。"), notice("各村统一加挂“监测站”牌子，制度上墙。")),
        clean=(
            notice("不得要求村委会出具居住证明。"), notice("有的部门要求村里开证明、挂牌子。"), notice("取消由村委会出具的证明12项。"),
            notice("《村委会出具证明目录》另行印发。"), notice("对重大隐患由县政府挂牌督办。"), notice("古树由县局统一挂牌。"),
        ),
        find=_papers_and_plates, measured=(4, 4),
    ),
)  # fmt: skip
