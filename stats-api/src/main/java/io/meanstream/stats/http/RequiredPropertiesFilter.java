package io.meanstream.stats.http;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Marks all properties in the OpenAPI document as required: none is ever omitted. */
public final class RequiredPropertiesFilter implements OASFilter {

  @Override
  public Schema filterSchema(Schema schema) {
    Map<String, Schema> properties = schema.getProperties();
    if (properties != null && schema.getRequired() == null) {
      schema.setRequired(List.copyOf(properties.keySet()));
    }
    return schema;
  }
}
