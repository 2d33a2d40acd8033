"""The index: fingerprints, near-duplicates against the definition, queries, what is on disk."""

import itertools
import random
import subprocess
import sys
import zlib

import numpy as np
import pytest

from formalism_nlp import Document
from formalism_nlp.errors import ConfigError
from formalism_nlp.reuse import index as index_module
from formalism_nlp.reuse.fingerprint import SCHEMES, gram_keys, scheme_of, sketch, units_of
from formalism_nlp.reuse.index import ReuseIndex
from formalism_nlp.reuse.sources import copying_part, find_sources

CHARS = [chr(code) for code in range(0x4E00, 0x4E00 + 900)]


def sentences(rng, count):
    return ["".join(rng.choice(CHARS) for _ in range(rng.randint(12, 40))) + "。" for _ in range(count)]


def collection(seed=1, count=60):
    """Documents of which every third is an edited one of those before it."""
    rng = random.Random(seed)
    texts = []
    for number in range(count):
        if number % 3 == 2:
            base = rng.choice(texts).split("。")[:-1]
            share = rng.choice((0.05, 0.15, 0.25, 0.4))
            texts.append("".join((sentences(rng, 1)[0] if rng.random() < share else part + "。") for part in base))
        else:
            texts.append("".join(sentences(rng, rng.randint(4, 30))))
    return [Document.from_text(text, id=f"d{number:03}") for number, text in enumerate(texts)]


def shingles(text):
    return {text[i : i + 5] for i in range(len(text) - 4)}


DOCS = collection()


def test_fingerprints_are_the_same_in_every_process():
    units = units_of("松垣县各乡镇每月五日前核对低保名单并张榜公布。" * 3, SCHEMES["char"])
    kept = sketch([units], SCHEMES["char"])
    assert (len(kept.hashes), zlib.crc32(kept.hashes.tobytes())) == FIXED
    assert SCHEMES["char"].header == "char5.4/1"


FIXED = (23, 1610335279)


def test_a_sketch_does_not_hang_on_its_batch():
    rows = [units_of(doc.text, SCHEMES["char"]) for doc in DOCS] + [
        units_of("短", SCHEMES["char"]),
        np.zeros(0, np.uint16),
    ]
    together = sketch(rows, SCHEMES["char"])
    for number, row in enumerate(rows):
        alone = sketch([row], SCHEMES["char"])
        assert (together.hashes[together.bounds[number] : together.bounds[number + 1]] == alone.hashes).all()


def test_near_duplicates_are_exactly_those_of_the_definition():
    truth = {}
    for a, b in itertools.combinations(DOCS, 2):
        one, two = shingles(a.text), shingles(b.text)
        if (jaccard := len(one & two) / len(one | two)) >= 0.6:
            truth[a.id, b.id] = (jaccard, len(one & two) / min(len(one), len(two)))
    index = ReuseIndex()
    assert index.add(DOCS) == len(DOCS) and index.add(DOCS) == 0
    assert {(pair.a, pair.b): (pair.jaccard, pair.containment) for pair in index.near_duplicates(0.6)} == truth and len(
        truth
    ) >= 5


def test_many_equal_documents_stay_one_cluster():
    record = "谈话对象表示将对照检查，立足岗位改进作风，做到守时守信，办事公开，遇到群众来访热情接待、当场答复，不能答复的说明理由并约定时间。"
    docs = [
        Document.from_text(f"{record}{chr(0x5F20 + n)}某，{n + 1}月{n + 3}日。{record[::-1]}{record[::2]}", id=f"r{n}")
        for n in range(22)
    ]
    index = ReuseIndex()
    index.add([*docs, *DOCS[:5]])
    largest = index.clusters(0.6)[0]
    assert set(largest.members) == {doc.id for doc in docs} and largest.kind in ("versions", "similar")


def test_clusters_do_not_chain():
    rng = random.Random(3)
    parts = sentences(rng, 40)
    docs = []
    for step in range(6):
        docs.append(Document.from_text("".join(parts), id=f"v{step}"))
        for place in rng.sample(range(40), 8):
            parts[place] = sentences(rng, 1)[0]
    index = ReuseIndex()
    index.add(docs)
    for cluster in index.clusters(0.6):
        centre = shingles(docs[int(cluster.center[1:])].text)
        for name in cluster.members:
            other = shingles(docs[int(name[1:])].text)
            assert len(centre & other) / len(centre | other) >= 0.6
    assert max(len(cluster.members) for cluster in index.clusters(0.6)) < 6


