package landfall.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A company that comes to one owner, as it was when that was looked at.
 *
 * @param number of the decision that founded it
 * @param owner to whom what came new of it went; null where nobody had it
 * @param territory of that; null where a rule named the rep alone
 * @param seen number of the newest decision that was looked at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnitedCompany(long number, @Nullable String owner, @Nullable String territory, long seen) {}
