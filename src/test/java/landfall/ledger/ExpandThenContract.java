package landfall.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.change.AddColumnConfig;
import liquibase.change.Change;
import liquibase.change.ConstraintsConfig;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.CreateIndexChange;
import liquibase.change.core.CreateTableChange;
import liquibase.change.core.InsertDataChange;
import liquibase.change.core.RawSQLChange;
import liquibase.change.core.TagDatabaseChange;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;

/**
 * Whether nodes of the release before can go on beside each release: what a change log adds after schema 1 may not take away,
 * rename or narrow anything that they use.
 */
final class ExpandThenContract {
    private static final Pattern TAG = Pattern.compile("schema-([0-9]+)");
    private static final Pattern UNUSED = Pattern.compile("unused-since-([0-9]+)");
    private static final Pattern CONCURRENTLY =
            Pattern.compile("CREATE INDEX CONCURRENTLY IF NOT EXISTS [^;]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern INSERT =
            Pattern.compile("INSERT INTO (\\w+)\\s*\\([^;]+", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Set<String> old = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    private ExpandThenContract() {}

    /** In words; empty where all is well. */
    static List<String> faults(DatabaseChangeLog log) {
        ExpandThenContract rule = new ExpandThenContract();
        List<ChangeSet> release = new ArrayList<>();
        int last = 0;
        for (ChangeSet changes : log.getChangeSets()) {
            Optional<Integer> tag = tag(changes);
            if (tag.isEmpty()) {
                release.add(changes);
                continue;
            }
            if (tag.get() != last + 1) {
                rule.faults.add("schema-" + tag.get() + " comes after schema-" + last);
            }
            last = tag.get();
            rule.release(release, last);
            release.clear();
        }
        if (!release.isEmpty()) {
            rule.faults.add("change sets come after the last tag: " + release);
        }
        if (last == 0) {
            rule.faults.add("there is no tag");
        }
        return rule.faults;
    }

    private static Optional<Integer> tag(ChangeSet changes) {
        return changes.getChanges().stream()
                .filter(TagDatabaseChange.class::isInstance)
                .map(change -> TAG.matcher(((TagDatabaseChange) change).getTag()))
                .filter(Matcher::matches)
                .map(tag -> Integer.parseInt(tag.group(1)))
                .findFirst();
    }

    private void release(List<ChangeSet> release, int schema) {
        for (ChangeSet changes : release) {
            for (Change change : changes.getChanges()) {
                if (schema > 1 && !isUnused(changes, schema)) {
                    fault(change, changes)
                            .ifPresent(fault -> faults.add("schema-" + schema + ", " + changes.getId() + ": " + fault));
                }
            }
        }
        old.addAll(release.stream()
                .flatMap(changes -> changes.getChanges().stream())
                .filter(CreateTableChange.class::isInstance)
                .map(change -> ((CreateTableChange) change).getTableName())
                .collect(Collectors.toSet()));
    }

    /** Whether the nodes of the release before have no use for what goes. */
    private static boolean isUnused(ChangeSet changes, int schema) {
        return changes.getLabels() != null
                && changes.getLabels().getLabels().stream()
                        .map(UNUSED::matcher)
                        .filter(Matcher::matches)
                        .anyMatch(since -> Integer.parseInt(since.group(1)) < schema);
    }

    private Optional<String> fault(Change change, ChangeSet changes) {
        if (change instanceof CreateTableChange || change instanceof InsertDataChange) {
            return Optional.empty();
        }
        if (change instanceof AddColumnChange add) {
            return old.contains(add.getTableName())
                    ? add.getColumns().stream()
                            .filter(column -> !isHarmless(column))
                            .map(column -> "nodes of the release before can't insert without " + column.getName())
                            .findFirst()
                    : Optional.empty();
        }
        if (change instanceof CreateIndexChange index && old.contains(index.getTableName())) {
            if (Boolean.TRUE.equals(index.isUnique())) {
                return Optional.of("what nodes of the release before write may not be unique");
            }
            return changes.getDbmsSet() != null && changes.getDbmsSet().equals(Set.of("h2"))
                    ? Optional.empty()
                    : Optional.of("on PostgreSQL an index on " + index.getTableName()
                            + " is built by CREATE INDEX CONCURRENTLY IF NOT EXISTS, else nobody can write meanwhile");
        }
        if (change instanceof CreateIndexChange) {
            return Optional.empty();
        }
        if (change instanceof RawSQLChange raw) {
            return sql(raw.getSql().strip(), changes);
        }
        return Optional.of("nodes of the release before may rely on what is changed by "
                + change.getSerializedObjectName() + "; where they don't, label it unused-since-…");
    }

    private Optional<String> sql(String sql, ChangeSet changes) {
        if (CONCURRENTLY.matcher(sql).matches()) {
            return changes.isRunInTransaction()
                    ? Optional.of("an index is built concurrently outside of transactions only: runInTransaction")
                    : Optional.empty();
        }
        Matcher insert = INSERT.matcher(sql);
        return insert.matches() && !old.contains(insert.group(1))
                ? Optional.empty()
                : Optional.of("nobody can tell what this does to nodes of the release before: " + sql);
    }

    private static boolean isHarmless(AddColumnConfig column) {
        ConstraintsConfig constraints = column.getConstraints();
        if (constraints == null) {
            return true;
        }
        boolean given = !Boolean.FALSE.equals(constraints.isNullable()) || column.getDefaultValueObject() != null;
        return given
                && !Boolean.TRUE.equals(constraints.isUnique())
                && !Boolean.TRUE.equals(constraints.isPrimaryKey());
    }
}
