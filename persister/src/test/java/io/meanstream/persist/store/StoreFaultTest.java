package io.meanstream.persist.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class StoreFaultTest {

  @ParameterizedTest
  @CsvFileSource(resources = "write-errors.csv", numLinesToSkip = 1)
  void writeErrorsAreClassifiedByCode(int code, String message, StoreFault fault, String reason) {
    // Given
    WriteError error = new WriteError(code, message, new BsonDocument());

    // When
    StoreFault decided = StoreFault.of(error);

    // Then
    assertThat(decided).as(reason).isEqualTo(fault);
  }

  @Test
  void aBulkFailsForItsDocumentsOnlyIfEveryErrorDoes() {
    assertThat(StoreFault.isOfDocuments(bulk(null, 11000, 121))).isTrue();
    assertThat(StoreFault.isOfDocuments(bulk(null, 11000, 10107))).isFalse();
  }

  @Test
  void aBulkWithoutAMajorityNeverFailsForItsDocuments() {
    WriteConcernError timeout =
        new WriteConcernError(64, "WriteConcernFailed", "timed out", new BsonDocument());

    assertThat(StoreFault.isOfDocuments(bulk(timeout, 11000))).isFalse();
  }

  private static MongoBulkWriteException bulk(WriteConcernError concern, int... codes) {
    List<BulkWriteError> errors =
        IntStream.range(0, codes.length)
            .mapToObj(i -> new BulkWriteError(codes[i], "message", new BsonDocument(), i))
            .toList();
    return new MongoBulkWriteException(
        BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()),
        errors,
        concern,
        new ServerAddress(),
        Set.of());
  }
}
