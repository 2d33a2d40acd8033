"""Word files that go out: the draft with comments, and the assessment note."""

import io
import zipfile

import docx
import pytest

from formalism_nlp import read, score
from formalism_nlp.cli import main
from formalism_nlp.errors import ConfigError
from formalism_nlp.render.assessment import assessment_docx
from formalism_nlp.render.marked import marked_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLES = ("02_same_day_forms", "08_section_tip", "22_scoring_notice", "30_long_special_campaign")


def squeezed(text):
    return "".join(text.split())


def commented(word):
    """The words under each comment, by the number of the comment."""
    under, open_ = {}, set()
    for each in word.element.iter():
        if each.tag == W + "commentRangeStart":
            open_.add(each.get(W + "id"))
            under[each.get(W + "id")] = ""
        elif each.tag == W + "commentRangeEnd":
            open_.discard(each.get(W + "id"))
        elif each.tag == W + "t":
            under |= {number: under[number] + (each.text or "") for number in open_}
    return under


@pytest.mark.parametrize("name", SAMPLES)
def test_every_finding_is_a_comment_on_its_passage(samples, name):
    data = (samples / f"{name}.docx").read_bytes()
    report = score(samples / f"{name}.docx")
    word = docx.Document(io.BytesIO(marked_docx(data, report)))
    assert len(report.findings) >= 3
    under = commented(word)
    told = {str(comment.comment_id): comment.text for comment in word.comments}
    for number, finding in enumerate(report.findings):
        assert squeezed(under[str(number)]) == squeezed(finding.quote)
        assert finding.code in told[str(number)] and finding.message in told[str(number)]
        assert all(str(basis) in told[str(number)] for basis in finding.basis)


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_else_changes(samples, name):
    data = (samples / f"{name}.docx").read_bytes()
    marked = marked_docx(data, score(samples / f"{name}.docx"))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(marked)) as new:
        changed = {part for part in new.namelist() if part not in old.namelist() or old.read(part) != new.read(part)}
        assert set(old.namelist()) <= set(new.namelist()) and new.testzip() is None
    assert changed == {
        "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml",
    }  # fmt: skip
    assert read(marked).text == read(data).text
    assert marked_docx(data, score(samples / f"{name}.docx")) == marked


def test_a_clean_draft_stays_as_it_is(samples):
    path = samples / "01_spring_irrigation.docx"
    assert marked_docx(path.read_bytes(), score(path)) == path.read_bytes()


def test_only_word_files_take_comments(samples):
    with pytest.raises(ConfigError, match="只有 docx"):
        marked_docx(b"", score("关于值守的通知\n各村：\n　　请于今日17时前报送整改台账。"))


def test_comments_on_the_command_line(samples, tmp_path, capsys):
    out = tmp_path / "marked.docx"
    draft = str(samples / "02_same_day_forms.docx")
    assert main(["score", draft, "--format", "docx", "-o", str(out)]) == 0
    assert len(list(docx.Document(str(out)).comments)) >= 3
    assert "已写入" in capsys.readouterr().err
    assert main(["score", draft, "-o", str(out), "--fail-on", "issue"]) == 1
    assert main(["score", draft, "--format", "docx", "-o", draft]) == 2
    assert main(["score", str(samples), "--format", "docx", "-o", str(out)]) == 2


def test_the_note_holds_facts_checks_findings_and_room_for_a_decision(samples, tmp_path):
    draft, out = samples / "02_same_day_forms.docx", tmp_path / "note.docx"
    assert main(["assess", str(draft), "-o", str(out)]) == 0
    word, report = docx.Document(str(out)), score(draft)
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert all(finding.message in text and finding.quote[:200] in text for finding in report.findings)
    assert report.document["title"] in cells
    assert all(any(cell.startswith(outcome.code) for cell in cells) for outcome in report.outcomes)
    assert any("同意印发" in cell for cell in cells) and "需要人来判断" in text


def test_the_note_survives_odd_characters():
    report = score("关于\x07值守的通知\n各村：\n　　请于今日17时前报送<b>&台账\x0b。" + "\n　　每晚8时报一次水位。" * 9)
    word = docx.Document(io.BytesIO(assessment_docx(report)))
    assert any("评估" in paragraph.text for paragraph in word.paragraphs)


def test_the_draft_is_never_overwritten(samples, capsys):
    draft = str(samples / "02_same_day_forms.docx")
    assert main(["assess", draft, "-o", draft]) == 2
    assert "不能覆盖" in capsys.readouterr().err
