package io.meanstream.stats;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import jakarta.inject.Inject;

/** Tests that also run on the native executable reach it by its endpoints only. */
@AnalyzeClasses(packages = "io.meanstream.stats", importOptions = OnlyIncludeTests.class)
class NativeTestsTest {

  @ArchTest
  static final ArchRule theyInjectNothing =
      noFields()
          .that()
          .areAnnotatedWith(Inject.class)
          .should()
          .beDeclaredInClassesThat(
              describe("also run on the native executable", NativeTestsTest::alsoRunNatively));

  private static boolean alsoRunNatively(JavaClass test) {
    return test.getSubclasses().stream()
        .anyMatch(subclass -> subclass.isAnnotatedWith(QuarkusIntegrationTest.class));
  }
}
