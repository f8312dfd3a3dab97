package io.meanstream.launch.demo;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.launch.api.TextOption;
import io.meanstream.launch.show.Format;
import java.nio.file.Path;
import java.util.List;

/**
 * The options of a demo.
 *
 * @param data absolute paths; none for generated rides
 * @param text how the data writes its text
 * @param download whether to fetch a MongoDB where none is found
 * @param once whether to end when the averages are shown
 */
public record DemoRequest(
    Dataset dataset,
    Path definitions,
    List<Path> data,
    TextOption text,
    boolean download,
    Format format,
    boolean once) {}
