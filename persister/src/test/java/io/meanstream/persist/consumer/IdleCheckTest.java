package io.meanstream.persist.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanstream.persist.TestStore;
import io.meanstream.persist.store.Position;
import io.meanstream.persist.store.Positions;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestStore.class)
class IdleCheckTest {

  private static final String ID = Uuid.ONE_UUID.toString();
  private static final TopicPartition DELETED = new TopicPartition("deleted", 0);

  private final ReactiveMongoDatabase store;
  private final Positions positions;
  private int requests;

  IdleCheckTest(ReactiveMongoDatabase store) {
    this.store = store;
    this.positions = new Positions(store, Clock.systemUTC());
  }

  @BeforeEach
  void empty() {
    TestStore.empty(store);
  }

  @Test
  void nobodyIsAskedBeforeAPartitionWantsToKnow() {
    check(List.of(open("trips", 0)));

    assertThat(requests).isZero();
  }

  @Test
  void brokersAreAskedOnceForAllPartitions() {
    Position first = open("trips", 0);
    Position second = open("rides", 2);

    IdleCheck check = check(List.of(first, second));

    assertThat(check.topicId("trips").await().indefinitely()).isEqualTo(ID);
    assertThat(check.topicId("rides").await().indefinitely()).isEqualTo(ID);
    assertThat(check.topicId("trips").await().indefinitely()).isEqualTo(ID);
    assertThat(requests).isEqualTo(1);
  }

  @Test
  void aDeletedTopicDoesNotAffectTheOthers() {
    IdleCheck check = check(List.of(open("trips", 0), open(DELETED.topic(), 0)));

    assertThat(check.topicId("trips").await().indefinitely()).isEqualTo(ID);
    assertThatThrownBy(() -> check.topicId(DELETED.topic()).await().indefinitely())
        .isInstanceOf(UnknownTopicOrPartitionException.class);
  }

  @Test
  void aPositionIsCurrentUntilItIsAdvancedOrTheStoreIsEmptied() {
    Position same = open("trips", 0);
    Position behind = open("trips", 1);
    positions.advance(behind, 7).await().indefinitely();

    IdleCheck check = check(List.of(same, behind));

    assertThat(check.isCurrent(same).await().indefinitely()).isTrue();
    assertThat(check.isCurrent(behind).await().indefinitely()).isFalse();
    TestStore.empty(store);
    assertThat(check(List.of(same)).isCurrent(same).await().indefinitely()).isFalse();
  }

  private Position open(String topic, int partition) {
    return positions.open(new TopicPartition(topic, partition), ID, 0).await().indefinitely();
  }

  private IdleCheck check(List<Position> at) {
    return new IdleCheck(new TopicMetadata(admin()), positions, at);
  }

  /** Every topic exists, except one. */
  private Admin admin() {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("describeTopics");
              requests++;
              return new DescribedTopics(
                  ((Collection<?>) arguments[0])
                      .stream()
                          .map(Object::toString)
                          .collect(Collectors.toMap(name -> name, IdleCheckTest::description)));
            });
  }

  private static KafkaFuture<TopicDescription> description(String topic) {
    KafkaFutureImpl<TopicDescription> description = new KafkaFutureImpl<>();
    if (topic.equals(DELETED.topic())) {
      description.completeExceptionally(new UnknownTopicOrPartitionException("no such topic"));
    } else {
      description.complete(new TopicDescription(topic, false, List.of(), null, Uuid.ONE_UUID));
    }
    return description;
  }
}
