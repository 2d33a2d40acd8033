"""The wheel carries every module and the model."""

import configparser
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_setup_lists_every_package():
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(config["options"]["packages"].split())
    there = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "formalism_nlp").rglob("__init__.py")}
    assert listed == there | {"formalism_nlp.model.weights"}


def test_every_data_file_is_shipped():
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    shipped = config["options.package_data"]
    for path in (ROOT / "formalism_nlp").rglob("*"):
        if path.is_file() and path.suffix not in (".py", ".pyc") and "_cache" not in str(path):
            package = next(p for p in path.parents if (p / "__init__.py").exists())
            name = ".".join(package.relative_to(ROOT).parts)
            patterns = [pattern.strip() for pattern in shipped.get(name, "").split(",")]
            assert any(path.relative_to(package).match(pattern) for pattern in patterns), path
