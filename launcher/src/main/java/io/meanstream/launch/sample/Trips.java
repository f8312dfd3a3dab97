package io.meanstream.launch.sample;

import java.util.Random;

/** Generates where rides go, on which bike, and how long they take. All of them are regular. */
final class Trips {

  private static final int CHOICE = 14;
  private static final int SHORTEST = 61;
  private static final int LONGEST = 20 * 3600;
  private static final String[] BIKES = {"classic_bike", "electric_bike", "docked_bike"};
  private static final double[] METRES_A_SECOND = {2.9, 3.9, 2.7};

  private final Random random;
  private final Station[] city = Station.city();
  private final Weights popularity;
  private final Weights bikes = Weights.of(66, 26, 8);

  Trips(Random random) {
    this.random = random;
    double[] weights = new double[city.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1.0 / (i + 8);
    }
    this.popularity = Weights.of(weights);
  }

  Ride next(long id, Start start) {
    int bike = bikes.draw(random);
    Station from = station();
    Station to = random.nextInt(20) == 0 ? from : nearest(from);
    long ended = start.instant() + seconds(start, bike, from.metresTo(to));
    return new Ride(id, BIKES[bike], start.instant(), ended, from, to, start.member());
  }

  private Station station() {
    return city[popularity.draw(random)];
  }

  /** Rides are about 2 km long: to the nearest of a few random stations. */
  private Station nearest(Station from) {
    Station best = station();
    for (int i = 1; i < CHOICE; i++) {
      Station other = station();
      if (other != from && (best == from || from.metresTo(other) < from.metresTo(best))) {
        best = other;
      }
    }
    return best;
  }

  private int seconds(Start start, int bike, double metres) {
    double spread = StrictMath.exp(random.nextGaussian() * (start.member() ? 0.25 : 0.45));
    double leisure = start.member() ? 1.25 : 2.1;
    double roundTrip = metres == 0 ? 900 : 0;
    double seconds = (90 + roundTrip + metres * leisure / METRES_A_SECOND[bike]) * spread;
    return (int) Math.max(SHORTEST, Math.min(LONGEST, seconds));
  }
}
