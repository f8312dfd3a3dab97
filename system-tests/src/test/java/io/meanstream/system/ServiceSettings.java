package io.meanstream.system;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The services' settings and their descriptions, read from the source files of their configuration
 * mappings.
 */
final class ServiceSettings {

  private static final String MAPPING = "@ConfigMapping";

  /**
   * A setting.
   *
   * @param module the module of its mapping
   */
  record Setting(String module, String key, Optional<String> defaultValue, String description) {

    /** The environment variable that sets it. */
    String variable() {
      return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
  }

  private ServiceSettings() {}

  /** All settings, by module and then in the order of their mapping. */
  static List<Setting> read() throws IOException {
    List<Setting> settings = new ArrayList<>();
    for (Path source : mappings()) {
      settings.addAll(read(source));
    }
    return settings;
  }

  private static List<Path> mappings() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Meanstream.ROOT)) {
      for (Path module : modules.sorted().toList()) {
        Path main = module.resolve("src/main/java");
        if (Files.isDirectory(main)) {
          found.addAll(mappings(main));
        }
      }
    }
    return found;
  }

  private static List<Path> mappings(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).sorted().toList()) {
        if (Files.readString(file).contains("\n" + MAPPING)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static List<Setting> read(Path source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(source));
      CompilationUnitTree unit = task.parse().iterator().next();
      ClassTree mapping = (ClassTree) unit.getTypeDecls().get(0);
      String prefix = value(mapping.getModifiers(), "ConfigMapping").orElseThrow();
      String module = Meanstream.ROOT.relativize(source).getName(0).toString();
      return new Mapping(DocTrees.instance(task), unit, module).settings(mapping, prefix);
    }
  }

  /** The first string of an annotation. */
  private static Optional<String> value(ModifiersTree modifiers, String annotation) {
    return modifiers.getAnnotations().stream()
        .filter(it -> it.getAnnotationType().toString().equals(annotation))
        .map(AnnotationTree::getArguments)
        .flatMap(List::stream)
        .map(ServiceSettings::value)
        .findFirst();
  }

  private static String value(ExpressionTree argument) {
    ExpressionTree value =
        argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
    return ((LiteralTree) value).getValue().toString();
  }

  /** One source file with a mapping. */
  private record Mapping(DocTrees docs, CompilationUnitTree unit, String module) {

    List<Setting> settings(ClassTree type, String prefix) {
      Map<String, ClassTree> groups = new HashMap<>();
      for (Tree member : type.getMembers()) {
        if (member instanceof ClassTree group) {
          groups.put(group.getSimpleName().toString(), group);
        }
      }
      List<Setting> settings = new ArrayList<>();
      for (Tree member : type.getMembers()) {
        // methods with a body derive from other settings
        if (member instanceof MethodTree getter && getter.getBody() == null) {
          String key = prefix + "." + name(getter);
          ClassTree group = groups.get(getter.getReturnType().toString());
          if (group == null) {
            settings.add(setting(getter, key));
          } else {
            settings.addAll(settings(group, key));
          }
        }
      }
      return settings;
    }

    private Setting setting(MethodTree getter, String key) {
      String comment = docs.getDocComment(TreePath.getPath(unit, getter));
      boolean many = getter.getReturnType().toString().startsWith("Map<");
      return new Setting(
          module,
          many ? key + ".\"KEY\"" : key,
          value(getter.getModifiers(), "WithDefault"),
          comment.strip().replaceAll("\\s+", " "));
    }

    private static String name(MethodTree getter) {
      return value(getter.getModifiers(), "WithName")
          .orElseGet(() -> kebab(getter.getName().toString()));
    }

    private static String kebab(String camelCase) {
      return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
  }
}
