package io.meanstream.ingest.graal;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Keeps Hadoop's codecs out of the executable. */
@TargetClass(CodecFactory.class)
final class CodecFactorySubstitution {

  @Substitute
  CompressionCodec getCodec(CompressionCodecName name) {
    throw new UnsupportedOperationException("Hadoop's codec for " + name);
  }
}
