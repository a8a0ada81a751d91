package landfall.account;

import java.util.List;
import landfall.facts.Account;
import org.jspecify.annotations.Nullable;

/**
 * An account after cleaning, with what was changed and what could not be understood.
 *
 * @param companyKeys every key of its company, each with its kind: {@code company:…}, {@code corporateNumber:…}, {@code
 *     duns:…}, {@code domain:…}
 * @param parentCompanyKeys the same of its parent
 * @param changes what cleaning changed, in field order
 * @param warnings sentences for the caller, in field order
 */
public record CleanedAccount(
        Account account,
        List<String> companyKeys,
        List<String> parentCompanyKeys,
        List<Change> changes,
        List<String> warnings) {

    public CleanedAccount {
        companyKeys = List.copyOf(companyKeys);
        parentCompanyKeys = List.copyOf(parentCompanyKeys);
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    /**
     * One field that cleaning changed or could not understand.
     *
     * @param raw as it came; null for personal fields, whose raw form lies in the personal record
     * @param cleaned null where it was not understood
     * @param because in a few words, such as {@code name of a country}, {@code alias}, {@code not a number}
     */
    public record Change(String field, @Nullable String raw, @Nullable String cleaned, String because) {}
}
