package landfall.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import landfall.assignment.DecisionKinds;
import landfall.ledger.Ledger;

/** How many calls for an assignment came in, and what became of them, by day and source. */
public final class Totals {

    private final Ledger ledger;
    private final RefusedCalls calls;
    private final ZoneId zone;

    /** @param zone by which days begin; its offset from UTC is one of whole quarters of an hour */
    public Totals(Ledger ledger, RefusedCalls calls, ZoneId zone) {
        this.ledger = ledger;
        this.calls = calls;
        this.zone = zone;
    }

    /**
     * Calls of one day and source.
     *
     * @param counts by what became of them
     */
    record Row(LocalDate day, String source, Map<String, Long> counts) {}

    /**
     * By day, then source; days and sources without calls are left out.
     *
     * @param to the last day
     */
    List<Row> list(LocalDate from, LocalDate to) {
        Instant begin = from.atStartOfDay(zone).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
        calls.write();
        Map<LocalDate, TreeMap<String, Map<String, Long>>> days = new TreeMap<>();
        Stream.concat(
                        ledger.countCalls(begin, end, DecisionKinds.ofCalls()).stream(),
                        calls.counts(quarter(begin), quarter(end)).stream())
                .forEach(count -> days.computeIfAbsent(day(count.quarter()), day -> new TreeMap<>())
                        .computeIfAbsent(IntakeCounts.source(count.source()), source -> new HashMap<>())
                        .merge(count.kind(), count.calls(), Long::sum));
        return days.entrySet().stream()
                .flatMap(day -> day.getValue().entrySet().stream()
                        .map(source -> new Row(day.getKey(), source.getKey(), Map.copyOf(source.getValue()))))
                .toList();
    }

    /** Of one day: by source, in their order, and then by what became of the calls. */
    public Map<String, Map<String, Long>> of(LocalDate day) {
        Map<String, Map<String, Long>> sources = new TreeMap<>();
        list(day, day).forEach(row -> sources.put(row.source(), new TreeMap<>(row.counts())));
        return sources;
    }

    ZoneId zone() {
        return zone;
    }

    private static long quarter(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), IntakeCounts.QUARTER_MILLIS);
    }

    private LocalDate day(long quarter) {
        return Instant.ofEpochMilli(quarter * IntakeCounts.QUARTER_MILLIS)
                .atZone(zone)
                .toLocalDate();
    }
}
