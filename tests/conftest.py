"""Shared fixtures: where the samples are, and the research data where it is."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def no_text_recognition(request, monkeypatch):
    """Where the extra is installed, scans would be recognised at seconds a page: only its own tests do that."""
    if request.node.path.stem != "test_ocr":
        monkeypatch.setattr("formalism_nlp.readers.ocr.is_installed", lambda: False)


@pytest.fixture(scope="session")
def samples() -> Path:
    return ROOT / "corpora" / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "data").is_dir():
        pytest.skip("the research data is not beside this checkout")
    return SHARED


@pytest.fixture
def notice() -> str:
    return (
        "松垣县人民政府办公室文件\n松政办发〔2025〕3号\n松垣县人民政府办公室\n关于开展河道清理的通知\n"
        "各乡镇人民政府，县直各有关单位：\n　　为改善水质，现就河道清理通知如下：\n一、工作目标\n　　全年清运垃圾两百吨。\n"
        "二、工作任务\n（一）摸清底数。各镇3月20日前报送河段清单；县水利局汇总。\n（二）加强清运\n　　各镇每月清运两次。\n"
        "附件：河段清单\n松垣县人民政府办公室\n2025年3月4日\n（此件公开发布）\n"
        "抄送：县委办公室。\n松垣县人民政府办公室2025年3月5日印发\n"
    )
