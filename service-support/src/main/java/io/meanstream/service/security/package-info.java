/** Authentication and roles. */
package io.meanstream.service.security;
