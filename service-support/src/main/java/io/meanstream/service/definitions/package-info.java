/** The dataset definitions, reloaded when their files change. */
package io.meanstream.service.definitions;
