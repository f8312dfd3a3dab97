package io.meanstream.service.security;

/** The roles that callers have, for {@code @RolesAllowed}. */
public final class Roles {

  /** May change everything. */
  public static final String ADMINISTRATOR = "administrator";

  private Roles() {}
}
