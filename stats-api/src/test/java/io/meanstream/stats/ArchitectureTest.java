package io.meanstream.stats;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.LiveCatalog;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.MultiSubscribe;
import io.smallrye.mutiny.groups.UniAwait;
import jakarta.ws.rs.GET;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Code that serves requests must not block. */
@AnalyzeClasses(packages = "io.meanstream.stats", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheCatalogRefreshReadsFiles =
      noClasses()
          .that()
          .areNotAssignableTo(CatalogRefresh.class)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              Files.class,
              File.class,
              FileInputStream.class,
              FileReader.class,
              RandomAccessFile.class,
              FileChannel.class)
          .orShould()
          .callMethod(Catalog.class, "load", Path.class)
          .orShould()
          .callMethod(LiveCatalog.class, "current")
          .orShould()
          .callMethod(LiveCatalog.class, "look")
          .orShould()
          .callMethod(LiveCatalog.class, "load", Path.class);

  @ArchTest
  static final ArchRule theSyncDriverIsNotUsed =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "com.mongodb.client",
                  "io.quarkus.mongodb.panache",
                  "io.quarkus.mongodb.panache.runtime"));

  @ArchTest
  static final ArchRule nothingAwaits =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(UniAwait.class)
          .orShould()
          .callMethod(MultiSubscribe.class, "asIterable")
          .orShould()
          .callMethod(MultiSubscribe.class, "asStream")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule everyOperationIsAsynchronous =
      methods().that().areAnnotatedWith(GET.class).should().haveRawReturnType(Uni.class);

  @ArchTest
  static final ArchRule httpDoesNotDependOnResources =
      noClasses()
          .that(resideInAPackage("..stats.http"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "..stats.averages",
                  "..stats.datasets",
                  "..stats.ingestions",
                  "..stats.rejects",
                  "..stats.runs"));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.meanstream.stats.(*)..").should().beFreeOfCycles();
}
