package io.meanstream.ingest.landing;

import io.meanstream.ingest.NoBlockedThreads;
import io.meanstream.ingest.feed.ApiPort;
import io.meanstream.ingest.feed.FeedScenarios;
import io.meanstream.ingest.kafka.KafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Feeds whose pages land in PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(ApiPort.class)
@QuarkusTestResource(value = PostgresResource.class, restrictToAnnotatedClass = true)
@ExtendWith(NoBlockedThreads.class)
@Tag("thorough")
class PostgresFeedsTest extends FeedScenarios {}
