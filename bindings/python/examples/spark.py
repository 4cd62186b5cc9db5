"""Quotations by speaker over a folder of Parquet files, on Spark: spark-submit spark.py articles/ speakers/"""
import sys

from inquit.spark import attribute_quotes
from pyspark.sql import SparkSession, functions as F

spark = SparkSession.builder.getOrCreate()
quotes = attribute_quotes(spark.read.parquet(sys.argv[1])).select(F.explode("quotes").alias("quote"))
speakers = quotes.groupBy("quote.speaker").count().orderBy(F.desc("count"), "speaker")
speakers.write.mode("overwrite").parquet(sys.argv[2])
