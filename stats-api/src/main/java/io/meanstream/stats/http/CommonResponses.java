package io.meanstream.stats.http;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Documents the responses that all operations of a resource share. */
@APIResponse(responseCode = "304", ref = Api.NOT_MODIFIED)
@APIResponse(responseCode = "400", ref = Api.BAD_PARAMETER)
@APIResponse(responseCode = "406", ref = Api.NOT_ACCEPTABLE)
@APIResponse(responseCode = "500", ref = Api.FAILED)
@APIResponse(responseCode = "503", ref = Api.STORE_AWAY)
@Retention(RetentionPolicy.RUNTIME)
public @interface CommonResponses {}
