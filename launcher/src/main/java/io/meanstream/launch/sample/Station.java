package io.meanstream.launch.sample;

import java.util.Random;

/**
 * A place where a ride starts or ends.
 *
 * @param name empty if the row omits it
 * @param lat millionths of a degree
 * @param lng millionths of a degree
 */
record Station(String name, String id, int lat, int lng, boolean located) {

  static final Station NOWHERE = new Station("", "", 0, 0, false);
  static final Station CHECKING =
      new Station("MEADOW ST BIKE CHECKING (TEST)", "691", 41894722, -87651111, true);

  private static final String[] TREES = {
    "Alder",
    "Aspen",
    "Beech",
    "Cedar",
    "Cherry",
    "Cypress",
    "Elder",
    "Fir",
    "Hawthorn",
    "Hazel",
    "Juniper",
    "Larch",
    "Linden",
    "Maple",
    "Rowan",
    "Willow"
  };
  private static final String[] CRAFTS = {
    "Baker", "Binder", "Cooper", "Dyer", "Glazier", "Mason", "Miller", "Potter", "Sailor", "Weaver"
  };

  /** The same invented city for every seed, so that generated months belong together. */
  static Station[] city() {
    Random random = new Random(606);
    Station[] stations = new Station[TREES.length * CRAFTS.length];
    for (int i = 0; i < stations.length; i++) {
      String name = TREES[i / CRAFTS.length] + " Ave & " + CRAFTS[i % CRAFTS.length] + " St";
      int lat = 41_790_000 + random.nextInt(260_000);
      int lng = -87_760_000 + random.nextInt(140_000);
      stations[i] = new Station(name, id(i), lat, lng, true);
    }
    return stations;
  }

  /** A rough distance in metres: good enough to tell near from far within a city. */
  double metresTo(Station other) {
    double north = (other.lat - lat) * 0.1112;
    double east = (other.lng - lng) * 0.0828;
    return StrictMath.sqrt(north * north + east * east);
  }

  /** The place without its station, for a bike left on the street. */
  Station unnamed() {
    return new Station("", "", lat / 10_000 * 10_000, lng / 10_000 * 10_000, true);
  }

  /** A mix of numbers and codes, as in real data. */
  private static String id(int index) {
    return index % 5 == 0 ? "TA" + (130_700_000_000L + index * 37L) : Integer.toString(index + 13);
  }
}
