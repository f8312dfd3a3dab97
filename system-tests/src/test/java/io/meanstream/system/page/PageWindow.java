package io.meanstream.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The web page in a window of a browser. */
public final class PageWindow implements AutoCloseable {

  static final double PATIENCE = 120_000;

  /** Said of a service that is slow to answer on a busy machine, and that the page asks again. */
  private static final String UNAVAILABLE = "Failed to load resource: .* status of 503 .*";

  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  private final BrowserContext context;
  private final Page page;
  private final List<String> errors = new ArrayList<>();

  PageWindow(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    setDefaultAssertionTimeout(PATIENCE);
    context.setDefaultTimeout(PATIENCE);
    context.setDefaultNavigationTimeout(PATIENCE);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().matches(UNAVAILABLE)) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
  }

  /** Shows what an address says. */
  public PageWindow show(String query) {
    page.navigate("/" + query);
    awaitLoaded();
    return this;
  }

  /** Waits until everything that the page asked for is shown, without a complaint. */
  public void awaitLoaded() {
    assertThat(page.locator("#view > *")).hasCount(1);
    assertThat(page.locator("#view[aria-busy], #view [aria-busy]")).hasCount(0);
    assertThat(page.locator("#notice")).isHidden();
  }

  /** The page itself. */
  public Page page() {
    return page;
  }

  /** A figure of the dataset's view, by its id. */
  public Locator panel(String id) {
    return page.locator("#" + id);
  }

  /** Chooses one of some radio buttons. */
  public void choose(String legend, String choice) {
    page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(legend).setExact(true))
        .getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(choice).setExact(true))
        .click();
    awaitLoaded();
  }

  /** Chooses from a list. */
  public void select(String label, String choice) {
    page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label).setExact(true))
        .selectOption(choice);
    awaitLoaded();
  }

  /** The rows of a figure's table, each by the names of its columns. */
  public List<Map<String, String>> table(String id) {
    Locator button =
        panel(id).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Table"));
    if (button.getAttribute("aria-pressed").equals("false")) {
      button.click();
    }
    assertThat(panel(id).locator("table")).isVisible();
    List<String> columns = panel(id).locator("thead th").allInnerTexts();
    List<String> cells = panel(id).locator("tbody > tr > *").allInnerTexts();
    List<Map<String, String>> rows = new ArrayList<>();
    for (int cell = 0; cell < cells.size(); cell++) {
      if (cell % columns.size() == 0) {
        rows.add(new LinkedHashMap<>());
      }
      rows.get(rows.size() - 1).put(columns.get(cell % columns.size()), cells.get(cell));
    }
    return rows;
  }

  /** What the browser has reported as an error so far. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** The serious and critical accessibility violations that axe finds on the page. */
  public List<String> barriers() {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(rule -> SERIOUS.contains(rule.getImpact()))
            .map(PageWindow::inWords)
            .toList();
  }

  private static String inWords(Rule rule) {
    return "%s (%s): %s"
        .formatted(
            rule.getId(),
            rule.getHelp(),
            rule.getNodes().stream().map(node -> node.getHtml()).limit(3).toList());
  }

  @Override
  public void close() {
    context.close();
  }
}
