package io.meanstream.stats.http;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Marks all properties in the OpenAPI document as required, because none is ever omitted. Removes
 * the type that is generated beside the alternatives of a nullable reference, since it would forbid
 * null.
 */
public final class SchemaFilter implements OASFilter {

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
