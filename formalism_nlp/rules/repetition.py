"""重复部署: the same requirement stated twice in one document (REP-01); over sets of documents see ``formalism_nlp.series``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives.restated import restatements
from ..errors import NotApplicable
from ..language.actors import speaks_to_citizens
from .document_parts import REGULATIONS, for_citizens
from .rule import Case, Hit, Rule
from .sources import E12, T12

__all__ = ["RULES"]

_ARTICLE = re.compile("^\\s*第[一二三四五六七八九十百]{1,5}条", re.M)
_ARTICLES = 5


def _twice(case: Case) -> Iterator[Hit]:
    """Find requirements stated again in the same document."""
    doc = case.doc
    if doc.meta.carrier in REGULATIONS or len(_ARTICLE.findall(doc.text)) >= _ARTICLES:
        raise NotApplicable("按条文写的办法、规定，各条之间互相照应")
    if doc.meta.genre in ("公告", "通告", "批复") or for_citizens(doc):
        raise NotApplicable("不是部署工作的文件")
    if not doc.meta.addressees and speaks_to_citizens(doc.text):
        raise NotApplicable("对群众、企业说的文件")
    if not (doc.meta.addressees or doc.meta.genre or doc.meta.carrier):
        raise NotApplicable("看不出文种和主送机关，无法判断是否部署工作的文件")
    for found in restatements(doc, case.directives):
        first = found.first
        yield Hit(
            found.again.span,
            {
                "first": first.quote, "first_span": list(first.span), "line": doc.line_col(first.span.start)[0],
                "adds": found.share,
            },
        )  # fmt: skip


_HEAD, _SIGNED = "松垣县{}\n关于{}的通知\n各乡镇人民政府：\n", "松垣县{}\n2025年4月1日\n"


def _notice(body: str, bureau: str = "农业农村局", matter: str = "做好春耕备耕工作") -> str:
    return _HEAD.format(bureau, matter) + body + _SIGNED.format(bureau)


RULES: tuple[Rule, ...] = (
    Rule(
        code="REP-01", name="stated-twice", title="同一要求在一份文件里重复布置", category="重", severity="tip",
        about="同一份文件里，前面已经提出的要求在后面又提一遍，换了说法、语序或简称也算，新增的数字、时限、主体和内容不到三分之一。",
        unless="小标题和它下面的第一句；附件、表格、转发的正文与通知正文之间；责任主体不同的；按条文写的办法、规定；对群众、企业提出的；引用、批评和禁止的话；没有具体内容的套语。",
        message="第 {line} 行已提出同样的要求（“{first}”）。",
        suggestion="合并到一处写清对象、时限和标准，后面不再重复。",
        basis=(
            T12("第十九条：公文起草应当内容简洁、文字精练"),
            E12("切实改进文风：没有实质内容、可发可不发的文件一律不发"),
        ),
        hits=(
            _notice("一、疏通沟渠\n　　各村4月底前完成斗渠、农渠清淤，县财政每公里补助1200元。\n二、搞好服务\n　　县农技站4月到村讲课。\n"
                    "三、抓好落实\n　　各村要于4月底前将斗渠、农渠清淤完毕。\n"),
            _notice("　　一、摸清底数。各乡镇要逐户排查经营性自建房安全隐患，建立台账。\n　　二、分类整治。县住建局5月底前派专家到场鉴定。\n"
                    "　　三、压实责任。对经营性自建房的隐患，各乡镇要挨家挨户摸排。\n", "住房和城乡建设局", "开展自建房安全整治"),
        ),
        clean=(
            _notice("一、疏通沟渠\n　　各村4月底前完成斗渠、农渠清淤，县财政每公里补助1200元。\n二、抓好落实\n　　加强组织领导，压实工作责任。\n"
                    "三、搞好服务\n　　要切实加强领导，层层压实责任。\n"),
            _notice("一、完成斗渠清淤\n　　各村4月底前完成斗渠清淤。\n二、检修泵站\n　　县农机中心4月10日前检修泵站。\n"),
            _notice("　　一、县水利局4月10日前检修青石口泵站电机。\n　　二、县供电公司4月10日前检修青石口泵站电机。\n　　三、放水前再通知。\n"),
            _notice("　　一、各乡镇每月5日前报送种子到户进度。\n　　二、各乡镇每月5日前公布种子补贴名单。\n　　三、不要求报送照片。\n"),
            _notice("　　一、各村4月底前完成斗渠清淤。\n　　二、去年有的村没有完成斗渠清淤，耽误了放水。\n　　三、不得在斗渠清淤中向农户收费。\n"),
            "松垣县水利局\n关于印发《松垣县河道管理办法》的通知\n各乡镇人民政府：\n　　现印发给你们，请执行。\n松垣县水利局\n2025年4月1日\n"
            "松垣县河道管理办法\n　　第一条 各乡镇每周巡查河道一次。\n　　第二条 在河道设置障碍的，限期清除。\n　　第三条 村设巡河员。\n"
            "　　第四条 巡河员每月补助300元。\n　　第五条 各乡镇应当每周对河道进行巡查。\n　　第六条 本办法自2025年5月1日起施行。\n",
        ),
        find=_twice, measured=(15, 24),
    ),
)  # fmt: skip
