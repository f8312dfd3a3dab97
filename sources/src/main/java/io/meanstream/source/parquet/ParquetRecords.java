package io.meanstream.source.parquet;

import io.meanstream.source.FormatException;
import io.meanstream.source.Position;
import io.meanstream.source.RawRow;
import io.meanstream.source.ReadOptions;
import io.meanstream.source.RecordReader;
import io.meanstream.source.TextOptions;
import io.meanstream.source.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Reads the rows of a Parquet file. Of each row group, keeps the compressed columns that the
 * dataset uses in memory, and one decompressed page per column.
 */
public final class ParquetRecords implements RecordReader {

  /** Spark and Hive write INT96 as instants, all others as local times. */
  private static final String INSTANTS_96 = "parquet-mr";

  private final WholeFile file;
  private final ParquetFileReader reader;
  private final FileMetaData meta;
  private final ParquetColumns columns;
  private final ParquetRow row;
  private final List<BlockMetaData> groups;
  private final MessageType projection;
  private final ColumnText[] texts;
  private final int[] definitions;
  private final ColumnReader[] values;
  private final long maxGroup;

  private int group = -1;
  private PageReadStore pages;
  private long rowsOfGroup;
  private long rowOfGroup;
  private long rowsBefore;
  private long bytesBefore;

  private ParquetRecords(
      WholeFile file, ParquetFileReader reader, ReadOptions options, long maxGroup) {
    this.file = file;
    this.reader = reader;
    this.meta = reader.getFooter().getFileMetaData();
    this.groups = reader.getRowGroups();
    this.columns =
        ParquetColumns.of(meta.getSchema(), options.layout().fields(), hasInstants96(meta));
    this.projection = columns.projection(meta.getSchema());
    this.row = new ParquetRow(columns.header());
    this.texts = columns.used().stream().map(ParquetColumns.Used::text).toArray(ColumnText[]::new);
    this.definitions =
        columns.used().stream().mapToInt(it -> it.descriptor().getMaxDefinitionLevel()).toArray();
    this.values = new ColumnReader[texts.length];
    this.maxGroup = maxGroup;
    if (!columns.used().isEmpty()) {
      reader.setRequestedSchema(projection);
    }
  }

  /**
   * Opens a file; closing the records closes it.
   *
   * @throws IOException if it is not a readable Parquet file
   */
  public static ParquetRecords open(WholeFile file, ReadOptions options) throws IOException {
    // half of the heap: the other half is for processing the rows
    return open(file, options, Runtime.getRuntime().maxMemory() / 2);
  }

  /** Opens a file with a limit on the size of a row group's used columns. */
  static ParquetRecords open(WholeFile file, ReadOptions options, long maxGroup)
      throws IOException {
    Footer.check(file.path(), maxGroup);
    ParquetReadOptions settings =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new Codecs())
            .usePageChecksumVerification(true)
            .build();
    ParquetFileReader reader =
        Damage.named(() -> ParquetFileReader.open(new LocalInputFile(file.path()), settings));
    try {
      return new ParquetRecords(file, reader, options, maxGroup);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static boolean hasInstants96(FileMetaData meta) {
    return meta.getCreatedBy() != null && meta.getCreatedBy().startsWith(INSTANTS_96);
  }

  @Override
  public List<String> header() {
    return columns.header();
  }

  @Override
  public TextOptions text() {
    return new TextOptions(Optional.of(StandardCharsets.UTF_8), Optional.empty());
  }

  @Override
  public long moveTowards(Position position) {
    while (group + 1 < groups.size()
        && rowsBefore + groups.get(group + 1).getRowCount() <= position.rows()) {
      group++;
      passGroup();
      reader.skipNextRowGroup();
    }
    return rowsBefore;
  }

  private void passGroup() {
    rowsBefore += groups.get(group).getRowCount();
    bytesBefore += groups.get(group).getCompressedSize();
  }

  @Override
  public boolean next() throws IOException {
    while (rowOfGroup == rowsOfGroup) {
      if (!openNextGroup()) {
        return false;
      }
    }
    return Damage.named(this::readRow);
  }

  private boolean readRow() {
    rowOfGroup++;
    row.begin(rowsBefore + rowOfGroup);
    for (int used = 0; used < values.length; used++) {
      if (isThere(used)) {
        row.fill(columns.used().get(used).place(), texts[used].of(values[used]));
      }
      values[used].consume();
    }
    return true;
  }

  private boolean isThere(int used) {
    return values[used].getCurrentDefinitionLevel() == definitions[used];
  }

  private boolean openNextGroup() throws IOException {
    closeGroup();
    if (group + 1 == groups.size()) {
      return false;
    }
    group++;
    BlockMetaData next = groups.get(group);
    rowsOfGroup = next.getRowCount();
    rowOfGroup = 0;
    if (rowsOfGroup < 0) {
      throw new FormatException("is damaged: row group %d has no length".formatted(group + 1));
    }
    if (columns.used().isEmpty()) {
      throw new FormatException(
          "has no column of the dataset (found: %s)".formatted(String.join(", ", header())));
    }
    if (rowsOfGroup > 0) {
      checkSize(next);
      Damage.named(this::readGroup);
    }
    return true;
  }

  private boolean readGroup() throws IOException {
    pages = reader.readRowGroup(group);
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(pages, NoConverter.GROUP, projection, meta.getCreatedBy());
    for (int used = 0; used < values.length; used++) {
      ParquetColumns.Used column = columns.used().get(used);
      long count = pages.getPageReader(column.descriptor()).getTotalValueCount();
      if (count != rowsOfGroup) {
        throw new FormatException(
            "is damaged: row group %d has %d rows, but %d values of %s"
                .formatted(group + 1, rowsOfGroup, count, columns.header().get(column.place())));
      }
      values[used] = store.getColumnReader(column.descriptor());
    }
    return true;
  }

  private void checkSize(BlockMetaData next) throws FormatException {
    Set<List<String>> used = columns.usedPaths();
    long size =
        next.getColumns().stream()
            .filter(chunk -> used.contains(List.of(chunk.getPath().toArray())))
            .mapToLong(ColumnChunkMetaData::getTotalSize)
            .sum();
    if (size < 0 || size > maxGroup) {
      throw new FormatException(
          ("row group %d has %d bytes in the dataset's columns; the limit is %d, half of the heap:"
                  + " raise -Xmx, or write smaller row groups")
              .formatted(group + 1, size, maxGroup));
    }
  }

  private void closeGroup() {
    if (group >= 0 && rowsOfGroup > 0) {
      passGroup();
    }
    rowsOfGroup = 0;
    rowOfGroup = 0;
    if (pages != null) {
      pages.close();
      pages = null;
      // or its decompressed pages would be in memory beside those of the next row group
      Arrays.fill(values, null);
    }
  }

  @Override
  public RawRow row() {
    return row;
  }

  @Override
  public long bytesRead() {
    return file.isRead() ? file.size() : bytesBefore;
  }

  @Override
  public String hash() throws IOException {
    return file.hash();
  }

  @Override
  public void close() throws IOException {
    try (file;
        reader) {
      closeGroup();
    }
  }
}
