package io.meanstream.persist.record;

import java.time.LocalDate;
import org.bson.BsonDocument;

/**
 * A row as it is stored.
 *
 * @param key the document's {@code _id}
 * @param content the typed fields in stored form; neither {@code _id} nor {@code _src}
 * @param day the local date of its time in the dataset's zone
 */
public record Row(long offset, Origin origin, String key, BsonDocument content, LocalDate day)
    implements Entry {}
