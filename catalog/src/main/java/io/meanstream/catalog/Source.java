package io.meanstream.catalog;

import java.time.ZoneId;

/**
 * How a dataset's files are read.
 *
 * @param format their format
 * @param zone the zone of timestamps that carry none
 */
public record Source(Format format, ZoneId zone) {}
