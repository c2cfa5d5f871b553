"""The exit codes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Exit(IntEnum):
    """How a run ended."""

    READ = 0
    NOT_READ = 1
    USAGE = 2
    DAMAGED = 3
    VIOLATED = 4
    UNFINISHED = 5


EXIT_MEANINGS: dict[Exit, str] = {
    Exit.READ: "every file was read",
    Exit.NOT_READ: (
        "a file could not be read at all: missing, a directory, empty, no text, too large; or nothing was found to read"
    ),
    Exit.USAGE: "wrong usage: an unknown option, a grammar file with a fault; or click or rich is not installed",
    Exit.DAMAGED: "a file was read, with a diagnostic of severity error: no report, a blank form, or a part is lost",
    Exit.VIOLATED: "check only: every file was read, and a relation is violated",
    Exit.UNFINISHED: "stopped before the end: disk full, cannot write; corpus also: interrupted; it says what to do",
}

EXIT_MEANINGS_IN_CHINESE: dict[Exit, str] = {
    Exit.READ: "所有文件都已读取",
    Exit.NOT_READ: "有文件完全读不了：不存在、是文件夹、是空的、没有文字、太大；或没有找到可读的文件",
    Exit.USAGE: "用法有误：不认识的选项，语法文件有错；或没有安装 click、rich",
    Exit.DAMAGED: "有文件读取时出现严重程度为错误的提示：不是年度报告、是空白表，或有一部分没有读出",
    Exit.VIOLATED: "仅 check：所有文件都已读取，有勾稽关系不成立",
    Exit.UNFINISHED: "没有做完就停下了：磁盘已满、无法写入；corpus 还包括被中断；会说明怎么办",
}
"""The same in Chinese."""

EPILOG = "\b\nExit codes:\n" + "\n".join(f"  {code.value}  {meaning}" for code, meaning in EXIT_MEANINGS.items())
"""The exit codes as the end of a command's help; the backspace keeps click from joining the lines."""
EPILOG_IN_CHINESE = "\b\n退出码：\n" + "\n".join(
    f"  {code.value}  {meaning}" for code, meaning in EXIT_MEANINGS_IN_CHINESE.items()
)
"""The same in Chinese."""


def overall(exits: Iterable[Exit]) -> Exit:
    """The exit code of a run over several files: the gravest of what happened."""
    met = set(exits)
    return next((code for code in (Exit.NOT_READ, Exit.DAMAGED, Exit.VIOLATED) if code in met), Exit.READ)
