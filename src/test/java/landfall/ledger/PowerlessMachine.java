package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine on a {@link PowerlessDisk}: it runs the lane with its upkeep, callers ask, and at some write or sync the power fails. It starts
 * again on what the disk holds, which may fail in the midst of it as well, and so several times; then what the callers were told is
 * compared with what is there. A seed says what is asked, when the power fails and what the disk keeps; the threads are real, so
 * that one seed isn't the same run twice.
 */
final class PowerlessMachine {
    private static final Map<String, Map<String, Integer>> POOLS = new TreeMap<>(Map.of(
            "emea", new TreeMap<>(Map.of("amelie", 1, "bo", 1, "chiara", 1)),
            "apac", new TreeMap<>(Map.of("dai", 3, "emi", 2, "finn", 1)),
            "americas", new TreeMap<>(Map.of("gus", 5, "hana", 2))));
    private static final Pattern DECISION =
            Pattern.compile("\"owner\":\"(\\w+)\",\"turn\":(?:null|\\{\"pool\":\"(\\w+)\",\"turn\":(\\d+)})");
    private static final Pattern ANSWER = Pattern.compile("\"repId\":\"(\\w+)\",\"turn\":(\\d+)");
    private static final String FILE = "landfall.mv.db";
    private static final int CALLERS = 12;
    private static final int PAGE = 1_000;
    /** Keys are forgotten after eight days. */
    private static final Duration LONG = Duration.ofDays(9);
    /** What never ends is a fault as well. */
    private static final Duration MOST = Duration.ofSeconds(60);

    /** A migrated database without decisions, which most machines begin with. */
    private static byte[] migrated = new byte[0];

    /** How it goes about its disk. */
    enum Care {
        /** As it is in use. */
        ALL,
        /** It answers without a sync. */
        NO_SYNC,
        /** It syncs before it answers, and its file lets the disk write in any order. */
        NO_ORDER
    }

    /**
     * What came of a seed.
     *
     * @param failures of the power
     * @param inTheStart those of them that came before the lane was there
     * @param broken what is not as callers were told, in words
     */
    record Outcome(int failures, int inTheStart, long answers, List<String> broken) {}

    private final long seed;
    private final Care care;
    private final int mostSteps;
    private final Random random;
    private final History history = new History();
    private final WeightedTurns turns;
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final Map<String, byte[]> secrets = new ConcurrentHashMap<>();
    private final AtomicInteger names = new AtomicInteger();
    private final List<History.Ask> askedLately = new CopyOnWriteArrayList<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private volatile Duration ahead = Duration.ZERO;
    private int starts;

    private PowerlessMachine(long seed, Care care, int mostSteps) {
        this.seed = seed;
        this.care = care;
        this.mostSteps = mostSteps;
        this.random = new Random(seed);
        this.turns = new WeightedTurns(POOLS, "x".repeat(random.nextInt(1_200)));
    }

    /** @param mostSteps writes and syncs before the power fails, at most */
    static Outcome run(long seed, Care care, int mostSteps) throws InterruptedException {
        return new PowerlessMachine(seed, care, mostSteps).run();
    }

    private Outcome run() throws InterruptedException {
        int failures = 0;
        int inTheStart = 0;
        String name = name();
        PowerlessDisk disk =
                random.nextInt(10) == 0 ? PowerlessDisk.make(name) : PowerlessDisk.make(name, FILE, migrated());
        int most = 2 + random.nextInt(5);
        while (failures < most && broken.isEmpty()) {
            disk.failAfter(random.nextInt(3) == 0 ? random.nextInt(30) : random.nextInt(mostSteps));
            inTheStart += live(name, disk) ? 0 : 1;
            if (!disk.isOff()) {
                continue;
            }
            failures++;
            String next = name();
            disk = disk.leave(random, next);
            PowerlessDisk.forget(name);
            name = next;
        }
        if (broken.isEmpty()) {
            compare(name);
        }
        PowerlessDisk.forget(name);
        return new Outcome(failures, inTheStart, history.countAnswered(), List.copyOf(broken));
    }

    private String name() {
        return "machine" + seed + "-" + care + "-" + starts++;
    }

    private static synchronized byte[] migrated() {
        if (migrated.length == 0) {
            PowerlessDisk disk = PowerlessDisk.make("migrated");
            Opened.at(
                            "ordered:powerless:migrated/landfall",
                            LedgerSettings.DEFAULTS,
                            InstantSource.system(),
                            Durability.SYNCED)
                    .close();
            migrated = disk.read(FILE);
            PowerlessDisk.forget("migrated");
        }
        return migrated;
    }

    private Opened open(String name) {
        String scheme = care == Care.NO_ORDER ? "powerless:" : "ordered:powerless:";
        // Freed chunks are written over as soon as the stores that are kept allow it.
        String url = scheme + name + "/landfall;RETENTION_TIME=0";
        LedgerSettings settings = new LedgerSettings(
                1_000,
                1 + random.nextInt(64),
                200,
                50,
                20 + random.nextInt(400),
                LedgerSettings.DEFAULTS.keepKeysDays());
        InstantSource clock = () -> Instant.now().plus(ahead);
        return Opened.at(url, settings, clock, care == Care.NO_SYNC ? Durability.WRITTEN : Durability.SYNCED);
    }

