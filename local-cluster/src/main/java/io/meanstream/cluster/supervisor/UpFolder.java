package io.meanstream.cluster.supervisor;

import com.fasterxml.jackson.databind.ObjectMapper;
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

/** The files of {@code up} in the state folder: what is up, and the data that is kept. */
public final class UpFolder {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path state;

  public UpFolder(Home home) {
    this.state = home.state();
  }

  /** Takes the data and the logs of the processes. */
  public Path data() {
    return state.resolve("up");
  }

  /** The secret of this installation. */
  public Path token() {
    return state.resolve("token");
  }

  /** The file that one who is no part of the pipeline writes to. */
  public Path log(String name) {
    return data().resolve("logs").resolve(name + ".log");
  }

  /** What was written down last, whether its supervisor lives or not. */
  public Optional<UpState> lastState() {
    try {
      return Optional.of(UpState.of(JSON.readTree(Files.readString(file()))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file(), e);
    }
  }

  /** What is up, while its supervisor lives. */
  public Optional<UpState> current() {
    return lastState().filter(it -> it.supervisor().handle().isPresent());
  }

  /** Asks the supervisor to restart the process of this name. */
  public void askRestart(String process) {
    try {
      Files.createDirectories(asked());
      Files.writeString(asked().resolve(process), "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + asked(), e);
    }
  }

  /** The processes that were asked to be restarted since the last call. */
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

  /** Removes the data. Nothing may be up. */
  public void reset() {
    forget();
    Folders.remove(data());
  }

  /** Replaces what is written down at once: a reader sees the old or the new. */
  void write(UpState upState) {
    try {
      Files.createDirectories(data());
      Path next = state.resolve("up.json.next");
      Files.writeString(next, upState.toJson().toPrettyString());
      Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file(), e);
    }
  }

  /** Forgets what was up. */
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
