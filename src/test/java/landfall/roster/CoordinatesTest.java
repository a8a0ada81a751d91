package landfall.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Distances on the sphere against geodesics of the WGS 84 ellipsoid, and against exact parts of a circle. */
class CoordinatesTest {

    private static final double CIRCUMFERENCE = 2 * Math.PI * 6371.0088;

    /** The first two are examples of GeographicLib's GeodSolve; the third is the test line of the Australian datum manual. */
    @ParameterizedTest
    @CsvSource({
        "40.6, -73.8, 51.6, -0.5, 5551.759",
        "40.639722, -73.778889, 1.359167, 103.989444, 15347.628",
        "-37.951033, 144.424868, -37.652821, 143.926496, 54.972",
    })
    void isWithinHalfAPercentOfTheGeodesic(
            double latitude, double longitude, double otherLatitude, double otherLongitude, double kilometres) {
        Coordinates one = new Coordinates(latitude, longitude);
        Coordinates other = new Coordinates(otherLatitude, otherLongitude);
        assertThat(one.kilometresTo(other)).isCloseTo(kilometres, Percentage.withPercentage(0.5));
        assertThat(other.kilometresTo(one)).isCloseTo(one.kilometresTo(other), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 90, 0.25",
        "0, 0, 90, 123, 0.25",
        "0, 0, 0, 180, 0.5",
        "90, 0, -90, 0, 0.5",
        "48.2, 16.4, -48.2, -163.6, 0.5",
        "0, 179.5, 0, -179.5, 0.002777777777777778",
        "35.68, 139.69, 35.68, 139.69, 0",
    })
    void partsOfAGreatCircleAreExact(
            double latitude, double longitude, double otherLatitude, double otherLongitude, double part) {
        Coordinates other = new Coordinates(otherLatitude, otherLongitude);
        assertThat(new Coordinates(latitude, longitude).kilometresTo(other))
                .isCloseTo(part * CIRCUMFERENCE, within(1e-3));
    }

    @Test
    void anUnknownHalfIsNoPoint() {
        BigDecimal known = BigDecimal.TEN;
        assertThat(Coordinates.of(null, known)).isNull();
        assertThat(Coordinates.of(known, null)).isNull();
        assertThat(Coordinates.of(known, known)).isEqualTo(new Coordinates(10, 10));
    }

    @Test
    void whatIsNotOnTheEarthIsRefused() {
        assertThatThrownBy(() -> new Coordinates(90.1, 0)).hasMessage("no point of the earth: 90.1, 0.0");
        assertThatThrownBy(() -> new Coordinates(0, -180.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coordinates(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
