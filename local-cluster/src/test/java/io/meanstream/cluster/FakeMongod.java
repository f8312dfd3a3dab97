package io.meanstream.cluster;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;

/**
 * A stand-in for MongoDB's server, which no Maven repository offers: accepts its arguments, and
 * answers the commands that a replica set receives before its first write.
 */
final class FakeMongod extends MemoryBackend {
  private final Path members;

  private FakeMongod(Path data) {
    members = data.resolve("members");
  }

  /** Writes a program that runs it. */
  static Path install(Path folder) throws IOException {
    Path program = folder.resolve("mongod");
    Files.writeString(
        program,
        "#!/bin/sh%nexec '%s' -cp '%s' %s \"$@\"%n"
            .formatted(
                ChildCommand.JAVA,
                System.getProperty("java.class.path"),
                FakeMongod.class.getName()));
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  public static void main(String[] args) {
    List<String> given = Arrays.asList(args);
    Path data = Path.of(given.get(given.indexOf("--dbpath") + 1));
    int port = Integer.parseInt(given.get(given.indexOf("--port") + 1));
    new MongoServer(new FakeMongod(data)).bind(given.get(given.indexOf("--bind_ip") + 1), port);
    System.out.println("{\"msg\":\"Waiting for connections\"}");
  }

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    return switch (command) {
      case "replSetInitiate" -> initiate((Document) query.get(command));
      case "replSetGetConfig" -> okay(new Document("config", configuration()));
      case "replSetReconfig" -> store((Document) query.get(command));
      case "hello" -> okay(hello());
      default -> super.handleCommand(channel, database, command, query);
    };
  }

  private Document initiate(Document configuration) {
    if (Files.exists(members)) {
      throw new MongoServerError(23, "AlreadyInitialized", "already initialized");
    }
    for (String host : hosts(configuration)) {
      refuseMissing(host);
    }
    return store(configuration);
  }

  private static void refuseMissing(String host) {
    int colon = host.indexOf(':');
    int port = Integer.parseInt(host.substring(colon + 1));
    try (Socket socket = new Socket(host.substring(0, colon), port)) {
      assert socket.isConnected();
    } catch (IOException e) {
      throw new MongoServerError(74, "NodeNotFound", host + " did not respond affirmatively");
    }
  }

  private Document hello() {
    Document hello = new Document("isWritablePrimary", Files.exists(members));
    return Files.exists(members) ? hello.append("primary", "the first member") : hello;
  }

  private static List<String> hosts(Document configuration) {
    return ((List<?>) configuration.get("members"))
        .stream().map(member -> (String) ((Document) member).get("host")).toList();
  }

  private Document store(Document configuration) {
    try {
      Files.writeString(
          members, configuration.get("_id") + " " + String.join(" ", hosts(configuration)));
    } catch (IOException e) {
      throw new MongoServerError(8, "UnknownError", e.getMessage());
    }
    return okay(new Document());
  }

  private Document configuration() {
    try {
      String[] parts = Files.readString(members).split(" ");
      return new Document("_id", parts[0])
          .append("version", 1)
          .append(
              "members",
              Arrays.stream(parts)
                  .skip(1)
                  .map(host -> new Document("_id", 0).append("host", host))
                  .toList());
    } catch (IOException e) {
      throw new MongoServerError(8, "UnknownError", e.getMessage());
    }
  }

  private static Document okay(Document reply) {
    Utils.markOkay(reply);
    return reply;
  }
}
