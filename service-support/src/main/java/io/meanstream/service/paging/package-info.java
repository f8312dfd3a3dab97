/** Paging of lists: limits, cursors and the link to the next page. */
package io.meanstream.service.paging;
