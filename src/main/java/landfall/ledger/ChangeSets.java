package landfall.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Which change sets a change log has, and which of them a database had run: asked before each start, since Liquibase takes a
 * second to find out that it has nothing to do.
 */
final class ChangeSets {
    /** Liquibase names a change set by these and its file. */
    record ChangeSet(String id, String author) {}

    /** One that was run. */
    record Ran(ChangeSet changeSet, @Nullable String tag) {}

    private ChangeSets() {}

    /** Those of a change log on the class path, and of what it includes. */
    static Set<ChangeSet> of(String changeLog) {
        Set<ChangeSet> found = new HashSet<>();
        read(changeLog, found);
        return found;
    }

    private static void read(String changeLog, Set<ChangeSet> found) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<String> included = new ArrayList<>();
        try (InputStream bytes = ChangeSets.class.getClassLoader().getResourceAsStream(changeLog)) {
            if (bytes == null) {
                throw new IllegalStateException("no change log " + changeLog);
            }
            XMLStreamReader xml = factory.createXMLStreamReader(bytes);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT) {
                    if (xml.getLocalName().equals("changeSet")) {
                        found.add(new ChangeSet(
                                xml.getAttributeValue(null, "id"), xml.getAttributeValue(null, "author")));
                    } else if (xml.getLocalName().equals("include")) {
                        included.add(xml.getAttributeValue(null, "file"));
                    }
                }
            }
        } catch (IOException | XMLStreamException e) {
            throw new IllegalStateException("the change log " + changeLog + " can't be read", e);
        }
        String folder = changeLog.substring(0, changeLog.lastIndexOf('/') + 1);
        included.forEach(file -> read(folder + file, found));
    }

    /** Those that the database had run; none where it has no table of them. */
    static List<Ran> ran(Connection connection) throws SQLException {
        List<Ran> ran = new ArrayList<>();
        if (!hasTable(connection)) {
            return ran;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, author, tag FROM databasechangelog")) {
            while (row.next()) {
                ran.add(new Ran(new ChangeSet(row.getString(1), row.getString(2)), row.getString(3)));
            }
        }
        return ran;
    }

    private static boolean hasTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM information_schema.tables"
                        + " WHERE LOWER(table_name) = 'databasechangelog'"
                        + " AND LOWER(table_schema) = LOWER(CURRENT_SCHEMA)")) {
            return row.next() && row.getLong(1) > 0;
        }
    }
}
