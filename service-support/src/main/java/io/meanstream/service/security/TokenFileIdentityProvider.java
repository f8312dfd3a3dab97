package io.meanstream.service.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Authenticates the administrator with the token in a file. Reads the file for each request, so
 * that a new token takes effect at once.
 */
@ApplicationScoped
public class TokenFileIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {

  private final Optional<Path> file;

  TokenFileIdentityProvider(AccessConfig config) {
    this.file = config.tokenFile();
  }

  @Override
  public Class<TokenAuthenticationRequest> getRequestType() {
    return TokenAuthenticationRequest.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      TokenAuthenticationRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(() -> identify(request.getToken().getToken()));
  }

  private SecurityIdentity identify(String token) {
    if (!isTheToken(token)) {
      throw new AuthenticationFailedException();
    }
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(Roles.ADMINISTRATOR))
        .addRole(Roles.ADMINISTRATOR)
        .build();
  }

  private boolean isTheToken(String given) {
    if (file.isEmpty()) {
      return false;
    }
    try {
      byte[] token = Files.readString(file.get()).strip().getBytes(StandardCharsets.UTF_8);
      return token.length > 0
          && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token);
    } catch (IOException e) {
      throw new UncheckedIOException("meanstream.token-file: cannot read " + file.get(), e);
    }
  }
}
