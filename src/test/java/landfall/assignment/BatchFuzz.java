package landfall.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import landfall.account.AccountFuzz;
import landfall.http.ApiException;
import landfall.http.CallIds;
import landfall.http.Json;
import landfall.http.Limits;

/** Fuzzes bodies of calls: one account, and lines of batches. */
public final class BatchFuzz {

    private static final ObjectMapper JSON = Json.configure(new ObjectMapper(), Limits.DEFAULTS);
    private static final Intake INTAKE = new Intake(JSON);
    /** Soon reached. */
    private static final int MOST_BYTES = 2_000;

    private BatchFuzz() {}

    public static void account(byte[] input) throws IOException {
        assertThat(told(input)).isEqualTo(told(input));
    }

    public static void ndjson(byte[] input) throws IOException {
        List<String> once = told(BatchLines.ndjson(new ByteArrayInputStream(input), MOST_BYTES));
        assertThat(told(BatchLines.ndjson(new ByteArrayInputStream(input), MOST_BYTES)))
                .isEqualTo(once);
        assertThat(once).hasSizeLessThanOrEqualTo(1 + (int) count(input, '\n'));
    }

    public static void csv(byte[] input) throws IOException {
        List<String> once = csvLines(input);
        assertThat(csvLines(input)).isEqualTo(once);
    }

    private static List<String> csvLines(byte[] input) throws IOException {
        try {
            return told(BatchLines.csv(new ByteArrayInputStream(input), MOST_BYTES, JSON));
        } catch (ApiException refused) {
            return List.of(told(refused));
        }
    }

    private static List<String> told(BatchLines lines) throws IOException {
        List<String> told = new ArrayList<>();
        boolean last = false;
        for (BatchLines.Line line = lines.next(); line != null && !last; line = lines.next()) {
            byte[] json = line.json();
            ApiException fault = line.fault();
            assertThat(json == null).isNotEqualTo(fault == null);
            told.add(fault == null ? told(json == null ? new byte[0] : json) : told(fault));
            last = line.last();
        }
        return told;
    }

    private static String told(byte[] json) throws IOException {
        try {
            AssignmentRequest request = INTAKE.readLine(SentBody.json(json), null, "fuzz", CallIds.NONE);
            AccountFuzz.clean(request.account());
            return "read";
        } catch (ApiException refused) {
            return told(refused);
        } catch (JsonProcessingException refused) {
            return "json " + refused.getOriginalMessage() + " " + refused.getLocation();
        }
    }

    /** A refusal has a code, and says why. */
    private static String told(ApiException refused) {
        assertThat(refused.code().status()).isBetween(400, 499);
        assertThat(refused.detail()).isNotBlank();
        return refused.code() + " " + refused.detail() + " " + refused.issues();
    }

    private static long count(byte[] input, char wanted) {
        long count = 0;
        for (byte each : input) {
            count += each == wanted ? 1 : 0;
        }
        return count;
    }
}
