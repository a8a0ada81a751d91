package landfall.quality;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;

/**
 * A value that was not understood, as it came.
 *
 * @param field country, region or industry
 * @param decisions in which it stood
 */
@Schema(name = "UnknownValue")
public record ValueRow(
        String field, String value, String source, long decisions, LocalDate firstDay, LocalDate lastDay) {

    ValueRow plus(ValueRow later) {
        return new ValueRow(field, value, source, decisions + later.decisions, firstDay, later.lastDay);
    }
}
