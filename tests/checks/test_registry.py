"""The register, the functions that fill it and the page that describes it are in step."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from govinfo_parse.checks import RULES, Rule, Standing, Strength, rules
from govinfo_parse.checks.domains import Domain
from govinfo_parse.checks.registry import rule
from govinfo_parse.errors import GovinfoError
from govinfo_parse.messages.cell_names import cell_names
from govinfo_parse.model.paths import GROUPS, PATHS, TABLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "relations.md"


def registered() -> dict[str, str]:
    """The public functions of the rules module and the id that each is registered under."""
    tree = ast.parse(Path(rules.__file__).read_text(encoding="utf-8"))
    found = {}
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
            (decorator,) = function.decorator_list
            assert isinstance(decorator, ast.Call)
            assert ast.unparse(decorator.func) == "rule"
            found[function.name] = ast.literal_eval(decorator.args[0])
    return found


def test_every_rule_function_is_registered_and_vice_versa():
    assert list(registered().values()) == list(RULES)


@pytest.mark.parametrize("found", RULES.values(), ids=RULES)
def test_rule_is_complete(found: Rule):
    assert found.relations
    assert all(set(relation.paths) <= set(PATHS) for relation in found.relations)
    assert found.formula
    assert found.english
    assert found.source
    assert set(found.forms) <= {"2021", "2019", "before 2019"}
    assert RULES[found.id] is found
    assert len({relation.comparison for relation in found.relations}) == 1  # explain() reads it off the first


def test_an_id_is_taken_only_once():
    again = rule("applications.balance", "", "", forms=(), standing=Standing.PRINTED, strength=Strength.HARD, source="")
    with pytest.raises(GovinfoError, match=r"applications\.balance"):
        again(lambda: iter(()))


def test_only_the_corner_cell_is_printed():
    assert [found.id for found in RULES.values() if found.standing is Standing.PRINTED] == ["applications.balance"]


def test_every_cell_has_one_domain():
    domains = [relation for found in RULES.values() for relation in found.relations if isinstance(relation, Domain)]
    assert Counter(path for domain in domains for path in domain.paths) == dict.fromkeys(PATHS, 1)


def test_rows_and_columns_have_names():
    assert cell_names().rows.keys() == GROUPS.keys()
    assert cell_names().tables.keys() == TABLES.keys()
    assert cell_names().columns.keys() == {path.rpartition(".")[2] for path in PATHS}


def test_page_lists_every_rule_as_it_is():
    tables = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    table = [line for line in tables if "." in line.split("`")[1]]
    assert table == [
        f"| `{found.id}` | {found.formula} | {'、'.join(found.forms)} | {found.standing} | {found.strength} "
        f"| {found.source} |"
        for found in RULES.values()
    ]
