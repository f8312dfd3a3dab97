package io.meanstream.persist.batch;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonDocument;

/**
 * A store that splits bulks into single writes, each of which passes a gate. So a process can crash
 * or be overtaken between any two writes.
 */
final class GatedStore {

  private static final int DOCUMENT_VALIDATION = 121;

  private final RequestGate gate;

  private GatedStore(RequestGate gate) {
    this.gate = gate;
  }

  static ReactiveMongoDatabase of(ReactiveMongoDatabase store, RequestGate gate) {
    GatedStore gated = new GatedStore(gate);
    return proxy(
        ReactiveMongoDatabase.class,
        (method, arguments) -> {
          Object result = call(store, method, arguments);
          return result instanceof ReactiveMongoCollection<?> collection
              ? gated.collection(cast(collection))
              : result;
        });
  }

  @SuppressWarnings("unchecked")
  private static ReactiveMongoCollection<BsonDocument> cast(ReactiveMongoCollection<?> collection) {
    return (ReactiveMongoCollection<BsonDocument>) collection;
  }

  private ReactiveMongoCollection<?> collection(ReactiveMongoCollection<BsonDocument> real) {
    return proxy(
        ReactiveMongoCollection.class,
        (method, arguments) ->
            switch (method.getName()) {
              case "insertMany" -> insertMany(real, arguments[0]);
              case "bulkWrite" -> bulkWrite(real, arguments);
              default -> single(real, method, arguments);
            });
  }

  private Object single(
      ReactiveMongoCollection<BsonDocument> real, Method method, Object[] arguments) {
    if (method.getReturnType() == Multi.class) {
      return gate.pass(() -> ((Multi<?>) call(real, method, arguments)).collect().asList())
          .onItem()
          .transformToMulti(list -> Multi.createFrom().iterable(list));
    }
    return gate.pass(() -> (Uni<?>) cast(call(real, method, arguments)));
  }

  @SuppressWarnings("unchecked")
  private static Uni<Object> cast(Object uni) {
    return (Uni<Object>) uni;
  }

  private Uni<?> insertMany(ReactiveMongoCollection<BsonDocument> real, Object documents) {
    List<Supplier<Uni<Object>>> writes = new ArrayList<>();
    for (Object document : (List<?>) documents) {
      writes.add(
          () ->
              refusing(
                  (BsonDocument) document, () -> cast(real.insertOne((BsonDocument) document))));
    }
    return each(writes, 0, new ArrayList<>(), false);
  }

  private Uni<?> bulkWrite(ReactiveMongoCollection<BsonDocument> real, Object[] arguments) {
    boolean ordered = arguments.length == 1 || ((BulkWriteOptions) arguments[1]).isOrdered();
    List<Supplier<Uni<Object>>> writes = new ArrayList<>();
    for (Object each : (List<?>) arguments[0]) {
      @SuppressWarnings("unchecked")
      WriteModel<BsonDocument> model = (WriteModel<BsonDocument>) each;
      writes.add(() -> written(real, model));
    }
    return each(writes, 0, new ArrayList<>(), ordered);
  }

  private Uni<Object> written(
      ReactiveMongoCollection<BsonDocument> real, WriteModel<BsonDocument> model) {
    Supplier<Uni<Object>> write = () -> cast(real.bulkWrite(List.of(model)));
    if (!(model instanceof ReplaceOneModel<BsonDocument> replacement)) {
      return write.get();
    }
    // a server validates a replacement only after it has found the document to replace
    return real.countDocuments(replacement.getFilter())
        .chain(found -> found == 0 ? write.get() : refusing(replacement.getReplacement(), write));
  }

  private Uni<Object> refusing(BsonDocument document, Supplier<Uni<Object>> write) {
    if (!gate.refuses(document)) {
      return write.get();
    }
    WriteError error =
        new WriteError(DOCUMENT_VALIDATION, "Document failed validation", new BsonDocument());
    return Uni.createFrom().failure(new MongoWriteException(error, new ServerAddress(), Set.of()));
  }

  private Uni<Object> each(
      List<Supplier<Uni<Object>>> writes, int index, List<BulkWriteError> errors, boolean ordered) {
    if (index == writes.size() || ordered && !errors.isEmpty()) {
      return errors.isEmpty()
          ? Uni.createFrom().item(BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()))
          : Uni.createFrom().failure(failure(errors));
    }
    return gate.pass(writes.get(index))
        .onItemOrFailure()
        .transformToUni(
            (result, failure) -> {
              if (failure != null) {
                WriteError error = error(failure);
                if (error == null) {
                  return Uni.createFrom().failure(failure);
                }
                errors.add(
                    new BulkWriteError(
                        error.getCode(), error.getMessage(), error.getDetails(), index));
              }
              return each(writes, index + 1, errors, ordered);
            });
  }

  private static WriteError error(Throwable failure) {
    if (failure instanceof MongoWriteException write) {
      return write.getError();
    }
    return failure instanceof MongoBulkWriteException bulk ? bulk.getWriteErrors().get(0) : null;
  }

  private static MongoBulkWriteException failure(List<BulkWriteError> errors) {
    BulkWriteResult result = BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of());
    return new MongoBulkWriteException(result, errors, null, new ServerAddress(), Set.of());
  }

  private interface Handler {
    Object handle(Method method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> handler.handle(method, arguments));
    return type.cast(proxy);
  }

  private static Object call(Object target, Method method, Object[] arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
