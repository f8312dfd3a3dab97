package io.meanstream.stats.rejects;

import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.stats.http.ResponseFormat;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The raw query parameters of a request for rejects; null if missing. */
public class RejectsParameters {

  @Parameter(
      description = "Only rejects by this rule",
      example = "type",
      schema = @Schema(type = SchemaType.STRING, minLength = 1))
  @QueryParam("rule")
  public String rule;

  @Parameter(
      description = "Only rejects for this field",
      example = "started_at",
      schema = @Schema(type = SchemaType.STRING, minLength = 1))
  @QueryParam("field")
  public String field;

  @Parameter(
      description = "Only rejects of the ingestion with this id",
      schema = @Schema(type = SchemaType.STRING, minLength = 1))
  @QueryParam("ingestion")
  public String ingestion;

  @ResponseFormat.Form
  @Parameter(description = "The format of the response; overrides `Accept`")
  @QueryParam("format")
  public String format;

  @Limit.Form
  @Parameter(
      description =
          """
          Maximum number of rejects per page. The default is 1,000 for JSON; CSV and NDJSON \
          return everything by default\
          """)
  @QueryParam("limit")
  public String limit;

  @Cursor.Form
  @Parameter(description = "`next` of the previous page; keep all other parameters the same")
  @QueryParam("cursor")
  public String cursor;
}
