"""Writes the Parquet files beside it: pip install pyarrow, then python files.py."""

import datetime as dt
import decimal
import uuid

import pyarrow as pa
import pyarrow.parquet as pq

D = decimal.Decimal
UTC = dt.timezone.utc
at = dt.datetime(2020, 3, 8, 1, 59, 59, 123456)
early = dt.datetime(1899, 12, 31, 23, 59, 59, 1)


def types(name, **options):
    rows = {
        "id": pa.array(["a", "b", None]),
        "flag": pa.array([True, False, None]),
        "i8": pa.array([-128, 127, None], pa.int8()),
        "u8": pa.array([0, 255, None], pa.uint8()),
        "i32": pa.array([-(2**31), 2**31 - 1, None], pa.int32()),
        "u32": pa.array([0, 2**32 - 1, None], pa.uint32()),
        "i64": pa.array([-(2**63), 2**63 - 1, None], pa.int64()),
        "u64": pa.array([0, 2**64 - 1, None], pa.uint64()),
        "f32": pa.array([0.1, -2.0, None], pa.float32()),
        "f64": pa.array([0.1, 1e300, None], pa.float64()),
        "whole": pa.array([1.0, 0.0, None], pa.float64()),
        "text": pa.array(["Zoë 😀", "", None]),
        "bytes": pa.array([b"raw", b"\xff", None], pa.binary()),
        "day": pa.array([dt.date(2020, 2, 29), dt.date(1969, 12, 31), None]),
        "clock": pa.array([dt.time(23, 59, 59, 1), dt.time(0, 0), None], pa.time64("us")),
        "d9": pa.array([D("-1234567.89"), D("0.01"), None], pa.decimal128(9, 2)),
        "d18": pa.array([D("-123456789012345.678"), D("1.000"), None], pa.decimal128(18, 3)),
        "d34": pa.array([D("-1234567890123456.789012345678901234"), D("0"), None], pa.decimal128(34, 18)),
        "ms": pa.array([at.replace(microsecond=123000), early.replace(microsecond=0), None], pa.timestamp("ms")),
        "us": pa.array([at, early, None], pa.timestamp("us")),
        "ns": pa.array([1583632799123456789, -1, None], pa.timestamp("ns")),
        "ms_utc": pa.array([at.replace(microsecond=123000, tzinfo=UTC), early.replace(microsecond=0, tzinfo=UTC), None], pa.timestamp("ms", "UTC")),
        "us_utc": pa.array([at.replace(tzinfo=UTC), early.replace(tzinfo=UTC), None], pa.timestamp("us", "UTC")),
        "ns_utc": pa.array([1583632799123456789, -1, None], pa.timestamp("ns", "UTC")),
        "list": pa.array([[1, 2], [], None]),
        "deep": pa.array(
            [{"er": {"value": 1.5, "a/b": "x"}, "n": 1}, {"er": None, "n": 2}, None],
            pa.struct([("er", pa.struct([("value", pa.float64()), ("a/b", pa.string())])), ("n", pa.int32())]),
        ),
        "id16": pa.array([uuid.UUID(int=1).bytes, uuid.UUID(int=2**128 - 1).bytes, None], pa.binary(16)),
    }
    pq.write_table(pa.table(rows), name, **options)


types("types.parquet", compression="none", store_decimal_as_integer=True)
types("types-v2.parquet", compression="zstd", data_page_version="2.0", use_dictionary=False, store_decimal_as_integer=False)
pq.write_table(
    pa.table({"id": ["a", "b"], "at96": pa.array([at, early], pa.timestamp("ns"))}),
    "int96.parquet",
    use_deprecated_int96_timestamps=True,
)

# five row groups of 100 rows; at counts minutes from 2020-01-01
for codec in ["none", "snappy", "gzip", "zstd", "lz4"]:
    n = range(500)
    pq.write_table(
        pa.table(
            {
                "id": [f"row-{i}" for i in n],
                "at": pa.array([dt.datetime(2020, 1, 1) + dt.timedelta(minutes=i) for i in n], pa.timestamp("us")),
                "n": pa.array([None if i % 7 == 0 else i for i in n], pa.int64()),
                "other": ["x" * 20] * 500,
            }
        ),
        f"{codec}.parquet",
        compression=codec,
        row_group_size=100,
    )
pq.write_table(pa.table({"id": ["a"], "at": ["2020-01-01 00:00"]}), "brotli.parquet", compression="brotli")
pq.write_table(pa.table({"id": pa.array([], pa.string()), "at": pa.array([], pa.timestamp("us"))}), "empty.parquet")
