package landfall.ruleset.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.RuleFile;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.drools.decisiontable.parser.xls.ExcelParser;
import org.drools.template.parser.DataListener;

/**
 * Reads the sheets of a workbook that have tables. The first is read as Drools reads it; the others as Drools does when it
 * is told their names.
 */
final class WorkbookReader {

    static {
        // What the gate has counted already; POI has its own way to take a file to pieces.
        ZipSecureFile.setMaxEntrySize(WorkbookGate.MOST_BYTES);
        ZipSecureFile.setMaxFileCount(WorkbookGate.MOST_ENTRIES);
    }

    private final Issues issues;
    private final Limits limits;
    private final String path;

    private record Table(Sheet sheet, CellMap places, TableListener listener) {}

    WorkbookReader(String path, Issues issues, Limits limits) {
        this.path = path;
        this.issues = issues;
        this.limits = limits;
    }

    List<SourceText> read(RuleFile file) {
        Optional<WorkbookGate.Admitted> admitted = WorkbookGate.admit(path, file.bytes(), limits, issues);
        if (admitted.isEmpty()) {
            return List.of();
        }
        try (XSSFWorkbook workbook =
                new XSSFWorkbook(new ByteArrayInputStream(admitted.get().bytes()))) {
            return read(workbook, admitted.get().formulas());
        } catch (IOException | RuntimeException fault) {
            // POI throws whatever comes of parts that contradict each other.
            issues.report(
                    IssueCode.WORKBOOK_REFUSED,
                    Place.of(path),
                    "this workbook can't be read: " + fault.getMessage(),
                    "open it in a spreadsheet program and save it again");
            return List.of();
        }
    }

    private List<SourceText> read(XSSFWorkbook workbook, boolean formulas) {
        List<Table> tables = new ArrayList<>();
        Map<String, List<DataListener>> listeners = new LinkedHashMap<>();
        boolean any = false;
        for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
            Sheet sheet = workbook.getSheetAt(i);
            boolean has = hasTable(sheet);
            any |= has;
            CellMap places = new CellMap(path, sheet.getSheetName());
            if (has && !(formulas && hasFormulas(sheet, places))) {
                TableListener listener = new TableListener(places, new TableCells(places, issues, sheet), issues);
                if (i > 0) {
                    listener.setWorksheetName(sheet.getSheetName());
                }
                tables.add(new Table(sheet, places, listener));
                listeners.put(sheet.getSheetName(), List.of(listener));
            }
        }
        if (!any) {
            TableReader.reportNoTable(path, issues);
        }
        new ExcelParser(listeners).parseWorkbook(workbook);
        List<SourceText> texts = new ArrayList<>();
        for (Table table : tables) {
            checkMerged(table);
            if (table.listener().hasTable()) {
                TableText.of(path, table.places(), table.listener()).ifPresent(texts::add);
            }
        }
        return texts;
    }

    private static boolean hasTable(Sheet sheet) {
        for (Row row : sheet) {
            for (Cell cell : row) {
                if (cell.getCellType() == CellType.STRING
                        && TableCells.stripped(cell.getStringCellValue())
                                .toLowerCase(Locale.ROOT)
                                .startsWith(DefaultRuleSheetListener.RULE_TABLE_TAG)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Formulas are never worked out. */
    private boolean hasFormulas(Sheet sheet, CellMap places) {
        boolean found = false;
        for (Row row : sheet) {
            for (Cell cell : row) {
                if (cell.getCellType() == CellType.FORMULA) {
                    found = true;
                    issues.report(
                            IssueCode.CELL_FORMULA,
                            places.cell(row.getRowNum(), cell.getColumnIndex()),
                            "a formula stands in this cell",
                            "copy the cell, and paste its value");
                }
            }
        }
        return found;
    }

    /** Drools gives a merged value to each cell that the file has; some programs leave those out that show nothing. */
    private void checkMerged(Table table) {
        for (CellRangeAddress range : table.sheet().getMergedRegions()) {
            if (!table.listener().rows().containsKey(range.getFirstRow())) {
                continue;
            }
            for (int number = range.getFirstRow() + 1; number <= range.getLastRow(); number++) {
                Row row = table.sheet().getRow(number);
                if (row == null || row.getCell(range.getFirstColumn()) == null) {
                    issues.report(
                            IssueCode.MERGED_CELLS,
                            table.places().cell(number, range.getFirstColumn()),
                            "this cell is merged with one above it, whose value Drools doesn't find here",
                            "unmerge them, and write the value into each row");
                    break;
                }
            }
        }
    }
}
