"""督查检查考核: own and disguised inspections, visits, rankings, vetoes (INS-03, 04, 05, 08, 12)."""

from __future__ import annotations

from .inspection_finders import disguised_inspection, own_inspection
from .inspection_pressure import calls_for_chief, ranking
from .inspection_vetoes import veto
from .rule import Rule
from .sources import N18, N19, R24

__all__ = ["RULES"]

_BUREAU = "松垣县水利局"


def _notice(matter: str, body: str, issuer: str = _BUREAU) -> str:
    return f"{issuer}关于{matter}的通知\n各乡镇人民政府：\n　　{body}\n{issuer}\n2025年3月4日"


def _report(body: str) -> str:
    return f"柳塘镇人民政府关于河道管护情况的报告\n松垣县人民政府：\n　　{body}\n柳塘镇人民政府\n2025年3月4日"


_CIRCULAR = "松垣县水利局关于3月份河道管护情况的通报\n各乡镇人民政府：\n　　{}\n松垣县水利局\n2025年4月4日"
_KEEP = "做好河道管护"
_STUDY = "开展河道管护情况调研"
_RELIEF = "规范督查检查考核"
_TOLD = "有的部门以调研名义对乡镇打分排名，每月通报排名，要求乡镇党委书记全程陪同，纳入乡镇年度考核，一票否决。"
_DONE = "县水利局取消按月排名，不再把河道管护纳入乡镇年度考核，不再实行一票否决，调研不要求主要负责同志陪同。"

