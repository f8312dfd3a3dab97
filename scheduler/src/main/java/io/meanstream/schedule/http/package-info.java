/** The service as callers see it. */
package io.meanstream.schedule.http;
