package landfall.ruleset.analysis;

import java.util.List;

/** Lists and quotes for people. */
final class Words {

    private Words() {}

    static String quoted(String text) {
        return '"' + text + '"';
    }

    /** The parts, and how many more there are. */
    static String listed(List<String> parts, int more) {
        return String.join(", ", parts) + (more > 0 ? (parts.isEmpty() ? "" : " and ") + more + " more" : "");
    }
}
