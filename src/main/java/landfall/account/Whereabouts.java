package landfall.account;

import org.jspecify.annotations.Nullable;

/**
 * What a free text says of where a company is.
 *
 * @param country ISO 3166-1 alpha-2
 * @param place ISO 3166-2 with its country
 * @param doubt what remained unclear, as the end of a sentence, or null
 */
record Whereabouts(@Nullable String city, @Nullable String place, @Nullable String country, @Nullable String doubt) {

    Whereabouts {
        city = city == null || Spelling.isAbsent(city) || city.equalsIgnoreCase("none") ? null : city;
    }

    static Whereabouts in(String country, @Nullable String place, @Nullable String city) {
        return new Whereabouts(city, place, country, null);
    }

    static Whereabouts of(String place, @Nullable String city) {
        return new Whereabouts(city, place, place.substring(0, 2), null);
    }

    static Whereabouts unclear(@Nullable String city, String doubt) {
        return new Whereabouts(city, null, null, doubt);
    }

    Whereabouts butUnclear(String doubt) {
        return new Whereabouts(city, place, country, doubt);
    }
}
