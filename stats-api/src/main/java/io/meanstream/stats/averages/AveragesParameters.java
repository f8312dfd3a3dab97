package io.meanstream.stats.averages;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The raw query parameters of a request for averages in a range; null if missing. */
@RegisterForReflection
public class AveragesParameters extends SelectionParameters {

  @Parameter(
      description =
          """
          Only periods that start at this time or later: a date in the dataset's time zone, or an \
          instant\
          """,
      schema = @Schema(anyOf = {DateText.class, InstantText.class}),
      example = "2020-04-01")
  @QueryParam("from")
  public String from;

  @Parameter(
      description =
          """
          Only periods that start before this time, which must be later than `from`: a date in \
          the dataset's time zone, or an instant\
          """,
      schema = @Schema(anyOf = {DateText.class, InstantText.class}),
      example = "2020-05-01")
  @QueryParam("to")
  public String to;

  @Parameter(
      description =
          """
          `null`: periods without rows are shown, too, with the count 0 and without values; needs \
          `from`, `to` and one group\
          """,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"none", "null"},
              defaultValue = "none"))
  @QueryParam("fill")
  public String fill;

  @Parameter(
      description = "`asc`: the oldest period first; `desc`: the newest one first",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"asc", "desc"},
              defaultValue = "asc"))
  @QueryParam("order")
  public String order;

  /** A date in an OpenAPI schema. */
  @Schema(type = SchemaType.STRING, format = "date")
  interface DateText {}

  /** An instant in an OpenAPI schema. */
  @Schema(type = SchemaType.STRING, format = "date-time")
  interface InstantText {}
}
