package landfall.account;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tags, and what isn't a field of Account: attributes and numbers where they are admitted. */
final class FurtherFields {

    private static final int MOST_FIELDS = 200;
    private static final int MOST_TAGS = 200;
    private static final int MOST_NAMED = 20;
    private static final int LONGEST_NAME = 200;

    private final Cleaning cleaning;
    private final Set<String> admitted;
    private final Set<String> attributes = new LinkedHashSet<>();
    private final List<String> refused = new ArrayList<>();
    private int ignored;

    private FurtherFields(Cleaning cleaning, Set<String> admitted) {
        this.cleaning = cleaning;
        this.admitted = admitted;
    }

    static void clean(Cleaning cleaning, Set<String> admitted) {
        FurtherFields fields = new FurtherFields(cleaning, admitted);
        fields.tags();
        fields.all(cleaning.further());
        fields.nested("attributes");
        fields.nested("numbers");
        fields.report();
    }

    private void tags() {
        Object raw = cleaning.raw("tags");
        Set<String> tags = new LinkedHashSet<>();
        if (raw instanceof Collection<?> several) {
            for (Object one : several) {
                if (one instanceof Collection || one instanceof Map) {
                    cleaning.warn("tags", "tags: a nested value was left out");
                } else {
                    tag(tags, cleaning.sent("tags", one));
                }
            }
        } else {
            SentValue sent = raw instanceof String ? null : cleaning.sent("tags", raw);
            tag(tags, sent);
            if (raw instanceof String text) {
                for (String one : text.split("[,;、，；]", -1)) {
                    tag(tags, cleaning.sent("tags", one));
                }
            }
        }
        if (tags.size() > MOST_TAGS) {
            cleaning.warn("tags", "tags: only the first " + MOST_TAGS + " were kept");
        }
        tags.stream().limit(MOST_TAGS).forEach(cleaning.account()::tag);
    }

    private static void tag(Set<String> tags, @Nullable SentValue sent) {
        if (sent != null) {
            tags.add(sent.text());
        }
    }

    private void all(Map<?, ?> fields) {
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String name = Spelling.tidy(String.valueOf(field.getKey()));
            if (name.length() > LONGEST_NAME || name.isEmpty() || attributes.size() >= MOST_FIELDS) {
                ignored++;
            } else if (!admitted.contains(name) && !admitted.contains("*")) {
                refused.add(name);
            } else {
                attribute(name, field.getValue());
            }
        }
    }

    /** An account that was cleaned before has its further fields in maps of their own. */
    private void nested(String field) {
        Object raw = cleaning.raw(field);
        if (raw instanceof Map<?, ?> fields) {
            all(fields);
        }
    }

    private void attribute(String name, @Nullable Object value) {
        SentValue sent = cleaning.sent(name, value);
        if (sent == null || !attributes.add(name)) {
            return;
        }
        cleaning.settle(sent);
        cleaning.account().attribute(name, sent.text());
        BigDecimal number = number(sent.text());
        if (number != null) {
            cleaning.account().number(name, number);
        }
    }

    /** What a text reads as, whatever the currency; null where it is no number. */
    static @Nullable BigDecimal number(String text) {
        WrittenNumber written = WrittenNumber.read(text, false);
        boolean number =
                written != null && (written.mark() == null || CurrencyMarks.find(written.mark(), null) != null);
        return number && written != null ? written.value() : null;
    }

    private void report() {
        for (String name : refused.subList(0, Math.min(refused.size(), MOST_FIELDS))) {
            cleaning.change(name, null, null, "not admitted");
        }
        if (!refused.isEmpty()) {
            StringBuilder names = new StringBuilder();
            for (String name : refused.subList(0, Math.min(refused.size(), MOST_NAMED))) {
                names.append(names.isEmpty() ? "" : ", ").append(Spelling.cut(name, 60));
            }
            int more = refused.size() - MOST_NAMED;
            cleaning.warn("", "not admitted from this source: " + names + (more > 0 ? " and " + more + " more" : ""));
        }
        if (ignored > 0) {
            cleaning.warn(
                    "", ignored + " further fields beyond " + MOST_FIELDS + ", or with unusable names, were left out");
        }
    }
}
