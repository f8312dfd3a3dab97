/** What all resources share: problem documents, parameters, paging and entity tags. */
package io.meanstream.stats.http;
