import json
import os
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalism_nlp.tokens import Tokenizer, cache_folder, official_words

SHARED = Path(__file__).parents[2] / "shared"
rjieba = pytest.importorskip("rjieba")

# Every kind of run on which the engines were seen to differ, and their neighbours.
AWKWARD = [
    "2016-08-11起施行", "4.1.2组织开展督查", "电话010-85093851", "www.example.cn下载", "额定起重量不小于0.5t的升降机",
    "每年9-10月分3-4批公开", "增长4.5-5%", "占12.1%", "PM_2.5平均浓度25.9微克", "第3批APP", "C++与C#", "a&b", "𠮷林村𠀀",
    "", "\n", " \t ", "各镇\r\n各村", "２０２５年３月", "一岗双责、三重一大", "😀好的😀",
]  # fmt: skip


@pytest.fixture(scope="module")
def plain() -> Tokenizer:
    return Tokenizer(fast=False)


@pytest.fixture(scope="module")
def fast() -> Tokenizer:
    return Tokenizer(fast=True)


@pytest.mark.parametrize("text", AWKWARD)
def test_router_is_exact_on_awkward_runs(plain, fast, text):
    assert fast.cut(text) == plain.cut(text)


@given(
    st.text(
        alphabet=st.sampled_from("各镇要落实一岗双责每周巡查的工作台账0123456789abZ.-+#&_%，。 \n𠮷％（）"), max_size=60
    )
)
def test_router_is_exact_on_any_text(plain, fast, text):
    words = fast.cut(text)
    assert words == plain.cut(text)
    assert "".join(words) == text


@pytest.mark.shared
def test_router_is_exact_on_real_sentences(plain, fast):
    path = SHARED / "labels" / "sentences.jsonl"
    if not path.is_file():
        pytest.skip("研究数据不在检出目录旁")
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()[:3000]]
    assert [text for text in texts if fast.cut(text) != plain.cut(text)] == []


def test_jieba_itself_is_left_alone(plain):
    plain.cut("党政同责")
    assert "党政同责" not in jieba.dt.FREQ


def test_official_words_hold_together(plain, fast):
    broken = [word for word in official_words() if plain.cut(word) != [word]]
    assert broken == []
    assert [word for word in official_words() if fast.cut(word) != [word]] == []


def test_every_official_word_has_a_source():
    path = Path(__file__).parents[1] / "formalism_nlp" / "data" / "official_words.txt"
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert all(len(row) == 3 and int(row[1]) > 0 and row[2].strip() for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


def test_signature_changes_with_the_words():
    assert Tokenizer(words={"甲乙": 3}).signature != Tokenizer(words={"甲乙": 4}).signature


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="有用户编号的系统才有此项检查")
def test_cache_that_others_can_write_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = cache_folder()
    assert folder is not None and folder.stat().st_mode & 0o077 == 0
    folder.chmod(0o777)
    assert cache_folder() is None
