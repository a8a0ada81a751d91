package landfall.ledger;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;

/** Opens the database that a URL names, whichever it is. */
public final class TestDatabase {

    private TestDatabase() {}

    public static LedgerDatabase open(String url) {
        return LedgerDatabase.open(settings(url), new MetricRegistry());
    }

    public static DataSourceFactory settings(String url) {
        DataSourceFactory factory = new DataSourceFactory();
        factory.setUrl(url);
        factory.setUser(url.startsWith("jdbc:h2") ? "sa" : "postgres");
        factory.setPassword("");
        factory.setDriverClass("org.h2.Driver");
        factory.setInitialSize(1);
        factory.setMinSize(1);
        factory.setMaxSize(8);
        return factory;
    }
}
