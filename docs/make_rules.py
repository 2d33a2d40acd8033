"""Write docs/rules/: one page a rule, generated from its value."""

from pathlib import Path

from formalism_nlp.render.rule_page import rule_page
from formalism_nlp.rules import RULES
from formalism_nlp.series.rules import set_pages


def main() -> None:
    """Write all pages and drop those of rules that are gone."""
    folder = Path(__file__).parent / "rules"
    folder.mkdir(exist_ok=True)
    pages = {f"{rule.code}.md": rule_page(rule) for rule in (*RULES, *set_pages())}
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
