package io.meanstream.ingest.http;

import io.meanstream.ingest.NoBlockedThreads;
import io.meanstream.ingest.kafka.KafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pushed records that land in the state folder. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@ExtendWith(NoBlockedThreads.class)
class PushResourceTest extends PushScenarios {}
