package io.meanstream.ingest;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Code that runs on an event loop neither touches files nor waits, however deep its calls go. */
@AnalyzeClasses(
    packages = "io.meanstream.ingest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class EventLoopTest {

  private static final List<Class<?>> ENTRIES =
      List.of(
          GET.class,
          POST.class,
          PUT.class,
          DELETE.class,
          ServerRequestFilter.class,
          ServerExceptionMapper.class);

  private static final List<String> FORBIDDEN =
      List.of(
          "java.nio.file.Files",
          "java.io.File",
          "java.io.FileInputStream",
          "java.util.zip.ZipFile",
          "java.lang.Thread",
          "java.util.concurrent.CountDownLatch",
          "org.apache.kafka.clients.");

  private static final Set<String> WAITING =
      Set.of("await", "get", "join", "sendAndAwait", "toRealPath");

  @ArchTest
  static final ArchRule nothingBlocksAnEventLoop =
      methods().that(runOnAnEventLoop()).should(neverBlock());

  private static DescribedPredicate<JavaMethod> runOnAnEventLoop() {
    return new DescribedPredicate<>("run on an event loop") {
      @Override
      public boolean test(JavaMethod method) {
        return !method.isAnnotatedWith(Blocking.class)
            && (ENTRIES.stream().anyMatch(entry -> method.isAnnotatedWith(entry.getName()))
                || takesTheRouter(method));
      }
    };
  }

  private static boolean takesTheRouter(JavaMethod method) {
    return method.getParameters().stream()
        .anyMatch(
            parameter ->
                parameter.isAnnotatedWith(Observes.class)
                    && parameter.getRawType().getSimpleName().equals("Router"));
  }

  private static ArchCondition<JavaMethod> neverBlock() {
    return new ArchCondition<>("never block") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        visit(method, method, new HashSet<>(), events);
      }
    };
  }

  private static void visit(
      JavaMethod entry, JavaCodeUnit unit, Set<JavaCodeUnit> seen, ConditionEvents events) {
    if (!seen.add(unit)) {
      return;
    }
    for (JavaMethodCall call : unit.getMethodCallsFromSelf()) {
      if (isForbidden(call)) {
        events.add(violated(entry, entry.getFullName() + ": " + call.getDescription()));
      }
      ours(call).forEach(next -> visit(entry, next, seen, events));
    }
  }

  private static boolean isForbidden(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    boolean future = owner.getName().startsWith("java.util.concurrent.") && isFuture(owner);
    boolean waits =
        WAITING.contains(call.getName())
            && (future
                || owner.getName().startsWith("io.smallrye.")
                || call.getName().equals("toRealPath"));
    return waits || FORBIDDEN.stream().anyMatch(owner.getName()::startsWith);
  }

  private static boolean isFuture(JavaClass owner) {
    return owner.getSimpleName().endsWith("Future");
  }

  private static Collection<? extends JavaCodeUnit> ours(JavaMethodCall call) {
    return call.getTargetOwner().getPackageName().startsWith("io.meanstream.")
        ? call.getTarget().resolveMember().stream().toList()
        : List.of();
  }
}
