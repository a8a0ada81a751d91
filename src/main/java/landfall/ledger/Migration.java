package landfall.ledger;

import java.sql.Connection;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Brings the tables to their newest form, by the change logs in {@code migrations/}. */
final class Migration {
    private static final String CHANGE_LOG = "migrations/landfall.xml";

    private Migration() {}

    static void run(Connection connection) {
        try {
            Scope.child(Scope.Attr.ui.name(), new LoggerUIService(), () -> {
                Liquibase liquibase =
                        new Liquibase(CHANGE_LOG, new ClassLoaderResourceAccessor(), new JdbcConnection(connection));
                // No other process can have the file open: a lock that is there was left by one that was killed.
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                liquibase.forceReleaseLocks();
                liquibase.update(new Contexts(), new LabelExpression());
            });
        } catch (LiquibaseException e) {
            throw new IllegalStateException("the database can't be migrated: " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
