package io.meanstream.catalog.definition;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.constructor.json.ConstructYamlJsonFloat;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** YAML's JSON schema, with numbers exactly as written instead of as the nearest double. */
final class ExactNumbers extends JsonSchema {

  @Override
  public Map<Tag, ConstructNode> getSchemaTagConstructors() {
    Map<Tag, ConstructNode> constructors = new HashMap<>(super.getSchemaTagConstructors());
    constructors.put(Tag.FLOAT, new ExactNumber());
    return constructors;
  }

  private static final class ExactNumber extends ConstructYamlJsonFloat {

    @Override
    protected Object constructFromString(String text) {
      Object number = super.constructFromString(text);
      return number instanceof Double value && Double.isFinite(value)
          ? new BigDecimal(text)
          : number;
    }
  }
}
