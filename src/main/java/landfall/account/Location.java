package landfall.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads free text such as {@code Saint Paul, Minnesota} or {@code Dublin, Ireland}.
 *
 * <p>The last part decides, in this order: a name of both a country and a US state is the state when a city stands before
 * it that is not of that country; the name of a country; a two-letter code is that of the country when the part before it
 * is one of its subdivisions, else a US state, a country, a Canadian or Australian state; the name of a subdivision. Then
 * the parts before it are asked for a subdivision of that country, the nearest first. The first part is the city.
 */
final class Location {

    private static final Pattern FOOTNOTE = Pattern.compile("\\[[^\\]]{0,20}\\]");
    private static final Pattern SEVERAL = Pattern.compile("[;|]");
    private static final Pattern PARTS = Pattern.compile("[,、،]");
    private static final Pattern US_ZIP = Pattern.compile("(?: |^)\\d{5}(?:-\\d{4})?$");
    private static final Pattern GB_POSTCODE =
            Pattern.compile("(?: |^)[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}$", Pattern.CASE_INSENSITIVE);
    private static final Pattern LEADING_POSTCODE = Pattern.compile("^(?:[A-Z]{1,2}-)?\\d{4,5} (?=\\p{L})");
    private static final Pattern JAPANESE_POSTCODE = Pattern.compile("^〒? ?\\d{3}-?\\d{4} ?");
    private static final Pattern JAPANESE_CITY = Pattern.compile("^.{1,12}?[市区町村](?![市区町村])");
    private static final int MOST_PARTS = 12;

    // Where the name of a subdivision isn't also that of its main city; but for these.
    private static final Set<String> NAMED_APART = Set.of("US", "CA", "AU", "IN", "BR", "MX", "DE");
    private static final Set<String> NAMED_AS_CITY =
            Set.of("US-NY", "CA-QC", "IN-DL", "IN-CH", "BR-SP", "BR-RJ", "MX-CMX", "DE-BE", "DE-HH", "DE-HB");

    private Location() {}

    /**
     * Reads a tidy text.
     *
     * @param known the country that the caller named, which counts more, or null
     * @return null where the text says nothing, such as {@code none}
     */
    static @Nullable Whereabouts read(String tidy, @Nullable String known) {
        String text = FOOTNOTE.matcher(tidy).replaceAll("").strip();
        if (Spelling.isAbsent(text) || text.equalsIgnoreCase("none")) {
            return null;
        }
        String[] several = SEVERAL.split(text, -1);
        String first = "";
        int named = 0;
        for (String one : several) {
            if (!one.isBlank()) {
                first = named++ == 0 ? one.strip() : first;
            }
        }
        if (named == 0) {
            return null;
        }
        Whereabouts found = one(first, known);
        return named > 1 && found.doubt() == null ? found.butUnclear("names several places; the first counts") : found;
    }

    private static Whereabouts one(String text, @Nullable String known) {
        String place = Subdivisions.place(text);
        if (place != null) {
            return within(known, Whereabouts.of(place, null));
        }
        Whereabouts japanese = known == null || known.equals("JP") ? japanese(text) : null;
        if (japanese != null) {
            return japanese;
        }
        List<String> parts = new ArrayList<>();
        for (String part : PARTS.split(text, -1)) {
            String plain = withoutPostcode(part.strip());
            if (!plain.isEmpty() && parts.size() < MOST_PARTS) {
                parts.add(plain);
            }
        }
        if (parts.isEmpty()) {
            return Whereabouts.unclear(null, "names no place");
        }
        if (parts.size() == 1) {
            List<String> words = LastWords.split(parts.get(0), known);
            if (words.size() == 1) {
                return alone(parts.get(0), known);
            }
            parts = words;
        }
        return known == null ? parts(parts) : partsIn(parts, known);
    }

    private static @Nullable Whereabouts japanese(String text) {
        String address = JAPANESE_POSTCODE.matcher(text).replaceFirst("");
        address = address.startsWith("日本") ? address.substring(2).strip() : address;
        String prefecture = Subdivisions.prefectureThatBegins(address);
        String place = prefecture == null ? null : Subdivisions.byName("JP", prefecture);
        if (prefecture == null || place == null) {
            return null;
        }
        String rest = address.substring(prefecture.length()).strip();
        Matcher city = JAPANESE_CITY.matcher(rest);
        return Whereabouts.of(place, city.find() ? city.group() : rest.isEmpty() ? null : rest);
    }

