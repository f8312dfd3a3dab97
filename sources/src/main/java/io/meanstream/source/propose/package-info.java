/** Examines unknown kinds of files and proposes definitions for them. */
package io.meanstream.source.propose;
