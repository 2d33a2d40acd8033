"""创建示范: campaigns of creating, rating and naming (CRE-01, CRE-02, CRE-04)."""

from __future__ import annotations

from .burdens import notice
from .campaign_finders import by_associations, fees_and_names, own_campaign
from .rule import Rule
from .sources import C22, R24

__all__ = ["RULES"]

_ASSOCIATION = {"issuer": "泽安市物业协会", "to": "各县（市、区）住房和城乡建设局"}
_C = C22("创建示范活动的举办权限和审批")

RULES: tuple[Rule, ...] = (
    Rule(
        code="CRE-01", name="own-campaign", title="无权限单位举办创建、评选、命名活动", category="创建", severity="issue",
        about="市县部门、议事协调机构、事业单位和乡镇举办创建、评选、命名、授牌、达标验收活动。",
        unless="推荐、申报上级活动；中央和省级单位；市县党委、政府举办（是否批准须另核实）；职称、资质、等级等依法认定。",
        message="由“{issuer}”举办创建、评选或命名活动。", suggestion="停办；确需开展的，由市县党委、政府按程序报批后列入目录。",
        basis=(_C,),
        hits=(
            notice("在全县开展“金牌农家书屋”评定活动。"), notice("全镇评选“最美庭院”10户并授牌。", issuer="柳塘镇人民政府", to="各村（社区）"),
            notice("星级菜园争创工作由县农业农村局主办。"), notice("打造“清风市集”示范点12个，考核合格的予以命名。"),
            notice("得分满85分的给予“放心菜园”门牌。"), notice("各村都要创“无讼村组”，创成一个挂牌一个。"),
            notice("“安心牧场”评级结果由县局命名公布。"), notice("验收合格的村由县局挂“安静村居”铜牌，每年评一批。"),
            notice("打分够格的定作“稻香样园”，当场挂牌，今年先挂20块。"), notice("县局办“最靓田坎”比赛，前三名立碑。"),
        ),
        clean=(
            notice("不得开展示范村创建活动。"), notice("有的部门自行评选“最美庭院”并授牌。"), notice("取消示范学校评选。"),
            notice("《关于评选示范户的通知》废止。"),
            notice("项目验收合格后设立警示牌。"), notice("谁家点火，村支书这一年评优免谈。"), notice("水质达标的取水点挂上“可直饮”标牌。"),
            notice("各镇认领配送的“丰登”牌复合肥。"),
            notice("推荐2个村参加省级示范村创建。"), notice("给三户老党员送去“光荣之家”牌。", issuer="柳塘镇人民政府", to="各村（社区）"),
            notice("评选“最美庭院”10户并授牌。", issuer="松垣县人民政府"),
        ),
        find=own_campaign,
    ),
    Rule(
        code="CRE-02", name="campaign-fee-or-name", title="创建、评选活动收费或冠以国家级名称", category="创建", severity="issue",
        about="创建、评选活动向对象收费、变相收费，或者地方单位、社会组织的活动名称冠以国家、中国、中华、全国、亚洲、全球、世界。",
        unless="写明不收费、退费的；引用上级已批准的名称；没有创建、评选内容的文件。",
        message="创建、评选活动不合规定。", suggestion="按创建示范活动管理规定修改。",
        basis=(_C,),
        hits=(
            notice("评选“诚信商户”，每个单位缴评审费800元。"), notice("决定遴选首批“全国启蒙基地”。"),
            notice("评选“星级农家乐”，专家食宿由参评商户承担。"), notice("参加复评的合作社上交复评经费600元。"),
            notice("评选“星级农家乐”，各参评商户按规模认捐活动资金，大店2000元。"),
            notice("活动冠名“中国最美桃乡”，各村组织参加。"), notice("评选“诚信商户”，每家交评审制牌费800元，入选与否均不退还。"),
            notice("我局联合县茶业协会颁授“中华制茶名匠”称号。"),
            notice("每家申报单位交评审费900元。").replace("做好有关工作", "开展规范化管理星级单位评定"),
        ),
        clean=(
            notice("评选“诚信商户”不得收取费用。"), notice("有的协会评选“百强县”并收取费用。"), notice("评选“诚信商户”不收费，所需经费由财政承担。"),
            notice("已停止评选，收取的评审费退还。"), notice("学校每学期收取住宿费400元。"),
            notice("评选“诚信商户”，各商户日常缴纳的物业费不变。"),
            notice("小微企业可缓缴社会保险费。"), notice("评选“诚信商户”，每吨四十元运费镇里补一半。"),
            notice("评选“诚信农庄”，采摘门票每人30元由农庄自定。"), notice("信用户评定表补签后集中交镇金融服务站。"),
        ),
        find=fees_and_names,
    ),
    Rule(
        code="CRE-04", name="association-award", title="社会组织、企业面向地方评奖评优", category="创建", severity="issue",
        about="社会组织、企业面向地方党委政府和基层单位举办案例征集、评优、排行。", unless="发文单位不是社会组织或企业；活动不面向地方。",
        message="社会组织、企业面向地方举办评选、征集活动。", suggestion="停办，或改为面向会员的行业交流。",
        basis=(C22("社会组织举办活动的规定"), R24("第七部分：规范创建示范和评比表彰")),
        hits=(notice("开展物业创新案例征集，各县区推荐5个。", **_ASSOCIATION), notice("评选物业服务十佳县区。", **_ASSOCIATION)),
        clean=(
            notice("不得面向各县区评选十佳。", **_ASSOCIATION), notice("取消各县区优秀案例评选。", **_ASSOCIATION),
            notice("有的协会面向县区评选百强。", **_ASSOCIATION),
            notice("《关于征集优秀案例的通知》废止。", **_ASSOCIATION), notice("开展优秀案例征集。"), notice("组织会员学习物业条例。", **_ASSOCIATION),
        ),
        find=by_associations,
    ),
)  # fmt: skip
