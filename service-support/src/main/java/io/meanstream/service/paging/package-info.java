/** Lists in pages: limits, cursors and the link to the next page. */
package io.meanstream.service.paging;
