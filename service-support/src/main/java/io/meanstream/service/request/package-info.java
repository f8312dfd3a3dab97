/** Checks that every request passes before a resource sees it. */
package io.meanstream.service.request;
