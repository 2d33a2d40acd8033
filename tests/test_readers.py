"""Dispatch by content, and one clear line for each bad input."""

import io
import os

import pytest
from docx_maker import members, zipped
from pdf_maker import Sheet, make_pdf

from formalism_nlp import Document, read
from formalism_nlp.cli import main
from formalism_nlp.errors import (
    ConfigError,
    CorruptError,
    EmptyError,
    EncryptedError,
    ReadError,
    TooLargeError,
    UnsafeError,
)

# A directory entry of an OLE file: the name in 64 bytes, then its length with the closing zero.
OLE_ENTRY = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + (34).to_bytes(2, "little")
NOTICE = "关于值守的通知\n各村：\n　　每晚8时报水位。\n"


def test_content_decides_not_the_suffix(samples, tmp_path):
    for name, format in (
        ("01_spring_irrigation.docx", "docx"),
        ("03_forwarded_notice.pdf", "pdf"),
        ("09_province_elderly_care.html", "html"),
    ):
        wrong = tmp_path / "wrong.txt"
        wrong.write_bytes((samples / name).read_bytes())
        assert read(wrong).source.format == format


def test_path_bytes_and_stream_agree(samples):
    path = samples / "01_spring_irrigation.docx"
    by_path, by_bytes = read(path), read(path.read_bytes())
    with path.open("rb") as stream:
        by_stream = read(stream)
    assert by_path.text == by_bytes.text == by_stream.text == read(io.BytesIO(path.read_bytes())).text
    assert by_path.id == str(path) and by_bytes.id == by_bytes.source.sha256[:12]


def test_text_and_file_have_the_same_anatomy():
    text, file = Document.from_text(NOTICE), read(NOTICE.encode(), format="txt")
    assert (text.text, text.blocks, text.units, text.meta) == (file.text, file.blocks, file.units, file.meta)


def test_every_sample_is_read_with_title_issuer_and_date(samples):
    for path in sorted(samples.iterdir()):
        if path.suffix == ".json":
            continue
        doc = read(path)
        assert doc.meta.title and doc.units, path.name
        for block in doc.blocks:
            assert doc.quote(block.span).strip() == doc.quote(block.span) != "", path.name


def bomb():
    return zipped({**members(""), "word/media/zeros.bin": b"\0" * 60_000_000})


def entity_docx():
    made = members("")
    made["word/document.xml"] = '<!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'
    return zipped(made)


def encrypted_pdf():
    sheet = Sheet()
    sheet.text(72, 100, "关于值守的通知")
    return make_pdf(sheet, password="河长制")


BAD = {
    "empty": (b"", EmptyError, "空"),
    "blank": ("  \n　\n".encode(), EmptyError, "空白"),
    "truncated docx": (lambda s: (s / "01_spring_irrigation.docx").read_bytes()[:4000], CorruptError, "不完整|损坏"),
    "truncated pdf": (lambda s: (s / "03_forwarded_notice.pdf").read_bytes()[:900], CorruptError, "不完整|损坏"),
    "no pdf": (b"%PDF-1.7\nnothing", CorruptError, "不完整|损坏"),
    "binary": (bytes(range(256)) * 40, CorruptError, "编码|文本"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, CorruptError, "不完整"),
    "encrypted docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + OLE_ENTRY, EncryptedError, "密码"),
    "encrypted pdf": (encrypted_pdf, EncryptedError, "密码"),
    "zip bomb": (bomb, TooLargeError, "炸弹|上限"),
    "entities": (entity_docx, UnsafeError, "实体|DOCTYPE"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, ReadError, "图片"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_one_line_and_code_3(name, samples, tmp_path, capsys):
    made, error, words = BAD[name]
    data = made if isinstance(made, bytes) else made(samples) if "truncated" in name else made()
    with pytest.raises(error, match=words) as raised:
        read(data)
    assert "\n" not in str(raised.value)
    path = tmp_path / "input.docx"
    path.write_bytes(data)
    assert main(["score", str(path)]) == 3
    captured = capsys.readouterr()
    assert str(raised.value) in captured.out and "Traceback" not in captured.out + captured.err


def test_mistakes_in_the_call(tmp_path):
    with pytest.raises(ConfigError, match="docx"):
        read(NOTICE.encode(), format="odt")
    with pytest.raises(ConfigError, match="rb"):
        read(io.StringIO(NOTICE))
    with pytest.raises(ReadError, match="文件夹"):
        read(tmp_path)
    with pytest.raises(ReadError, match="找不到"):
        read(tmp_path / "nowhere.docx")
    with pytest.raises(ReadError):
        read("a\0b.txt")


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_a_file_name_that_is_no_text_can_be_shown(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    with open(path, "wb") as out:
        out.write(NOTICE.encode())
    doc = read(os.fsdecode(path))
    doc.id.encode("utf-8")
    assert doc.meta.genre == "通知"
