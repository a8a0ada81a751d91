package landfall.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Finds decisions by key: in the decisions that the key index does not know yet, newest layer first, then in the index.
 * The layers must be taken before the database is read, so that what is indexed meanwhile is found there.
 */
final class Lookup {
    private final List<Recent> layers;
    private final KeyFilter indexed;
    private final LookupStatements stored;

    Lookup(List<Recent> layers, KeyFilter indexed, LookupStatements stored) {
        this.layers = List.copyOf(layers);
        this.indexed = indexed;
        this.stored = stored;
    }

    /** For a few lookups. */
    Lookup(List<Recent> layers, KeyFilter indexed, Handle handle) {
        this(layers, indexed, new LookupStatements(handle.getConnection()));
    }

    Optional<Entry> find(IndexKey key) {
        for (Recent layer : layers) {
            Optional<Entry> found = layer.find(key);
            if (found.isPresent()) {
                return found;
            }
        }
        return findIndexed(key);
    }

    Optional<Entry> find(long seq) {
        for (Recent layer : layers) {
            Optional<Entry> found = layer.find(seq);
            if (found.isPresent()) {
                return found;
            }
        }
        return stored.entry(seq);
    }

    /** The exact bytes of a decision that is on disk. */
    Optional<byte[]> bytes(long seq) {
        return stored.bytes(seq);
    }

    /** What an idempotency key led to. */
    Optional<Written> event(IndexKey key) {
        return find(key).flatMap(entry -> answer(entry.seq()).map(answered -> new Written(entry, answered)));
    }

    private Optional<Answered> answer(long seq) {
        for (Recent layer : layers) {
            Optional<Answered> found = layer.answer(seq);
            if (found.isPresent()) {
                return found;
            }
        }
        return stored.answer(seq);
    }

    /** Two keys may share a slot: the later one is in the next free slot after it. */
    private Optional<Entry> findIndexed(IndexKey key) {
        long first = key.slot();
        if (!indexed.mayHave(first)) {
            return Optional.empty();
        }
        for (long slot = first; ; slot++) {
            Optional<Long> seq = stored.indexed(slot);
            if (seq.isEmpty()) {
                return Optional.empty();
            }
            Optional<Entry> entry = stored.entry(seq.get());
            if (entry.isPresent() && leadsTo(key, entry.get())) {
                return entry;
            }
        }
    }

    /** Whether it is really this key that led the index to the decision. */
    boolean leadsTo(IndexKey key, Entry entry) {
        return switch (key.kind()) {
            case EVENT ->
                answer(entry.seq()).map(Answered::key).filter(key::equals).isPresent();
            case ACCOUNT, COMPANY_KEY, COMPANY -> entry.keys().contains(key);
        };
    }
}