    /** From the start until the power fails; whether the lane was there before. */
    private boolean live(String name, PowerlessDisk disk) throws InterruptedException {
        if (random.nextInt(3) == 0) {
            ahead = ahead.plus(LONG);
            askedLately.clear();
        }
        Opened opened;
        try {
            opened = open(name);
        } catch (RuntimeException e) {
            if (!disk.isOff()) {
                broken.add("the database doesn't open: " + e + ", at " + Arrays.toString(root(e).getStackTrace()));
            }
            return false;
        }
        AtomicBoolean ending = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Random asking = new Random(random.nextLong());
            threads.add(thread("caller-" + i, () -> call(opened, asking, ending)));
        }
        threads.add(thread("compaction", () -> compact(opened, disk, ending)));
        threads.add(thread("secrets", () -> keepSecrets(opened, disk, ending)));
        long end = System.nanoTime() + MOST.toNanos();
        // Else it is stopped in good order, which may fail as well.
        long enough = random.nextInt(4) == 0 ? history.countAnswered() + random.nextInt(500) : Long.MAX_VALUE;
        while (!disk.isOff() && history.countAnswered() < enough && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        ending.set(true);
        join(threads, end);
        disk.failAfter(random.nextInt(100));
        join(List.of(thread("close", opened::close)), end);
        return true;
    }

    private void join(List<Thread> threads, long end) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            if (thread.isAlive()) {
                broken.add(thread.getName() + " never ends, at " + Arrays.toString(thread.getStackTrace()));
            }
        }
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private Thread thread(String what, Runnable running) {
        Thread thread = new Thread(running, what + "-" + seed);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, e) -> broken.add(what + " failed: " + e));
        thread.start();
        return thread;
    }

    private void call(Opened opened, Random asking, AtomicBoolean ending) {
        while (!ending.get()) {
            History.Ask ask = ask(asking);
            Proposal proposal = turns.proposal(ask);
            History.Call call = history.begin(ask);
            try {
                Recorded.Answer answer = opened.answer(new Proposal(
                        proposal.account(),
                        proposal.key(),
                        proposal.companyKeys(),
                        proposal.personal(),
                        (id, digests, view) -> {
                            keys.put(id, ask.key());
                            return proposal.procedure().decide(id, digests, view);
                        }));
                Matcher parts = matched(ANSWER, answer.answer());
                history.answered(call, answer.decisionId(), parts.group(1), Long.parseLong(parts.group(2)));
            } catch (LedgerUnavailableException | CompletionException e) {
                return;
            }
        }
    }

    private static Matcher matched(Pattern pattern, byte[] text) {
        Matcher matcher = pattern.matcher(new String(text, UTF_8));
        if (!matcher.find()) {
            throw new IllegalStateException(new String(text, UTF_8));
        }
        return matcher;
    }

    /** Mostly a new account, often of a company that others are of; else a known account, or the same again. */
    private History.Ask ask(Random asking) {
        History.Ask before = askedLately.isEmpty() ? null : askedLately.get(asking.nextInt(askedLately.size()));
        if (before != null && asking.nextInt(10) == 0) {
            return before;
        }
        int number = names.incrementAndGet();
        History.Ask ask = before != null && asking.nextInt(6) == 0
                ? new History.Ask("key" + number, before.account(), before.company(), before.pool())
                : new History.Ask(
                        "key" + number,
                        "account" + number,
                        number % 2 == 0 ? "company" + number / 12 : null,
                        List.copyOf(POOLS.keySet()).get(asking.nextInt(POOLS.size())));
        if (asking.nextInt(4) == 0) {
            askedLately.add(ask);
        }
        return ask;
    }

    private void compact(Opened opened, PowerlessDisk disk, AtomicBoolean ending) {
        try {
            while (!ending.get()) {
                opened.database.compact();
                Thread.sleep(5);
            }
        } catch (InterruptedException | RuntimeException e) {
            failed(disk, e);
        }
    }

    /** What is written beside the lane. */
    private void keepSecrets(Opened opened, PowerlessDisk disk, AtomicBoolean ending) {
        ServiceSecrets kept = new ServiceSecrets(opened.database.jdbi(), opened.database::durably);
        try {
            while (!ending.get()) {
                String name = "secret" + names.incrementAndGet();
                secrets.put(name, kept.get(name));
                Thread.sleep(20);
            }
        } catch (InterruptedException | RuntimeException e) {
            failed(disk, e);
        }
    }

    /** Nothing fails while the power is on. */
    private void failed(PowerlessDisk disk, Exception e) {
        if (!disk.isOff()) {
            broken.add("failed with power on: " + e);
        }
    }

    /** With what is there in the end. */
    private void compare(String name) {
        HistoryChecker checker = new HistoryChecker(history, POOLS);
        try (Opened opened = open(name)) {
            List<StoredDecision> page = opened.ledger.list(null, PAGE);
            while (!page.isEmpty()) {
                page.forEach(decision -> checker.take(stored(decision)));
                page = opened.ledger.list(page.get(page.size() - 1).id(), PAGE);
            }
            broken.addAll(checker.broken(opened.ledger.rotations()));
            checker.accountOwners().forEach((account, rep) -> {
                String owner = opened.ledger
                        .holding(new AccountKey("test", account))
                        .map(Holding::owner)
                        .orElse("nobody");
                if (!owner.equals(rep)) {
                    broken.add(account + " is with " + owner + " by the index, and with " + rep + " by the decisions");
                }
            });
            ServiceSecrets kept = new ServiceSecrets(opened.database.jdbi(), opened.database::durably);
            secrets.forEach((secret, bytes) -> {
                if (!Arrays.equals(kept.get(secret), bytes)) {
                    broken.add(secret + " is another one");
                }
            });
        } catch (RuntimeException e) {
            broken.add("the database can't be read: " + e);
        }
    }

    private HistoryChecker.Stored stored(StoredDecision decision) {
        Matcher parts = matched(DECISION, decision.decision());
        return new HistoryChecker.Stored(
                decision.seq(),
                decision.id(),
                keys.get(decision.id()),
                decision.account().externalId(),
                parts.group(1),
                parts.group(2),
                parts.group(3) == null ? 0 : Long.parseLong(parts.group(3)));
    }
}