RULES: tuple[Rule, ...] = (
    Rule(
        code="INS-03", name="own-inspection", title="部门自行对下级设立督查检查考核", category="督", severity="issue",
        about="部门、内设机构、议事协调机构的文件把工作纳入对下级党委政府的考核，或自行组织督查、检查、评估。",
        unless="党委政府及其办公厅（室）的文件；经批准、列入年度计划的；对企业、工地等的依法检查；依法律规定的作为例外注明。",
        message="部门文件{what}，没有写明批准依据。", suggestion="删去考核、督查条款；确需开展的报批列入年度督查检查考核计划，并写明批准依据。",
        basis=(N18("关于统筹规范督查检查考核工作：部门不得自行设置以下级党委政府为对象的督查检查考核"), R24("第三部分：统筹规范督查检查考核")),
        hits=(
            _notice(_KEEP, "完成情况纳入对各乡镇的年度考核。"),
            _notice(_KEEP, "我局每月派出督查组到乡镇督查，对进度慢的予以通报。"),
            _notice(_KEEP, "由县水利局对各乡镇党委、政府抓河道管护的成效评分定级。"),
            _notice(_KEEP, "考评得分低于70分的乡镇，分管负责人到县局说明。"),
            _notice(_KEEP, "建立月督查、季评比、年考核制度。"),
            _notice(_KEEP, "管护得分按一成权重折进县里对各乡镇的年度指标得分。"),
            _notice(_KEEP, "学习成绩按3分折进县直单位年终绩效。"),
            _notice(_KEEP, "管护成效是衡量各乡镇班子工作的重要标尺，做得差的记在乡镇名下。"),
            _notice(_KEEP, "全年累计分数在各乡镇目标管理总成绩里占6分。"),
            _notice(_KEEP, "局里下周派人挨个村过一遍。"), _notice(_KEEP, "考核对象：各乡镇人民政府。"),
        ),
        clean=(
            _notice(_RELIEF, "不得把日常工作纳入乡镇年度考核，不得自行组织对乡镇的督查检查。"),
            _notice(_RELIEF, _TOLD), _report(_DONE),
            _notice(_KEEP, "经县委批准，列入年度督查检查考核计划，对各乡镇开展一次考核。"),
            _notice(_RELIEF, "取消将河道管护纳入乡镇年度考核的规定。"),
            _notice(_KEEP, "各乡镇按《河道管护纳入年度考核办法》已经废止的情况做好衔接。"),
            _notice(_KEEP, "我局将对取水企业开展执法检查，结果纳入企业信用评价。"),
            _notice(_KEEP, "各设区市水利部门要对所属县（市、区）落实情况进行检查。"),
            _notice(_KEEP, "对各乡镇疫情风险等级进行评估的依据另行印发。"), _notice(_KEEP, "学习成绩不折进县直单位年终绩效。"),
            _notice(_KEEP, "我局去年接受了省水利厅的考核，成绩全市第一。"),
            _notice("举办赏荷季", "由我局组织专家对各乡镇、学校的手工作坊逐一打分，择优补助。"),
            _notice(_KEEP, "我局派技术员到各村查看险情，帮助加固。"), _notice(_KEEP, "学习情况纳入局机关各股室年度绩效。"),
        ),
        find=own_inspection, measured=(2, 2),
    ),
    Rule(
        code="INS-04", name="disguised-inspection", title="以调研、指导、评估、监测等名义搞检查考核", category="督", severity="issue",
        about="标题是调研、走访、指导、监测、评估一类，正文却有打分、等次、排名、整改通知、限期整改、通报等检查考核的做法。",
        unless="公开名义的考核检查、评分办法；统计调查、环境监测等法定事项；对公众和企业的评价。",
        message="名为调研、指导、评估，却有“{feature}”这样的检查考核做法。",
        suggestion="删去打分、排名和整改要求，只听困难和建议；确需检查的按程序报批，用本来的名称。",
        basis=(R24("第三部分：统筹规范督查检查考核（省级负面清单列明不得以调研、评估、指导等名义变相开展）"),),
        hits=(
            _notice(_STUDY, "调研组查阅台账资料，逐镇打分，评定为优秀、合格、不合格三个等次。"),
            _notice("开展河道管护走访指导", "对存在问题的乡镇下发整改通知，限期整改并全县通报。"),
            _notice("开展河道管护座谈交流", "座谈提问得分最低的镇予以黄牌警示。"),
            _notice("开展高标准农田灌溉情况调研", "调研得分占年度考核的一成。"),
            _notice(_STUDY, "调研实行百分制，不过关的村挂黄旗。"), _notice(_STUDY, "一镇一张交办单，整改不力的移送县纪委。"),
            _notice(_KEEP, "局里派“技术帮扶组”到各镇指导，当场给出甲、乙、丙、丁四等。"),
        ),
        clean=(
            _notice(_STUDY, "调研不打分、不排名、不下发整改通知，不查阅台账。"),
            _notice(_STUDY, _TOLD), _report(_DONE),
            _notice(_STUDY, "管护经费有哪些困难？请各乡镇谈一谈意见和建议。"),
            _notice(_STUDY, "取消调研打分和排名的做法。"),
            _notice(_KEEP, "指导组到各村指导，把麦苗分为一、二、三类，分别追肥。"),
            _notice(_STUDY, "下半年到各镇调研，请各镇给县局工作打打分、提意见。"),
            _notice(_KEEP, "各乡镇学习《调研打分办法》废止的文件。"), _notice(_STUDY, "过去调研打分排名的做法要坚决纠正。"),
        ),
        find=disguised_inspection,
    ),
    Rule(
        code="INS-05", name="chief-as-escort", title="到基层调研检查要求主要负责同志陪同、汇报", category="督", severity="issue",
        about="调研、督查、检查的安排要求下级党政主要负责同志陪同、迎候、领路、汇报、参加座谈。",
        unless="请分管同志或工作人员带路的；写明不要求陪同的；会议和应急值守。",
        message="要求主要负责同志到场：“{words}”。", suggestion="改为由熟悉情况的工作人员对接，不要求主要负责同志陪同和汇报。",
        basis=(R24("第三部分：到基层调研、督查检查不得一味要求主要负责同志陪同"),),
        hits=(
            _notice(_STUDY, "调研组到达时，请乡镇党委书记陪同并作现场汇报。"),
            _notice(_STUDY, "各乡镇主要负责同志要到路口迎候，随车讲解。"),
            _notice(_STUDY, "座谈会参加人员：调研组成员，各乡镇党委书记（不得请假）。"),
            _notice("开展河道管护督查", "督查期间，各乡镇党委书记不得外出，听取反馈意见。"),
            _notice(_KEEP, "小组到镇当天，由乡镇长亲自介绍并一路带看。"),
            _notice(_STUDY, "点位介绍人：所在乡镇党委书记。"), _notice(_STUDY, "各乡镇一把手悉数参加，不得派人代会。"),
        ),
        clean=(
            _notice(_STUDY, "调研组轻车简从，不得要求乡镇党委书记陪同，不听主要负责同志汇报。"),
            _notice(_STUDY, _TOLD), _report(_DONE),
            _notice(_STUDY, "请各乡镇水利员带路，分管负责同志参加座谈。"),
            _notice(_STUDY, "取消要求乡镇主要负责同志陪同的规定。"), _notice(_STUDY, "座谈会由副局长召集，局主要负责同志不出席。"),
            _notice(_STUDY, "请阅读《关于要求主要负责同志陪同调研的通知》废止说明。"),
        ),
        find=calls_for_chief,
    ),
    Rule(
        code="INS-08", name="frequent-ranking", title="按月、按季排名通报，红黑榜、战报", category="督", severity="issue",
        about="按月、季或更频繁地给下级排名、排序、晒位次，以及红黑榜、战报、末位约谈等变相排名。",
        unless="一年一次的法定评价；招考、竞赛、评标；空气、水质等面向社会的法定公布；禁止、废止、批评的文字。",
        message="给下级频繁排名或变相排名：“{words}”。", suggestion="删去排名和榜单，改为只向落后单位点对点提醒并帮助解决困难。",
        basis=(R24("第三部分：规范督查检查考核（省级配套规定列明不得按月、按季排名通报）"), N19("着力解决督查检查过多过频、过度留痕")),
        hits=(
            _notice(_KEEP, "对各乡镇清运进度每月排名并全县通报。"),
            _notice(_KEEP, "将各乡镇清运量从多到少排列，一周一公布。"),
            _notice(_KEEP, "月底公布得分前十和后十的村名单。"),
            _notice(_KEEP, "每半月将各乡镇清运进度由快到慢列表通报。"),
            _notice(_KEEP, "隔半个月把各乡镇清运数贴到公示栏，谁前谁后一看便知。"),
            _notice(_KEEP, "每月开一次点评会，落后的乡镇上台检讨。"),
            _CIRCULAR.format("按3月清运率自高到低，依次为：柳塘镇96%、石桥镇94%、云岫镇90%。"),
        ),
        clean=(
            _notice(_RELIEF, "不得按月排名通报，不得设红黑榜、发战报。"),
            _notice(_RELIEF, _TOLD), _report(_DONE),
            _notice(_RELIEF, "停止按季度排名通报的做法。"),
            _notice(_KEEP, "清运数据每月更新一次，供各乡镇参考。"), _notice(_KEEP, "隔半个月向群众公布一次水质类别。"),
            _notice(_KEEP, "请对照《每月排名通报办法》的废止情况做好衔接。"),
            _CIRCULAR.format("按3月降雨量自多到少，依次为：柳塘镇96毫米、石桥镇84毫米、云岫镇60毫米。"),
            _notice(_KEEP, "每月按需要量从大到小安排车辆。"),
            _notice(_KEEP, "停止使用红黑榜，原有榜单月底前撤下。"), _notice(_KEEP, "球赛每周一轮，按积分排名决定出线。"),
        ),
        # Monthly and quarterly rankings are named; a yearly evaluation is not.
        find=ranking, options={"per_year": 4},
    ),
    Rule(
        code="INS-12", name="veto-item", title="一票否决或取消评优资格", category="督", severity="issue",
        about="对下级单位、干部实行一票否决、一票否优，取消评优评先资格，直接评为末等、考核归零。",
        unless="对企业、投标人、申请人的资格限制；取消一票否决的；依法律规定的作为例外注明。",
        message="设置一票否决性质的条款：“{words}”。", suggestion="删去该条款；确属中央明确规定的一票否决事项的写明依据，其他按问题性质依规处理。",
        basis=(N19("着力解决督查检查考核过多过频；2019年9月中央层面专项工作机制会议要求全面清理一票否决、责任状事项"),),
        hits=(
            _notice(_KEEP, "发生倾倒垃圾问题的乡镇，年度考核一票否决。"),
            _notice(_KEEP, "迟报的乡镇取消当年评优资格，考核直接定为末等。"),
            _notice(_KEEP, "有污水直排的村，剥夺其一切称号的申报权。"),
            _notice(_KEEP, "管护不力的，全年评价不得进入前三类。"),
            _notice(_KEEP, "河道管护实行单项否决，其他工作再好也不得参评。"),
            _notice(_KEEP, "有群众上访的，该乡镇总分归零，不再参加评定。"), _notice(_KEEP, "清运不合格的村，年底表彰时把它划掉。"),
            _notice(_KEEP, "其他工作做得再出色，班子也一律不评优秀。"),
            _notice(_KEEP, "出现污水直排的村，全年考核“一把抹”。"), _notice(_KEEP, "迟报三次的单位，退出年度先进候选名单。"),
            _notice(_KEEP, "未按期整改的，年度等次最高只能定为合格。"),
            _notice("做好控辍保学", "哪所学校有一名学生离校没有劝回来，这所学校当年的评先树优全部作废。"),
            _notice(_KEEP, "哪个村有一户乱倒，这个村全年的先进就别报了。"),
        ),
        clean=(
            _notice(_RELIEF, "不得实行“一票否决”，不得取消基层评优资格。"),
            _notice(_RELIEF, _TOLD), _report(_DONE),
            _notice(_RELIEF, "取消一票否决事项12项。"),
            _notice(_KEEP, "弄虚作假的供应商取消投标资格。"),
            _notice(_RELIEF, "《一票否决事项清单》即日起废止。"),
            _notice(_KEEP, "对考核确定为不合格的区域，加强技术帮扶。"),
            _notice(_KEEP, "合作社理事长不享有一票否决权。"), _notice(_KEEP, "去年没评上先进的村今年照样可以申报。"),
            _notice(_KEEP, "发现虚假宣传的，撤销该景区的星级称号。"),
            _notice("做好新学期工作", "学生考试作弊的，取消该生当年评优资格。"),
            _notice(_KEEP, "合作社冒领补助的，收回补助并取消示范社称号。"),
        ),
        find=veto, measured=(5, 5),
    ),
)  # fmt: skip
