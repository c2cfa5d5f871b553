"""What is around every page: its head, its policy, its style and script, and the choice of a language."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from govinfo_parse.reviewing.markup import Markup, element, join_markup

PAGE_LANGUAGES = {"both": "中文 + English", "zh": "中文", "en": "English"}
"""The languages that a page can show, with their own names."""


def check_language(language: str) -> None:
    """Refuse a language that no page has.

    Raises:
        ValueError: there is no such language.
    """
    if language not in PAGE_LANGUAGES:
        raise ValueError(f"there is no language {language!r}; known are {', '.join(PAGE_LANGUAGES)}")


def language_choice(language: str, keys: Markup) -> Markup:
    """The choice of a language, which works without the script, and beside it which keys do what."""
    choices = []
    for name, words in PAGE_LANGUAGES.items():
        button = element("input", type="radio", name="language", id=f"show-{name}", checked=name == language)
        choices.append(element("label", button, " ", words))
    legend = element("legend", "语言 Language", class_="unseen")
    return element("fieldset", legend, *choices, element("span", keys, class_="keys"))


@cache
def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _policy_hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def shell(title: str, name: str, *body: Markup, style: str = "") -> str:
    """A whole page with the style and the script of this name, and a policy that allows nothing else.

    Args:
        title: the page's name.
        name: which style and script.
        body: what the page shows.
        style: rules of this one page.
    """
    style, script = _asset("base.css") + _asset(f"{name}.css") + style, _asset(f"{name}.js")
    policy = (
        f"default-src 'none'; script-src {_policy_hash(script)}; style-src {_policy_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("link", rel="icon", href="data:,"),
        element("style", Markup(style)),
    )
    shell = element("body", *body, element("script", Markup(script)))
    return f"<!DOCTYPE html>\n{join_markup([element('html', head, shell, lang='zh-Hans')])}\n"
