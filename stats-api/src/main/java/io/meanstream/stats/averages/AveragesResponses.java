package io.meanstream.stats.averages;

import io.meanstream.stats.http.Api;
import io.meanstream.stats.http.ResponseFormat;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Documents the responses of operations that return averages. */
@APIResponse(
    responseCode = "200",
    description = "A page of averages; CSV and NDJSON without a `limit`: all averages",
    headers = {
      @Header(
          name = "Link",
          description = "The next page, if there is one: `<…>; rel=\"next\"`",
          schema = @Schema(implementation = String.class)),
      @Header(
          name = "ETag",
          description = "A weak tag; none while a run of the dataset is under way",
          schema = @Schema(implementation = String.class))
    },
    content = {
      @Content(
          mediaType = MediaType.APPLICATION_JSON,
          schema = @Schema(implementation = AveragesPage.class)),
      @Content(
          mediaType = ResponseFormat.CSV_TYPE,
          schema = @Schema(implementation = String.class)),
      @Content(
          mediaType = ResponseFormat.NDJSON_TYPE,
          schema = @Schema(implementation = String.class))
    })
@APIResponse(responseCode = "404", ref = Api.NOT_FOUND)
@Retention(RetentionPolicy.RUNTIME)
@interface AveragesResponses {}
