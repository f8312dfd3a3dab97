package io.meanstream.schedule;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the running service with a store and a fake Spark. It fails if an event loop blocks.
 */
@QuarkusTest
@QuarkusTestResource(TestStore.class)
@QuarkusTestResource(FakeSpark.class)
@QuarkusTestResource(ServiceToken.class)
@ExtendWith(NoBlockedThreads.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SchedulerTest {}
