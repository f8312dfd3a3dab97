/** Shared by all resources: OpenAPI, response formats, error responses and entity tags. */
package io.meanstream.stats.http;
