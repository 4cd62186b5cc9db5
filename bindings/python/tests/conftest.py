"""What all tests read: the cases and texts of the crate."""

from __future__ import annotations

import sys
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[3]
TEXTS = ROOT / "examples" / "texts"


def cases(*paths: Path) -> list[dict]:
    """The cases of TOML files; without any, of all files of the crate."""
    files = paths or sorted((ROOT / "tests" / "data").glob("*.toml"))
    return [case for path in files for case in tomllib.loads(path.read_text("utf-8"))["case"]]


def options(case: dict) -> dict:
    """The cast and narrator of a case."""
    return {key: case[key] for key in ("cast", "narrator") if case.get(key)}
