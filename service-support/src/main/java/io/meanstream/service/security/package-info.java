/** Who calls, and what callers may do. */
package io.meanstream.service.security;
