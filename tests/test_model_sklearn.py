"""The contract of the scikit-learn estimators."""

import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline

from formalism_nlp.document import Document
from formalism_nlp.model import FormalismClassifier, RuleFeatures, Sentence, WordFeatures
from formalism_nlp.model.encode import encode, ngrams, text_hash
from formalism_nlp.model.store import load, save
from formalism_nlp.tokens import default_tokenizer

TEXTS = [
    "各镇4月20日前将补贴发放到户。", "卫生院每周二派1名医生到村坐诊。", "由城管中队5月6日前清完堆放的垃圾。", "住建局安排68万元修复屋面。",
    "要进一步加强组织领导，狠抓落实。", "强化部门协同，形成工作合力。", "切实增强服务意识，优化服务流程。", "要统筹推进各项重点任务。",
] * 3  # fmt: skip
LABELS = (["CON"] * 4 + ["GEN"] * 4) * 3


@pytest.fixture(scope="module")
def fitted() -> FormalismClassifier:
    return FormalismClassifier(bits=12, hidden=16, epochs=20).fit(TEXTS, LABELS)


@pytest.mark.parametrize(
    "estimator", [FormalismClassifier(bits=13, soft=0.1), WordFeatures(bits=9), RuleFeatures(title=False)]
)
def test_parameters_are_only_stored(estimator):
    assert clone(estimator).get_params() == estimator.get_params()
    assert [name for name in vars(estimator) if name not in estimator.get_params()] == []


def test_classifier_learns_and_tells_probabilities(fitted):
    assert fitted.classes_.tolist() == ["CON", "GEN"]
    assert fitted.score(TEXTS, LABELS) == 1.0
    assert np.allclose(fitted.predict_proba(TEXTS).sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("make", [list, np.array, pd.Series, lambda x: np.array(x, object)])
def test_same_result_for_list_array_and_series(fitted, make):
    given = make(TEXTS[:8])
    assert fitted.predict(given).tolist() == fitted.predict(TEXTS[:8]).tolist()
    assert np.array_equal(RuleFeatures().fit_transform(given), RuleFeatures().fit_transform(TEXTS[:8]))
    assert (WordFeatures().fit_transform(given) != WordFeatures().fit_transform(TEXTS[:8])).nnz == 0


def test_stored_model_scores_exactly_as_the_estimator(fitted, tmp_path):
    save(tmp_path, fitted.weights_, {})
    sentences = [Sentence(text, "关于巡河的通知", "一、总体要求") for text in TEXTS]
    stored = load(tmp_path).weights.probabilities(sentences, default_tokenizer())
    assert np.array_equal(stored, fitted.predict_proba(sentences))


def test_pickle_round_trip(fitted):
    again = pickle.loads(pickle.dumps(fitted))
    assert np.array_equal(again.predict_proba(TEXTS), fitted.predict_proba(TEXTS))


def test_fitting_twice_gives_the_same():
    one = FormalismClassifier(bits=10, hidden=8, epochs=2).fit(TEXTS, LABELS)
    two = FormalismClassifier(bits=10, hidden=8, epochs=2).fit(TEXTS, LABELS)
    assert np.array_equal(one.predict_proba(TEXTS), two.predict_proba(TEXTS))


def test_grid_search_and_pipeline():
    grid = GridSearchCV(FormalismClassifier(bits=10, hidden=8, epochs=2), {"share": [0.2, 0.5]}, cv=2)
    assert grid.fit(TEXTS, LABELS).best_params_["share"] in (0.2, 0.5)
    pipe = make_pipeline(WordFeatures(bits=12), LogisticRegression()).fit(TEXTS, LABELS)
    assert pipe.score(TEXTS, LABELS) == 1.0


def test_pandas_output():
    frame = RuleFeatures().set_output(transform="pandas").fit_transform(["各镇每周巡查2次。"])
    assert isinstance(frame, pd.DataFrame)
    assert frame.loc[0, "frequency"] > 0 and frame.loc[0, "money"] == 0


def test_documents_and_context_are_items(fitted):
    doc = Document.from_text("关于开展巡河的通知\n各镇人民政府：\n　　每周巡河一次。")
    assert fitted.predict([doc, Sentence("要抓好落实。", "通知")]).shape == (2,)
    assert RuleFeatures().fit_transform([doc])[0][-14 + 1] == 1  # title_notice
    with pytest.raises(TypeError, match="Sentence"):
        fitted.predict([3])


def test_wrong_numbers_of_labels_are_refused():
    with pytest.raises(ValueError, match="不一致"):
        FormalismClassifier().fit(TEXTS, LABELS[:-1])


def test_second_choices_soften_the_verdict():
    plain = FormalismClassifier(bits=10, hidden=8, epochs=5).fit(TEXTS, LABELS)
    other = ["GEN" if label == "CON" else "CON" for label in LABELS]
    soft = FormalismClassifier(bits=10, hidden=8, epochs=5).fit(TEXTS, LABELS, second=other)
    assert soft.predict_proba(TEXTS).max(axis=1).mean() < plain.predict_proba(TEXTS).max(axis=1).mean()


def test_word_hash_does_not_depend_on_the_place():
    tokenizer = default_tokenizer()
    batch = encode(["领导要抓落实", "抓落实"], tokenizer)
    words = {int(h) for h in batch.words}
    assert all(int(h) in words for h in text_hash(tokenizer.cut("抓落实")))


def test_ngrams_stay_inside_their_sentence():
    tokenizer = default_tokenizer()
    both = encode(["甲乙", "丙"], tokenizer)
    rows, columns = ngrams(both.chars, both.char_rows, (0, 1), 20)
    alone = encode(["丙"], tokenizer)
    _, own = ngrams(alone.chars, alone.char_rows, (0, 1), 20)
    assert sorted(columns[rows == 1].tolist()) == sorted(own.tolist())
