/** The REST API. */
package io.meanstream.schedule.http;
