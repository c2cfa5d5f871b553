"""Which page was translated from what.  ``python docs/translations.py`` says that all of them are up to date now."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / "docs" / "zh" / "translations.toml"
PAGES = {
    "CONTRIBUTING.zh-CN.md": "CONTRIBUTING.md",
    "README.zh-CN.md": "README.md",
    "examples/README.zh-CN.md": "examples/README.md",
    **{f"docs/zh/{page.name}": f"docs/{page.name}" for page in sorted((ROOT / "docs" / "zh").glob("*.md"))},
}
"""Each Chinese page, and the English one."""


def digest(page: str) -> str:
    """What a page says now, as sixteen digits."""
    return sha256((ROOT / page).read_bytes()).hexdigest()[:16]


def state() -> dict[str, dict[str, str]]:
    """What both pages of every pair say now."""
    return {chinese: {english: digest(english), chinese: digest(chinese)} for chinese, english in PAGES.items()}


def recorded() -> dict[str, dict[str, str]]:
    """What they said when they were last brought in step."""
    return tomllib.loads(RECORD.read_text(encoding="utf-8"))


def main() -> None:
    """Record what all pages say now."""
    head = [line for line in RECORD.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = [*head, ""]
    for page, digests in state().items():
        lines += [f'["{page}"]', *(f'"{name}" = "{value}"' for name, value in digests.items()), ""]
    RECORD.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
