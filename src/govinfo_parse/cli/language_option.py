"""The language of everything the tool says: ``--lang``, else that of the system."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
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


def remember_language_among(context: click.Context, arguments: Sequence[str]) -> None:
    """Find the language that the arguments ask for before they are understood.

    Help, and what is wrong with an argument, are said before click comes to a ``--lang`` that stands behind them.
    """
    parts = [part for argument in arguments for part in argument.split("=", 1)]
    for option, value in pairwise(parts):
        if option == "--lang" and value in LANGUAGES:
            context.find_root().meta[__name__] = value


def language(context: click.Context | None = None) -> str:
    """The language asked for, in this context or else the current one."""
    context = context or click.get_current_context(silent=True)
    asked: str | None = context.find_root().meta.get(__name__) if context else None
    return asked or preferred()


def say(chinese: str, english: str) -> str:
    """Whichever of the two texts is in the language asked for."""
    return chinese if language() == CHINESE else english
