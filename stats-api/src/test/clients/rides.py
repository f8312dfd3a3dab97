"""Compares what a generated client gets from stats-api with numbers counted by hand: rides.py URL"""

import os
import sys

import meanstream


def expect(what, actual, expected):
    if actual != expected:
        sys.exit(f"{what}: {actual}, expected {expected}")


url, token = sys.argv[1], os.environ["MEANSTREAM_TOKEN"]

with meanstream.ApiClient(meanstream.Configuration(host=url)) as client:
    names = [dataset.name for dataset in meanstream.DatasetsApi(client).list_datasets().items]
    expect("rides is a dataset", "rides" in names, True)

    # three rides of 10, 20 and 60 minutes, and one of 30 seconds that counts as too short
    averages = meanstream.AveragesApi(client)
    [day] = averages.get_averages("rides", "day", var_from="2021-07-01", to="2021-07-02").items
    expect("label", day.label, "2021-07-01")
    expect("count", day.count, 3)
    expect("excluded", day.excluded["too_short"], 1)
    duration = day.measures["duration"]
    expect("unit", duration.unit, "s")
    expect("count of durations", duration.count, 3)
    expect("sum", duration.sum, 5400)
    expect("mean", duration.mean, 1800)
    expect("median", duration.median, 1200)
    expect("distance", day.measures["distance"].mean, None)

    casual, member = averages.get_averages("rides", "month", group=["member_casual"]).items
    expect("group", casual.group, {"member_casual": "casual"})
    expect("mean of casual riders", casual.measures["duration"].mean, 1200)
    expect("mean of members", member.measures["duration"].mean, 2100)

    try:
        meanstream.IngestionsApi(client).get_ingestion("none")
        sys.exit("there is no such ingestion")
    except meanstream.exceptions.NotFoundException as problem:
        expect("problem", problem.data.detail, 'there is no ingestion "none"')
    try:
        meanstream.ChangesApi(client).start_run(meanstream.RunRequest(dataset="rides"))
        sys.exit("a run needs the token")
    except meanstream.exceptions.UnauthorizedException as problem:
        expect("problem", problem.data.status, 401)

with meanstream.ApiClient(meanstream.Configuration(host=url, access_token=token)) as client:
    ride = '{"ride_id": "A5", "started_at": "2021-07-02 08:00:00", "ended_at": "2021-07-02 08:05:00"}'
    ingestion = meanstream.ChangesApi(client).push_records("rides", ride, idempotency_key="order-1")
    expect("dataset of the pushed ride", ingestion.dataset, "rides")
    expect("id of an ingestion", meanstream.ChangesApi(client).push_records("rides", ride, idempotency_key="order-1").id, ingestion.id)

print("python: the client gets the numbers that were counted by hand")
