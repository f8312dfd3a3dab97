import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;

/** Serves {@code /actuator/health}, and after a login the names of Kafka's topics. */
public final class Server {

  private Server() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> env = System.getenv();
    Admin admin =
        Admin.create(Map.of("bootstrap.servers", env.get("KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS")));
    HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
    server.createContext("/actuator/health", exchange -> answer(exchange, 200, "UP"));
    server
        .createContext("/", exchange -> topics(exchange, admin))
        .setAuthenticator(
            new BasicAuthenticator("kafka-ui") {
              @Override
              public boolean checkCredentials(String user, String password) {
                return user.equals(env.get("SPRING_SECURITY_USER_NAME"))
                    && password.equals(env.get("SPRING_SECURITY_USER_PASSWORD"));
              }
            });
    server.start();
  }

  private static void topics(HttpExchange exchange, Admin admin) throws IOException {
    try {
      answer(exchange, 200, String.join("\n", new TreeSet<>(admin.listTopics().names().get())));
    } catch (Exception e) {
      answer(exchange, 502, e.toString());
    }
  }

  private static void answer(HttpExchange exchange, int code, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
