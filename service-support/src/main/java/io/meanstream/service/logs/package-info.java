/** Fields of log lines, which stand out in JSON. */
package io.meanstream.service.logs;
