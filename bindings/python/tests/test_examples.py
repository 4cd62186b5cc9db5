"""Each example does what it says, in at most ten lines."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from conftest import TEXTS

EXAMPLES = Path(__file__).parents[1] / "examples"
TWINS = ["newsroom", "audiobook", "edition", "web_service", "parquet"]

# Maximum number of lines of a twin, imports and blank lines left out.
LINES = 10


def run(name: str, *arguments: object) -> str:
    command = [sys.executable, EXAMPLES / f"{name}.py", *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


@pytest.mark.parametrize("name", TWINS)
def test_a_twin_is_short(name: str) -> None:
    _, _, program = (EXAMPLES / f"{name}.py").read_text().split('"""', 2)
    lines = [line for line in program.splitlines() if line.strip()]
    assert len(lines) <= LINES, lines


def test_newsroom() -> None:
    first, *_ = run("newsroom", TEXTS).splitlines()
    assert first.endswith("Matthew Pell (male)") and "%" in first


def test_audiobook_and_edition() -> None:
    assert '<voice name="Amy">' in run("audiobook", TEXTS / "inn.txt")
    assert '<person xml:id="matthew-pell"' in run("edition", TEXTS / "inn.txt")


def test_web_service() -> None:
    service = subprocess.Popen([sys.executable, EXAMPLES / "web_service.py", "18741"], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                with urllib.request.urlopen("http://127.0.0.1:18741", b'"No," said Orne.') as answer:
                    assert json.load(answer)["quotes"][0]["speaker"]["name"] == "Orne"
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the service does not answer")
    finally:
        service.terminate()
        service.wait()


def test_parquet(tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.table({"id": [1, 2], "text": ['"No," said Orne.', None]}), tmp_path / "in")
    run("parquet", tmp_path / "in", tmp_path / "out")
    answer = pq.read_table(tmp_path / "out").to_pylist()
    assert [row["quotes"] and row["quotes"][0]["speaker"] for row in answer] == ["Orne", None]


def test_pictures(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    run("who_speaks", TEXTS / "inn.txt", tmp_path / "picture.png")
    assert (tmp_path / "picture.png").stat().st_size > 10_000


def test_display() -> None:
    pytest.importorskip("spacy")
    assert "Matthew Pell" in run("display", TEXTS / "inn.txt")


