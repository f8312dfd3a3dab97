package io.meanstream.catalog;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.meanstream.catalog", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** The root package is a slice as well. */
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.meanstream.(**)").should().beFreeOfCycles();
}
