package landfall.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** A service's folder for the swap bench: rules in twenty files, with cases, all for one territory. */
final class SwapFolder {

    private static final int FILES = 20;
    private static final int CASES = 200;
    private static final String CHANGED = "rules-07.drl";

    private SwapFolder() {}

    /** Writes {@code config.yml} and {@code rules/}, and returns the settings' path. */
    static Path write(Path folder, int rules, int port, int adminPort) throws IOException {
        Path settings = BenchFolder.write(folder, 0, port, adminPort);
        Random random = new Random(7);
        for (int file = 0; file < FILES; file++) {
            StringBuilder drl = new StringBuilder(BenchFolder.HEADER);
            for (int i = file * rules / FILES; i < (file + 1) * rules / FILES; i++) {
                drl.append(BenchFolder.rule(i, random));
            }
            Files.writeString(folder.resolve("rules/rules-%02d.drl".formatted(file)), drl);
        }
        StringBuilder cases = new StringBuilder();
        for (int i = 0; i < CASES; i++) {
            cases.append(
                    """
                    - name: "Case %d"
                      at: 2026-11-24T09:30:00Z
                      account: {source: bench, country: %s, region: %s, industry: Industry %d, dealSize: %d}
                      expect: {territory: hot}
                    """
                            .formatted(
                                    i,
                                    BenchFolder.COUNTRIES.get(random.nextInt(BenchFolder.COUNTRIES.size())),
                                    BenchFolder.REGIONS.get(random.nextInt(BenchFolder.REGIONS.size())),
                                    random.nextInt(40),
                                    random.nextInt(1_000_000)));
        }
        Files.writeString(Files.createDirectories(folder.resolve("rules/cases")).resolve("cases.yml"), cases);
        return settings;
    }

    /** Changes one rule, to something else for each number. */
    static void change(Map<String, byte[]> files, int number) {
        files.computeIfPresent(CHANGED, (path, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                .replaceFirst("dealSize >= \\d+", "dealSize >= " + number)
                .getBytes(StandardCharsets.UTF_8));
    }
}
