/** A dataset as its definition describes it: fields and bounds, measures, groups, schedule. */
package io.meanstream.catalog.dataset;
