package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Decisions and versions are never changed: no statement anywhere does it. */
class InsertOnlyTest {
    private static final Pattern CHANGE = Pattern.compile(
            "(UPDATE|DELETE\\s+FROM|MERGE\\s+INTO|TRUNCATE\\s+TABLE|REPLACE\\s+INTO)\\s+"
                    + "(decision|rule_set_version|rule_set_analysis|roster_version|activation|approval|scheduled_activation|scheduled_activation_end|balance_run|balance_end|balance_rows|balance_day|webhook|webhook_secret|webhook_act|planned_moves|move_run|move_run_part|move_run_end|realignment|realignment_approval|<table>)(?!\\w)",
            Pattern.CASE_INSENSITIVE);

    @Test
    void noStatementChangesADecisionOrAVersion() throws IOException {
        assertThat(changes(Path.of("src/main/java"))).isEmpty();
        assertThat(changes(Path.of("migrations"))).isEmpty();
    }

    @Test
    void suchAStatementWouldBeFound() {
        assertThat(CHANGE.matcher("UPDATE rotation SET x = 1").find()).isFalse();
        assertThat(CHANGE.matcher("DELETE FROM\n decision WHERE seq = 1").find())
                .isTrue();
        assertThat(CHANGE.matcher("update <table> set files = ?").find()).isTrue();
    }

    private static List<String> changes(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher change = CHANGE.matcher(Files.readString(file));
                while (change.find()) {
                    found.add(file + ": " + change.group());
                }
            }
        }
        return found;
    }
}
