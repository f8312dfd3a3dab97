package io.meanstream.schedule;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Path;
import java.util.Random;

/** Blocking code runs on worker threads, and only the http package knows HTTP. */
@AnalyzeClasses(packages = "io.meanstream.schedule", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule resourcesBlockOnWorkerThreads =
      classes().that().areAnnotatedWith(Path.class).should().beAnnotatedWith(Blocking.class);

  @ArchTest
  static final ArchRule onlyOnePackageUsesTheStore =
      noClasses()
          .that()
          .resideOutsideOfPackage("..schedule.store")
          .should()
          .dependOnClassesThat(resideInAnyPackage("com.mongodb.client..", "org.bson.."));

  @ArchTest
  static final ArchRule onlyOnePackageStartsProcesses =
      noClasses()
          .that()
          .resideOutsideOfPackage("..schedule.batch")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Process.class, ProcessBuilder.class, ProcessHandle.class);

  @ArchTest
  static final ArchRule theTimeComesFromTheTimer =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.(SystemTaskTimer)")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule onlyOnePackageKnowsHttp =
      noClasses()
          .that()
          .resideOutsideOfPackage("..schedule.http")
          .should()
          .dependOnClassesThat(resideInAnyPackage("..schedule.http", "jakarta.ws.rs.."));

  /** A native executable would contain the object with its seed, so it does not compile. */
  @ArchTest
  static final ArchRule noConstantIsRandom =
      noFields().that().areStatic().should().haveRawType(assignableTo(Random.class));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.meanstream.schedule.(*)..").should().beFreeOfCycles();
}
