"""会议: how long, who speaks, who has to come, how hastily it is passed on (MTG-02 to 06, MTG-09)."""

from __future__ import annotations

from .meeting_attendance import who_must_attend
from .meeting_finders import long_meeting, long_speech, two_chiefs_speak
from .meeting_relay import counted_meetings, hasty_relay
from .rule import Rule
from .sources import R24

__all__ = ["RULES"]

_OFFICE = "松垣县人民政府办公室"
_TOWNS = "各乡镇人民政府、街道办事处"


def _notice(matter: str, body: str, issuer: str = _OFFICE) -> str:
    return f"{issuer}关于{matter}的通知\n{_TOWNS}：\n　　{body}\n{issuer}\n2025年3月4日"


def _account(body: str) -> str:
    return f"柳塘镇人民政府关于2025年度河道管护工作情况的报告\n松垣县人民政府：\n　　一、主要成效\n　　{body}\n柳塘镇人民政府\n2025年12月4日"


_RELIEF = "改进会议活动"
_TOLD = "有的单位书记、县长轮流讲话两小时，会期动辄两天，散会后连夜传达会议精神，各村党组织书记全部到会。"

RULES: tuple[Rule, ...] = (
    Rule(
        code="MTG-02", name="long-speech", title="主要负责同志讲话或主报告超过1小时", category="会", severity="tip",
        about="会议通知、议程、方案中给主要负责同志讲话或主报告安排的时间：写明的分钟、小时，或起止钟点之差。地方对交流发言时长另有规定的，按发文机关所在地加查。",
        unless="会议总时长；副职和各单位发言；培训、论坛；禁止、批评、引述的文字。",
        message="安排的讲话或主报告约 {found} 分钟，超过不超过 {minutes} 分钟的要求。",
        suggestion="把讲话或主报告压到 {minutes} 分钟以内，数据和任务清单改为书面材料印发。",
        basis=(R24("第二部分：会议主要负责同志的讲话或主报告一般不超过1小时"),),
        hits=(
            _notice("召开春耕推进会", "会议议程：县长讲话（约90分钟），县农业农村局通报情况（10分钟）。"),
            _notice("召开河道整治动员大会", "县委书记9:30讲到11:20，作动员报告；各镇散会后返程。"),
        ),
        clean=(
            _notice(_RELIEF, "县委书记讲话不得超过60分钟，大会报告一般不超过1小时。"),
            _notice(_RELIEF, _TOLD),
            _notice("召开春耕推进会", "会议总时长约90分钟，县长讲话（25分钟）。"),
            _notice(_RELIEF, "取消县长作两小时报告的安排，改为书面印发。"),
            _notice("学习《关于县长讲话90分钟的通知》", "请各乡镇学习《关于县长讲话90分钟的通知》。"),
        ),
        # None: no national limit; provinces set their own (data/*.toml).
        find=long_speech, options={"minutes": 60, "floor_minutes": None},
    ),
    Rule(
        code="MTG-03", name="long-meeting", title="会期超过一般要求", category="会", severity="tip",
        about="会议通知写明的会期、起止日期、起止钟点，或者上午、下午、晚上各有安排；有分组讨论的按一天半，其他按半天。地方对视频会议时长另有规定的，按发文机关所在地加查。",
        unless="培训、竞赛、论坛、人民代表大会等另有规定的；报到和返程的时间；禁止、批评、引述的文字。",
        message="会期约 {days} 天（{groups}分组讨论），超过一般不超过 {limit} 天的要求。",
        suggestion="压缩到 {limit} 天以内：汇报改书面，观摩点减少或取消，合并同类会议。",
        basis=(R24("第二部分：有分组讨论的会议会期不超过1天半，其他会议一般控制在半天以内"),),
        hits=(
            _notice("召开春耕推进会", "会期一天，3月10日上午看现场，下午集中开会。"),
            _notice("召开重点项目观摩会", "3月10日8:30集合，参观11个点，晚7时召开点评会。"),
        ),
        clean=(
            _notice(_RELIEF, "会期一般不超过半天，不得开两天。"),
            _notice(_RELIEF, _TOLD),
            _notice("召开全县工作会议", "会期一天半，3月10日上午大会，下午分组讨论，11日上午闭会。"),
            _notice("举办水利培训班", "培训班3月10日至12日举办，为期3天。"),
            _notice("召开春耕推进会", "3月10日上午9:00召开，会期半天。请于3月9日下午5时前报送名单。"),
            _notice("召开春耕推进会", "原定3月10日至11日的会议取消，不再召开。"),
        ),
        find=long_meeting, options={"days": 0.5, "days_with_groups": 1.5, "video_minutes": None},
    ),
    Rule(
        code="MTG-04", name="layered-attendance", title="要求不必到会的人到会、层层陪会", category="会", severity="tip",
        about="副职或部门召开的会议要求下级党政主要负责同志参加；要求本人到会、不得请假或代会；成批要求乡镇、村人员参会收看。",
        unless="主要负责同志召集、只请对口的一人参加的；培训和法定会议；乡镇召开的会议。应急会商作为例外注明。",
        message="{why}。", suggestion="按议题和层级确定最少的参会人员，副职召集的会议请下级分管同志参加，允许派员参会，不设乡镇、村分会场。",
        basis=(R24("第二部分：根据议题和层级严格控制参会人员，不搞层层陪会"),),
        hits=(
            _notice("召开秸秆禁烧会议", "会议由分管副县长主持召开。\n　　参会人员：各乡镇党委书记、乡镇长。"),
            _notice("召开秸秆禁烧电视电话会议", "各乡镇设分会场，班子成员、各村党组织书记一个不少到场收看。"),
            _notice("召开春耕推进会", "各乡镇主要负责同志参加，不得请假，不得由他人代替。"),
        ),
        clean=(
            _notice(_RELIEF, "副职召集的会议不得要求乡镇党委书记参加，不得要求村干部全员参会。"),
            _notice(_RELIEF, _TOLD),
            _notice("召开经济工作会议", "县委书记出席并讲话。各乡镇主要负责同志参加，不设分会场。"),
            _notice(_RELIEF, "取消要求各村党组织书记参加视频会议的做法。"),
            _notice("召开防汛视频会商会议", "县农业农村局派一名技术人员参加，其他人员不参加。"),
        ),
        find=who_must_attend,
    ),
    Rule(
        code="MTG-05", name="both-chiefs-speak", title="党政主要负责同志都讲话", category="会", severity="tip",
        about="同一个会议的议程里，党委书记和政府主要负责人都安排了讲话、部署、报告或总结。",
        unless="一人主持、一人讲话的；副职讲话的；分属不同会议的说明和批评、禁止的文字。",
        message="党委和政府主要负责同志在同一会议上都安排讲话。", suggestion="只安排一位主要负责同志讲话，另一位主持，不作重复部署。",
        basis=(R24("第二部分：党政主要负责同志一般不同时讲话"),),
        hits=(
            _notice("召开春耕推进会", "会议议程：（一）县长部署工作；（二）县委书记讲话。"),
            _notice("召开安全生产大会", "党政主要负责同志先后讲话。"),
        ),
        clean=(
            _notice("召开春耕推进会", "会议议程：（一）县长主持会议；（二）县委书记讲话。"),
            _notice("召开会风建设会议", "县委书记、县长同时出席的会议，不得安排两人都讲话。"),
            _notice("召开会风建设会议", _TOLD),
            _notice("召开春耕推进会", "取消县委书记、县长分别讲话的议程。会议由县长主持。"),
            _notice("召开春耕推进会", "副县长讲话，县委副书记主持。"),
        ),
        find=two_chiefs_speak,
    ),
    Rule(
        code="MTG-06", name="hasty-relay", title="要求连夜、即时传达会议精神", category="会", severity="tip",
        about="要求当晚、连夜、散会后马上、第一时间开会传达学习上级会议、讲话、文件精神。",
        unless="预警、险情、指令的传递；禁止、批评、引述的文字。应急响应期间作为例外注明。",
        message="要求“{words}”传达会议、文件精神。", suggestion="删去时点要求，改为结合例会或已有安排传达，讲清本地要办的事。",
        basis=(R24("第二部分：不刻意要求“传达不过夜”"),),
        hits=(
            _notice("落实全市大会精神", "各乡镇要连夜召开会议传达大会精神，层层动员。"),
            _notice("学习讲话精神", "会议精神传达不过夜，散会后马上召开班子会学习讲话精神。"),
        ),
        clean=(
            _notice(_RELIEF, "不刻意要求“传达不过夜”，不得连夜开会传达会议精神。"),
            _notice(_RELIEF, _TOLD),
            _notice("落实全市大会精神", "各乡镇可结合例会安排传达学习会议精神。"),
            _notice("做好暴雨预警工作", "各乡镇要第一时间将预警信息传达到村到户。"),
            _notice(_RELIEF, "取消当晚召开会议传达文件精神的规定。"),
        ),
        find=hasty_relay,
    ),
    Rule(
        code="MTG-09", name="meetings-as-result", title="把开会、发文次数当成效", category="会", severity="tip",
        about="报告、总结的成效部分列出召开会议、印发文件的次数，同一句里没有办成什么事的数字。",
        unless="人大、政协、党委常委会等法定履职需要列明次数的；同句有办结、整改、完成等结果；写会议减少的。",
        message="把“{words}”当作工作成效，没有写办成了什么。", suggestion="删去会议和文件次数，写解决了几件事、多少人受益、与上年相比的变化。",
        basis=(R24("第三部分：不得以开会发文等作为工作落实的标准"),),
        hits=(
            _account("领导重视有力。全年召开推进会、调度会46次，氛围空前浓厚。"),
            _account("印发文件、简报78份，开动员会31次，责任层层压实。"),
        ),
        clean=(
            _account("全年召开调度会4次，清理河道垃圾260吨，修复堤防3处。"),
            _account("全年会议同比减少12次，印发文件31份，比上年下降两成。"),
            _account("镇人大主席团召开人民代表大会会议2次、主席团会议6次。"),
            _notice(_RELIEF, "不得把召开会议46次、印发文件78份写成工作成效。"),
            _notice("做好河道管护", "各乡镇每月召开1次河长会议。"),
            _account("有的村把召开会议46次当作成绩，问题没有解决。"),
        ),
        find=counted_meetings,
    ),
)  # fmt: skip
