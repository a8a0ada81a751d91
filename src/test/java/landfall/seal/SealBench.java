package landfall.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import landfall.ledger.AccountKey;
import landfall.ledger.StoredDecision;
import org.HdrHistogram.Histogram;

/**
 * What proofs take: {@code verify} of an export, and a {@code proof} of inclusion from the embedded database.
 *
 * <p>Arguments: folder, verify or proof, records (10,000,000).
 */
final class SealBench {

    private static final int RECORD_BYTES = 1_000;
    private static final int BATCH = 2_000;
    private static final int PROOFS = 20_000;
    private static final SigningKey KEY = SigningKey.of(new byte[32]);
    private static final byte[] PADDING = "x".repeat(RECORD_BYTES).getBytes(UTF_8);

    private SealBench() {}

    public static void main(String... args) throws IOException {
        Path folder = Path.of(args[0]);
        long records = args.length > 2 ? Long.parseLong(args[2]) : 10_000_000;
        if (args[1].equals("verify")) {
            verify(folder.resolve("export.ndjson"), records);
        } else {
            proof(folder, records);
        }
    }

    /** JSON of 1,000 bytes. */
    private static byte[] record(long number) {
        byte[] start = ("{\"id\":" + number + ",\"x\":\"").getBytes(UTF_8);
        byte[] record = Arrays.copyOf(start, RECORD_BYTES);
        System.arraycopy(PADDING, 0, record, start.length, RECORD_BYTES - start.length - 2);
        record[RECORD_BYTES - 2] = '"';
        record[RECORD_BYTES - 1] = '}';
        return record;
    }

    private static void verify(Path file, long records) throws IOException {
        TreeHasher hasher = new TreeHasher();
        GrowingTree tree = new GrowingTree((level, number, hashes, root) -> {});
        for (long i = 0; i < records; i++) {
            tree.append(hasher.leaf(record(i)));
        }
        GrowingTree written = new GrowingTree((level, number, hashes, root) -> {});
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(ExportFormat.first(Checkpoint.sign(records, tree.root(), KEY)));
            for (long i = 0; i < records; i++) {
                byte[] leaf = hasher.leaf(record(i));
                written.append(leaf);
                ExportFormat.writeLeaf(out, i, leaf, record(i));
                if (written.size() % BATCH == 0 && written.size() < records) {
                    out.write(ExportFormat.checkpoint(Checkpoint.sign(written.size(), written.root(), KEY)));
                }
            }
        }
        System.gc();
        long used = used();
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long processor = processor();
        long start = System.nanoTime();
        ExportCheck.Result result;
        try (InputStream in = Files.newInputStream(file)) {
            result = new ExportCheck(KEY.verifier(), List.of()).check(in);
        }
        System.out.printf(
                "verify: %,d records, %,d bytes in %.1f s (%.1f s of processor time), heap %d MB before, %d MB at most; %s%n",
                result.leaves(),
                Files.size(file),
                (System.nanoTime() - start) / 1e9,
                (processor() - processor) / 1e9,
                used >> 20,
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20,
                result.fault() == null ? "proved" : result.fault());
    }

    private static void proof(Path folder, long records) {
        try (SealedDatabase sealed = new SealedDatabase("jdbc:h2:file:" + folder.resolve("landfall"))) {
            fill(sealed, records);
            Histogram nanos = new Histogram(60_000_000_000L, 3);
            Random random = new Random(1);
            int longest = 0;
            for (int i = 0; i < 2 * PROOFS; i++) {
                long number = (long) (random.nextDouble() * records);
                StoredDecision decision = new StoredDecision(
                        number + 1,
                        "",
                        "assigned",
                        new AccountKey("a", "b"),
                        Optional.empty(),
                        Instant.EPOCH,
                        "",
                        record(number));
                long start = System.nanoTime();
                SealedLog.Inclusion proof = sealed.log.inclusion(decision).orElseThrow();
                if (i >= PROOFS) {
                    nanos.recordValue(System.nanoTime() - start);
                }
                longest = Math.max(longest, proof.path().size());
                if (!proof.holds()) {
                    throw new IllegalStateException("no proof of " + number);
                }
            }
            System.out.printf(
                    "proof: %,d among %,d records, at most %d hashes; ms p50 %.2f p99 %.2f max %.1f%n",
                    PROOFS,
                    records,
                    longest,
                    nanos.getValueAtPercentile(50) / 1e6,
                    nanos.getValueAtPercentile(99) / 1e6,
                    nanos.getMaxValue() / 1e6);
        }
    }

    /** Tree and heads, as if there were so many decisions. */
    private static void fill(SealedDatabase sealed, long records) {
        for (long size = 0; size < records; ) {
            long end = Math.min(records, size + BATCH);
            long from = size;
            sealed.database.jdbi().useTransaction(handle -> {
                SealDao dao = handle.attach(SealDao.class);
                Growth growth = new Growth(from, from, new StoredTree(dao, from));
                for (long i = from; i < end; i++) {
                    growth.decision(record(i));
                }
                growth.write(growth.head(KEY, OffsetDateTime.now(java.time.ZoneOffset.UTC)), dao);
            });
            size = end;
        }
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
