/** Looks at files of unknown kinds, and proposes definitions for them. */
package io.meanstream.source.propose;
