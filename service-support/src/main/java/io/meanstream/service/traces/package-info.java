/** Traces: off unless an endpoint is configured. */
package io.meanstream.service.traces;
