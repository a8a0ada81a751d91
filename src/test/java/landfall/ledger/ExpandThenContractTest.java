package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpandThenContractTest {

    @TempDir
    Path folder;

    @Test
    void nodesOfTheReleaseBeforeCanGoOnBesideEachRelease() throws Exception {
        DatabaseChangeLog log = parse(Migration.CHANGE_LOG, new ClassLoaderResourceAccessor());
        assertThat(ExpandThenContract.faults(log)).isEmpty();
        assertThat(log.getChangeSets().get(log.getChangeSets().size() - 1).getId())
                .isEqualTo("schema-" + Migration.SCHEMA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<dropColumn tableName='decision' columnName='rule'/> | dropColumn",
                "<dropTable tableName='decision'/> | dropTable",
                "<renameColumn tableName='decision' oldColumnName='rule' newColumnName='r'/> | renameColumn",
                "<renameTable oldTableName='decision' newTableName='d'/> | renameTable",
                "<modifyDataType tableName='decision' columnName='rule' newDataType='BIGINT'/> | modifyDataType",
                "<addNotNullConstraint tableName='decision' columnName='rule'/> | addNotNullConstraint",
                "<addUniqueConstraint tableName='decision' columnNames='rule'/> | addUniqueConstraint",
                "<addPrimaryKey tableName='decision' columnNames='rule'/> | addPrimaryKey",
                "<sql>UPDATE decision SET rule = ''</sql> | nobody can tell",
                "<sql>INSERT INTO decision (seq) VALUES (1)</sql> | nobody can tell",
                "<sql>INSERT INTO later (seq) SELECT 1; DROP TABLE decision</sql> | nobody can tell",
                "<sql>CREATE INDEX CONCURRENTLY IF NOT EXISTS d ON decision (rule)</sql> | runInTransaction",
                "<createIndex tableName='decision' indexName='d'><column name='rule'/></createIndex> | CONCURRENTLY",
                "<createIndex tableName='decision' indexName='d' unique='true'><column name='rule'/></createIndex>"
                        + " | unique",
                "<addColumn tableName='decision'><column name='x' type='BIGINT'><constraints nullable='false'/>"
                        + "</column></addColumn> | without x",
                "<addColumn tableName='decision'><column name='x' type='BIGINT'><constraints unique='true'"
                        + " uniqueConstraintName='u'/></column></addColumn> | without x",
            })
    void whatWouldBreakThemIsFound(String change, String fault) throws Exception {
        assertThat(ExpandThenContract.faults(log("", change)))
                .singleElement()
                .asString()
                .contains(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | <createTable tableName='more'><column name='id' type='BIGINT'/></createTable>",
                "'' | <addColumn tableName='decision'><column name='x' type='BIGINT'/></addColumn>",
                "'' | <addColumn tableName='decision'><column name='x' type='BIGINT' defaultValueNumeric='1'>"
                        + "<constraints nullable='false'/></column></addColumn>",
                "dbms='h2' | <createIndex tableName='decision' indexName='d'><column name='rule'/></createIndex>",
                "runInTransaction='false' | <sql>CREATE INDEX CONCURRENTLY IF NOT EXISTS d ON decision (rule)</sql>",
                "'' | <sql>INSERT INTO later (seq) SELECT seq FROM decision</sql>",
                "labels='unused-since-1' | <dropColumn tableName='decision' columnName='rule'/>",
            })
    void whatOnlyAddsIsNot(String attributes, String change) throws Exception {
        assertThat(ExpandThenContract.faults(log(attributes, change))).isEmpty();
    }

    @Test
    void whatIsUnusedOnlySinceThisReleaseHasToStay() throws Exception {
        assertThat(ExpandThenContract.faults(
                        log("labels='unused-since-2'", "<dropColumn tableName='decision' columnName='rule'/>")))
                .hasSize(1);
    }

    @Test
    void whatTheTestsApplyToLiveNodesKeepsToTheRule() throws Exception {
        DatabaseChangeLog log = parse(Migration.CHANGE_LOG, new ClassLoaderResourceAccessor());
        DatabaseChangeLog later = parse("landfall/ledger/schema-2.xml", new ClassLoaderResourceAccessor());
        later.getChangeSets().forEach(log::addChangeSet);
        assertThat(ExpandThenContract.faults(log)).isEmpty();
    }

    private DatabaseChangeLog log(String attributes, String change) throws Exception {
        String text =
                """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                  <changeSet id="first" author="t">
                    <createTable tableName="decision"><column name="rule" type="VARCHAR(10)"/></createTable>
                  </changeSet>
                  <changeSet id="one" author="t"><tagDatabase tag="schema-1"/></changeSet>
                  <changeSet id="changed" author="t" %s>%s</changeSet>
                  <changeSet id="two" author="t"><tagDatabase tag="schema-2"/></changeSet>
                </databaseChangeLog>
                """
                        .formatted(attributes, change);
        Files.writeString(folder.resolve("log.xml"), text);
        return parse("log.xml", new DirectoryResourceAccessor(folder));
    }

    private static DatabaseChangeLog parse(String path, ResourceAccessor resources) throws Exception {
        return Objects.requireNonNull(ChangeLogParserFactory.getInstance()
                .getParser(path, resources)
                .parse(path, new ChangeLogParameters(), resources));
    }

    /** Else a new column would change what such a statement means, or make it fail. */
    @Test
    void everyStatementNamesItsColumns() throws Exception {
        java.util.regex.Pattern unnamed = java.util.regex.Pattern.compile(
                "SELECT\\s+(DISTINCT\\s+)?(\\w+\\.)?\\*|INSERT\\s+INTO\\s+[\\w<>]+\\s+(VALUES|SELECT)",
                java.util.regex.Pattern.CASE_INSENSITIVE);
        assertThat("SELECT a.* FROM answer a").containsPattern(unnamed);
        assertThat("INSERT INTO <table> SELECT 1").containsPattern(unnamed);
        for (Path root : java.util.List.of(Path.of("src/main/java"), Path.of("migrations"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(unnamed);
                }
            }
        }
    }
}
