package io.meanstream.service;

import io.meanstream.service.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** A typical resource: anyone may read, only administrators may write. */
@Path("/notes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class NotesResource {

  /** A body. */
  public record Note(String text) {}

  /** Reads. */
  @GET
  public Note read(@QueryParam("prefix") String prefix) {
    return new Note(prefix);
  }

  /** Writes. */
  @POST
  @RolesAllowed(Roles.ADMINISTRATOR)
  public Note write(Note note) {
    if (note.text().equals("fail")) {
      throw new IllegalStateException("a secret of the service");
    }
    return note;
  }

  /** Requires a role that nobody has. */
  @POST
  @Path("locked")
  @RolesAllowed("nobody")
  public Note locked(Note note) {
    return note;
  }
}
