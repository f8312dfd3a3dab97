/** JSON documents and lines of JSON as records. */
package io.meanstream.source.json;
