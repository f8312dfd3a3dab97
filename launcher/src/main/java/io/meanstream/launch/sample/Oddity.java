package io.meanstream.launch.sample;

import java.util.Random;

/** The anomalies of about one row in a hundred, in proportions close to those of real months. */
enum Oddity {
  TOO_SHORT(52) {
    @Override
    Ride of(Ride ride, Random random) {
      return ride.endingAt(ride.started() + 1 + random.nextInt(59))
          .between(ride.from(), ride.from());
    }
  },
  TOO_LONG(10) {
    @Override
    Ride of(Ride ride, Random random) {
      return ride.endingAt(ride.started() + DAY + 1 + random.nextInt(40 * DAY));
    }
  },
  NEGATIVE(6) {
    @Override
    Ride of(Ride ride, Random random) {
      return ride.endingAt(ride.started() - 1 - random.nextInt(180));
    }
  },
  ZERO(2) {
    @Override
    Ride of(Ride ride, Random random) {
      return ride.endingAt(ride.started());
    }
  },
  NO_END(12) {
    @Override
    Ride of(Ride ride, Random random) {
      return ride.between(ride.from(), Station.NOWHERE);
    }
  },
  ON_THE_STREET(14) {
    @Override
    Ride of(Ride ride, Random random) {
      return ride.between(ride.from().unnamed(), ride.to().unnamed());
    }
  },
  TEST_STATION(4) {
    @Override
    Ride of(Ride ride, Random random) {
      return ride.between(ride.from(), Station.CHECKING);
    }
  };

  private static final int DAY = 24 * 3600;
  private static final double SHARE = 0.01;
  private static final Oddity[] ALL = values();
  private static final Weights WEIGHTS = weights();

  private final int weight;

  Oddity(int weight) {
    this.weight = weight;
  }

  abstract Ride of(Ride ride, Random random);

  /** Returns the ride unchanged in 99 cases of 100. */
  static Ride maybe(Ride ride, Random random) {
    return random.nextDouble() < SHARE ? ALL[WEIGHTS.draw(random)].of(ride, random) : ride;
  }

  private static Weights weights() {
    double[] weights = new double[ALL.length];
    for (Oddity oddity : ALL) {
      weights[oddity.ordinal()] = oddity.weight;
    }
    return Weights.of(weights);
  }
}
