package io.meanstream.cluster.supervisor;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meanstream.cluster.PrivateFile;
import io.meanstream.cluster.pipeline.Folders;
import io.meanstream.cluster.pipeline.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of {@code up} in the state folder: its state and its data. */
public final class UpFolder {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path state;

  public UpFolder(Home home) {
    this.state = home.state();
  }

  /** The folder of data and logs. */
  public Path data() {
    return state.resolve("up");
  }

  /** The file with the secret of this installation. */
  public Path token() {
    return state.resolve("token");
  }

  /** The log file of a process outside the pipeline. */
  public Path log(String name) {
    return data().resolve("logs").resolve(name + ".log");
  }

  /** The last written state, whether or not its supervisor is alive. */
  public Optional<UpState> lastState() {
    try {
      return Optional.of(UpState.of(JSON.readTree(Files.readString(file()))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file(), e);
    }
  }

  /** The state of the running stack; empty if no supervisor is alive. */
  public Optional<UpState> current() {
    return lastState().filter(it -> it.supervisor().handle().isPresent());
  }

  /** Asks the supervisor to restart this process. */
  public void askRestart(String process) {
    try {
      Files.createDirectories(asked());
      Files.writeString(asked().resolve(process), "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + asked(), e);
    }
  }

  /** Takes the restart requests since the last call. */
  List<String> takeAsked() {
    if (Files.notExists(asked())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(asked())) {
      List<Path> taken = files.toList();
      for (Path file : taken) {
        Files.delete(file);
      }
      return taken.stream().map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + asked(), e);
    }
  }

  /** Removes state and data. Nothing may be running. */
  public void reset() {
    forget();
    Folders.remove(data());
  }

  /** Replaces the state atomically. */
  void write(UpState upState) {
    try {
      Files.createDirectories(data());
      Path next = state.resolve("up.json.next");
      // the store's address may have a password
      PrivateFile.replace(next, upState.toJson().toPrettyString());
      Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file(), e);
    }
  }

  /** Removes the state. */
  void forget() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file(), e);
    }
  }

  private Path asked() {
    return data().resolve("restart");
  }

  private Path file() {
    return state.resolve("up.json");
  }
}
