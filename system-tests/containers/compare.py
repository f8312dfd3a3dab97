"""Compares the averages of the rides in CSV files, as stats-api gives them, with DuckDB's.

compare.py URL FILE...; prints how many agree, or what differs and ends with 1. The files' rides start
where the clock does not change, and none of them is rejected.
"""

import json
import math
import sys
import urllib.request

import duckdb

AVERAGES = """
WITH rides AS (
  SELECT DISTINCT ON (ride_id) *, started_at::TIMESTAMP AS s, ended_at::TIMESTAMP AS e,
    start_lat::DOUBLE AS a, start_lng::DOUBLE AS b, end_lat::DOUBLE AS c, end_lng::DOUBLE AS d
  FROM read_csv(?, header = true, all_varchar = true)),
valued AS (
  SELECT s, epoch_ms(e) - epoch_ms(s) AS ms, start_station_name AS f, end_station_name AS t,
    CASE WHEN a = 0 AND b = 0 OR c = 0 AND d = 0 THEN NULL ELSE 2 * 6371.0088 * asin(sqrt(
      pow(sin(radians(c - a) / 2), 2)
      + cos(radians(a)) * cos(radians(c)) * pow(sin(radians(d - b) / 2), 2))) END AS km
  FROM rides)
SELECT strftime(s, ?), count(*), favg(ms / 1000.0), favg(km) FROM valued
WHERE ms BETWEEN 60000 AND 86400000
  AND NOT coalesce(contains(f, 'TEST'), false) AND NOT coalesce(contains(t, 'TEST'), false)
GROUP BY 1
"""
LABELS = {"day": "%Y-%m-%d", "week": "%G-W%V"}


def served(url, period):
    page = f"{url}/api/v1/datasets/rides/averages?period={period}&limit=10000"
    with urllib.request.urlopen(page) as answer:
        items = json.load(answer)["items"]
    return {
        item["label"]: (
            item["count"],
            item["measures"]["duration"]["mean"],
            item["measures"]["distance"]["mean"],
        )
        for item in items
        if item["count"] > 0
    }


def equal(ours, theirs):
    if ours is None or theirs is None:
        return ours is theirs
    return math.isclose(ours, theirs, rel_tol=1e-9)


def main(url, files):
    compared = 0
    different = []
    for period, label in LABELS.items():
        rows = duckdb.execute(AVERAGES, [files, label]).fetchall()
        expected = {row[0]: row[1:] for row in rows}
        found = served(url, period)
        for name in sorted(expected.keys() | found.keys()):
            one, other = expected.get(name), found.get(name)
            compared += 1
            if not one or not other or not all(map(equal, one, other)):
                different.append(f"{name}: DuckDB {one}, Meanstream {other}")
    if different or not compared:
        sys.exit("\n".join(different) or "there are no averages")
    print(f"{compared} averages of days and weeks equal DuckDB's")


main(sys.argv[1], sys.argv[2:])
