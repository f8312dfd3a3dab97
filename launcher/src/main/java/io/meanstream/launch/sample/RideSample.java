package io.meanstream.launch.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;

/**
 * Writes plausible bike rides in the 13 columns of Divvy's monthly files: local times in Chicago,
 * CRLF, not sorted by time, about one row in a hundred with an {@link Oddity}.
 *
 * <p>Stations, bikes and ids are invented. Ride ids are unique within a file. Memory does not
 * depend on the number of rides.
 */
public final class RideSample {

  private static final String HEADER =
      "ride_id,rideable_type,started_at,ended_at,start_station_name,start_station_id,"
          + "end_station_name,end_station_id,start_lat,start_lng,end_lat,end_lng,member_casual\r\n";

  private RideSample() {}

  /** Writes the whole file and flushes; the stream stays open. */
  public static void write(SamplePlan plan, OutputStream out) throws IOException {
    CsvBytes csv = new CsvBytes(out);
    csv.text(HEADER);
    // specified to the bit by its Javadoc, unlike the newer generators
    Random random = new Random(plan.seed());
    Calendar calendar = new Calendar(plan.from(), plan.to(), random);
    Trips trips = new Trips(random);
    for (long n = 0; n < plan.rides(); n++) {
      Ride ride = trips.next(RideIds.of(plan.seed(), n), calendar.next());
      Oddity.maybe(ride, random).writeTo(csv);
    }
    csv.flush();
  }
}
