package landfall.balance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What accounts are taken together by. */
enum Grouping {
    /** All of them. */
    ALL,
    TERRITORY,
    /** Of their reps. */
    TEAM,
    REP;

    static final List<String> WORDS =
            Arrays.stream(values()).map(Grouping::word).toList();

    /** As calls and tables spell it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Grouping> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
