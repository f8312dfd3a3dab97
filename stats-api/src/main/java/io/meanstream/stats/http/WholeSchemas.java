package io.meanstream.stats.http;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Says in the OpenAPI document what holds for all bodies: no property is ever left out. */
public final class WholeSchemas implements OASFilter {

  @Override
  public Schema filterSchema(Schema schema) {
    Map<String, Schema> properties = schema.getProperties();
    if (properties != null && schema.getRequired() == null) {
      schema.setRequired(List.copyOf(properties.keySet()));
    }
    return schema;
  }
}
