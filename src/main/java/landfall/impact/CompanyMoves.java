package landfall.impact;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import landfall.assignment.UnitedCompany;
import landfall.ledger.Book;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/** Says which accounts go to another owner so that their company has one; the rules aren't asked. */
public interface CompanyMoves {

    /**
     * What is looked at.
     *
     * @param book as it stands; not read to its end by whoever says what moves
     * @param rules that decide calls
     * @param at the moment for which it is asked who sells
     * @param progress hears of 0 to 1000; may throw to break off
     */
    record Look(Book book, CompiledRuleSet rules, Instant at, LongConsumer progress) {}

    /**
     * An account that goes to the one who gets its company.
     *
     * @param seq number of its latest decision
     * @param territory of the company from then on; null where a rule named the rep alone
     * @param because why it is he, in a sentence
     */
    record Coming(long seq, String rep, @Nullable String territory, String because, UnitedCompany company) {}

    /**
     * Tells each, company by company, in one order for one book.
     *
     * @return what was found, in sentences
     */
    String each(Look look, Consumer<Coming> coming);
}
