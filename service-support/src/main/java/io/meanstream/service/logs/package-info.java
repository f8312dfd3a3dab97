/** Fields of log lines, separate from the message in JSON logs. */
package io.meanstream.service.logs;
