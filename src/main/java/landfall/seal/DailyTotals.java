package landfall.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** Has the control totals of each day sealed, once the day is over. For one thread at a time. */
public final class DailyTotals {

    /** Between two looks whether a day is over. */
    public static final Duration PAUSE = Duration.ofMinutes(1);

    static final String KIND = "totals";

    /** Every node has written its counts by then. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jdbi jdbi;
    private final Sealer sealer;
    private final Function<LocalDate, Map<String, Map<String, Long>>> totals;
    private final ZoneId zone;
    private final InstantSource clock;

    /**
     * Over the ledger's database.
     *
     * @param totals of a day, by source and by what became of calls
     * @param zone by which days begin
     */
    public DailyTotals(
            Jdbi jdbi,
            Sealer sealer,
            Function<LocalDate, Map<String, Map<String, Long>>> totals,
            ZoneId zone,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.sealer = sealer;
        this.totals = totals;
        this.zone = zone;
        this.clock = clock;
    }

    /** Counts one day that is over and not sealed: the one after the last that is, or yesterday where none is. */
    public void tick() {
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant().minus(GRACE), zone).minusDays(1);
        LocalDate day = jdbi.withExtension(SealDao.class, dao -> dao.lastReference(KIND))
                .map(last -> LocalDate.parse(last).plusDays(1))
                .orElse(yesterday);
        if (!day.isAfter(yesterday)) {
            sealer.hand(new OtherRecords.Row(KIND, day.toString(), record(day)));
        }
    }

    private byte[] record(LocalDate day) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("table", KIND);
        record.put("day", day.toString());
        record.put("zone", zone.getId());
        record.put("sources", totals.apply(day));
        try {
            return JSON.writeValueAsBytes(record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("totals that have no JSON form", impossible);
        }
    }
}
