package io.meanstream.ingest.graal;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Iterator;
import java.util.Map;
import org.apache.parquet.conf.HadoopParquetConfiguration;

/** Keeps Hadoop's configuration out of the executable. */
@TargetClass(HadoopParquetConfiguration.class)
final class HadoopConfigurationSubstitution {

  @Substitute
  public Iterator<Map.Entry<String, String>> iterator() {
    throw new UnsupportedOperationException("Hadoop's configuration");
  }
}
