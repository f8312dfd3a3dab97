/** Finds data files, plain or in archives and folders, and reads their rows. */
package io.meanstream.source;
