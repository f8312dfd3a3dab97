package io.meanstream.ingest.graal;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Map;
import javax.security.auth.Subject;
import org.apache.kafka.common.network.ChannelMetadataRegistry;
import org.apache.kafka.common.network.SaslChannelBuilder;
import org.apache.kafka.common.network.TransportLayer;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.authenticator.SaslServerAuthenticator;

/**
 * Keeps the broker's side of SASL out of the executable, and with it the parser of each request.
 */
@TargetClass(SaslChannelBuilder.class)
final class SaslChannelBuilderSubstitution {

  @Substitute
  protected SaslServerAuthenticator buildServerAuthenticator(
      Map<String, ?> configs,
      Map<String, AuthenticateCallbackHandler> handlers,
      String id,
      TransportLayer transport,
      Map<String, Subject> subjects,
      Map<String, Long> reauthentication,
      ChannelMetadataRegistry registry) {
    throw new UnsupportedOperationException("the broker's side of SASL");
  }
}
