package io.meanstream.system.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.meanstream.testing.InstalledProgram;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The machine's Chromium, without windows. */
public final class Chromium implements AutoCloseable {

  private static final int HEIGHT = 900;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts the browser; skips the tests if the machine has none. */
  public static Chromium start() {
    Optional<Path> program = InstalledProgram.find("chromium", "chromium-browser", "google-chrome");
    assumeTrue(program.isPresent(), "skipped: no Chromium is installed (apt-get install chromium)");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program.get())
                    .setTimeout(PageWindow.PATIENCE)));
  }

  /**
   * A window of a new visitor, whose zone is none of the datasets' zones.
   *
   * @param url the address of the page
   */
  public PageWindow open(String url, int width, ColorScheme colors) {
    return new PageWindow(
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(url)
                .setViewportSize(width, HEIGHT)
                .setColorScheme(colors)
                .setTimezoneId("Asia/Kathmandu")));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
