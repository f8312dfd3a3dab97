package io.meanstream.launch.sample;

import java.io.IOException;
import java.time.Instant;
import java.time.zone.ZoneRules;

/**
 * One row.
 *
 * @param started seconds since the epoch
 * @param ended seconds since the epoch; may be before {@code started}
 */
record Ride(
    long id, String bike, long started, long ended, Station from, Station to, boolean member) {

  private static final ZoneRules RULES = Calendar.ZONE.getRules();

  Ride endingAt(long instant) {
    return new Ride(id, bike, started, instant, from, to, member);
  }

  Ride between(Station start, Station end) {
    return new Ride(id, bike, started, ended, start, end, member);
  }

  void writeTo(CsvBytes csv) throws IOException {
    csv.hex(id).comma().text(bike).comma();
    csv.time(local(started)).comma().time(local(ended)).comma();
    csv.text(from.name()).comma().text(from.id()).comma();
    csv.text(to.name()).comma().text(to.id()).comma();
    coordinates(csv, from);
    coordinates(csv, to);
    csv.text(member ? "member" : "casual").endLine();
  }

  private static void coordinates(CsvBytes csv, Station station) throws IOException {
    if (station.located()) {
      csv.millionths(station.lat()).comma().millionths(station.lng()).comma();
    } else {
      csv.comma().comma();
    }
  }

  private static long local(long instant) {
    return instant + RULES.getOffset(Instant.ofEpochSecond(instant)).getTotalSeconds();
  }
}
