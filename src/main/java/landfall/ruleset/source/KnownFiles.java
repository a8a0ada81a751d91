package landfall.ruleset.source;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.nio.ByteBuffer;
import landfall.ruleset.Limits;
import landfall.ruleset.RuleFile;
import org.jspecify.annotations.Nullable;

/**
 * What files with rules, and without any fault, were read as: most files of a new version are those of the last one. Rules of
 * an unchanged file are then the very same objects, which saves reading them, comparing them, and their memory. Safe for many
 * threads.
 */
public final class KnownFiles {

    /** Of files; their rules take about ten times that of the heap. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    /** Limits are a part of it: with others the same file could have faults. */
    private record Key(String path, ByteBuffer bytes, Limits limits) {

        static Key of(RuleFile file, Limits limits) {
            return new Key(file.path(), ByteBuffer.wrap(file.bytes()), limits);
        }

        int weight() {
            return bytes.remaining();
        }
    }

    private final Cache<Key, ReadRules> known = CacheBuilder.newBuilder()
            .concurrencyLevel(1)
            .maximumWeight(MOST_BYTES)
            .<Key, ReadRules>weigher((key, rules) -> key.weight())
            .build();

    @Nullable
    ReadRules find(RuleFile file, Limits limits) {
        return known.getIfPresent(Key.of(file, limits));
    }

    void put(RuleFile file, Limits limits, ReadRules rules) {
        known.put(Key.of(file, limits), rules);
    }
}
