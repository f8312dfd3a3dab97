package io.meanstream.service.security;

/** The names of roles, for {@code @RolesAllowed}. */
public final class Roles {

  /** May do everything. */
  public static final String ADMINISTRATOR = "administrator";

  private Roles() {}
}