def test_a_query_finds_its_sources_and_their_passages():
    rng = random.Random(8)
    query = "".join(sentences(rng, 4)) + DOCS[0].text[:200] + "".join(sentences(rng, 4)) + DOCS[4].text[:200]
    index = ReuseIndex()
    index.add(DOCS)
    found = index.query(Document.from_text(query), k=4)
    assert {DOCS[0].id, DOCS[4].id} <= {candidate.id for candidate in found[:4]}
    best = next(candidate for candidate in found if candidate.id == DOCS[0].id)
    assert 0.2 < best.containment < 0.6 and sum(match.chars for match in best.matches) > 150


def test_speeches_checked_one_way_against_the_web():
    index = ReuseIndex()
    index.add(DOCS)
    rng = random.Random(2)
    speeches = [DOCS[n].text if n < 20 else "".join(sentences(rng, 12)) for n in range(25)]
    hits = [
        bool(found) and found[0].containment > 0.9
        for found in (index.query(Document.from_text(text), k=1) for text in speeches)
    ]
    assert hits == [True] * 20 + [False] * 5


def test_exclude_by_issuer_series_and_id():
    def made(place, year, id):
        body = (
            "各村每月核对一次低保名单，由民政办张榜公布七天，对漏报家庭逐户补录，对不符合条件的说明理由后停发，全程留存入户记录。"
            * 3
        )
        return Document.from_text(
            f"{place}人民政府\n关于做好{year}年低保核查工作的通知\n各村：\n{body}\n{place}人民政府\n{year}年3月4日\n",
            id=id,
        )

    index = ReuseIndex()
    index.add([made("柳塘镇", 2023, "a"), made("柳塘镇", 2024, "b"), made("白渡镇", 2024, "c")])
    new = made("柳塘镇", 2025, "new")
    assert {found.id for found in index.query(new)} == {"a", "b", "c"}
    assert {found.id for found in index.query(new, exclude=["issuer"])} == {"c"}
    assert {found.id for found in index.query(new, exclude=["series"])} == {"c"}
    assert {found.id for found in index.query(new, exclude=["白渡镇人民政府", "a"])} == {"b"}
    assert {(pair.a, pair.b) for pair in index.near_duplicates(0.6, exclude=["series"])} == {("a", "c"), ("b", "c")}
    assert index.clusters(0.6)[0].kind == "similar"
    own = ReuseIndex()
    own.add([made("柳塘镇", 2023, "a"), made("柳塘镇", 2024, "b")])
    assert own.clusters(0.6)[0].kind == "versions"
    part = copying_part(find_sources(new, index))
    assert part.value > 0.9 and {source["relation"] for source in part.figures["sources"]} == {"own", "peer"}


def test_saved_and_loaded_it_is_the_same(tmp_path):
    index = ReuseIndex(tmp_path / "ix")
    index.add(DOCS[:40])
    index.save()
    again = ReuseIndex.load(tmp_path / "ix")
    assert len(again) == 40 and DOCS[3].id in again and again.records == index.records
    again.add(DOCS[40:])
    again.save()
    whole = ReuseIndex()
    whole.add(DOCS)
    last = ReuseIndex(tmp_path / "ix")
    assert last.near_duplicates(0.6) == whole.near_duplicates(0.6)
    assert last.query(DOCS[7], k=3) == whole.query(DOCS[7], k=3)
    assert last.info()["documents"] == len(DOCS)


def test_a_day_more_leaves_the_archive_alone(tmp_path):
    index = ReuseIndex(tmp_path)
    index.add(DOCS[:50])
    index.save()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("seg-*/*")}
    index.add(DOCS[50:52])
    index.save()
    assert all(path.stat().st_mtime_ns == time for path, time in before.items())
    assert ReuseIndex.load(tmp_path).info()["segments"] == 2


def test_a_killed_save_leaves_the_old_index_whole(tmp_path, monkeypatch):
    index = ReuseIndex(tmp_path)
    index.add(DOCS[:30])
    index.save()

    def die(*_):
        raise KeyboardInterrupt

    index.add(DOCS[30:])
    monkeypatch.setattr(index_module, "write_manifest", die)
    with pytest.raises(KeyboardInterrupt):
        index.save()
    monkeypatch.undo()
    old = ReuseIndex.load(tmp_path)
    assert len(old) == 30 and DOCS[30].id not in old and DOCS[2].id not in {found.id for found in old.query(DOCS[2])}
    old.add(DOCS[30:])
    old.save()
    assert len(ReuseIndex.load(tmp_path)) == len(DOCS)


