package io.meanstream.source;

import io.meanstream.testing.RealData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stretches of real files below their headers; tests that need one are skipped if the files are
 * missing.
 */
final class RealStretches {

  private static final String[] FILES = {
    "divvy/202004-divvy-tripdata.csv",
    "divvy/202102-divvy-tripdata.csv",
    "citibike-jc/JC-202004-citibike-tripdata.csv",
    "citibike-jc/JC-202102-citibike-tripdata.csv",
    "divvy-variants/excel_202110-divvy-tripdata.csv",
    "divvy-variants/semicolon_eu_Divvy_Trips_2020_Q1.csv",
    "divvy-variants/iso_sample_Divvy_Trips_2019_Q4.csv",
    "nyc-tlc/2017_Yellow_Taxi_Trip_Data.csv",
    "sentiment140/s140_20001_latin1_minquote.csv"
  };

  private static final int HEAD = 100_000;
  private static final int STRETCH = 2_000;
  private static final int STARTS = 4_001;
  private static final Map<String, byte[]> HEADS = new ConcurrentHashMap<>();

  private RealStretches() {}

  /** A file's header and some bytes from below it, starting anywhere in a row. */
  static byte[] any(Random random) {
    return stretch(FILES[random.nextInt(FILES.length)], random.nextInt(STARTS));
  }

  private static byte[] stretch(String file, int start) {
    byte[] head = HEADS.computeIfAbsent(file, RealStretches::head);
    int rows = 1;
    while (head[rows - 1] != '\n') {
      rows++;
    }
    byte[] stretch = Arrays.copyOf(head, rows + STRETCH);
    System.arraycopy(head, rows + start, stretch, rows, STRETCH);
    return stretch;
  }

  private static byte[] head(String file) {
    try (InputStream bytes = Files.newInputStream(RealData.file(file))) {
      return bytes.readNBytes(HEAD);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
