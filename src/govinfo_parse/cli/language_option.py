"""The language of everything the tool says: ``--lang``, else that of the system."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from govinfo_parse.language import CHINESE, LANGUAGES, preferred

Command = TypeVar("Command", bound=Callable[..., Any])


def _remember(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.find_root().meta[__name__] = value


def language_option(command: Command) -> Command:
    """The option ``--lang``, before and after the name of the command."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        is_eager=True,
        expose_value=False,
        callback=_remember,
        help="The language of messages; by default that of the system.",
    )(command)


def language() -> str:
    """The language asked for."""
    context = click.get_current_context(silent=True)
    asked: str | None = context.find_root().meta.get(__name__) if context else None
    return asked or preferred()


def say(chinese: str, english: str) -> str:
    """Whichever of the two texts is in the language asked for."""
    return chinese if language() == CHINESE else english
