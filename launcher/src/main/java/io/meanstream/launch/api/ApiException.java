package io.meanstream.launch.api;

/**
 * A service responded with a problem document, or not at all.
 *
 * <p>The message is the document's detail.
 */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  ApiException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  ApiException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** Whether a name in the request is wrong, so that another name may work. */
  public boolean isAboutContent() {
    return status == 422;
  }

  /** Whether the request is wrong, rather than the service. */
  public boolean isRefusal() {
    return status >= 400 && status < 500;
  }
}
