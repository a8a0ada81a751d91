package landfall.roster;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A point on the earth.
 *
 * @param latitude degrees north, WGS 84
 * @param longitude degrees east, WGS 84
 */
public record Coordinates(double latitude, double longitude) {

    /** Mean radius of the earth in kilometres, as the IUGG has it. */
    private static final double RADIUS = 6371.0088;

    public Coordinates {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("no point of the earth: " + latitude + ", " + longitude);
        }
    }

    /** Null where one of the two is unknown. */
    public static @Nullable Coordinates of(@Nullable BigDecimal latitude, @Nullable BigDecimal longitude) {
        return latitude == null || longitude == null
                ? null
                : new Coordinates(latitude.doubleValue(), longitude.doubleValue());
    }

    /**
     * Along the great circle, on a sphere: within half a percent of the true distance. By the haversine formula (R. W.
     * Sinnott, Virtues of the Haversine, Sky and Telescope 68, 1984).
     *
     * @return kilometres
     */
    public double kilometresTo(Coordinates other) {
        double north = Math.toRadians(latitude);
        double otherNorth = Math.toRadians(other.latitude);
        double chord = haversine(otherNorth - north)
                + Math.cos(north)
                        * Math.cos(otherNorth)
                        * haversine(Math.toRadians(other.longitude) - Math.toRadians(longitude));
        return 2 * RADIUS * Math.asin(Math.sqrt(Math.min(1, chord)));
    }

    private static double haversine(double angle) {
        double half = Math.sin(angle / 2);
        return half * half;
    }
}
