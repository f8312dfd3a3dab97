package io.meanstream.stats.averages;

import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.stats.http.PageFormat;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters of a request for averages, as they were given; null where they were not. */
public class AveragesParameters {

  @Parameter(
      required = true,
      description = "One of the dataset's periods, not finer than those of the group",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"hour", "day", "week", "month", "quarter"}),
      example = "day")
  @QueryParam("period")
  public String period;

  @Parameter(
      description =
          """
          Only periods that start at this moment or later: a date in the dataset's time zone, or an \
          instant\
          """,
      schema = @Schema(anyOf = {DateText.class, InstantText.class}),
      example = "2020-04-01")
  @QueryParam("from")
  public String from;

  @Parameter(
      description =
          """
          Only periods that start before this moment, which has to be later than `from`: a date in \
          the dataset's time zone, or an instant\
          """,
      schema = @Schema(anyOf = {DateText.class, InstantText.class}),
      example = "2020-05-01")
  @QueryParam("to")
  public String to;

  @Parameter(
      description =
          """
          The fields of one of the dataset's groups, separated by commas; without it, the overall \
          averages\
          """,
      schema = @Schema(type = SchemaType.STRING, pattern = "^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*$"),
      example = "member_casual")
  @QueryParam("group")
  public String group;

  @PageFormat.Form
  @Parameter(description = "The form of the answer, whatever `Accept` says")
  @QueryParam("format")
  public String format;

  @Limit.Form
  @Parameter(
      description =
          """
          How many averages a page holds at most. Without it, a page of JSON holds 1,000; CSV and \
          NDJSON are no pages but whole\
          """)
  @QueryParam("limit")
  public String limit;

  @Cursor.Form
  @Parameter(description = "`next` of the page before; every other parameter stays as it was")
  @QueryParam("cursor")
  public String cursor;

  /** A date in an OpenAPI schema. */
  @Schema(type = SchemaType.STRING, format = "date")
  interface DateText {}

  /** An instant in an OpenAPI schema. */
  @Schema(type = SchemaType.STRING, format = "date-time")
  interface InstantText {}
}
