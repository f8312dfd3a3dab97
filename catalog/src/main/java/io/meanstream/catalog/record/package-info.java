/** Typed records, and the codec that writes them to topics and reads them again. */
package io.meanstream.catalog.record;
