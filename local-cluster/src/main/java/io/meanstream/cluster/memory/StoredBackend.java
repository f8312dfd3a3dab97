package io.meanstream.cluster.memory;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;

/** mongo-java-server's wire protocol and query language over {@link StoredCollection}s. */
public final class StoredBackend extends AbstractMongoBackend {
  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new StoredDatabase(name, getCursorRegistry());
  }
}
