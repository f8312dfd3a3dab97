package io.meanstream.stats.averages;

import io.meanstream.stats.averages.AverageDocument.Moments;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;

/**
 * Reads averages field by field, because an export reads millions: the driver's codec for classes
 * looks each field up by reflection. Quarkus finds this provider.
 */
public final class AverageCodec implements Codec<AverageDocument> {

  private final DocumentCodec groups = new DocumentCodec();

  /** Provides the codec to the driver. */
  public static final class Provider implements CodecProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> Codec<T> get(Class<T> type, CodecRegistry registry) {
      return AverageDocument.class.equals(type) ? (Codec<T>) new AverageCodec() : null;
    }
  }

  @Override
  public AverageDocument decode(BsonReader reader, DecoderContext context) {
    AverageDocument average = new AverageDocument();
    reader.readStartDocument();
    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (reader.readName()) {
        case "_id" -> average.id = reader.readString();
        case "label" -> average.label = reader.readString();
        case "start" -> average.start = instant(reader);
        case "end" -> average.end = instant(reader);
        case "by" -> average.by = reader.readString();
        case "group" -> average.group = groups.decode(reader, context);
        case "count" -> average.count = whole(reader);
        case "excluded" -> average.excluded = members(reader, AverageCodec::whole);
        case "measures" -> average.measures = members(reader, AverageCodec::moments);
        case "late" -> average.late = whole(reader);
        case "computedAt" -> average.computedAt = instant(reader);
        default -> reader.skipValue();
      }
    }
    reader.readEndDocument();
    return average;
  }

  private static Moments moments(BsonReader reader) {
    Moments moments = new Moments();
    reader.readStartDocument();
    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (reader.readName()) {
        case "count" -> moments.count = whole(reader);
        case "sum" -> moments.sum = decimal(reader);
        case "mean" -> moments.mean = decimal(reader);
        case "min" -> moments.min = decimal(reader);
        case "max" -> moments.max = decimal(reader);
        case "m2" -> moments.m2 = decimal(reader);
        case "median" -> moments.median = decimal(reader);
        case "p90" -> moments.p90 = decimal(reader);
        case "p99" -> moments.p99 = decimal(reader);
        default -> reader.skipValue();
      }
    }
    reader.readEndDocument();
    return moments;
  }

  /** The members of an embedded document, in their order. */
  private static <V> Map<String, V> members(BsonReader reader, Function<BsonReader, V> value) {
    Map<String, V> members = new LinkedHashMap<>();
    reader.readStartDocument();
    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
      members.put(reader.readName(), value.apply(reader));
    }
    reader.readEndDocument();
    return members;
  }

  private static Instant instant(BsonReader reader) {
    return Instant.ofEpochMilli(reader.readDateTime());
  }

  private static long whole(BsonReader reader) {
    return reader.getCurrentBsonType() == BsonType.INT32 ? reader.readInt32() : reader.readInt64();
  }

  private static Double decimal(BsonReader reader) {
    if (reader.getCurrentBsonType() == BsonType.NULL) {
      reader.readNull();
      return null;
    }
    return reader.readDouble();
  }

  @Override
  public void encode(BsonWriter writer, AverageDocument average, EncoderContext context) {
    throw new UnsupportedOperationException("the batch writes averages");
  }

  @Override
  public Class<AverageDocument> getEncoderClass() {
    return AverageDocument.class;
  }
}
