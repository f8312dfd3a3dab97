package io.meanstream.persist;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.meanstream.catalog.Catalog;
import io.meanstream.catalog.LiveCatalog;
import io.smallrye.mutiny.Uni;
import java.io.File;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaFuture;

/** Nothing blocks an event loop, and packages depend in one direction. */
@AnalyzeClasses(
    packages = "io.meanstream.persist",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** Only its packages of models and results are shared with the reactive driver. */
  @ArchTest
  static final ArchRule nothingUsesTheBlockingDriver =
      noClasses()
          .should()
          .dependOnClassesThat(
              nameMatching("com\\.mongodb\\.client\\.(Mongo|Find|Aggregate|ClientSession).*"));

  @ArchTest
  static final ArchRule nothingBlocks =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "block",
                  call ->
                      call.getTargetOwner().isAssignableTo(Uni.class)
                              && call.getName().equals("await")
                          || call.getTargetOwner().isAssignableTo(Future.class)
                              && call.getName().matches("get|join")
                          || call.getTargetOwner().isAssignableTo(CompletableFuture.class)
                              && call.getName().equals("join")
                          || call.getTargetOwner().isAssignableTo(KafkaFuture.class)
                              && call.getName().equals("get")
                          || call.getTargetOwner().isEquivalentTo(Thread.class)
                              && call.getName().equals("sleep")));

  @ArchTest
  static final ArchRule onlyTheCatalogReadsFiles =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Persister.class)
          .should()
          .dependOnClassesThat(
              describe(
                  "read files",
                  type ->
                      type.isEquivalentTo(Files.class)
                          || type.isAssignableTo(File.class)
                          || type.isEquivalentTo(Catalog.class)
                          || type.isEquivalentTo(LiveCatalog.class)));

  @ArchTest
  static final ArchRule onlyOnePackageUsesTheConsumer =
      noClasses()
          .that()
          .resideOutsideOfPackage("..consumer..")
          .and()
          .doNotBelongToAnyOf(Persister.class)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Consumer.class);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.meanstream.persist.(*)..").should().beFreeOfCycles();
}
