package io.meanstream.stats.rejects;

import io.meanstream.stats.http.Limit;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

  @Parameter(
      description = "How many rejects a page holds at most",
      schema =
          @Schema(
              type = SchemaType.INTEGER,
              minimum = "1",
              maximum = "" + Limit.MAX,
              defaultValue = "" + Limit.DEFAULT))
  @QueryParam("limit")
  public String limit;

  @Parameter(
      description = "`next` of the page before; every other parameter stays as it was",
      schema = @Schema(type = SchemaType.STRING, pattern = RejectCursor.TOKEN))
  @QueryParam("cursor")
  public String cursor;
}
