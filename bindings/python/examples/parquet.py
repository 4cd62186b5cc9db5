"""Articles in Parquet, with a column `text`, as Parquet with a column `quotes` more."""
import sys
from itertools import chain

import pyarrow.parquet as pq
from inquit.arrow import attribute_batches

answers = attribute_batches(pq.ParquetFile(sys.argv[1]).iter_batches(1024), threads=2)
first = next(answers)
with pq.ParquetWriter(sys.argv[2], first.schema) as out:
    for batch in chain([first], answers):
        out.write_batch(batch)
