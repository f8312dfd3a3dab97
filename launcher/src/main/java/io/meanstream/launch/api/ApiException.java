package io.meanstream.launch.api;

/**
 * A service answered with a problem document, or not at all.
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

  /** Whether what the request names is at fault, and another name may do. */
  public boolean isAboutContent() {
    return status == 422;
  }

  /** Whether the request is at fault, not the service. */
  public boolean isRefusal() {
    return status >= 400 && status < 500;
  }
}
