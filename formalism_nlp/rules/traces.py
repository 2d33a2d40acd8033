"""留痕与证明: proof of work done, certificates and plates of villages (FRM-04, FRM-06)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from .burdens import around, demands, found, notice, once, wanted, words
from .proofs import find_traces
from .rule import Case, Hit, Rule
from .sources import N19, R24

__all__ = ["RULES"]

_CERTIFICATE = re.compile(
    "(?:村|居委|社区)[^，。；、]{0,4}(?:出|打|开|写)[^，。；不]{0,12}(?:条子|条据|字据)|盖[^，。；]{0,2}(?:村|居委|社区)[^，。；]{0,5}章|(?:村|居委|社区)[^，。；]{0,16}(?:出具|开具|开立|开)[^，。；]{0,16}(?:证明|说明)|(?:村|居委|社区)(?:（居）)?[^，。；]{0,10}盖章|"
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
            notice("下田指导须让农户在服务卡上写明到达时间。"), notice("巡查路线图每周导出打印。"), notice("无照片的次数不得计入。"),
            notice("清沟成果须以视频形式呈现。"), notice("帮耕入户须与户主在门前拍照。"), notice("每指导一次，让农户签一个名，凭签名计工作量。"),
            notice("巡渠员到渠后发送实时定位。"), notice("迎检资料每类一个盒子。"),
        ),
        clean=(
            notice("不得以照片、截图作为工作依据。"), notice("有的单位要求事事留痕、处处拍照。"), notice("《关于规范拍照留痕的通知》废止。"),
            notice("执法人员应当全程录像，留存备查。"), notice("不再要求附照片和截图。"), notice("在路口安装视频监控12处。"),
            notice("逐级画押，签一纸管护保证。"), notice("立军令状，签字交县局存档。"),
            notice("各乡镇制定的细则，6月底前交县府办存底。"), notice("活动结束后给老人拍一张照片，洗好送到家里。"),
            notice("调解成功的，双方在协议上签字。"), notice("冷链药品全程记录温度。"),
            notice("会议情况如实记入会议记录簿即可。"), notice("群众在随手拍里反映的坑洼路面，由县局三天内修补。"),
            notice("站长上个月用在截图、填表上的时间有九天。"), notice("对“打卡拍照”的要求，一线怎么看？"), notice("讲解药品分类目录和回收盒更换办法。"),
            notice("学校组织学生在毕业典礼上拍摄集体照。"), notice("要严格按照相关规定办理。"), notice("房屋征收评估应当现场拍照。"),
            notice("扶持符合产业发展定位的合作社。"),
            notice("按照相关要求及时报送材料。"), notice("我局对走访情况拍照留存备查。").replace("通知", "报告"),
        ),
        find=find_traces, measured=(1, 1),
    ),
    Rule(
        code="FRM-06", name="village-papers", title="要求村（社区）开证明、挂牌子", category="表", severity="tip",
        about="要求由村（社区）出具证明、盖章，或者在村（社区）挂牌、制度上墙。",
        unless="清理、取消证明和牌子的；古树名木、医保药店等法定标识；项目挂牌督办。",
        message="{what}。",
        suggestion="证明事项改由部门核验或告知承诺；牌子、制度只留法定的，不统一上墙。",
        basis=(R24("第六部分：规范基层组织工作事务、出具证明和挂牌"),),
        hits=(notice("由村委会出具居住证明。"), notice("补办手续先由村里出一张情况条子，盖村委会的章。"), notice("各村统一加挂“监测站”牌子，制度上墙。")),
        clean=(
            notice("不得要求村委会出具居住证明。"), notice("有的部门要求村里开证明、挂牌子。"), notice("取消由村委会出具的证明12项。"),
            notice("《村委会出具证明目录》另行印发。"), notice("对重大隐患由县政府挂牌督办。"), notice("古树由县局统一挂牌。"),
        ),
        find=_papers_and_plates, measured=(4, 4),
    ),
)  # fmt: skip
