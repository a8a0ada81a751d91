package landfall.account;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Subdivisions by ISO 3166-2 code, present or former, or by name in many languages, from CLDR; with or without the word
 * for what they are ({@code 東京都}, {@code 東京}, {@code Tokyo-to}, {@code State of Ohio}).
 */
public final class Subdivisions {

    /** Where a name alone could mean several countries, the first of these that has it is meant; else it is ambiguous. */
    private static final List<String> FIRST_MEANT = List.of("US", "CA", "JP", "GB", "DE", "FR", "AU", "IN");

    private static final Map<String, String> PLACES = new HashMap<>(16_384);
    private static final Map<String, List<String>> COUNTRIES_BY_CODE = new HashMap<>(4_096);
    private static final Map<String, Map<String, String>> BY_COUNTRY = new HashMap<>(512);
    private static final Map<String, Set<String>> COUNTRIES_BY_NAME = new HashMap<>(131_072);
    private static final List<String> JAPANESE_PREFECTURES = new ArrayList<>();

    static {
        List<String[]> rows = new ArrayList<>(ReferenceData.rows("subdivisions.tsv"));
        rows.addAll(ReferenceData.rows("subdivision-aliases.tsv"));
        for (String[] row : rows) {
            PLACES.put(row[0], row[0]);
            List<String> countries = COUNTRIES_BY_CODE.computeIfAbsent(row[0].substring(3), code -> new ArrayList<>(1));
            String country = row[0].substring(0, 2);
            if (!countries.contains(country)) {
                countries.add(country);
            }
            for (String former : row[1].split(" ", -1)) {
                if (!former.isEmpty()) {
                    PLACES.putIfAbsent(former, row[0]);
                }
            }
        }
        // Names first, then what becomes of them without the words for what they are: a whole name has precedence.
        List<String> keys = new ArrayList<>(65_536);
        for (String[] row : rows) {
            for (int i = 2; i < row.length; i++) {
                String key = Spelling.nameKey(row[i]);
                keys.add(key);
                name(row[0], key);
                if (row[0].startsWith("JP-") && "都道府県".indexOf(row[i].charAt(row[i].length() - 1)) >= 0) {
                    JAPANESE_PREFECTURES.add(row[i]);
                }
            }
        }
        int read = 0;
        for (String[] row : rows) {
            for (int i = 2; i < row.length; i++) {
                variants(row[0], row[i], keys.get(read++));
            }
        }
    }

    private Subdivisions() {}

    /** The place, such as {@code JP-13}, of a code as it is written in full; follows former codes. */
    static @Nullable String place(String text) {
        return text.length() >= 4 && text.length() <= 6 && text.charAt(2) == '-'
                ? PLACES.get(text.toUpperCase(Locale.ROOT))
                : null;
    }

    /** All of them with their country, ascending. */
    static List<String> places() {
        return PLACES.values().stream().distinct().sorted().toList();
    }

    /** Whether there is a subdivision of this code with its country, such as {@code JP-13}, spelled exactly so. */
    public static boolean isPlace(String code) {
        return code.equals(PLACES.get(code));
    }

    /** The codes of all subdivisions of this country, without it, such as {@code 13}; sorted. */
    public static List<String> codes(String country) {
        return PLACES.entrySet().stream()
                .filter(place -> place.getKey().equals(place.getValue())
                        && place.getKey().startsWith(country + "-"))
                .map(place -> place.getKey().substring(3))
                .sorted()
                .toList();
    }

    /** The names of this country's subdivisions, folded, with their places such as {@code JP-13}. */
    public static Map<String, String> names(String country) {
        return Collections.unmodifiableMap(BY_COUNTRY.getOrDefault(country, Map.of()));
    }

    /** The countries that have a subdivision of this code, those first that a code alone most often means. */
    public static List<String> countriesOf(String code) {
        return COUNTRIES_BY_CODE.getOrDefault(code, List.of()).stream()
                .sorted(Comparator.comparingInt((String country) ->
                                FIRST_MEANT.contains(country) ? FIRST_MEANT.indexOf(country) : FIRST_MEANT.size())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Whether any country has a subdivision of this code, spelled exactly so. */
    static boolean isCode(String code) {
        return COUNTRIES_BY_CODE.containsKey(code);
    }

    /** The place in this country, by code or name. */
    static @Nullable String find(String country, String text) {
        if (text.length() <= 3) {
            String code = text.toUpperCase(Locale.ROOT);
            String byCode = PLACES.get(country + "-" + code);
            if (byCode == null && code.length() == 1 && Character.isDigit(code.charAt(0))) {
                byCode = PLACES.get(country + "-0" + code);
            }
            if (byCode != null) {
                return byCode;
            }
        }
        String full = place(text);
        return full != null && full.startsWith(country) ? full : byName(country, text);
    }

    /** The place in this country, by name alone. */
    static @Nullable String byName(String country, String text) {
        Map<String, String> names = BY_COUNTRY.get(country);
        if (names == null) {
            return null;
        }
        String key = Spelling.nameKey(text);
        String found = names.get(key);
        return found != null ? found : names.get(SubdivisionWords.strip(key));
    }

    /** The place of that name in whatever country; null where none has it, or several and none of the first meant. */
    static @Nullable String anywhere(String text) {
        String key = Spelling.nameKey(text);
        Set<String> countries = COUNTRIES_BY_NAME.get(key);
        if (countries == null) {
            key = SubdivisionWords.strip(key);
            countries = COUNTRIES_BY_NAME.get(key);
        }
        if (countries == null) {
            return null;
        }
        for (String country : countries.size() == 1 ? List.copyOf(countries) : FIRST_MEANT) {
            if (countries.contains(country)) {
                return BY_COUNTRY.getOrDefault(country, Map.of()).get(key);
            }
        }
        return null;
    }

    /** Where a Japanese address begins with a prefecture: its name, such as {@code 東京都}. */
    static @Nullable String prefectureThatBegins(String text) {
        if (text.length() < 3 || text.charAt(0) < '\u3000') {
            return null;
        }
        for (String prefecture : JAPANESE_PREFECTURES) {
            if (text.startsWith(prefecture)) {
                return prefecture;
            }
        }
        return null;
    }

    private static void variants(String place, String name, String wholeKey) {
        String plain = name;
        String key = wholeKey;
        int bracket = plain.indexOf('(');
        if (bracket > 0) {
            plain = plain.substring(0, bracket);
            key = Spelling.nameKey(plain);
            name(place, key);
        }
        name(place, SubdivisionWords.strip(key));
        String umlauts = Umlauts.spelledOut(plain);
        if (umlauts != null) {
            name(place, Spelling.nameKey(umlauts));
        }
    }

    private static void name(String place, String key) {
        String country = place.substring(0, 2);
        if (!key.isEmpty()) {
            BY_COUNTRY.computeIfAbsent(country, c -> new HashMap<>()).putIfAbsent(key, place);
            COUNTRIES_BY_NAME.merge(key, Set.of(country), Subdivisions::union);
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        if (one.containsAll(other)) {
            return one;
        }
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return Set.copyOf(both);
    }
}
