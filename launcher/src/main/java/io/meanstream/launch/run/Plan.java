package io.meanstream.launch.run;

import io.meanstream.cluster.StoreSource;
import java.nio.file.Path;
import java.util.Set;

/**
 * What is to be started, where, and from what.
 *
 * @param database in the store
 * @param folder takes what the parts write
 * @param datasets the folder of definitions
 * @param tokenFile holds the secret of this installation
 * @param without services that the user runs
 * @param tuning of the services
 */
public record Plan(
    Addresses addresses,
    StoreSource source,
    String database,
    Path folder,
    Path datasets,
    Path tokenFile,
    Set<Service> without,
    JvmTuning tuning) {}
