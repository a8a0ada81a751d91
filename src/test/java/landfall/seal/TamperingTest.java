package landfall.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand seeded tamperings with what was sealed: against a checkpoint that was kept outside each of them is found, even those of
 * somebody who has the private key and sets all hashes and signatures right.
 */
class TamperingTest {

    private static final int TAMPERINGS = 10_000;
    /** What is done to the records. */
    private enum Change {
        EDIT,
        DELETE,
        INSERT,
        SWAP,
        TRUNCATE,
        ROLL_BACK,
        SIGN_ANEW
    }

    /** How far it is covered up. */
    private enum Cover {
        NOTHING,
        HASHES,
        OTHER_KEY,
        SAME_KEY
    }

    @Test
    void eachIsFound() {
        Map<Change, Integer> found = new EnumMap<>(Change.class);
        for (int seed = 0; seed < TAMPERINGS; seed++) {
            Random random = new Random(seed);
            List<String> records = ExportText.records(2 + random.nextInt(20));
            String outside = ExportText.checkpoint(records, records.size(), ExportText.KEY);
            Change change = Change.values()[seed % Change.values().length];
            Cover cover = Cover.values()[random.nextInt(Cover.values().length)];

            String export = tamper(records, change, cover, random);

            assertThat(ExportText.check(export, outside).fault())
                    .as("seed %s: %s, covered up by %s", seed, change, cover)
                    .isNotNull();
            found.merge(change, 1, Integer::sum);
        }
        assertThat(found.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(TAMPERINGS);
        assertThat(found.keySet()).containsExactly(Change.values());
    }

    /** The same exports, left alone. */
    @Test
    void whatIsLeftAloneIsProved() {
        for (int seed = 0; seed < 200; seed++) {
            List<String> records = ExportText.records(2 + new Random(seed).nextInt(20));
            String outside = ExportText.checkpoint(records, records.size(), ExportText.KEY);

            assertThat(ExportText.check(ExportText.export(records, 2, ExportText.KEY), outside)
                            .fault())
                    .isNull();
        }
    }

    private static String tamper(List<String> records, Change change, Cover cover, Random random) {
        if (change == Change.SIGN_ANEW) {
            return ExportText.export(records, 0, ExportText.OTHER);
        }
        if (change == Change.ROLL_BACK) {
            // an export that was right when it was made
            return ExportText.export(records.subList(0, random.nextInt(records.size())), 0, ExportText.KEY);
        }
        List<String> changed = changed(records, change, random);
        return switch (cover) {
            case NOTHING -> lines(records, change, random);
            case HASHES -> firstLine(records) + withoutFirst(ExportText.export(changed, 0, ExportText.OTHER));
            case OTHER_KEY -> ExportText.export(changed, 0, ExportText.OTHER);
            case SAME_KEY -> ExportText.export(changed, 0, ExportText.KEY);
        };
    }

    private static List<String> changed(List<String> records, Change change, Random random) {
        List<String> changed = new ArrayList<>(records);
        int at = random.nextInt(records.size());
        switch (change) {
            case EDIT -> changed.set(at, edited(records.get(at), random));
            case DELETE -> changed.remove(at);
            case INSERT -> changed.add(at, edited(records.get(at), random));
            case SWAP -> Collections.swap(changed, at, (at + 1 + random.nextInt(records.size() - 1)) % records.size());
            case TRUNCATE -> changed.subList(at, records.size()).clear();
            default -> throw new IllegalArgumentException(change.name());
        }
        return changed;
    }

    /** One character is another one. */
    private static String edited(String record, Random random) {
        int at = random.nextInt(record.length());
        char other = record.charAt(at) == 'x' ? 'y' : 'x';
        return record.substring(0, at) + other + record.substring(at + 1);
    }

    /** The text of the export is changed, and nothing else. */
    private static String lines(List<String> records, Change change, Random random) {
        String export = ExportText.export(records, 0, ExportText.KEY);
        List<String> lines = new ArrayList<>(export.lines().toList().subList(1, records.size() + 1));
        return firstLine(records) + String.join("\n", changed(lines, change, random)) + "\n";
    }

    private static String firstLine(List<String> records) {
        String export = ExportText.export(records, 0, ExportText.KEY);
        return export.substring(0, export.indexOf('\n') + 1);
    }

    private static String withoutFirst(String export) {
        return export.substring(export.indexOf('\n') + 1);
    }
}
