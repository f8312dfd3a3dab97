package io.meanstream.stats;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the native executable. */
@QuarkusIntegrationTest
class SelectionIT extends SelectionTest {}
