/** Fetches user-supplied addresses over HTTP without trusting where they lead. */
package io.meanstream.source.http;
