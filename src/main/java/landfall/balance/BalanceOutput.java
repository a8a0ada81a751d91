package landfall.balance;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import landfall.account.Formula;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes snapshots, one after the other, so that a year of them needs no more memory than one. */
final class BalanceOutput {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final List<String> COLUMNS = List.of(
            "day",
            "takenAt",
            "snapshot",
            "of",
            "id",
            "name",
            "accounts",
            "waiting",
            "fallenBack",
            "annualRevenue",
            "dealSize",
            "potential",
            "partlyKnown",
            "openAssignments",
            "kilometres",
            "located",
            "quota",
            "quotaCoverage",
            "reps");
    private static final List<String> MEASURES =
            List.of("accounts", "potential", "annualRevenue", "openAssignments", "kilometres");
    private static final List<String> SPREAD = List.of("Gini", "Min", "Median", "Max", "MaxToMean");

    private final BalanceStore store;
    private final BalanceQuery query;

    BalanceOutput(BalanceStore store, BalanceQuery query) {
        this.store = store;
        this.query = query;
    }

    /** One object; the snapshots are a list in it. */
    void json(List<SnapshotView> snapshots, OutputStream out) throws IOException {
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeArrayFieldStart("snapshots");
            for (SnapshotView snapshot : snapshots) {
                JSON.writeValue(generator, snapshot.with(query, store));
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
    }

    /** RFC 4180, the names of the columns first; a spreadsheet runs no cell of it. */
    void csv(List<SnapshotView> snapshots, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        printer.printRecord(columns().toList());
        for (SnapshotView snapshot : snapshots) {
            for (Grouping grouping : Grouping.values()) {
                if (query.asks(grouping)) {
                    for (BalanceRow row : query.rows(store, snapshot.id(), grouping)) {
                        printer.printRecord(cells(snapshot, grouping, row));
                    }
                }
            }
        }
        printer.flush();
    }

    private static Stream<String> columns() {
        return Stream.concat(COLUMNS.stream(), MEASURES.stream().flatMap(measure -> SPREAD.stream()
                .map(each -> measure + each)));
    }

    private static List<@Nullable Object> cells(SnapshotView snapshot, Grouping grouping, BalanceRow row) {
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(
                snapshot.day(),
                snapshot.begunAt(),
                snapshot.id(),
                grouping.word(),
                cell(row.id()),
                cell(row.name()),
                row.accounts(),
                row.waiting(),
                row.fallenBack(),
                cell(row.annualRevenue()),
                cell(row.dealSize()),
                cell(row.potential()),
                row.partlyKnown(),
                row.openAssignments(),
                row.kilometres(),
                row.located(),
                cell(row.quota()),
                cell(row.quotaCoverage()),
                row.reps()));
        Spreads spreads = row.spread();
        if (spreads == null) {
            cells.addAll(Arrays.asList(new @Nullable Object[MEASURES.size() * SPREAD.size()]));
        } else {
            Stream.of(
                            spreads.accounts(),
                            spreads.potential(),
                            spreads.annualRevenue(),
                            spreads.openAssignments(),
                            spreads.kilometres())
                    .forEach(spread -> cells.addAll(Arrays.asList(
                            cell(spread.gini()),
                            cell(spread.min()),
                            cell(spread.median()),
                            cell(spread.max()),
                            cell(spread.maxToMean()))));
        }
        return cells;
    }

    private static @Nullable String cell(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private static @Nullable String cell(@Nullable String text) {
        return text == null ? null : Formula.disarmed(text);
    }
}
