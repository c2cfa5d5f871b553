"""What the errors say, in Chinese: every sentence of the code is known."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse import errors
from govinfo_parse.messages import message_in_chinese, sentence_in_chinese

SOURCE = Path(govinfo_parse.__file__).parent
RAISED = {name for name in vars(errors) if name[0].isupper()} | {"DatasetError", "Fault", "NoContent", "WorkerFailed"}
FAULTS = {"_too_costly", "fault"}
"""Functions that make an error of a sentence."""
FOR_PROGRAMS = ("checks/", "serialize/", "reviewing/", "errors.py")
"""What only those meet who write Python: these errors are in English, as Python's own are."""
OTHERS = {"error", "found['message']", "str(error)", "result"}
"""What hands on a sentence that another made."""
KINDS = {
    "readers/sniff.py": "a picture, which has no text layer; run text recognition (OCR) over it first",
    "grammar/forms.py": "place in the record",
}
"""What a field of the name ``kind`` may be, by file."""
SAMPLES = {
    "kind": "KIND",
    "format": ".html",
    "pages": "page 3",
    "_pages_named": "pages 3, 4",
    "limit": "more than 1,000 characters and drawn lines",
    "told": "ended with exit code 3",
    "advice": "when that is put right, the same call goes on where it was",
    "near": "disclosure__rules",
    "faults": "utf-8 (byte 3) or gb18030 (byte 4)",
}


def sample(value: ast.expr, function: ast.AST) -> str:
    """What may stand in a field: the sentence that its name stands for, or else something of its kind."""
    if isinstance(value, ast.Name) and (own := next(sentences(value, function), None)):
        return own
    told = ast.unparse(value)
    return next((text for name, text in SAMPLES.items() if re.search(rf"(?<!\w){name}(?!\w)", told)), "12")


def sentences(node: ast.expr, function: ast.AST) -> Iterator[str]:
    """The sentences that an expression may be, with something in their fields."""
    match node:
        case ast.Constant(str(text)):
            yield text
        case ast.JoinedStr(values):
            parts = []
            for value in values:
                if isinstance(value, ast.FormattedValue):
                    quoted = value.conversion == ord("r")
                    parts.append("'某'" if quoted else sample(value.value, function))
                else:
                    assert isinstance(value, ast.Constant)
                    parts.append(str(value.value))
            yield "".join(parts)
        case ast.IfExp(_, one, other):
            yield from sentences(one, function)
            yield from sentences(other, function)
        case ast.Call(ast.Name("ValueError"), [inner]):
            yield from sentences(inner, function)
        case ast.Name(name):
            for assigned in ast.walk(function):
                if isinstance(assigned, ast.Assign) and any(
                    isinstance(target, ast.Name) and target.id == name for target in assigned.targets
                ):
                    yield from sentences(assigned.value, function)


def raised() -> Iterator[tuple[str, str]]:
    """(place, sentence) of every error that people may meet."""
    for file in sorted(SOURCE.rglob("*.py")):
        name = file.relative_to(SOURCE).as_posix()
        if name.startswith(FOR_PROGRAMS):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call):
                continue
            called = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if called not in RAISED | FAULTS or not call.args or name.startswith("cli/language"):
                continue
            around = [one for one in functions if one.lineno <= call.lineno <= (one.end_lineno or 0)]
            given = call.args[1] if called == "Fault" else call.args[0]
            for sentence in sentences(given, around[-1] if around else tree):
                told = sentence.replace("KIND", KINDS.get(name, ""))
                if called == "_too_costly":
                    told = f"reading the file takes more than {told}; this is no annual report, or a damaged one"
                yield f"{name}:{call.lineno}", told


FOUND = list(raised())


def test_the_sentences_are_found():
    told = {sentence for _, sentence in FOUND}
    assert len(told) > 90
    assert {"the file is empty; fetch it again", "neither a file nor a folder"} <= told


@pytest.mark.parametrize(("place", "sentence"), FOUND)
def test_every_error_is_known_in_chinese(place: str, sentence: str):
    chinese = sentence_in_chinese(sentence)
    assert re.search("[\u4e00-\u9fff]", chinese), (place, sentence)
    assert not re.search(r"[a-z]{2,} [a-z]{2,}", chinese.replace("pip install", "")), (place, chinese)


def test_what_is_quoted_stays():
    said = "'page 3' is encrypted; save a copy without a password"
    assert sentence_in_chinese(said) == "“page 3”已加密；请另存一份不带密码的"


def test_a_fault_of_a_grammar_keeps_its_place():
    error = errors.GrammarError("CELL must not match nothing at all", "a.lark", 1, 1)
    assert message_in_chinese(error) == "a.lark:1:1: CELL 不能匹配空文本"


def test_what_others_say_stays():
    assert sentence_in_chinese("libfoo: bar") == "libfoo: bar"


@pytest.mark.parametrize(
    ("grammar", "chinese"),
    [
        (
            '%extend RULEZ: "部门规章"',
            "没有 RULEZ，不能扩展；最接近的是 RULES；要新定义，请不用 %extend，写 RULEZ: ...",
        ),
        ('%extend QQQQ: "部门规章"', "没有 QQQQ，不能扩展；要新定义，请不用 %extend，写 QQQQ: ..."),
        ('RULES: "部门规章"', "RULES 已有定义；要加到它上面，请写 %extend RULES: ..."),
    ],
)
def test_faults_that_the_grammar_library_finds_are_told_in_chinese(grammar: str, chinese: str):
    with pytest.raises(errors.GrammarError) as caught:
        govinfo_parse.Parser(forms=[grammar])
    assert sentence_in_chinese(caught.value.message) == chinese


def test_numbers_of_the_system_are_not_told():
    said = (
        "the dataset in a is not finished: [Errno 28] No space left on device; choose another folder, or make this one"
    )
    said += " a folder that can be written"
    assert sentence_in_chinese(said) == "a 中的数据集没有完成：磁盘已满；请另选文件夹，或让这个文件夹可以写入"
