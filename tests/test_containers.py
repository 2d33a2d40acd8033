"""Mails and archives: read as one document where they hold one, expanded where they hold several."""

from __future__ import annotations

import io
import pickle
import struct
import zipfile
from contextlib import nullcontext

import pytest
from docx_maker import zipped
from mail_maker import BODY, make_mail
from ofd_maker import NOTICE, make_ofd

from formalism_nlp import read
from formalism_nlp.errors import (
    CorruptError,
    EmptyError,
    EncryptedError,
    ReadError,
    TooLargeError,
    UnsafeError,
    UnsupportedError,
)
from formalism_nlp.findings import Failure
from formalism_nlp.readers import archive, containers, mail
from formalism_nlp.readers.containers import Member, expand

TEXT = "关于值守的通知\n各村：\n　　每晚8时报水位。\n".encode()


def gbk_zip(name: str, content: bytes = TEXT) -> bytes:
    """An archive as Windows writes it: the name in GBK, and nothing that says so."""
    made = zipped({"x" * len(name.encode("gbk")): content})
    return made.replace(b"x" * len(name.encode("gbk")), name.encode("gbk"))


def flagged(data: bytes, offset: int, value: int) -> bytes:
    """Overwrite a field of the first entry of the directory."""
    place = data.index(b"PK\x01\x02") + offset
    return data[:place] + struct.pack("<H", value) + data[place + 2 :]


@pytest.fixture
def opened(tmp_path):
    """Expand a container of these bytes; its path is cut off the names."""

    def names(data, suffix="zip", counts=None):
        path = tmp_path / f"下发.{suffix}"
        path.write_bytes(data)
        found = list(expand(path, counts))
        return [
            (getattr(source, "path", None) or getattr(source, "name", "")).replace(str(path), "")
            if source != path
            else "itself"
            for source in found
        ], found

    return names


def test_an_archive_of_one_document_is_that_document():
    doc = read(zipped({"通知/": "", "通知/通知.txt": TEXT, "__MACOSX/._通知.txt": "x", "表.xlsx": "x"}))
    assert doc.text == read(TEXT).text
    assert (doc.source.format, doc.source.reader) == ("zip", "zip > plain (utf-8)")
    assert read(zipped({"通知.ofd": make_ofd(NOTICE)})).meta.title == "关于开展巡河工作的通知"
    assert read(zipped({"a.zip": zipped({"通知.txt": TEXT})})).text == doc.text


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (zipped({"a.txt": TEXT, "b.txt": TEXT}), UnsupportedError, "2 个文件"),
        (zipped({"a.xlsx": TEXT}), EmptyError, "没有"),
        (zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": TEXT})})}), TooLargeError, "层"),
        (flagged(zipped({"a.txt": TEXT}), 8, 1), EncryptedError, "密码"),
        (zipped({"a.txt": b""}), EmptyError, "空"),
        (make_mail(None, ("a.txt", TEXT), ("b.txt", TEXT)), UnsupportedError, "2 个附件"),
        (make_mail(" \n"), EmptyError, "没有文字"),
    ],
)
def test_containers_that_are_no_single_document(data, error, words):
    with pytest.raises(error, match=words) as caught:
        read(data)
    assert "\n" not in str(caught.value)


def test_an_archive_is_expanded_in_its_order(opened):
    counts: dict[str, int] = {}
    names, found = opened(zipped({"乙.txt": TEXT, "甲/通知.docx": b"", "表.xlsx": b"", "说明": b""}), counts=counts)
    assert names == ["!乙.txt", "!甲/通知.docx"] and counts == {".xlsx": 1, "（无后缀）": 1}
    doc = read(found[0])
    assert doc.text == read(TEXT).text and doc.source.path == doc.id == found[0].name
    assert read(pickle.loads(pickle.dumps(found[0]))).id == doc.id
    with pytest.raises(ReadError):
        read(found[1])


@pytest.mark.parametrize("name", ["关于值守的通知.txt", "附件一、清单.txt"])
def test_names_are_decoded(opened, name):
    assert opened(gbk_zip(name))[0] == opened(zipped({name: TEXT}))[0] == [f"!{name}"]
    utf8_unsaid = zipped({"x" * len(name.encode()): TEXT}).replace(b"x" * len(name.encode()), name.encode())
    assert opened(utf8_unsaid)[0] == [f"!{name}"]


def test_names_that_lead_elsewhere_or_break_lines(opened):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in ("../上级.txt", "/etc/绝对.txt", "C:\\盘符.txt", "换\n行\x1b[31m.txt", "同名.txt", "同名.txt"):
            with pytest.warns(UserWarning, match="Duplicate") if name in made.namelist() else nullcontext():
                made.writestr(zipfile.ZipInfo(name), TEXT)
    names, found = opened(buffer.getvalue())
    assert [source.error for source in found if isinstance(source, Failure)] == ["unsafe"] * 3
    assert names[3:] == ["!换\ufffd行\ufffd[31m.txt", "!同名.txt", "!同名.txt（第 2 个同名文件）"]
    assert [read(source).text for source in found[3:]] == [read(TEXT).text] * 3


def test_a_member_that_cannot_be_read_is_one_failure(opened):
    locked = flagged(zipped({"锁.txt": TEXT, "开.txt": TEXT}), 8, 1)
    names, found = opened(locked)
    assert names == ["!锁.txt", "!开.txt"] and found[0].error == "encrypted" and read(found[1])
    names, found = opened(zipped({"a.txt": TEXT}, zipfile.ZIP_LZMA))
    assert found[0].error == "unsupported"
    broken = zipped({"坏.txt": TEXT * 50, "好.txt": TEXT})
    place = broken.index(b"PK\x03\x04") + 60
    names, found = opened(broken[:place] + b"\xff" * 20 + broken[place + 20 :])
    with pytest.raises(CorruptError):
        read(found[0])
    assert read(found[1])


