package landfall.ruleset.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * A workbook with one decision table: what Drools needs stands in hidden rows, a person sees a head in words and the rows
 * below it. Values to choose from stand in a sheet of their own.
 */
final class TableSheet implements AutoCloseable {

    /** The most characters that a cell can hold. */
    static final int LONGEST_CELL = 32_767;

    private static final String CHOICES = "Choices";
    /** Rows that are prepared for rules to come. */
    private static final int PREPARED = 2_000;

    private static final int CHARACTER = 256;
    private static final int NARROWEST = 14;
    private static final int WIDEST = 60;

    /** Integral numbers up to here, others from and up to there, are spelled by Drools as rules spell them. */
    private static final BigDecimal MOST_WHOLE = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal MOST_DECIMAL = BigDecimal.valueOf(10_000_000);
    private static final BigDecimal LEAST_DECIMAL = new BigDecimal("0.001");

    /**
     * A column of the table.
     *
     * @param kind as Drools calls it, such as {@code CONDITION}
     * @param object the pattern that columns side by side share, or null
     * @param snippet what values are set into, or null for attributes
     * @param label the head that a person reads
     * @param choices key of the values to choose from, or null
     * @param isText whether the program must leave what is typed as it is
     */
    record Column(
            String kind,
            @Nullable String object,
            @Nullable String snippet,
            String label,
            @Nullable String choices,
            boolean isText) {}

    private final XSSFWorkbook workbook = new XSSFWorkbook();
    private final Sheet sheet = workbook.createSheet("Rules");
    private final CellStyle text = workbook.createCellStyle();
    private final CellStyle head = workbook.createCellStyle();
    private final List<Column> columns;
    private int next;

    TableSheet(List<Column> columns, Collection<String> lists, boolean escapesQuotes) {
        this.columns = List.copyOf(columns);
        text.setDataFormat(workbook.createDataFormat().getFormat("@"));
        Font bold = workbook.createFont();
        bold.setBold(true);
        head.setFont(bold);
        head.setWrapText(true);
        head.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
        head.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        List<String> globals = new ArrayList<>(List.of("landfall.facts.Routing routing"));
        lists.forEach(list -> globals.add("Set " + list));
        line(List.of("RuleSet", "rules"));
        line(List.of("Import", "landfall.facts.*, static landfall.facts.Members.*, java.util.Set"));
        line(List.of("Variables", String.join(", ", globals)));
        line(List.of("EscapeQuotes", Boolean.toString(escapesQuotes)));
        line(List.of("RuleTable Rules"));
        line(columns.stream().map(Column::kind).toList());
        line(columns.stream().map(column -> word(column.object())).toList());
        mergeObjects(next - 1);
        line(columns.stream().map(column -> word(column.snippet())).toList());
        for (int i = 0; i < next; i++) {
            sheet.getRow(i).setZeroHeight(true);
        }
        line(columns.stream().map(Column::label).toList()).forEach(cell -> cell.setCellStyle(head));
        sheet.createFreezePane(1, next);
        for (int i = 0; i < columns.size(); i++) {
            int width =
                    Math.min(WIDEST, Math.max(NARROWEST, columns.get(i).label().length() + 2));
            sheet.setColumnWidth(i, width * CHARACTER);
            if (columns.get(i).isText()) {
                sheet.setDefaultColumnStyle(i, text);
            }
        }
    }

    private static String word(@Nullable String word) {
        return word == null ? "" : word;
    }

    private Row line(List<String> words) {
        Row row = sheet.createRow(next++);
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).isEmpty()) {
                row.createCell(i).setCellValue(words.get(i));
            }
        }
        return row;
    }

    /** Columns side by side with one object are one pattern. */
    private void mergeObjects(int row) {
        int first = 0;
        for (int i = 1; i <= columns.size(); i++) {
            String object = columns.get(first).object();
            if (i < columns.size()
                    && object != null
                    && object.equals(columns.get(i).object())) {
                continue;
            }
            if (i - first > 1) {
                sheet.addMergedRegion(new CellRangeAddress(row, row, first, i - 1));
            }
            first = i;
        }
    }

    /** Adds a rule: values by the index of their column, texts, numbers or true and false. */
    void rule(Map<Integer, Object> values) {
        Row row = sheet.createRow(next++);
        for (Map.Entry<Integer, Object> value : new TreeMap<>(values).entrySet()) {
            Cell cell = row.createCell(value.getKey());
            if (value.getValue() instanceof BigDecimal number) {
                set(cell, number);
            } else if (value.getValue() instanceof Boolean flag) {
                cell.setCellValue(flag);
            } else {
                cell.setCellStyle(text);
                cell.setCellValue((String) value.getValue());
            }
        }
    }

    private void set(Cell cell, BigDecimal number) {
        BigDecimal size = number.abs();
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        boolean plain = whole
                ? size.compareTo(MOST_WHOLE) < 0
                : size.compareTo(MOST_DECIMAL) < 0 && size.compareTo(LEAST_DECIMAL) >= 0;
        if (plain && new BigDecimal(Double.toString(number.doubleValue())).compareTo(number) == 0) {
            cell.setCellValue(number.doubleValue());
        } else {
            cell.setCellStyle(text);
            cell.setCellValue(number.toPlainString());
        }
    }

    /** Lets columns choose from values; where several may stand in a cell, others can be typed as well. */
    void choices(Map<String, List<String>> values) {
        Sheet choices = workbook.createSheet(CHOICES);
        Row labels = choices.createRow(0);
        int at = 0;
        for (Map.Entry<String, List<String>> each : values.entrySet()) {
            if (each.getValue().isEmpty()) {
                continue;
            }
            Cell label = labels.createCell(at);
            label.setCellValue(each.getKey());
            label.setCellStyle(head);
            for (int i = 0; i < each.getValue().size(); i++) {
                Row row = choices.getRow(i + 1) == null ? choices.createRow(i + 1) : choices.getRow(i + 1);
                Cell cell = row.createCell(at);
                cell.setCellStyle(text);
                cell.setCellValue(each.getValue().get(i));
            }
            String letter = org.apache.poi.ss.util.CellReference.convertNumToColString(at);
            offer(
                    each.getKey(),
                    "%s!$%s$2:$%s$%d"
                            .formatted(CHOICES, letter, letter, each.getValue().size() + 1));
            at++;
        }
        workbook.setActiveSheet(0);
    }

    private void offer(String key, String range) {
        DataValidationHelper helper = sheet.getDataValidationHelper();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (key.equals(column.choices())) {
                DataValidation validation = helper.createValidation(
                        helper.createFormulaListConstraint(range),
                        new CellRangeAddressList(next, next + PREPARED, i, i));
                boolean several = column.snippet() != null && column.snippet().contains("forall(");
                validation.setSuppressDropDownArrow(true);
                validation.setShowErrorBox(!several);
                sheet.addValidationData(validation);
            }
        }
    }

    byte[] bytes() {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            workbook.write(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        try {
            workbook.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
