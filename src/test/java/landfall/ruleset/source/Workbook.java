package landfall.ruleset.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import landfall.ruleset.RuleFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A workbook that a test writes: a table of territory rules, and the cells of its rows. */
final class Workbook {

    /** A value that its cell shows by a number format. */
    record Shown(double value, String format) {}

    /** The row of the first rule, as spreadsheets count. */
    static final int FIRST = 8;

    private final XSSFWorkbook workbook = new XSSFWorkbook();
    private Sheet sheet = workbook.createSheet("Sheet1");
    private int next;

    /** With columns of these kinds, patterns and snippets, the name of a rule in front. */
    static Workbook of(String[] kinds, String[] objects, String[] snippets) {
        Workbook made = new Workbook();
        made.table(kinds, objects, snippets);
        return made;
    }

    /** Name, country, regions, postal code, deal size, employees from, territory. */
    static Workbook usual() {
        return of(
                new String[] {"NAME", "CONDITION", "CONDITION", "CONDITION", "CONDITION", "CONDITION", "ACTION"},
                new String[] {null, "Account", "Account", "Account", "Account", "Account", null},
                new String[] {
                    null,
                    "country == \"$param\"",
                    "region in (forall(,){\"$\"})",
                    "postalCode == \"$param\"",
                    "dealSize >= $param",
                    "employees >= $param",
                    "routing.territory(\"$param\");"
                });
    }

    private void table(String[] kinds, String[] objects, String[] snippets) {
        line("RuleSet", "rules");
        line("Import", "landfall.facts.*");
        line("Variables", "landfall.facts.Routing routing");
        line("RuleTable Rules");
        line((Object[]) kinds);
        line((Object[]) objects);
        for (int i = 0; i < objects.length; ) {
            int last = i;
            while (objects[i] != null && last + 1 < objects.length && objects[i].equals(objects[last + 1])) {
                last++;
            }
            if (last > i) {
                sheet.addMergedRegion(new CellRangeAddress(next - 1, next - 1, i, last));
            }
            i = last + 1;
        }
        line((Object[]) snippets);
        line(java.util.Arrays.stream(kinds).map(kind -> "Label").toArray());
        next = FIRST;
    }

    /** A row of texts, numbers, days, flags, and nulls for cells that aren't there. */
    Workbook line(Object... cells) {
        Row row = sheet.createRow(next++);
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != null) {
                set(row.createCell(i), cells[i]);
            }
        }
        return this;
    }

    private void set(Cell cell, Object value) {
        if (value instanceof Double number) {
            cell.setCellValue(number);
        } else if (value instanceof Integer number) {
            cell.setCellValue(number);
        } else if (value instanceof Boolean flag) {
            cell.setCellValue(flag);
        } else if (value instanceof LocalDate day) {
            cell.setCellValue(day);
            cell.setCellStyle(style("yyyy-mm-dd"));
        } else if (value instanceof Shown shown) {
            cell.setCellValue(shown.value());
            cell.setCellStyle(style(shown.format()));
        } else if (value instanceof String text && text.startsWith("=")) {
            cell.setCellFormula(text.substring(1));
        } else {
            cell.setCellValue((String) value);
        }
    }

    private CellStyle style(String format) {
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }

    /** Leaves rows out. */
    Workbook skip(int rows) {
        next += rows;
        return this;
    }

    /** Merges cells; rows and columns from 0. */
    Workbook merge(int firstRow, int lastRow, int firstColumn, int lastColumn) {
        sheet.addMergedRegion(new CellRangeAddress(firstRow, lastRow, firstColumn, lastColumn));
        return this;
    }

    /** What follows goes to another sheet. */
    Workbook sheet(String name) {
        sheet = workbook.createSheet(name);
        next = 0;
        return this;
    }

    Workbook table(String country) {
        table(new String[] {"CONDITION", "ACTION"}, new String[] {"Account", null}, new String[] {
            "country == \"$param\"", "routing.territory(\"$param\");"
        });
        return line(country, "us");
    }

    XSSFWorkbook poi() {
        return workbook;
    }

    RuleFile file() {
        return new RuleFile("west.drl.xlsx", bytes());
    }

    byte[] bytes() {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            workbook.write(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
