package landfall.access;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Keyring;
import landfall.http.Role;
import org.jdbi.v3.core.Jdbi;

/**
 * Every key there ever was, held in memory: a new one, or one that is revoked, counts as soon as the method returns, and on other
 * nodes once they {@link #refresh}. What was written is on disk when a method returns. Safe for any number of threads.
 */
public final class Keys implements Keyring {

    /** Whoever may read the service's files. */
    public static final String COMMAND_LINE = "command line";

    private static final Caller COMMAND = new Caller(COMMAND_LINE, Caller.Kind.SYSTEM, Set.of(Role.ADMIN));

    private final KeyDao dao;
    private final Consumer<Runnable> durably;
    private final InstantSource clock;
    private final ZoneId zone;
    private final RateLimit limit;
    private final KeyText command = KeyText.fresh();
    private volatile Map<String, HeldKey> held = Map.of();
    private volatile boolean configured;
    private long known = -1;
    private Instant usesWritten;

    /**
     * A key as it was just made.
     *
     * @param text the whole key: nobody can tell it again
     */
    public record Made(ApiKey key, String text) {}

    /**
     * Over the ledger's database.
     *
     * @param durably runs what writes, and returns once it is on disk
     * @param zone by which the day ends on which a key expires
     */
    public Keys(Jdbi jdbi, Consumer<Runnable> durably, InstantSource clock, ZoneId zone, RateLimit limit) {
        this.dao = jdbi.onDemand(KeyDao.class);
        this.durably = durably;
        this.clock = clock;
        this.zone = zone;
        this.limit = limit;
        this.usesWritten = clock.instant();
        refresh();
    }

    @Override
    public boolean isConfigured() {
        return configured;
    }

    @Override
    public Caller admit(String key) {
        KeyText shown = KeyText.parse(key)
                .orElseThrow(() -> new ApiException(
                        ErrorCode.API_KEY_INVALID, "This is no key: it was mistyped, or is not whole."));
        if (shown.id().equals(command.id()) && MessageDigest.isEqual(shown.hash(), command.hash())) {
            return COMMAND;
        }
        HeldKey found = held.get(shown.id());
        if (found == null) {
            throw HeldKey.unknown();
        }
        return found.admit(shown, clock.instant());
    }

    /** A key with the role admin that is valid while this process lives: for commands that may read its files. */
    public String commandKey() {
        return command.text();
    }

    /** All of them, in the order in which they were made. */
    public List<ApiKey> list() {
        return dao.list().stream().map(StoredKey::key).toList();
    }

    /**
     * Makes a key.
     *
     * @param by who makes it
     * @param knownTeams of the roster; empty where nobody knows them
     * @throws ApiException where it can't be made as it is asked for
     */
    public synchronized Made create(KeyBody body, String by, Set<String> knownTeams) {
        refresh();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        NewKey wish = NewKey.of(body, zone, now, knownTeams);
        if (!configured && !wish.roles().contains(Role.ADMIN)) {
            throw new ApiException(
                    ErrorCode.INVALID_VALUE,
                    "No key can be made as it is asked for.",
                    List.of(
                            NewKey.issue(
                                    "/roles",
                                    "The first key must hold admin: from then on every call needs a key, and only admin makes more.")));
        }
        requireSameHolder(wish, now);
        KeyText text = KeyText.fresh();
        durably.accept(() -> dao.insert(
                text.id(),
                wish.name(),
                wish.kind(),
                StoredKey.written(List.copyOf(EnumSet.copyOf(wish.roles()))),
                StoredKey.json(wish.teams()),
                wish.perSecond(),
                text.hash(),
                utc(now),
                by,
                wish.expiresAt() == null ? null : utc(wish.expiresAt())));
        refresh();
        return new Made(find(text.id()).key(), text.text());
    }

    /** Several keys of one name are one holder's: of one kind, and together never both who makes keys and who approves. */
    private void requireSameHolder(NewKey wish, Instant now) {
        Set<Role> together = EnumSet.copyOf(wish.roles());
        for (HeldKey other : held.values()) {
            ApiKey key = other.key();
            if (key.name().equals(wish.name())) {
                if (!key.kind().equals(wish.kind())) {
                    throw new ApiException(
                            ErrorCode.KEY_NAME_TAKEN, "There is a key " + key.name() + " of a " + key.kind() + ".");
                }
                if (key.isValid(now)) {
                    together.addAll(key.roles());
                }
            }
        }
        if (together.contains(Role.ADMIN) && together.contains(Role.APPROVE)) {
            throw new ApiException(
                    ErrorCode.KEY_NAME_TAKEN,
                    "With this key and another, " + wish.name() + " would hold admin and approve together.");
        }
    }

    /**
     * Revokes a key for good; one that is revoked stays as it is.
     *
     * @param id or the name, where only one valid key has it
     * @throws ApiException where there is none, or nobody could make keys any more
     */
    public synchronized ApiKey revoke(String id, String by) {
        refresh();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiKey key = find(id).key();
        if (key.isValid(now)
                && held.values().stream()
                        .map(HeldKey::key)
                        .noneMatch(other -> other.isValid(now)
                                && other.roles().contains(Role.ADMIN)
                                && !other.id().equals(key.id()))) {
            throw new ApiException(ErrorCode.LAST_ADMIN_KEY, "No other valid key holds admin.");
        }
        durably.accept(() -> dao.insertRevocation(key.id(), utc(now), by));
        refresh();
        return find(key.id()).key();
    }

    private HeldKey find(String idOrName) {
        HeldKey byId = held.get(idOrName);
        if (byId != null) {
            return byId;
        }
        List<HeldKey> named = held.values().stream()
                .filter(each -> each.key().name().equals(idOrName) && each.key().isValid(clock.instant()))
                .toList();
        if (named.size() != 1) {
            throw new ApiException(
                    ErrorCode.NOT_FOUND,
                    named.isEmpty()
                            ? "There is no key " + idOrName + "."
                            : "Several keys have the name " + idOrName + ": say the id.");
        }
        return named.get(0);
    }

    /** Takes up what was made or revoked elsewhere; costs one count where nothing was. */
    public synchronized void refresh() {
        long count = dao.count();
        if (count == known) {
            return;
        }
        Map<String, HeldKey> before = held;
        Map<String, HeldKey> now = new HashMap<>();
        for (StoredKey stored : dao.list()) {
            HeldKey same = before.get(stored.key().id());
            now.put(stored.key().id(), same == null ? HeldKey.of(stored, limit, clock) : same.as(stored));
        }
        held = Map.copyOf(now);
        configured = configured || !now.isEmpty();
        known = count;
    }

    /** Writes when each key was used last. */
    public synchronized void writeUses() {
        Instant since = usesWritten;
        Instant now = clock.instant();
        Map<String, OffsetDateTime> uses = new HashMap<>();
        held.forEach((id, key) -> key.usedSince(since).ifPresent(at -> uses.put(id, utc(at))));
        if (!uses.isEmpty()) {
            durably.accept(() -> uses.forEach((id, at) -> {
                if (dao.updateUse(id, at) == 0) {
                    dao.insertUse(id, at);
                }
            }));
        }
        usesWritten = now;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
