package landfall.quality;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import org.jdbi.v3.core.mapper.Nested;

/** Those of one day and source. */
@Schema(name = "QualityOfDay")
public record DayRow(LocalDate day, String source, @Nested Figures figures) {}
