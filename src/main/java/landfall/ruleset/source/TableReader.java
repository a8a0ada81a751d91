package landfall.ruleset.source;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.RuleFile;
import org.drools.decisiontable.parser.csv.CsvLineParser;
import org.drools.decisiontable.parser.csv.CsvParser;

/** Reads Drools' decision tables by Drools' own reader: each sheet becomes the DRL that Drools makes of it. */
final class TableReader {

    private final Issues issues;
    private final Limits limits;

    TableReader(Issues issues, Limits limits) {
        this.issues = issues;
        this.limits = limits;
    }

    /** One text for each sheet that has a table, in the order of the sheets. */
    List<SourceText> read(RuleFile file) {
        if (file.path().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            Optional<SourceText> text = SourceText.read(file.path(), file.bytes(), issues);
            return text.filter(this::isTable).map(this::readCsv).orElse(List.of());
        }
        return new WorkbookReader(file.path(), issues, limits).read(file);
    }

    private List<SourceText> readCsv(SourceText file) {
        CellMap places = new CellMap(file.path(), "");
        TableListener listener = new TableListener(places, new TableCells(places, issues, null), issues);
        byte[] withoutMark = file.text().getBytes(StandardCharsets.UTF_8);
        new CsvParser(listener, new CsvLineParser()).parseFile(new ByteArrayInputStream(withoutMark));
        return texts(file.path(), places, listener);
    }

    private List<SourceText> texts(String path, CellMap places, TableListener listener) {
        if (listener.hasTable()) {
            return TableText.of(path, places, listener).map(List::of).orElse(List.of());
        }
        if (!listener.isRefused()) {
            reportNoTable(path, issues);
        }
        return List.of();
    }

    static void reportNoTable(String path, Issues issues) {
        issues.report(
                IssueCode.BAD_TABLE,
                Place.of(path),
                "this file has no table of rules",
                "a table begins with a cell \"RuleTable NAME\"; landfall template makes one");
    }

    /** Drools reads line by line and knows only commas. */
    private boolean isTable(SourceText file) {
        String text = file.text();
        int start = 0;
        int rows = 0;
        long cells = 0;
        boolean right = true;
        while (start < text.length() && right) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            rows++;
            cells += line.chars().filter(c -> c == ',').count();
            if (rows > limits.rules() || cells > WorkbookGate.MOST_CELLS) {
                issues.report(
                        IssueCode.TOO_MANY_ROWS,
                        Place.cell(file.path(), "", rows, 1),
                        "a file of rules has at most " + limits.rules() + " rows and " + WorkbookGate.MOST_CELLS
                                + " cells",
                        "split it into several files");
                right = false;
            } else if (line.chars().filter(c -> c == '"').count() % 2 != 0) {
                issues.report(
                        IssueCode.BAD_CSV,
                        Place.cell(file.path(), "", rows, 1),
                        "a quote of this row is never closed, or one of its cells has a line break",
                        "write \"\" for a quote in a quoted cell, and keep each cell on one line");
                right = false;
            } else if (line.toLowerCase(Locale.ROOT).startsWith("ruletable") && line.indexOf(';') > 0) {
                issues.report(
                        IssueCode.BAD_CSV,
                        Place.cell(file.path(), "", rows, 1),
                        "the cells of this file are separated by semicolons",
                        "save it with commas; in Excel choose \"CSV UTF-8 (comma delimited)\"");
                right = false;
            }
            start = end < 0 ? text.length() : end + 1;
        }
        return right;
    }
}
