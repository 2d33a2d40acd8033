"""发文的必要: documents that evade the count, come on top of others, ask for more paper or say little (DOC-07 08 09 11 12 17)."""

from __future__ import annotations

from .issuing_again import same_matter_again
from .issuing_content import asks_for_paper, padding, without_substance
from .issuing_forms import comes_on_top, evades_count
from .rule import Rule
from .sources import E12, N19, R24, T12

__all__ = ["RULES"]


def _doc(title: str, to: str, body: str, signed: str = "松垣县水利局", number: str = "松水发〔2025〕8号") -> str:
    return f"{number}\n{title}\n{to}：\n　　{body}\n{signed}\n2025年4月2日"


_NOTICE, _STATIONS, _GOV = "松垣县水利局关于清淤的通知", "各乡镇水利站", "松垣县人民政府"
_CLEAR = "请于4月20日前清完主干渠淤泥，每站补助3万元。"
_TALK = (
    "做好档案工作，事关改革发展稳定大局，事关人民群众切身利益，意义十分重大。各级要深刻认识此项工作的极端重要性和现实紧迫性，切实提高政治站位。"
    "这是推动高质量发展的必然要求，是提升治理能力的迫切需要，责任重大，使命光荣。当前形势复杂严峻，任务艰巨繁重，必须以时不我待的精神奋力谱写新篇章。"
)
_EMPTY = "各站要加强领导。要强化协同配合。要狠抓工作落实。要健全长效机制。要营造良好氛围。要确保取得实效。"

