"""Commands whose help is in the language asked for."""

from __future__ import annotations

import contextlib
import copy
import errno
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

import click

from govinfo_parse.cli.exits import EPILOG, EPILOG_IN_CHINESE, Exit
from govinfo_parse.cli.language_option import language, remember_language_among, say
from govinfo_parse.cli.output import reason, write_failure
from govinfo_parse.language import CHINESE
from govinfo_parse.messages import Sentence, matching_sentence

_CANNOT_WRITE = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)})
CLICK_WORDS = {
    "Usage: ": "用法：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "\nOptions:\n": "\n选项：\n",
    "\nCommands:\n": "\n命令：\n",
    "[required]": "[必需]",
    "[default: ": "[默认：",
}
"""The words that click itself writes around the texts of a command."""


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


def _click_text_in_chinese(written: str) -> str:
    """What click writes, in Chinese."""
    for english, chinese in CLICK_WORDS.items():
        written = written.replace(english, chinese)
    return written


class WrongUsage(click.UsageError):
    """An error in the usage, explained in Chinese."""

    def __init__(self, error: click.UsageError) -> None:
        said = error.format_message()
        found = matching_sentence(_usage_sentences(), said)
        told = {name: value.replace("', '", "、").strip("()'") for name, value in found[1].items()} if found else {}
        super().__init__(found[0].chinese.format_map(told) if found else said, error.ctx)

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the usage and what is wrong to standard error."""
        lines = [f"错误：{self.format_message()}"]
        if self.ctx is not None:
            lines = [
                _click_text_in_chinese(self.ctx.get_usage()),
                f"用“{self.ctx.command_path} --help”查看说明。",
                "",
                *lines,
            ]
        click.echo("\n".join(lines), file=file, err=True)


@cache
def _usage_sentences() -> tuple[Sentence, ...]:
    return tuple(Sentence(entry["english"], entry["chinese"]) for entry in texts()["errors"])


class _Speaking(click.Command):
    """A command that speaks the language asked for."""

    def get_help(self, ctx: click.Context) -> str:
        """The help, in Chinese or in English."""
        if language() != CHINESE:
            return super().get_help(ctx)
        own = _in_chinese(self, str(self.name) if ctx.parent else "govinfo-parse")
        formatter = ctx.make_formatter()
        own.format_help(ctx, formatter)
        return _click_text_in_chinese(formatter.getvalue().rstrip("\n"))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option for help; a new one where its text changed, since an option keeps the text of its language."""
        option = super().get_help_option(ctx)
        if option is None or language() != CHINESE:
            return option
        copied = copy.copy(option)
        copied.help = texts()["options"]["help"]
        return copied

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Understand the arguments; the language first, in which help and mistakes are told."""
        remember_language_among(ctx, args)
        return super().parse_args(ctx, args)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of the arguments; what is wrong with them is said in Chinese or in English."""
        with _wrong_usage_in_chinese(), _full_disk_in_a_line():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; usage errors that it finds itself are explained in the same way, and Ctrl-C in a line."""
        try:
            with _wrong_usage_in_chinese(), _full_disk_in_a_line():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(
                say("\n已中断；以后的文件没有读取", "\ninterrupted; the files after this were not read"), err=True
            )
            ctx.exit(Exit.NOT_READ)


@contextlib.contextmanager
def _wrong_usage_in_chinese() -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        if language(error.ctx) != CHINESE or isinstance(error, WrongUsage | click.exceptions.NoArgsIsHelpError):
            raise
        raise WrongUsage(error) from error


@contextlib.contextmanager
def _full_disk_in_a_line() -> Iterator[None]:
    """End with a line that says so where the output cannot be written."""
    try:
        yield
    except OSError as error:
        if error.errno not in _CANNOT_WRITE:
            raise
        told = say(
            "输出无法写入，不完整；请腾出空间后重新运行",
            "the output cannot be written and is not complete; free some space and run it again",
        )
        write_failure("govinfo-parse", OSError(f"{reason(error)}: {told}"), code="cannot-write")
        raise SystemExit(Exit.UNFINISHED) from error


class Command(_Speaking):
    """A command that speaks the language asked for."""


class CommandGroup(_Speaking, click.Group):
    """A group of such commands."""

    command_class = Command