def test_sizes_that_lie_are_found_out(opened):
    bomb = zipped({"a.txt": b"x" * 5_000_000})
    place = bomb.index(b"PK\x01\x02") + 24
    _, found = opened(bomb[:place] + struct.pack("<I", 100) + bomb[place + 4 :])
    with pytest.raises(CorruptError, match="不符"):
        read(found[0])
    _, found = opened(zipped({"a.txt": b"x" * 20_000_000}))
    assert (found[0].error, found[0].path[-6:]) == ("too_large", "下发.zip")


def test_containers_in_containers(opened):
    inner = zipped({"内.txt": TEXT, "表.xls": b""})
    letter = make_mail(BODY, ("附件.zip", inner), ("照片.heic", b"x"))
    names, found = opened(zipped({"包.zip": inner, "信.eml": letter, "深.zip": zipped({"再.zip": inner})}))
    assert names == ["!包.zip!内.txt", "!信.eml", "!信.eml!附件.zip", "!深.zip!再.zip"]
    assert [source.error for source in found if isinstance(source, Failure)] == ["too_large"] * 2
    assert read(found[0]).text == read(TEXT).text and "巡河" in read(found[1]).text


def test_a_mail_is_its_body_and_its_attachments(opened):
    data = make_mail(BODY, ("关于值守的通知.txt", TEXT))
    names, found = opened(data, "eml")
    assert names == ["", "!关于值守的通知.txt"]
    whole, attached = (read(source) for source in found)
    assert whole.text == read(data).text and attached.text == read(TEXT).text
    assert "关于值守的通知.txt 未读" in read(data).source.warnings[-1]
    assert opened(make_mail(None, ("a.txt", TEXT)), "eml")[0] == ["!a.txt"]


def test_the_header_of_a_mail_is_not_read():
    text = read(make_mail()).text
    assert "各镇人民政府" in text and "现将巡河通知" in text
    assert "example.org" not in text and "信息科" not in text


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030", "utf-16"])
def test_charsets_of_mails(charset):
    assert "请每周巡河一次并做好记录。" in read(make_mail(charset=charset)).text


def test_a_page_stands_for_a_mail_without_plain_text():
    assert read(make_mail(None, html="<p>各镇：</p><p>请每周巡河一次。</p>")).text == "各镇：\n请每周巡河一次。"
    assert "纯文本" in read(make_mail("纯文本的正文。\n", html="<p>网页</p>")).text


@pytest.mark.parametrize(
    "stated",
    [
        'filename="=?gb2312?B?zajWqi50eHQ=?="',
        "filename*=utf-8''%E9%80%9A%E7%9F%A5.txt",
        "filename*0*=gb2312''%CD%A8; filename*1*=%D6%AA.txt",
        'filename="..\\\\..\\\\=?utf-8?B?6YCa55+lLnR4dA==?="',
    ],
)
def test_names_of_attachments(opened, stated):
    data = (
        "From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        f"Content-Type: application/octet-stream\nContent-Disposition: attachment; {stated}\n\nx\n--b--\n"
    ).encode()
    assert opened(data, "eml")[0] == ["!通知.txt"]


def test_a_text_with_colons_is_no_mail():
    assert read("主题: 值守\n时间: 每晚\n\n各村：\n".encode()).source.format == "txt"
    assert read(b"Note: one\nTodo: two\n\ntext\n").source.format == "txt"


def test_limits_of_mails(monkeypatch):
    deep = b"From: a\nSubject: b\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (i, i) for i in range(3000)
    )
    with pytest.raises(TooLargeError):
        read(deep)
    monkeypatch.setattr(mail, "MAX_BYTES", 10)
    with pytest.raises(TooLargeError, match="上限"):
        read(make_mail())


def test_limits_of_expansion(opened, monkeypatch):
    inner = zipped({f"{i}.txt": TEXT for i in range(6)})
    monkeypatch.setattr(containers, "MAX_MEMBERS", 15)
    _, found = opened(zipped({f"{i}.zip": inner for i in range(9)}))
    assert isinstance(found[-1], Failure) and found[-1].error == "too_large" and len(found) < 20
    monkeypatch.setattr(archive, "MAX_MEMBERS", 5)
    assert [source.error for source in opened(inner)[1]] == ["too_large"]
    monkeypatch.setattr(archive, "MAX_MEMBERS", 10)
    monkeypatch.setattr(archive, "MAX_UNPACKED", 100)
    assert [source.error for source in opened(inner)[1]] == ["too_large"]


def test_what_is_no_container_stays_what_it_is(opened, tmp_path):
    for data in (b"", b"no zip", TEXT, zipped({"表.xlsx": b""}), make_ofd(NOTICE)):
        assert opened(data)[0] == ["itself"]
    assert opened(b"PK\x03\x04 no zip")[1][0].error == "corrupt"
    assert list(expand(tmp_path / "nowhere.zip")) == [tmp_path / "nowhere.zip"]
    assert list(expand(tmp_path / "a.docx")) == [tmp_path / "a.docx"]


def test_an_archive_that_vanishes_is_a_read_error(opened, tmp_path):
    _, found = opened(zipped({"a.txt": TEXT}))
    (tmp_path / "下发.zip").unlink()
    with pytest.raises(ReadError, match="压缩包"):
        read(found[0])


def test_members_are_small_to_hand_over(opened):
    _, found = opened(zipped({"a.txt": TEXT * 10_000}))
    assert isinstance(found[0], Member) and len(pickle.dumps(found[0])) < 1_000


def test_unsafe_names_are_refused_in_a_single_document():
    with pytest.raises(UnsafeError):
        read(zipped({"../../x.txt": TEXT}))
