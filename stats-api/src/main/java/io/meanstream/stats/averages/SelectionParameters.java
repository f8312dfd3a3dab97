package io.meanstream.stats.averages;

import io.meanstream.service.paging.Cursor;
import io.meanstream.service.paging.Limit;
import io.meanstream.stats.http.ResponseFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The raw query parameters that select averages and their presentation; null if missing. */
@RegisterForReflection
public class SelectionParameters {

  private static final String LIST = "^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*$";

  @Parameter(
      required = true,
      description = "One of the dataset's periods, no shorter than the finest of the group",
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
          The fields of one of the dataset's groups, separated by commas; overall averages by \
          default. `field:value` selects one value of a field. Repeat the parameter to select \
          several groups with the same fields; `*` selects all groups of the dataset. In a value, put a backslash before a comma, a \
          colon or a backslash. `\\N` selects rows without a value, nothing after the colon the \
          empty text. Dates are written as in 2020-04-01\
          """,
      example = "member_casual")
  @QueryParam("group")
  public List<String> group = List.of();

  @Parameter(
      description = "Only these measures, separated by commas; all by default",
      schema = @Schema(type = SchemaType.STRING, pattern = LIST),
      example = "duration")
  @QueryParam("measure")
  public String measure;

  @Parameter(
      description =
          """
          Only these statistics of each measure, separated by commas: count, mean, sum, min, max, \
          stddev, median, p90, p99; all by default\
          """,
      schema = @Schema(type = SchemaType.STRING, pattern = LIST),
      example = "count,mean")
  @QueryParam("statistic")
  public String statistic;

  @Parameter(
      description =
          """
          Adds to each average that of the period before (`previous`), or of the period with \
          the same label a year earlier (`year`; none for week 53 and 29 February)\
          """,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"previous", "year"}))
  @QueryParam("compare")
  public String compare;

  @ResponseFormat.Form
  @Parameter(description = "The format of the response; overrides `Accept`")
  @QueryParam("format")
  public String format;

  @Limit.Form
  @Parameter(
      description =
          """
          Maximum number of averages per page. The default is 1,000 for JSON; CSV and NDJSON \
          return everything by default\
          """)
  @QueryParam("limit")
  public String limit;

  @Cursor.Form
  @Parameter(description = "`next` of the previous page; keep all other parameters the same")
  @QueryParam("cursor")
  public String cursor;
}
