/** Fetches over HTTP what somebody names, without trusting where it leads. */
package io.meanstream.source.http;
