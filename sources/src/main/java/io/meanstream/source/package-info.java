/**
 * Where rows come from: data files on their own, in archives and in folders, read as one stream.
 */
package io.meanstream.source;
