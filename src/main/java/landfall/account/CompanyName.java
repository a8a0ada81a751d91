package landfall.account;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds a company's name: width, case, quotation marks and legal form don't count. */
final class CompanyName {

    // By their last character, so that few are tried; longest first.
    private static final Map<Character, List<String>> AT_END = new HashMap<>();
    private static final Map<Character, List<String>> AT_BEGINNING = new HashMap<>();

    static {
        for (String line : ReferenceData.lines("legal-forms.txt")) {
            boolean begins = line.startsWith("^");
            String form = begins ? line.substring(1) : line;
            (begins ? AT_BEGINNING : AT_END)
                    .computeIfAbsent(form.charAt(begins ? 0 : form.length() - 1), c -> new ArrayList<>())
                    .add(form);
        }
        Comparator<String> longestFirst =
                Comparator.comparingInt(String::length).reversed();
        AT_END.values().forEach(forms -> forms.sort(longestFirst));
        AT_BEGINNING.values().forEach(forms -> forms.sort(longestFirst));
    }

    private CompanyName() {}

    /** The key of a tidy name; a name that is all legal form stays. Null where nothing of it is a name. */
    static @Nullable String key(String tidy) {
        String name = plain(tidy);
        String before;
        do {
            before = name;
            name = withoutEnd(withoutBeginning(name));
        } while (!name.equals(before));
        return Spelling.isAbsent(name) ? null : name;
    }

    private static String plain(String tidy) {
        String lower = tidy.toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            boolean pause =
                    c == ',' || c == '、' || c == '"' || c == '“' || c == '”' || c == '„' || c == '«' || c == '»';
            if (!pause) {
                plain.append(c);
            } else if (c == ',' || c == '、') {
                plain.append(' ');
            }
        }
        String name = Spelling.tidy(plain.toString());
        return name.isEmpty() ? lower : name;
    }

    private static String withoutBeginning(String name) {
        if (name.isEmpty()) {
            return name;
        }
        for (String form : AT_BEGINNING.getOrDefault(name.charAt(0), List.of())) {
            if (name.startsWith(form) && (isEastAsian(form) || followedByBlank(name, form.length()))) {
                String rest = name.substring(form.length()).strip();
                return rest.isEmpty() ? name : rest;
            }
        }
        return name;
    }

    private static String withoutEnd(String name) {
        String dotless = name.endsWith(".") || name.indexOf('.') >= 0 ? dotsInLastWords(name) : name;
        if (dotless.isEmpty()) {
            return name;
        }
        for (String form : AT_END.getOrDefault(dotless.charAt(dotless.length() - 1), List.of())) {
            int start = dotless.length() - form.length();
            if (start > 0
                    && dotless.endsWith(form)
                    && (isEastAsian(form) || form.charAt(0) == '(' || dotless.charAt(start - 1) == ' ')) {
                String rest = withoutTrailingJoint(dotless.substring(0, start).strip());
                return rest.isEmpty() ? name : rest;
            }
        }
        return name;
    }

    /** {@code acme s.p.a.} as {@code acme spa}; dots within the name, as of {@code amazon.com inc.}, stay. */
    private static String dotsInLastWords(String name) {
        StringBuilder dotless = new StringBuilder(name.length());
        for (String word : name.split(" ", -1)) {
            boolean abbreviation = word.endsWith(".") || isDottedLetters(word);
            if (dotless.length() > 0) {
                dotless.append(' ');
            }
            dotless.append(abbreviation ? word.replace(".", "") : word);
        }
        return dotless.toString().strip();
    }

    private static boolean isDottedLetters(String word) {
        for (int i = 0; i < word.length(); i++) {
            if ((i % 2 == 1) != (word.charAt(i) == '.')) {
                return false;
            }
        }
        return word.length() > 1;
    }

    private static String withoutTrailingJoint(String name) {
        String shorter = name;
        while (shorter.endsWith(" &") || shorter.endsWith(" and") || shorter.endsWith(" -")) {
            shorter = shorter.substring(0, shorter.lastIndexOf(' ')).strip();
        }
        return shorter;
    }

    private static boolean followedByBlank(String name, int at) {
        return name.length() > at && name.charAt(at) == ' ';
    }

    private static boolean isEastAsian(String form) {
        return form.charAt(form.length() - 1) >= '\u3000'
                || (form.charAt(0) == '(' && form.length() > 1 && form.charAt(1) >= '\u3000');
    }
}
