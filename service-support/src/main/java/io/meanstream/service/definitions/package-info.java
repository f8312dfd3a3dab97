/** The datasets as their definitions describe them now. */
package io.meanstream.service.definitions;