    private static Whereabouts alone(String text, @Nullable String known) {
        if (known != null) {
            String place = Subdivisions.byName(known, text);
            if (place != null) {
                return Whereabouts.in(known, place, namesake(place, text));
            }
            String country = Countries.find(text);
            return country == null
                    ? Whereabouts.in(known, null, text)
                    : within(known, Whereabouts.in(country, null, null));
        }
        String country = Countries.find(text);
        if (country != null) {
            return Whereabouts.in(country, null, null);
        }
        String place = Subdivisions.anywhere(text);
        return place == null
                ? Whereabouts.unclear(text, "names no country")
                : Whereabouts.of(place, namesake(place, text));
    }

    private static Whereabouts parts(List<String> parts) {
        String last = parts.get(parts.size() - 1);
        String before = parts.get(parts.size() - 2);
        String country = Countries.byName(last);
        if (country != null) {
            String state = Subdivisions.byName("US", last);
            if (state != null && !country.equals("US") && Subdivisions.byName(country, before) == null) {
                return Whereabouts.of(state, parts.get(0));
            }
            return inCountry(parts, country);
        }
        String place = Subdivisions.place(last);
        if (place == null) {
            place = byCode(last, before);
            if (place != null && place.length() == 2) {
                return inCountry(parts, place);
            }
        }
        if (place == null) {
            place = Subdivisions.anywhere(last);
        }
        return place == null
                ? Whereabouts.unclear(parts.get(0), "names no country")
                : Whereabouts.of(finer(place, before), parts.get(0));
    }

    /** A place or a country, for a code in capitals; codes in other letters are too often words. */
    private static @Nullable String byCode(String text, String before) {
        String code = text.replace(".", "");
        if (code.length() < 2 || code.length() > 3 || !code.equals(code.toUpperCase(java.util.Locale.ROOT))) {
            return null;
        }
        String country = Countries.byCode(code);
        if (country != null && (code.length() == 3 || Subdivisions.byName(country, before) != null)) {
            return country;
        }
        String state = Subdivisions.place("US-" + code);
        if (state != null || country != null) {
            return state != null ? state : country;
        }
        String province = Subdivisions.place("CA-" + code);
        return province != null ? province : Subdivisions.place("AU-" + code);
    }

    private static Whereabouts inCountry(List<String> parts, String country) {
        for (int i = parts.size() - 2; i >= 0; i--) {
            String place = Subdivisions.find(country, parts.get(i));
            if (place != null) {
                String finer = i > 0 ? finer(place, parts.get(i - 1)) : place;
                return Whereabouts.in(country, finer, i > 0 ? parts.get(0) : namesake(place, parts.get(0)));
            }
        }
        return Whereabouts.in(country, null, parts.get(0));
    }

    private static Whereabouts partsIn(List<String> parts, String known) {
        String last = parts.get(parts.size() - 1);
        String place = Subdivisions.find(known, last);
        if (place != null) {
            return Whereabouts.in(known, finer(place, parts.get(parts.size() - 2)), parts.get(0));
        }
        String country = Countries.find(last);
        return country == null ? inCountry(parts, known) : within(known, inCountry(parts, country));
    }

    /** England, Scotland, Wales and Northern Ireland contain subdivisions of their own. */
    private static String finer(String place, String before) {
        if (!Britain.isNation(place)) {
            return place;
        }
        String county = Subdivisions.byName("GB", before);
        return county == null ? place : county;
    }

    private static Whereabouts within(@Nullable String known, Whereabouts found) {
        return known == null || known.equals(found.country())
                ? found
                : Whereabouts.in(known, null, null).butUnclear("names another country than the field country");
    }

    private static @Nullable String namesake(String place, String text) {
        return NAMED_APART.contains(place.substring(0, 2)) && !NAMED_AS_CITY.contains(place) ? null : text;
    }

    private static String withoutPostcode(String part) {
        String plain = US_ZIP.matcher(part).replaceFirst("").strip();
        plain = GB_POSTCODE.matcher(plain).replaceFirst("").strip();
        return LEADING_POSTCODE.matcher(plain).replaceFirst("");
    }
}
