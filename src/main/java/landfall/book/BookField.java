package landfall.book;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a book says of an account beside the account's own fields; by these names it is brought in and given out. */
enum BookField {
    OWNER("owner"),
    TERRITORY("territory"),
    STATUS("status"),
    OPEN("open"),
    SINCE("since"),
    HELD_UNTIL("heldUntil"),
    HELD_REASON("heldReason"),
    COMPANY_KEYS("companyKeys"),
    RULE("rule"),
    KIND("kind"),
    ASSIGNMENT_ID("assignmentId"),
    DECIDED_AT("decidedAt");

    private static final Map<String, BookField> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(BookField::word, field -> field));

    private static final Set<String> WORDS =
            Arrays.stream(values()).map(BookField::word).collect(Collectors.toCollection(TreeSet::new));

    private final String word;

    BookField(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Set<String> words() {
        return WORDS;
    }

    /** By its name, exactly; null where there is none. */
    static @Nullable BookField ofWord(String word) {
        return BY_WORD.get(word);
    }

    /** By its name, whatever its case, blanks, hyphens and underscores. */
    static Optional<BookField> find(String name) {
        String folded = folded(name);
        return Arrays.stream(values())
                .filter(field -> folded(field.word).equals(folded))
                .findFirst();
    }

    static String folded(String name) {
        return name.replaceAll("[_\\- ]", "").toLowerCase(Locale.ROOT);
    }
}
