package io.meanstream.launch.demo;

import io.meanstream.catalog.dataset.Dataset;
import io.meanstream.launch.api.TextOption;
import io.meanstream.launch.show.Format;
import java.nio.file.Path;
import java.util.List;

/**
 * The options of a demo.
 *
 * @param data absolute paths; empty for generated rides
 * @param text the data's charset and delimiter
 * @param download whether to fetch a MongoDB if none is found
 * @param once whether to end after showing the averages
 */
public record DemoRequest(
    Dataset dataset,
    Path definitions,
    List<Path> data,
    TextOption text,
    boolean download,
    Format format,
    boolean once) {}
