package landfall.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables to their newest form, by the change logs in {@code migrations/}. */
final class Migration {
    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    static final String CHANGE_LOG = "migrations/landfall.xml";
    /** The newest form of the tables that this version of Landfall knows: the last tag of the change log. */
    static final int SCHEMA = 1;

    private static final Pattern TAG = Pattern.compile("schema-([0-9]+)");

    private Migration() {}

    /**
     * Tables that are one form newer than {@link #SCHEMA} are used as they are: they only have more.
     *
     * @throws LedgerUnavailableException where they are newer than that
     */
    static void run(Connection connection) {
        run(connection, CHANGE_LOG, SCHEMA);
    }

    static void run(Connection connection, String changeLog, int known) {
        try {
            List<ChangeSets.Ran> ran = ChangeSets.ran(connection);
            requireReadable(ran, known);
            if (isDone(ran, changeLog)) {
                return;
            }
            Scope.child(Scope.Attr.ui.name(), new LoggerUIService(), () -> {
                Liquibase liquibase =
                        new Liquibase(changeLog, new ClassLoaderResourceAccessor(), new JdbcConnection(connection));
                // Whoever is here is alone: a lock that is there was left by one that was killed.
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                liquibase.forceReleaseLocks();
                liquibase.update(new Contexts(), new LabelExpression());
            });
        } catch (LedgerUnavailableException e) {
            throw e;
        } catch (LiquibaseException e) {
            throw new IllegalStateException("the database can't be migrated: " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the tables have their newest form. */
    static boolean isDone(Connection connection) throws SQLException {
        return isDone(ChangeSets.ran(connection), CHANGE_LOG);
    }

    private static boolean isDone(List<ChangeSets.Ran> ran, String changeLog) {
        return ran.stream()
                .map(ChangeSets.Ran::changeSet)
                .collect(Collectors.toSet())
                .containsAll(ChangeSets.of(changeLog));
    }

    private static void requireReadable(List<ChangeSets.Ran> ran, int known) {
        int there = ran.stream()
                .map(ChangeSets.Ran::tag)
                .filter(Objects::nonNull)
                .map(TAG::matcher)
                .filter(Matcher::matches)
                .mapToInt(tag -> Integer.parseInt(tag.group(1)))
                .max()
                .orElse(0);
        if (there > known + 1) {
            throw new LedgerUnavailableException("the database's tables have the form " + there
                    + ", of a later version of Landfall. This one knows form " + known + " and can use form "
                    + (known + 1) + ", no later one: start the later version");
        }
        if (there > known) {
            LOG.warn(
                    "The database's tables have the form {}, of a later version of Landfall; this one knows form {}, and goes on"
                            + " for the time of the upgrade",
                    there,
                    known);
        }
    }
}
