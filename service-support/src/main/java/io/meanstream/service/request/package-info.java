/** Filters that check every request before it reaches a resource. */
package io.meanstream.service.request;
