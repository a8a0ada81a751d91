package landfall.cli;

/** A number and what it counts, for people: {@code 1 row}, {@code 2 rows}. */
final class Counted {

    private Counted() {}

    /** @param one of them; more have an s */
    static String of(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
