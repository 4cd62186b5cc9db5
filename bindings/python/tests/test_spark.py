"""Spark on a cluster of this machine: a master and two workers as processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import inquit
from conftest import cases

pytestmark = pytest.mark.spark
pytest.importorskip("pyspark")
pa = pytest.importorskip("pyarrow")

EXAMPLE = Path(__file__).parents[1] / "examples" / "spark.py"
# A master and two workers with one core and 1,024 MB each.
CLUSTER = "local-cluster[2,1,1024]"


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(CLUSTER).config("spark.ui.enabled", False)
    builder = builder.config("spark.executor.memory", "700m").config("spark.sql.shuffle.partitions", 4)
    session = builder.config("spark.driver.host", "127.0.0.1").config("spark.task.maxFailures", 1).getOrCreate()
    yield session
    session.stop()


def rows_of(frame) -> dict:
    return {row["id"]: row.asDict(recursive=True) for row in frame.collect()}


def test_a_cluster_has_the_answers_of_one_process(spark) -> None:
    from inquit.spark import attribute_quotes

    texts = [case["text"] for case in cases()]
    documents = [*enumerate(texts), (len(texts), None)]
    frame = spark.createDataFrame(documents, "id long, text string").repartition(8)
    rows = rows_of(attribute_quotes(frame))
    assert len(rows) == len(documents)
    answers = inquit.attribute_arrow(pa.array([text for _, text in documents])).to_pylist()
    for (key, text), expected in zip(documents, answers):
        assert rows[key]["quotes"] == expected and rows[key]["text"] == text and rows[key]["error"] is None


def test_a_failing_document_does_not_fail_the_job(spark) -> None:
    from inquit.spark import attribute_quotes

    documents = [(0, bytearray('"No," said Orne.', "utf-8")), (1, bytearray(b"\xff\xfe")), (2, None)]
    frame = spark.createDataFrame(documents, "id long, text binary").repartition(3)
    rows = rows_of(attribute_quotes(frame, genre="fiction"))
    assert rows[0]["quotes"][0]["speaker"] == "Orne" and rows[0]["error"] is None
    assert rows[1]["quotes"] is None and rows[1]["error"] == "no UTF-8: invalid start byte at byte 0"
    assert rows[2]["quotes"] is None and rows[2]["error"] is None


def test_wrong_options_fail_before_the_job(spark) -> None:
    from inquit.spark import attribute_quotes

    frame = spark.createDataFrame([(0, "text")], "id long, text string")
    with pytest.raises(inquit.Error, match="not within"):
        attribute_quotes(frame, threshold=2.0)


def test_example(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    texts = ['"No," said Orne. "Never."', '"Why?" asked Ida Hale.', None]
    pq.write_table(pa.table({"text": texts}), tmp_path / "articles")
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    command = [sys.executable, EXAMPLE, tmp_path / "articles", tmp_path / "speakers"]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert pq.read_table(tmp_path / "speakers").to_pylist() == [
        {"speaker": "Orne", "count": 2},
        {"speaker": "Ida Hale", "count": 1},
    ]
