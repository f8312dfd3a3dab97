package io.meanstream.stats.rejects;

import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.stats.http.PageFormat;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters of a request for rejects, as they were given; null where they were not. */
public class RejectsParameters {

  @Parameter(description = "Only rejects by this rule", example = "type")
  @QueryParam("rule")
  public String rule;

  @Parameter(description = "Only rejects for this field", example = "started_at")
  @QueryParam("field")
  public String field;

  @Parameter(description = "Only rejects of this ingestion, by its id")
  @QueryParam("ingestion")
  public String ingestion;

  @PageFormat.Form
  @Parameter(description = "The form of the answer, whatever `Accept` says")
  @QueryParam("format")
  public String format;

  @Limit.Form
  @Parameter(
      description =
          """
          How many rejects a page holds at most. Without it, a page of JSON holds 1,000; CSV and \
          NDJSON are no pages but whole\
          """)
  @QueryParam("limit")
  public String limit;

  @Cursor.Form
  @Parameter(description = "`next` of the page before; every other parameter stays as it was")
  @QueryParam("cursor")
  public String cursor;
}
