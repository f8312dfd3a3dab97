/** Errors as problem documents (RFC 9457). */
package io.meanstream.service.problem;
