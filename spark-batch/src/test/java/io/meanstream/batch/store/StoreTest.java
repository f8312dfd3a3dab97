package io.meanstream.batch.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://127.0.0.1:27017",
        "mongodb://127.0.0.1:27017/",
        "mongodb://user:secret@a:1,b:2/admin?replicaSet=rs0",
        "mongodb://127.0.0.1/?readPreference=secondary&readConcernLevel=local"
      })
  void connectorsReadMajorityDataFromThePrimary(String uri) {
    ConnectionString safe = new ConnectionString(new Store(uri, "meanstream").safeUri());

    assertThat(safe.getReadConcern()).isEqualTo(ReadConcern.MAJORITY);
    assertThat(safe.getReadPreference()).isEqualTo(ReadPreference.primary());
    assertThat(safe.getHosts()).isEqualTo(new ConnectionString(uri).getHosts());
  }
}
