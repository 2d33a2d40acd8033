"""权责: duties pushed down, with means or without, and responsibility letters (DUT-01 to DUT-03)."""

from __future__ import annotations

from .burdens import notice
from .duty_finders import territorial
from .duty_means import SLOTS, slots, unsupported
from .letters import letters
from .rule import Rule
from .sources import N19, R24

__all__ = ["RULES", "SLOTS", "slots"]

_TOWN = {"issuer": "柳塘镇人民政府", "to": "各村（社区）"}
_PROVINCE, _CITIES = "云泽省农业农村厅", "各市、县（市、区）农业农村局"
_SLOTS_UNLESS = "写明县（市）部门牵头、乡镇配合并给人给钱的；国家和省级党委政府文件；省级部门没有把事项压下去的县级分工；依法属于乡镇、村自治的事项。"

RULES: tuple[Rule, ...] = (
    Rule(
        code="DUT-01", name="territorial-duty", title="以属地管理名义把责任压给乡镇、村", category="权责", severity="tip",
        about="市、县、乡镇文件和省级部门文件把事项交由乡镇（街道）、村（社区）负责、兜底或者承担全部责任。", unless=_SLOTS_UNLESS,
        message="把事项交由乡镇、村负责，没有写明部门自己的责任。",
        suggestion="对照乡镇履行职责事项清单：不在清单内的由部门承担；确需配合的写明牵头部门、配合内容、人员和经费。",
        basis=(R24("第六部分：乡镇履行职责事项清单，不得随意向基层转嫁责任"),),
        hits=(
            notice("违规安装问题由各乡镇按属地原则负责到底。"), notice("搬迁中的纠纷统统划归所在镇承担。"),
            notice("辖区内违停货车的劝离由各街道自行处置，县局只负责抽查。"), notice("坚持属地管理，私拆承重墙的制止由所在镇牵头。"),
            notice("养殖异味投诉的答复一概落到村里。"), notice("河边垃圾一律先由乡镇受理和清运。"),
            notice("楼道堆物的清理，社区要一竿子管到底。"), notice("劝返工作乡镇不得撒手，不得再请部门出面。"),
            notice("巡塘值守今后一概由所在乡镇负责，省厅只作抽查。", issuer=_PROVINCE, to=_CITIES),
            notice("占道摊点的查处原由县城管局办理，今后全部归到各镇头上。"),
            notice("没有物业的锅炉房，今后由所在社区充当使用单位。"), notice("沿河各村为滩地的唯一处置方，起火由其负责。"),
            notice("滑坡点的值守，打今天起就交各村了。"),
        ),
        clean=(
            notice("不得以属地管理名义由乡镇负责部门的事。"), notice("有的部门把事项一律交由乡镇兜底。"), notice("县局负责执法，乡镇协助入户宣传。"),
            notice("《关于由乡镇负责验收的通知》废止。"), notice("取消由乡镇承担的事项20项。"), notice("村民小组由村民自治，依法选举。"),
            notice("林长制由县、乡、村三级林长分级负责。"), notice("技术服务力量下沉到村。"), notice("今后巡查由村里自行掌握，镇里不再要求发图。"),
            notice("收回原由乡镇承担的处罚事项9项，由县局承担。"),
            notice("各县（市、区）农业农村局负责本辖区项目的审核。", issuer=_PROVINCE, to=_CITIES),
            notice("补助资金今后直接划到各村账上。"),
            notice("清淤由镇聘请的工人负责，村里不出工。", **_TOWN),
            notice("县道路灯归县路灯所，镇村道路灯归镇村建所负责。", **_TOWN), notice("旧粮库交给村里办食堂，装修费镇里出。", **_TOWN),
            notice("各县（市、区）要把会议精神交到乡镇手上。", issuer="泽安市农业农村局", to=_CITIES),
        ),
        find=territorial, measured=(1, 1),
    ),
    Rule(
        code="DUT-02", name="duty-without-means", title="下派事项没有批准、牵头、培训、经费、人员", category="权责", severity="tip",
        about="对下派给乡镇、村的事项，逐项查文中有没有：批准依据、牵头负责的上级单位、培训指导、经费、人员；要求基层自筹经费、自找人手的直接提示。",
        unless=_SLOTS_UNLESS,
        message="下派事项没有写明：{missing}。文中写明的：{given}。",
        suggestion="按“谁延伸、谁负责、谁培训、谁付费”补写缺项，或者收回事项。",
        basis=(R24("第六部分：不得随意向基层转嫁责任，工作经费、人员随事项下沉"),),
        hits=(
            notice("工作经费由镇里想办法。"), notice("今后油烟净化设施全部由乡镇验收并签字。"), notice("各村建宣传角，喇叭和电费从村集体收入列支。"),
            notice("乡镇负责收集水样，县局不另配人员和车辆。"), notice("货架缺多少，镇里补多少。"),
            notice("巡护员由乡镇自聘，省厅不安排经费。", issuer=_PROVINCE, to=_CITIES),
            notice("街道要自备拖车、自找停车场地。"), notice("缺的水泵由所在镇接着买，发票镇里入账。"), notice("请各村从公益金里刨出一块修水闸。"),
            notice("喷灌所需油费由各村分摊，县里一分不出。"),
        ),
        clean=(
            notice("不得要求经费由乡镇自筹。"), notice("有的部门要求经费由镇里想办法。"),
            notice("今后由乡镇组织验收，县局负责培训，每处补助200元，派技术员两名。"),
            notice("《关于由乡镇验收的通知》废止。"), notice("所需经费由县财政承担。"), notice("取消由乡镇自筹经费的事项。"),
            notice("农户自筹一部分，县里补助七成。"), notice("改厕材料由企业捐赠，县、乡、村不出钱。"), notice("检查组自带干粮、自备车辆，不给乡镇添麻烦。"),
            notice("未完成的乡镇，县里不再安排下年度资金。"), notice("果园收入由各村自主安排支出。"), notice("县里承担全部运费，各村不用垫钱。"),
            notice("所需经费由省级财政安排，县级不配套。", issuer=_PROVINCE, to=_CITIES),
            notice("护林员不承担收费、执法等事务。", **_TOWN),
            notice("乡镇不承担设计审批，不承担第三方检测费用。"), notice("会场设在县礼堂，中午在食堂用工作餐，费用自理。"),
            notice("镇上自掏腰包请公司换了水表。", **_TOWN), notice("更换灭火器80具，经费由镇年度预算列支。", **_TOWN),
            notice("礼堂改建，村里出地、镇里出钱。", **_TOWN),
        ),
        find=unsupported, options={"least_missing": 4},
    ),
    Rule(
        code="DUT-03", name="responsibility-letter", title="签订责任状、承诺书转嫁责任", category="权责", severity="issue",
        about="要求下级单位、干部签订责任状、责任书、承诺书、军令状。",
        unless="清理、废止责任状；法律规定的合同和承诺；群众、企业申办事项的告知承诺、信用承诺。",
        message="要求签订“{letter}”。", suggestion="删去签订要求，改为在方案中写明各自任务和县级部门的责任。",
        basis=(N19("清理规范责任状的要求"), R24("第六部分：不得以签订责任状等方式转嫁责任")),
        hits=(
            notice("县与乡镇、乡镇与村层层签订责任状。"), notice("各村把禁烧承诺书签到每一户。", **_TOWN),
            notice("管水员须在节水保证单上签名。"), notice("各站站长递交一份按期完工的决心书。"), notice("村干部要共同签署《山林管护责任约定》。"),
            notice("未签防汛包保协议的网格长不得上岗。"), notice("段长须在清淤保证上签字。"),
            notice("校长就升学率向县局作出书面承诺。"), notice("站长同县局签、护林员同站长签，一个不漏。"),
        ),
        clean=(
            notice("不得与乡镇签订责任状。"), notice("有的部门层层签订责任状。"), notice("全面清理与乡镇签订的责任状。"), notice("《禁烧责任状》废止。"),
            notice("申请人签署承诺书后即可办理。"), notice("县局与中标单位签订施工合同，明确质量责任。"), notice("各村建立新型冠状病毒防控组织。"),
            notice("养殖场负责人签收整改通知书。"), notice("评审组成员要签订保密承诺书。"),
            notice("各级签订的责任书由县局保管。"),
            notice("废止文件目录见下表。\n序号\t文件名称\t文号\n1\t松垣县防火责任书签订办法\t松政发〔2016〕3号\n2\t松垣县禁烧责任书签订办法\t松政发〔2017〕5号"),
            notice("我局与乡镇签订责任书12份。").replace("通知", "报告"),
        ),
        find=letters, measured=(9, 9),
    ),
)  # fmt: skip