def test_schemes_do_not_mix(tmp_path):
    index = ReuseIndex(tmp_path)
    index.add(DOCS[:3])
    index.save()
    with pytest.raises(ConfigError, match="方案"):
        ReuseIndex(tmp_path, scheme="word")
    with pytest.raises(ConfigError, match="重建"):
        scheme_of("char5.4/0")
    with pytest.raises(ConfigError, match="不是索引"):
        ReuseIndex.load(tmp_path / "nowhere")
    with pytest.raises(ConfigError, match="已有索引"):
        ReuseIndex().save(tmp_path)


def test_words_with_masked_names_see_through_a_change_of_place(tmp_path):
    text = (
        "{0}教育局要求各学校在开学前完成校舍检查，对食堂、宿舍、实验室逐一登记，{0}财政局安排维修资金，{0}审计局跟踪核验。"
        * 2
    )
    docs = [Document.from_text(text.format(place), id=place) for place in ("南昌市", "九江市", "赣州市")]
    chars, words = ReuseIndex(), ReuseIndex(tmp_path, scheme="word")
    for index in (chars, words):
        index.add(docs)
    assert all(pair.jaccard == 1 for pair in words.near_duplicates(0.6)) and len(words.near_duplicates(0.6)) == 3
    assert all(pair.jaccard < 1 for pair in chars.near_duplicates(0.3))
    words.save()
    assert len(ReuseIndex.load(tmp_path).near_duplicates(0.9)) == 3


def test_empty_things_are_no_fault():
    index = ReuseIndex()
    assert index.near_duplicates() == [] and index.clusters() == [] and index.query(DOCS[0]) == []
    index.add([Document.from_text("短。", id="s"), Document.from_text("也短。", id="t")])
    assert index.near_duplicates() == [] and index.query(Document.from_text("短。")) == []


def test_keys_are_those_of_the_runs():
    rng = np.random.default_rng(0)
    units = rng.integers(0x4E00, 0x9FFF, 5000).astype(np.uint16)
    runs = {tuple(units[i : i + 5].tolist()) for i in range(len(units) - 4)}
    assert len(set(gram_keys(units, 5).tolist())) == len(runs)


def test_the_index_needs_no_network_and_no_pickle(tmp_path):
    code = (
        f"import sys; from formalism_nlp.reuse.index import ReuseIndex; from formalism_nlp import Document;"
        f"index = ReuseIndex({str(tmp_path / 'p')!r}); index.add([Document.from_text('各村核对低保名单并公布。' * 4, id='x')]); index.save();"
        f"assert not {{'pickle5', 'socketserver', 'sklearn', 'jieba'}} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_damaged_index_is_refused(tmp_path):
    index = ReuseIndex(tmp_path)
    index.add(DOCS[:10])
    index.save()
    segment = next(tmp_path.glob("seg-*"))
    for path in sorted(segment.iterdir()):
        whole = path.read_bytes()
        for broken in (whole[:-1], whole[:-3] + bytes([whole[-3] ^ 1]) + whole[-2:]):
            path.write_bytes(broken)
            with pytest.raises(ConfigError, match=r"索引损坏.*重建"):
                ReuseIndex.load(tmp_path)
        path.write_bytes(whole)
    assert len(ReuseIndex.load(tmp_path)) == 10


def test_two_writers_lose_nothing(tmp_path):
    first, second = ReuseIndex(tmp_path), ReuseIndex(tmp_path)
    first.add(DOCS[:5])
    second.add(DOCS[5:10])
    first.save()
    with pytest.raises(ConfigError, match="另一个程序又写过它"):
        second.save()
    again = ReuseIndex.load(tmp_path)
    again.add(DOCS[5:10])
    again.save()
    assert len(ReuseIndex.load(tmp_path)) == 10


def test_a_second_run_waits_for_the_first(tmp_path, monkeypatch):
    monkeypatch.setattr("formalism_nlp.reuse.folder._PATIENCE", 0.1)
    holder = (
        "import sys; from pathlib import Path; from formalism_nlp.reuse.folder import writing\n"
        "with writing(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == b"held\n"
        index = ReuseIndex(tmp_path)
        index.add(DOCS[:2])
        with pytest.raises(ConfigError, match="正在写索引"):
            index.save()
        other.kill()
    index.save()
    assert len(ReuseIndex.load(tmp_path)) == 2
