"""Imports point one way, importing is light, and nothing global changes."""

import ast
import subprocess
import sys
from pathlib import Path

import formalism_nlp

PACKAGE = Path(formalism_nlp.__file__).parent
# Each layer may import itself and those to its left.
LAYERS = (
    ("errors",), ("document",), ("findings", "text", "tokens", "profile", "reference"), ("language",), ("readers",), ("directives",), ("reuse", "model"), ("levels",), ("rules",),
    ("parts", "changes"), ("series",), ("scorer",), ("bulk",), ("render",), ("engine",), ("monitor",), ("commands",), ("cli",), ("__main__",),
)  # fmt: skip
STRANGERS = ("readers", "reuse", "model")
# Conveniences on values that users look for there: they load the other layer when called.
FACADES = {
    ("bulk", "engine"),
    ("document", "readers"),
    ("document", "render"),
    ("findings", "render"),
    ("reuse", "render"),
    ("series", "render"),
}


def layer(name):
    return next(i for i, names in enumerate(LAYERS) if name in names)


def imports():
    for path in PACKAGE.rglob("*.py"):
        inside = path.relative_to(PACKAGE)
        top = inside.parts[0].removesuffix(".py")
        if top == "__init__":
            continue
        depth = len(inside.parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == depth:
                names = [node.module.split(".")[0]] if node.module else [alias.name for alias in node.names]
                yield from ((str(inside), top, name) for name in names if name != "__version__")


def test_imports_point_one_way():
    seen = list(imports())
    assert len(seen) > 20
    wrong = [
        (where, name) for where, top, name in seen
        if (top, name) not in FACADES and (layer(name) > layer(top) or (top in STRANGERS and name in STRANGERS and top != name))
    ]  # fmt: skip
    assert wrong == []


def test_import_is_light_and_silent():
    code = (
        "import sys, logging, warnings; before = (list(logging.root.handlers), list(warnings.filters));"
        "import formalism_nlp;"
        "heavy = {'sklearn', 'jieba', 'numpy', 'lxml', 'pdfplumber', 'pypdfium2', 'docx', 'pandas'} & set(sys.modules);"
        "assert not heavy, heavy; assert before == (list(logging.root.handlers), list(warnings.filters))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_public_names():
    for name in formalism_nlp.__all__:
        assert getattr(formalism_nlp, name) is not None
    assert "score_many" in dir(formalism_nlp)


def test_files_and_functions_stay_small():
    long = []
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if len(text.splitlines()) > 300:
            long.append((path.name, len(text.splitlines())))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                begin = node.body[1].lineno if ast.get_docstring(node) and len(node.body) > 1 else node.body[0].lineno
                if node.end_lineno - begin + 1 > 40:
                    long.append((path.name, node.name, node.end_lineno - begin + 1))
    assert long == []
