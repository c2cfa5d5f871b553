"""Commands whose help is in the language asked for."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import click

from govinfo_parse.cli.exits import EPILOG, EPILOG_IN_CHINESE
from govinfo_parse.cli.language import language
from govinfo_parse.language import CHINESE

WORDS = {
    "Usage: ": "用法：",
    "\nOptions:\n": "\n选项：\n",
    "\nCommands:\n": "\n命令：\n",
    "[required]": "[必需]",
    "[default: ": "[默认：",
}
"""What click itself writes around the texts of a command."""


@cache
def texts() -> Mapping[str, Any]:
    """The Chinese texts: those of each command, and those of the options that several have."""
    texts: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("help.zh.toml").read_text(encoding="utf-8"))
    return texts


def _in_chinese(command: click.Command, name: str) -> click.Command:
    """A copy of a command with Chinese texts."""
    own = texts()[name]
    options = {**texts()["options"], **own.get("options", {})}
    copied = copy.copy(command)
    copied.help = own["help"].strip()
    copied.epilog = EPILOG_IN_CHINESE if command.epilog == EPILOG else command.epilog
    copied.params = [copy.copy(parameter) for parameter in command.params]
    for parameter in copied.params:
        if isinstance(parameter, click.Option):
            parameter.help = options[option_name(parameter)]
    if isinstance(command, click.Group) and isinstance(copied, click.Group):
        copied.commands = {name: _in_chinese(inner, name) for name, inner in command.commands.items()}
    return copied


def option_name(option: click.Option) -> str:
    """The name of an option as it is written, without its dashes."""
    return max(option.opts, key=len).lstrip("-").replace("-", "_")


class Command(click.Command):
    """A command whose help is in the language asked for."""

    def get_help(self, ctx: click.Context) -> str:
        """The help, in Chinese or in English."""
        return _help(self, ctx, super().get_help)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option for help; a new one each time, so that a text given to it stays with its language."""
        return _help_option(super().get_help_option(ctx))


class Group(click.Group):
    """A group of such commands."""

    command_class = Command

    def get_help(self, ctx: click.Context) -> str:
        """The help, in Chinese or in English."""
        return _help(self, ctx, super().get_help)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option for help; a new one each time, so that a text given to it stays with its language."""
        return _help_option(super().get_help_option(ctx))


def _help_option(option: click.Option | None) -> click.Option | None:
    if option is None or language() != CHINESE:
        return option
    copied = copy.copy(option)
    copied.help = texts()["options"]["help"]
    return copied


def _help(command: click.Command, context: click.Context, plain: Any) -> str:
    if language() != CHINESE:
        return str(plain(context))
    own = _in_chinese(command, command.name if context.parent else "govinfo-parse")  # type: ignore[arg-type]
    formatter = context.make_formatter()
    own.format_help(context, formatter)
    written = formatter.getvalue().rstrip("\n")
    for english, chinese in WORDS.items():
        written = written.replace(english, chinese)
    return written
