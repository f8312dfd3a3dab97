package io.meanstream.launch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanstream.launch.api.FakeService;
import io.meanstream.launch.api.IngestorApi;
import org.junit.jupiter.api.Test;

class OpenIngestionsTest {

  private static final String ANSWER =
      """
      {"items": [
        {"id": "i1", "source": "a.csv", "state": "done", "rows": 5, "read": 5},
        {"id": "i2", "source": "b.csv", "state": "failed", "error": "b.csv: is empty"},
        {"id": "i7", "source": "g.csv", "state": "failed", "rows": 9,
         "error": "g.csv: changed while it was read"},
        {"id": "i8", "source": "h.csv", "state": "failed", "error": "h.csv: is empty"},
        {"id": "i9", "source": "h.csv", "state": "done", "rows": 1, "read": 1},
        {"id": "i10", "source": "a.csv", "state": "cancelled", "error": null},
        {"id": "i3", "source": "c.csv", "state": "cancelled", "error": null},
        {"id": "i4", "source": "d.csv", "state": "reading", "rows": 84776, "read": 40000,
         "rowsPerSecond": 20000.4, "secondsLeft": 62.2},
        {"id": "i5", "source": "e.csv", "state": "hashing", "bytesRead": 12345678},
        {"id": "i6", "source": "f.csv", "state": "queued"}
      ], "next": null}""";

  @Test
  void showsRunningIngestionsAndFailuresThatAreStillOpen() {
    try (FakeService ingestor = new FakeService().with("/api/v1/ingestions", 200, ANSWER)) {
      assertThat(OpenIngestions.of(IngestorApi.toLookAt(ingestor.uri())).lines())
          .containsExactly(
              "b.csv: failed: is empty",
              "g.csv: failed: changed while it was read ('./meanstream retry i7' resumes it)",
              "a.csv: cancelled: './meanstream retry i10' resumes it",
              "c.csv: cancelled: './meanstream retry i3' resumes it",
              "d.csv: reading: 40,000 of 84,776 rows, 20,000/s, 1:02 left",
              "e.csv: hashing: 12.3 MB",
              "f.csv: queued: './meanstream cancel i6' cancels it");
    }
  }

  @Test
  void showsNothingWithoutAnIngestor() {
    try (FakeService ingestor = new FakeService().with("/api/v1/ingestions", 503, "")) {
      assertThat(OpenIngestions.of(IngestorApi.toLookAt(ingestor.uri())).lines()).isEmpty();
    }
  }
}
