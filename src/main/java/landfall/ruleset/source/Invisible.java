package landfall.ruleset.source;

import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;

/**
 * Characters that nobody sees, or that change the order in which others are shown. What joins or selects the forms of
 * visible ones, as in names of India and in 葛󠄀, is none of them.
 */
final class Invisible {

    private static final String SINGLE =
            "\u0085\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028\u2029\u3164\ufeff\uffa0";

    private Invisible() {}

    static boolean is(int point) {
        return point >= 0x80
                && (SINGLE.indexOf(point) >= 0
                        || (point >= 0x202a && point <= 0x202e)
                        || (point >= 0x2060 && point <= 0x206f)
                        || (point >= 0xfff9 && point <= 0xfffb)
                        || (point >= 0xe0000 && point <= 0xe007f));
    }

    static void report(int point, Place place, Issues issues) {
        issues.report(
                IssueCode.INVISIBLE_CHARACTER,
                place,
                String.format(
                        "an invisible character (U+%04X) stands here; a rule would read other than it looks", point),
                "delete it; it often comes from copying out of a web page");
    }
}
