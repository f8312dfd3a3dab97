package io.meanstream.stats.http;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Sorts the responses of each operation: generated clients accept the first media type only, which
 * must not be that of problems. Marks all properties in the OpenAPI document as required, because
 * none is ever omitted. Removes the type that is generated beside the alternatives of a nullable
 * reference, since it would forbid null.
 */
public final class OpenApiDocumentFilter implements OASFilter {

  @Override
  public Operation filterOperation(Operation operation) {
    APIResponses responses = operation.getResponses();
    responses.setAPIResponses(new TreeMap<>(responses.getAPIResponses()));
    return operation;
  }

  @Override
  public Schema filterSchema(Schema schema) {
    Map<String, Schema> properties = schema.getProperties();
    if (properties != null && schema.getRequired() == null) {
      schema.setRequired(List.copyOf(properties.keySet()));
    }
    if (schema.getAnyOf() != null) {
      schema.setType(null);
    }
    return schema;
  }
}
