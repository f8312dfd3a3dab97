package io.meanstream.batch.verify;

import io.meanstream.batch.average.AggregationSpec;
import io.meanstream.batch.average.Average;
import io.meanstream.batch.average.QuantileSketch;
import io.meanstream.batch.store.AverageDocuments;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;

/**
 * An average that a verification has computed from its rows.
 *
 * @param document its visible document
 * @param sketches the sketches of its measures, by name
 * @param keepsSketches whether the stored average has them as well
 */
record Recomputed(Document document, Map<String, QuantileSketch> sketches, boolean keepsSketches)
    implements Serializable {

  static Recomputed of(Average average, AggregationSpec spec) {
    AverageDocuments documents = new AverageDocuments(spec);
    Map<String, QuantileSketch> sketches = new HashMap<>();
    for (int measure = 0; measure < spec.measures().size(); measure++) {
      sketches.put(spec.measures().get(measure), average.tally().sketch(measure));
    }
    return new Recomputed(documents.shown(average), sketches, documents.keepsSketches(average));
  }

  String id() {
    return document.getString("_id");
  }
}