RULES: tuple[Rule, ...] = (
    Rule(
        code="DOC-07", name="evades-the-count", title="以提示、便笺、函等形式变相发文", category="文", severity="tip",
        about="没有正式发文字号的提示、提醒函、便笺、联系单、函告、预通知、工作群消息等，向下布置了有时限、频次或者强制性的任务；或者把互不相关的几件事合成一文；以及文中自己写明不编文号、不占发文数、改以便函发出、合并下达的。",
        unless="有正式文号的公文；商洽、征求意见的函；面向群众的提示；没有布置任务。单看一件不能断定是变相发文，只作提示。",
        message="这份材料以“{form}”的形式向下布置任务，可能不计入发文数量。",
        suggestion="确需布置的任务按程序编号发文，不相关的事项分开；可发可不发的不发，能当面或者电话说清的不发书面材料。",
        basis=(R24("第一条：不得变相发文，不得以便笺、多文合一等方式规避发文数量"),),
        hits=(
            _doc("温馨提示", "各村（社区）", "请各村于4月5日前将用水计划表交到水利站。", "柳塘镇人民政府", ""),
            _doc("工作提醒（第3期）", _STATIONS, "请各站于4月15日前装好护栏。", number=""),
            _doc(_NOTICE, _STATIONS, "本件不编文号，各站视同正式文件执行。", number=""),
            _doc(_NOTICE, _STATIONS, "现将清淤、防火、征订三件事打包下达，只占一个发文指标。"),
            _doc(_NOTICE, _STATIONS, "本件不走发文程序，各站4月15日前办结。", number=""),
            _doc(_NOTICE, _STATIONS, "为压减红头文件，今后这类事只在群里发通知，各站看到即照办。", number=""),
            _doc("工作联系单", "各乡镇人民政府", "请贵镇于4月15日前完成危桥围挡安装。", "松垣县交通运输局", ""),
            _doc("工作联系单\n\n事　　由：清淤", _STATIONS, "请各站于4月15日前清完淤泥。", number=""),
            _doc("工作抄告单", _STATIONS, "请各站于4月15日前装好护栏。", number=""),
            _doc("关于近期几项重点工作的通知", "各乡镇", "一、防火。各乡镇每日巡山一次。\n　　二、征兵。5月底前完成体检。", _GOV),
        ),
        clean=(
            _doc(_NOTICE, _STATIONS, _CLEAR),
            _doc("关于规范发文的通知", _STATIONS, "不得以工作提示、便笺等形式变相发文。", number=""),
            _doc("关于发文问题的通报", _STATIONS, "有的股室以温馨提示布置任务，加重了基层负担。", number=""),
            _doc("关于执行《春灌温馨提示》的通知", _STATIONS, _CLEAR, number=""),
            _doc("停水告知", _STATIONS, "4月9日8时至18时检修，请各站提前蓄水。", number=""),
            _doc("停水告知书", _STATIONS, "4月9日全天停水，请各站知悉。", number=""),
            _doc("春季用火温馨提示", _STATIONS, "请各位农户朋友不要携带火种上山。", number=""),
            _doc("春季用火温馨提示", "广大市民朋友", "请您不要携带火种上山。", number=""),
            _doc("关于商洽共用教室的函", "松垣县教育局", "商请贵局支持教室两间，盼复。", number=""),
            _doc("关于电子公文的通知", _STATIONS, "电子文件与纸质文件具有同等效力，不再编文号的旧件请退回。"),
            _doc("关于停发工作提示的通知", _STATIONS, "即日起取消工作提示，改为电话沟通。", number=""),
        ),
        find=evades_count,
    ),
    Rule(
        code="DOC-08", name="comes-on-top", title="临时性、配套类、分工类文件", category="文", severity="tip",
        about="标题（含所印发文件的标题）表明是任务分解、责任分工、任务清单、补充通知、再次通知、临时通知或者配套文件；或者正文宣布另行、继续印发这类文件。",
        unless="引用、停止、清理这类文件的；领导班子成员分工、权责清单；写明上级文件要求制定的；请示、报告等。",
        message="这是从严控制的临时性、配套类、分工类文件（{form}）。",
        suggestion="分工和时限写进主文件，不再单独发分工方案；一次把话说清，不发补充、再次通知；上级文件已经明确的直接执行。",
        basis=(R24("第一条：严格控制制发临时性、配套类、分工类文件"),),
        hits=(
            _doc("关于印发《全县招商引资工作责任分工》的通知", "县直各部门", "现印发给你们。", _GOV),
            _doc("松垣县水利局关于抗旱工作的补充通知", _STATIONS, _CLEAR),
            _doc("关于小流域综合整治的再次补充通知", _STATIONS, _CLEAR),
            _doc("关于分解落实2025年民生实事的通知", "县直各部门", "各单位对照附表认领。", _GOV),
            _doc(_NOTICE, _STATIONS, "现将《清淤工作责任分解表》下发给你们。"),
            _doc(_NOTICE, _STATIONS, "任务分工方案随后另行印发。"),
            _doc(_NOTICE, _STATIONS, "现随文附发《清淤工作责任清单》，请各站对照认领。"),
            _doc("关于调整补充清淤有关事项的通知", _STATIONS, _CLEAR),
        ),
        clean=(
            _doc(_NOTICE, _STATIONS, _CLEAR),
            _doc("关于停止制发任务分解方案的通知", _STATIONS, "各站不再制发任务分解方案、补充通知。"),
            _doc("关于贯彻《松垣县养老服务任务分解方案》的意见", _STATIONS, _CLEAR),
            _doc("关于发文问题的通报", _STATIONS, "有的单位任务分解方案照抄照转，补充通知一发再发。"),
            _doc(_NOTICE, _STATIONS, "县政府已印发防汛任务分工方案，请继续执行。"),
            _doc(_NOTICE, _STATIONS, "县里不再印发任务分工方案，各站直接执行。"),
            _doc("关于执行考务规定的通知", _STATIONS, "要严格执行《关于印发〈清淤规定〉的补充通知》。"),
            _doc("关于县政府领导工作分工的通知", "县直各部门", "县长主持全面工作。", _GOV),
            _doc("关于公布权力清单和责任清单的通知", "县直各部门", "现予公布。", _GOV),
            _doc(_NOTICE, _STATIONS, "《松垣县新居民积分方案》已经县政府同意，请各站执行。"),
            _doc("关于追加抗旱补助资金的通知", _STATIONS, _CLEAR),
        ),
        find=comes_on_top, measured=(2, 2),
    ),
    Rule(
        code="DOC-09", name="asks-for-paper", title="要求报送贯彻落实情况、另行制定配套文件", category="文", severity="tip",
        about="对下级提出的要求中，有报送贯彻落实、执行、推进情况或者工作总结的，有制定实施方案、细则、配套措施的。",
        unless="“结合实际认真贯彻执行”的套语；“可结合实际制定”；资金、项目、统计、突发事件的报告；应急预案、施工方案等业务文书；规章类文本；公告、通告、上行文。",
        message="要求下级{kind}；一般不作此要求。",
        suggestion="本文件能直接执行的，写明“不再另行制定方案”；需要了解落实情况的，通过已有渠道掌握，删去报送要求。",
        basis=(R24("第三条：一般不要求下级报送贯彻落实情况，不要求制定配套文件"), N19("着力解决文山会海：没有明确要求的，下级可不制定贯彻意见和实施细则")),
        hits=(
            _doc("泽安市水利局关于节水的意见", "各县（市、区）水利局", "各县（市、区）要抓紧出台配套措施。", "泽安市水利局"),
            _doc(_NOTICE, _STATIONS, "请各站于6月底前将贯彻落实情况报县水利局。"),
            _doc(_NOTICE, _STATIONS, "各站务必拿出本地的落地办法，学期末书面汇报一次推进成效。"),
            _doc(_NOTICE, _STATIONS, "实施方案请于4月20日前报县水利局备案。"),
            _doc(_NOTICE, _STATIONS, "各站学习体会及贯彻打算，4月20日前以书面形式报送。"),
            _doc(_NOTICE, _STATIONS, "各站参照县里做法，另行编制本站方案一份。"),
            _doc(_NOTICE, _STATIONS, "各站落实情况，请梳理成文字材料于月底前提交县水利局。"),
            _doc(_NOTICE, _STATIONS, "各站要在月底前完成配套制度的起草。"),
            _doc(_NOTICE, _STATIONS, "上述各站要各自出一份本系统的管护细则，送县水利局存查。"),
            _doc(_NOTICE, _STATIONS, "各站要比照本通知另立一套细则，6月底以前交县水利局存底。"),
            _doc(_NOTICE, _STATIONS, "各站做了哪些、没做哪些，请于月底前写成材料报县水利局。"),
        ),
        clean=(
            _doc(_NOTICE, _STATIONS, "请结合实际，认真贯彻执行。" + _CLEAR),
            _doc(_NOTICE, _STATIONS, "各站不得要求各村报送贯彻落实情况，不得层层制定实施方案。"),
            _doc("关于发文问题的通报", _STATIONS, "有的站所要求各村制定实施细则，每周报送落实情况。"),
            _doc(_NOTICE, _STATIONS, "请对照《关于报送贯彻落实情况的通知》核减报表。"),
            _doc(_NOTICE, _STATIONS, "各站无需另行制定实施方案，也不再报送贯彻落实情况。"),
            _doc(_NOTICE, _STATIONS, "各站可结合实际制定实施细则。"),
            _doc(_NOTICE, _STATIONS, "施工方案报县水利局审批。"),
            _doc("松垣县水利局关于清淤情况的报告", "松垣县人民政府", "现将贯彻落实情况报告如下。我局制定实施方案一个。"),
        ),
        find=asks_for_paper, measured=(87, 95),
    ),
    Rule(
        code="DOC-11", name="without-substance", title="部署性公文没有实质内容", category="文", severity="tip",
        about="通知、意见的正文有六句以上，全部是一般性要求，没有一个数字、时限、频次、资源、责任主体的具体安排，也没有引用文件和附件。",
        unless="印发、转发的文件；任免、放假、更名等事务性通知；正文很短；有表格、附件。",
        message="正文 {sentences} 句，没有一处写明数量、时限、资源或者引用依据。",
        suggestion="写明谁在什么时间之前做到什么程度、由谁提供什么支持；没有新内容的，不发。",
        basis=(E12("切实改进文风：没有实质内容、可发可不发的文件一律不发"), T12("第十三条：行文应当确有必要，讲求实效")),
        hits=(_doc(_NOTICE, _STATIONS, _EMPTY), _doc("松垣县水利局关于加强管理的意见", _STATIONS, _EMPTY)),
        clean=(
            _doc(_NOTICE, _STATIONS, _CLEAR * 6),
            _doc(_NOTICE, _STATIONS, _EMPTY + _CLEAR),
            _doc(_NOTICE, _STATIONS, "要加强领导。"),
            _doc("松垣县水利局关于清淤情况的报告", "松垣县人民政府", _EMPTY),
        ),
        find=without_substance,
    ),
    Rule(
        code="DOC-12", name="padding", title="意义论述和口号过多（穿靴戴帽）", category="文", severity="tip",
        about="通知、意见、通报、决定、方案里，连续两句以上的意义、形势论述或者口号，没有数字和具体安排，合计超过 120 字并且占正文一成以上。",
        unless="讲话、总结、报告；只有一句开头套语。按提示词判断，只报把握大的。",
        message="连续 {characters} 字是意义论述、形势判断或者口号，占正文 {share}%。",
        suggestion="压缩为一句目的，其余删去，直接写任务、责任单位和时限。",
        basis=(T12("第十九条：内容简洁，主题突出，观点鲜明，表述准确"),),
        hits=(
            _doc("关于加强档案工作的通知", _STATIONS, _TALK + "各站要确保取得实效。", _GOV),
            _doc("关于加强档案工作的意见", _STATIONS, "一、充分认识档案工作的重要意义\n　　" + _TALK + "\n　　二、工作任务\n　　各站4月底前配齐铁柜。", _GOV),
        ),
        clean=(
            _doc(_NOTICE, _STATIONS, "做好清淤工作，事关农业生产大局，意义重大。" + _CLEAR * 4),
            _doc("在全县档案工作会议上的讲话", _STATIONS, _TALK, number=""),
            _doc(_NOTICE, _STATIONS, "文稿不得堆砌“意义重大”“必然要求”一类套话。" + _CLEAR),
            _doc(_NOTICE, _STATIONS, _TALK + _CLEAR * 80),
        ),
        find=padding, measured=(2, 2),
    ),
    Rule(
        code="DOC-17", name="same-matter-again", title="同一事项反复发通知", category="文", severity="tip",
        about="正文提到日前、当天、前次所发的通知并宣布作废、调整或者“以此件为准”，或者标题表明是再次、第几次通知、催报。",
        unless="办法、规定的新旧更替；“以往规定与本通知不一致的，以本通知为准”的惯用条款；更正差错；公告、通告、上行文。",
        message="同一事项此前已经发过通知（{earlier}）。",
        suggestion="核准后一次发清；时间、地点等小的变动用电话告知，不再发文。",
        basis=(R24("第一条：严格控制发文数量，可发可不发的文件一律不发"),),
        hits=(
            _doc("关于调整展销会时间的通知", _STATIONS, "今天上午所发通知中的时间有变，请一律按这次的来办。"),
            _doc("关于商贸统计的通知", _STATIONS, "4月1日下发的两个通知停止执行，均以此件为准。"),
            _doc("关于再次催报清淤数据的通知", _STATIONS, "请4月5日前报送。"),
            _doc(_NOTICE, _STATIONS, "上周发过一次，本周再发一次，请各站4月5日前报。"),
            _doc(_NOTICE, _STATIONS, "这已是第三份关于清淤的通知，请各站不要再拖。"),
            _doc(_NOTICE, _STATIONS, "本次会议先后下过两道预备通知，内容与本件对不上的，概以本件说的算。"),
            _doc(_NOTICE, _STATIONS, "请把11日、13日收到的两张任务单撕掉，换上这张。"),
            _doc(_NOTICE, _STATIONS, "上周一、上周三两次给大家的样表都不算数了，按这一张填。"),
        ),
        clean=(
            _doc(_NOTICE, _STATIONS, _CLEAR),
            _doc(_NOTICE, _STATIONS, "以往规定与本通知不一致的，以本通知为准。"),
            _doc("关于印发《松垣县水库管理办法》的通知", _STATIONS, "本办法自2025年5月1日起施行，2015年印发的《松垣县水库管理办法》同时废止。"),
            _doc("关于发文问题的通报", _STATIONS, "有的单位上午发通知，下午又称前发通知作废、以此件为准。"),
            _doc(_NOTICE, _STATIONS, "今后不得就同一事项反复发通知，不得再要求以此件为准。"),
            _doc("关于更正清淤通知附件的函", _STATIONS, "4月1日下发的通知附件有误，以本件为准。"),
            _doc(_NOTICE, _STATIONS, "此前印发的文件与本通知不一致的，以本通知为准。"),
            _doc(_NOTICE, _STATIONS, "上周收过的水质表不用重填，本周只补缺项。"),
            _doc("关于取消一批指标的通知", _STATIONS, "此前下达的登录次数等指标一律作废。"),
        ),
        find=same_matter_again,
    ),
)  # fmt: skip
