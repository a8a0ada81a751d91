package landfall.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.TestDatabase;
import landfall.ruleset.ActiveRuleSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Absences as the database keeps them. */
class AttendanceTest {
    private static final LocalDateTime FROM = LocalDateTime.parse("2026-12-01T09:00");
    private static final LocalDateTime TO = LocalDateTime.parse("2026-12-03T18:30:15.25");

    @TempDir
    Path folder;

    private LedgerDatabase database;
    private Attendance attendance;

    /** The same database at each call of one test. */
    String url() {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeEach
    void open() {
        database = TestDatabase.open(url());
        attendance = attendance();
    }

    private Attendance attendance() {
        return new Attendance(database.jdbi(), database::durably, new ActiveRuleSet(), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anAbsenceComesBackAsItWasEntered() {
        AbsenceRow later = attendance.add("佐藤", FROM.plusDays(7), TO.plusDays(7));
        AbsenceRow earlier = attendance.add("mai", FROM, TO);
        close();
        open();
        assertThat(attendance.list()).containsExactly(earlier, later);
        assertThat(earlier.to()).isEqualTo(TO);
    }

    @Test
    void oneThatIsDeletedIsGoneAndCannotBeDeletedAgain() {
        AbsenceRow row = attendance.add("mai", FROM, TO);
        assertThat(attendance.delete(row.id())).isTrue();
        assertThat(attendance.delete(row.id())).isFalse();
        assertThat(attendance.list()).isEmpty();
    }

    @Test
    void whatAnotherEnteredIsTakenUp() {
        Attendance other = attendance();
        AbsenceRow row = other.add("mai", FROM, TO);
        attendance.refresh();
        assertThat(attendance.list()).containsExactly(row);
    }
}
