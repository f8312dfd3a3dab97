package io.meanstream.launch.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meanstream.launch.show.Json;

/** How long the stages took, one after the other. */
record DemoSeconds(double start, double ingest, double persist, double aggregate) {

  ObjectNode toJson() {
    return Json.object()
        .put("start", rounded(start))
        .put("ingest", rounded(ingest))
        .put("persist", rounded(persist))
        .put("aggregate", rounded(aggregate));
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1e3) / 1e3;
  }
}
