package io.meanstream.ingest.landing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The position of a feed after a page, landed with the page. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "kind",
    // older manifests have no kind: only pages of HTTP feeds landed then
    defaultImpl = PagePosition.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = PagePosition.class, name = "page"),
  @JsonSubTypes.Type(value = TablePosition.class, name = "table")
})
@RegisterForReflection
public sealed interface FeedPosition permits PagePosition, TablePosition {

  /** The feed in the definition; a position of another one is ignored. */
  String feed();

  /** How many pages the dataset's feeds have landed. */
  long sequence();

  /** The last page with records, for display. */
  String shown();
}
