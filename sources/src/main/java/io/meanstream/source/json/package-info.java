/** Reads JSON documents and JSON Lines as records. */
package io.meanstream.source.json;
