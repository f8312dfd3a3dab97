package io.meanstream.stats;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Runs the same tests against the native executable. */
@QuarkusIntegrationTest
class SelectionIT extends SelectionTest {}
