"""The values of a dataset's tables as people read them: lists as one text, and in Chinese what the library says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from govinfo_parse.checks import RULES
from govinfo_parse.descriptions import MEANINGS
from govinfo_parse.form_labels import labels
from govinfo_parse.grammar.forms import table_headings
from govinfo_parse.messages import in_chinese, sentence_in_chinese
from govinfo_parse.messages.words import FACTS, OUTCOMES, SCOPES, SEVERITIES
from govinfo_parse.model import Diagnostic, Severity
from govinfo_parse.model.paths import TABLES

WORDS: Mapping[str, Mapping[str, str]] = {
    "form": {"mixed": "混合"},
    "standing": {"exact": "无疑问", "doubtful": "存疑"},
    "state": {state.value: chinese for state, (chinese, _) in MEANINGS.items()},
    "severity": {severity.value: chinese for severity, chinese in SEVERITIES.items()},
    "outcome": {outcome.value: chinese for outcome, chinese in OUTCOMES.items()},
    "kind": {kind.value: chinese for kind, chinese in FACTS.items()},
    "scope": {scope.value: chinese for scope, chinese in SCOPES.items()},
    "rule": {name: f"{rule.formula}（{name}）" for name, rule in RULES.items()},
    "path": {path: label.text for path, label in labels().items()},
    "table": {name: table_headings()[name] for name in TABLES},
}
"""For each column of words: what they are in Chinese.  Other words stay as they are."""


def values(batch: pa.RecordBatch, name: str, *, chinese: bool) -> pa.Array:
    """A column of a table as people read it."""
    column = batch.column(name)
    if pa.types.is_list(column.type):
        return _mapped(pc.binary_join(column, " "), _printed) if chinese else pc.binary_join(column, " ")
    if chinese and name in WORDS and pa.types.is_string(column.type):
        return _mapped(column, lambda word: WORDS[name].get(word, word))
    if chinese and name == "message":
        return _messages(batch)
    return column


def _mapped(column: pa.Array, translate: Callable[[str], str]) -> pa.Array:
    """A column with each of its different texts translated once."""
    encoded = column.dictionary_encode()
    words = [word and translate(word) for word in encoded.dictionary.to_pylist()]
    return pa.array(words, pa.string()).take(encoded.indices)


def _printed(paths: str) -> str:
    return "；".join(WORDS["path"].get(path, path) for path in paths.split())


def _messages(batch: pa.RecordBatch) -> pa.Array:
    said = batch.column("message")
    if "code" not in batch.schema.names:
        return _mapped(said, sentence_in_chinese)
    told: list[Any] = [
        message and in_chinese(Diagnostic(code, Severity.INFO, message))
        for code, message in zip(batch.column("code").to_pylist(), said.to_pylist(), strict=True)
    ]
    return pa.array(told, pa.string())
