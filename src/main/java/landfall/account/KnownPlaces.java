package landfall.account;

import java.util.List;

/** Every country and subdivision that an account can have after cleaning. */
public final class KnownPlaces {

    private KnownPlaces() {}

    /** ISO 3166-1 alpha-2, ascending. */
    public static List<String> countries() {
        return Countries.codes();
    }

    /** ISO 3166-2 with the country, such as {@code JP-13}, ascending. */
    public static List<String> subdivisions() {
        return Subdivisions.places();
    }
}
