"""The long run: ``python -m tests.geometry 20000``; fails if any number is wrong, lost or misplaced unsaid.

``--show NAME`` prints one scene: what was drawn, its text, and what was read otherwise.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
import traceback

import govinfo_parse
from tests.geometry.drawing import FORMATS, drawn
from tests.geometry.harness import SEVERAL, judge, name_of, scene
from tests.geometry.kinds import KINDS
from tests.geometry.totals import COUNTED, FAULTS, Totals


def main() -> int:
    """Read many scenes and print what came of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.geometry", description=__doc__)
    parser.add_argument("scenes", type=int, nargs="?", default=20_000, help="how many scenes (default 20,000)")
    parser.add_argument("--seed", type=int, default=0, help="the number of the first scene")
    parser.add_argument("--kind", action="append", default=[], choices=[*KINDS, SEVERAL], help="only this kind")
    parser.add_argument("--format", action="append", default=[], choices=FORMATS, help="only this format")
    parser.add_argument("--examples", type=int, default=2, help="how many scenes to name for each kind and fault")
    parser.add_argument("--show", metavar="NAME", help="print the scene of a name (kind/format/number) or of a number")
    asked = parser.parse_args()
    if asked.show:
        show(asked.show if "/" in asked.show else name_of(int(asked.show)))
        return 0
    totals = Totals()
    began = time.perf_counter()
    for number in range(asked.seed, asked.seed + asked.scenes):
        name = name_of(number, tuple(asked.kind), tuple(asked.format))
        try:
            totals.add(name, judge(scene(name)))
        except Exception:  # noqa: BLE001 - a long run goes on, and says at its end what was raised
            totals.raised.append(f"raised: {name}\n{traceback.format_exc()}")
    print("\n".join(totals.lines(asked.examples)))
    print(f"{asked.scenes} scenes in {time.perf_counter() - began:.0f} s")
    return bool(totals.raised or any(totals.total(fault) for fault in COUNTED))


def show(name: str) -> None:
    """Print a scene and what was read of it."""
    made = scene(name)
    verdict = judge(made)
    print(f"# {name}")
    print("\n".join(f"- {note}" for note in made.notes))
    if isinstance(made.source, str):
        print(f"\n## text\n{made.source}")
    else:
        if made.format == "html":
            print(f"\n## source\n{made.source.decode()}")
        print(f"\n## the same as a grid\n{drawn(made.parts, 'tab_grid')}")
        print(f"\n## as the reader gives it\n{govinfo_parse.read_document(io.BytesIO(made.source)).text}")
    print("\n## diagnostics")
    for one in verdict.report.diagnostics:
        print(f"{one.severity} {one.code}: {one.message} {list(one.paths)[:8]}{' ...' if len(one.paths) > 8 else ''}")
    for fault in FAULTS:
        found = getattr(verdict, fault)
        if found:
            print(f"\n## {fault}: {len(found)}")
            print("\n".join(f"{one}" for one in found))


if __name__ == "__main__":
    sys.exit(main())
