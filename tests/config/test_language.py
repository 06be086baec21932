"""Words that the product does not use (docs/language.md), wherever people read them."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.our_apps import OUR_APPS

ROOT = Path(settings.BASE_DIR)
NEVER = re.compile(
    r"\b(please|log ?in|login|log ?out|click here|e-mail|web site|e\.g\.|i\.e\.|etc\.)(?!\w)",
    re.IGNORECASE,
)
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", re.DOTALL)


def templates() -> list[Path]:
    return sorted(p for p in (ROOT / "templates").rglob("*") if p.suffix in (".html", ".txt"))


def shown_in(module: Path) -> list[str]:
    """The texts of a module that people may read: not its docstrings, not single words."""
    tree = ast.parse(module.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    apart = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, documented)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in apart
        and " " in node.value
    ]


@pytest.mark.parametrize("template", templates(), ids=lambda path: path.name)
def test_no_template_uses_a_word_that_we_do_not(template):
    assert NEVER.findall(TAGS.sub(" ", template.read_text("utf-8"))) == []


@pytest.mark.parametrize("app", OUR_APPS)
def test_no_text_of_an_app_uses_a_word_that_we_do_not(app):
    modules = [p for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts]
    found = {str(p): NEVER.findall(text) for p in modules for text in shown_in(p)}
    assert {place: words for place, words in found.items() if words} == {}
