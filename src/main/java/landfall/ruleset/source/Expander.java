package landfall.ruleset.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.source.RuleLines.RuleLine;

/**
 * Makes a rule file of a file of sentences. For files without faults the text is that of Drools' {@code DefaultExpander},
 * but each character knows what it was made of, the work is bounded, and a sentence that is not understood is told with
 * those that come nearest.
 */
final class Expander {

    /** As Drools removes them before a rule file is read. */
    static final Pattern EXPANDER =
            Pattern.compile("(?:(?<=^)|(?<=\\W))expander\\s+(.*?)$", Pattern.MULTILINE | Pattern.DOTALL);

    /** What a condition cannot begin with. */
    private static final Pattern COMPARISON =
            Pattern.compile("\\s*-?\\s*(?:[=<>]|!=|(?:in|not|memberOf|contains|matches|str)\\b)");

    private static final int LONGEST_LINE = 100_000;

    private final SourceText source;
    private final Issues issues;
    private final Limits limits;
    private final List<Mapping> keywords;
    private final List<Mapping> conditions;
    private final List<Mapping> consequences;
    private final NearestSentences nearest;
    private final TracedText.Ranges ranges = new TracedText.Ranges();
    private final Steps steps;
    private final TracedText out;
    private final TreeMap<Integer, Integer> broken = new TreeMap<>();
    private ExpandedLines knownConditions;
    private ExpandedLines knownActions;

    private Expander(SourceText source, List<Mapping> mappings, Issues issues, Limits limits) {
        this.source = source;
        this.issues = issues;
        this.limits = limits;
        this.keywords = mappings.stream().filter(Mapping::isKeyword).toList();
        this.conditions = mappings.stream().filter(Mapping::isCondition).toList();
        this.consequences = mappings.stream().filter(Mapping::isConsequence).toList();
        this.nearest = new NearestSentences(limits.issuesPerFile());
        this.steps = new Steps(source.text().length());
        this.out = new TracedText(ranges, steps, source.text().length() * 2);
        this.knownConditions = new ExpandedLines(conditions, source.text(), ranges, steps);
        this.knownActions = new ExpandedLines(consequences, source.text(), ranges, steps);
    }

    /** The text of the rule file; empty, with an issue, when it could not be made. */
    static Optional<SourceText> expand(SourceText source, List<Mapping> mappings, Issues issues, Limits limits) {
        return new Expander(source, mappings, issues, limits).expand();
    }

    private Optional<SourceText> expand() {
        TracedText text = lines();
        removeComments(text);
        try {
            new Substitution(ranges, steps, limits.ruleFileBytes()).apply(keywords, text);
        } catch (TooMuch fault) {
            tooMuch(Place.of(source.path()), fault);
            return Optional.empty();
        }
        removeExpanders(text);
        String plain = text.toString();
        knownConditions = new ExpandedLines(conditions, plain, ranges, steps);
        knownActions = new ExpandedLines(consequences, plain, ranges, steps);
        int at = 0;
        for (RuleLine rule : RuleLines.find(plain)) {
            out.append(text, at, rule.start());
            trimIndent(rule.start() - at);
            try {
                rule(text, plain, rule);
            } catch (TooMuch fault) {
                return Optional.empty();
            }
            at = rule.stop();
        }
        out.append(text, at, text.length());
        return Optional.of(expanded());
    }

    private SourceText expanded() {
        int[] origins = out.origins();
        int end = source.text().length();
        String text = out.toString();
        return new SourceText(source.path(), text, new SourceText.Origin() {

            @Override
            public Place place(int start, int stop) {
                if (start >= origins.length) {
                    return source.place(end, end + 1);
                }
                if (isQuotedByMapping(start, stop)) {
                    return place(start + 1, stop - 1);
                }
                int from = Integer.MAX_VALUE;
                int to = 0;
                for (int i = start; i < Math.min(Math.max(stop, start + 1), origins.length); i++) {
                    from = Math.min(from, ranges.from(origins[i]));
                    to = Math.max(to, ranges.to(origins[i]));
                }
                return source.place(from, to);
            }

            /** Quotes that the file doesn't have, around a text that it has. */
            private boolean isQuotedByMapping(int start, int stop) {
                return stop <= origins.length
                        && stop - start > 2
                        && origins[start] < 0
                        && origins[stop - 1] < 0
                        && origins[start + 1] >= 0
                        && text.charAt(start) == '"'
                        && text.charAt(stop - 1) == '"';
            }

            @Override
            public int endOfBroken(int start) {
                return broken.isEmpty() ? -1 : broken.getOrDefault(start, -1);
            }
        });
    }

    /** The file with one kind of line end, and one behind the last line. */
    private TracedText lines() {
        String all = source.text();
        TracedText text = new TracedText(ranges, steps, all.length() + 1);
        for (int i = 0; i < all.length(); i++) {
            char c = all.charAt(i);
            boolean pair = c == '\r' && i + 1 < all.length() && all.charAt(i + 1) == '\n';
            if (!pair) {
                text.append(c == '\r' ? '\n' : c, i);
            }
        }
        if (text.length() > 0 && text.get(text.length() - 1) != '\n') {
            text.append('\n', all.length());
        }
        return text;
    }

    private void removeComments(TracedText text) {
        String plain = text.toString();
        int removed = 0;
        int at = plain.indexOf("/*");
        while (at >= 0) {
            int end = plain.indexOf("*/", at + 2);
            if (end < 0) {
                return;
            }
            if (isQuoted(plain, at)) {
                issues.report(
                        IssueCode.UNEXPECTED_CHARACTER,
                        source.place(
                                text.from(at - removed, at - removed + 2), text.to(at - removed, at - removed + 2)),
                        "in a file of sentences this begins a comment, in a text as well",
                        "put a blank between / and *");
            }
            text.replace(at - removed, end + 2 - removed, "", 0);
            removed += end + 2 - at;
            at = plain.indexOf("/*", end + 2);
        }
    }

    /** Whether that offset stands in quotes that are opened on its line. */
    private static boolean isQuoted(String text, int offset) {
        boolean quoted = false;
        for (int i = text.lastIndexOf('\n', offset) + 1; i < offset; i++) {
            if (text.charAt(i) == '\\' && quoted) {
                i++;
            } else if (text.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return quoted;
    }

    private static void removeExpanders(TracedText text) {
        Matcher matcher = EXPANDER.matcher(text.toString());
        int removed = 0;
        while (matcher.find()) {
            text.replace(matcher.start() - removed, matcher.end() - removed, "", 0);
            removed += matcher.end() - matcher.start();
        }
    }

    /** Drools leaves the blanks before {@code rule} out. */
    private void trimIndent(int most) {
        int end = out.length();
        int start = end;
        while (end - start < most && (out.get(start - 1) == ' ' || out.get(start - 1) == '\t')) {
            start--;
        }
        out.replace(start, end, "", 0);
    }

    private void rule(TracedText text, String plain, RuleLine rule) {
        if (!rule.missing().isEmpty()) {
            incomplete(text, plain, rule);
            return;
        }
        head(text, plain, rule.start(), rule.conditions());
        Substitution substitution = new Substitution(ranges, steps, LONGEST_LINE);
        conditions(text, plain, rule.conditions(), rule.then(), substitution);
        out.append(text, rule.then(), rule.actions());
        actions(text, plain, rule.actions(), rule.end(), substitution);
        out.append(text, rule.end(), rule.stop());
    }

    /** A rule in one line is read as it is; one that lacks a keyword cannot be expanded. */
    private void incomplete(TracedText text, String plain, RuleLine rule) {
        boolean inOneLine = Pattern.compile("\\b" + rule.missing() + "\\b")
                .matcher(plain)
                .region(rule.start(), rule.stop())
                .find();
        int start = out.length();
        out.append(text, rule.start(), rule.stop());
        if (!inOneLine) {
            int lineEnd = plain.indexOf('\n', rule.start());
            issues.report(
                    IssueCode.MISSING_KEYWORD,
                    source.place(
                            text.from(rule.start(), rule.start() + 1),
                            text.to(rule.start(), Math.max(rule.start() + 1, lineEnd))),
                    "no line of this rule begins with \"" + rule.missing() + "\"",
                    "\"when\", \"then\" and \"end\" each stand at the beginning of a line");
            breakPart(start, out.length());
        }
    }

    private void moveBroken(int from, int by) {
        TreeMap<Integer, Integer> behind = new TreeMap<>(broken.tailMap(from));
        behind.keySet().forEach(broken::remove);
        behind.forEach((start, end) -> broken.put(start + by, end + by));
    }

    private void breakPart(int start, int end) {
        int first = start;
        int last = end;
        while (first < last && out.get(first) <= ' ') {
            first++;
        }
        while (last > first && out.get(last - 1) <= ' ') {
            last--;
        }
        if (last > first) {
            broken.put(first, last);
        }
    }

    private void head(TracedText text, String plain, int start, int end) {
        int at = start;
        while (at < end) {
            int lineEnd = Math.min(end, behindLine(plain, at));
            int from = out.length();
            out.append(text, at, lineEnd);
            String line = plain.substring(at, lineEnd).trim();
            if (at > start && !keywords.isEmpty() && !HeadWords.isHead(line)) {
                unknown(text, at, lineEnd, line, keywords);
                breakPart(from, out.length());
            }
            at = lineEnd;
        }
    }

    private static int behindLine(String plain, int at) {
        int end = plain.indexOf('\n', at);
        return end < 0 ? plain.length() : end + 1;
    }

    /** The lines between two offsets, without what stands behind the last line end. */
    private static int[] lineStarts(String plain, int start, int end) {
        int[] starts = new int[16];
        int count = 0;
        int at = start;
        while (at <= end) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at;
            int next = plain.indexOf('\n', at);
            if (next < 0 || next >= end) {
                break;
            }
            at = next + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    private void conditions(TracedText text, String plain, int start, int end, Substitution substitution) {
        substitution.forget();
        int[] lines = lineStarts(plain, start, end);
        int pattern = -1;
        int patternEnd = -1;
        for (int i = 0; i + 1 < lines.length; i++) {
            int lineEnd = lines[i + 1] - 1;
            String line = plain.substring(lines[i], lineEnd);
            String trimmed = line.trim();
            int newLine = text.origin(lineEnd);
            if (isPlain(trimmed)) {
                pass(text, lines[i], lineEnd, trimmed);
                if (trimmed.startsWith(">")) {
                    patternEnd = out.length();
                    pattern = patternEnd - (lineEnd - lines[i]);
                }
                out.append('\n', newLine);
                continue;
            }
            TracedText sentence = knownConditions.find(line, text, lines[i]);
            boolean dash = trimmed.startsWith("-");
            if (sentence == null) {
                sentence = substitute(text, lines[i], lineEnd, conditions, substitution);
                if (isUnknown(text, lines[i], lineEnd, line, sentence, conditions)
                        || (dash && lacksField(text, lines[i], lineEnd, sentence))) {
                    breakLine(text, lines[i], lineEnd, newLine);
                    continue;
                }
                knownConditions.keep(line, text, lines[i], sentence);
            }
            if (!dash) {
                pattern = out.length();
                out.append(sentence, 0, sentence.length());
                patternEnd = out.length();
                out.append('\n', newLine);
            } else if (pattern < 0) {
                issues.report(
                        IssueCode.MISPLACED_SENTENCE,
                        sentencePlace(text, lines[i], lineEnd),
                        "no pattern stands before this condition",
                        "a line without - comes first: " + nearest.patterns(conditions));
                breakLine(text, lines[i], lineEnd, newLine);
            } else {
                int added = addConstraint(text, lines[i], lineEnd, pattern, patternEnd, sentence);
                if (added < 0) {
                    breakLine(text, lines[i], lineEnd, newLine);
                } else {
                    patternEnd += added;
                }
            }
        }
    }

    private void breakLine(TracedText text, int start, int end, int newLine) {
        int from = out.length();
        out.append(text, start, end);
        breakPart(from, out.length());
        out.append('\n', newLine);
    }

    private static boolean isPlain(String trimmed) {
        return trimmed.isEmpty() || trimmed.startsWith("#") || trimmed.startsWith("//") || trimmed.startsWith(">");
    }

    /** A blank line, a comment, or what {@code >} lets pass as it is. */
    private void pass(TracedText text, int start, int end, String trimmed) {
        int from = out.length();
        out.append(text, start, end);
        if (trimmed.startsWith(">")) {
            int mark = from;
            while (out.get(mark) != '>') {
                mark++;
            }
            out.replace(mark, mark + 1, " ", out.origin(mark));
        }
    }

    private TracedText substitute(
            TracedText text, int start, int end, List<Mapping> mappings, Substitution substitution) {
        TracedText sentence = text.copy(start, end);
        try {
            if (substitution.apply(mappings, sentence)) {
                issues.report(
                        IssueCode.UNEXPECTED_CHARACTER,
                        sentencePlace(text, start, end),
                        "a name in braces is replaced in a sentence, in its texts as well",
                        "leave the braces out");
            }
        } catch (TooMuch fault) {
            tooMuch(sentencePlace(text, start, end), fault);
            throw fault;
        }
        return sentence;
    }

    private void tooMuch(Place place, TooMuch fault) {
        issues.report(
                IssueCode.TOO_MUCH_EXPANSION,
                place,
                "what is made of this " + fault.getMessage() + "; the rest of the file was not read",
                "look at the .dsl files of this file: a sentence there stands for itself, or its expression has too"
                        + " many ways to match");
    }

    /** Puts a condition behind those that the pattern has; how much longer the pattern is, -1 when it was reported. */
    private int addConstraint(TracedText text, int start, int end, int pattern, int patternEnd, TracedText sentence) {
        Parentheses found = Parentheses.of(out, pattern, patternEnd);
        if (!found.isSafe()) {
            issues.report(
                    IssueCode.MISPLACED_SENTENCE,
                    sentencePlace(text, start, end),
                    found.open() < 0
                            ? "this condition belongs to a sentence that takes no conditions"
                            : "other Drools tools take a parenthesis in a text before this for the end of the pattern",
                    found.open() < 0
                            ? "a sentence such as " + nearest.patterns(conditions) + " takes conditions"
                            : "put the condition with the parenthesis last, or its text into a list");
            return -1;
        }
        int before = out.length();
        int from = 0;
        int to = sentence.length();
        while (from < to && sentence.get(from) <= ' ') {
            from++;
        }
        while (to > from && sentence.get(to - 1) <= ' ') {
            to--;
        }
        boolean first = true;
        for (int i = found.open(); i < found.close(); i++) {
            first &= out.get(i) <= ' ';
        }
        TracedText added = new TracedText(ranges, steps, sentence.length() + 2);
        added.append(first ? "" : ", ", text.rangeOf(start, end));
        added.append(sentence, from, to);
        steps.spend(patternEnd - pattern);
        out.replace(found.close(), found.close(), added);
        moveBroken(found.close(), out.length() - before);
        return out.length() - before;
    }

    private void actions(TracedText text, String plain, int start, int end, Substitution substitution) {
        int[] lines = lineStarts(plain, start, end);
        int first = out.length();
        for (int i = 0; i + 1 < lines.length; i++) {
            int lineEnd = lines[i + 1] - 1;
            String trimmed = plain.substring(lines[i], lineEnd).trim();
            if (isPlain(trimmed) && !trimmed.startsWith(">")) {
                // Drools repeats comments before all actions.
                TracedText comment = text.copy(lines[i], lineEnd);
                out.replace(first, first, comment);
                first += comment.length();
            }
        }
        for (int i = 0; i + 1 < lines.length; i++) {
            int lineEnd = lines[i + 1] - 1;
            String line = plain.substring(lines[i], lineEnd);
            String trimmed = line.trim();
            int newLine = text.origin(lineEnd);
            if (isPlain(trimmed)) {
                pass(text, lines[i], lineEnd, trimmed);
                out.append('\n', newLine);
                continue;
            }
            TracedText sentence = knownActions.find(line, text, lines[i]);
            boolean known = sentence != null;
            if (sentence == null) {
                sentence = substitute(text, lines[i], lineEnd, consequences, substitution);
            }
            if (trimmed.startsWith("-")) {
                issues.report(
                        IssueCode.MISPLACED_SENTENCE,
                        sentencePlace(text, lines[i], lineEnd),
                        "an action does not begin with -",
                        "all that an action says stands in one line");
                breakLine(text, lines[i], lineEnd, newLine);
            } else if (!known && isUnknown(text, lines[i], lineEnd, line, sentence, consequences)) {
                breakLine(text, lines[i], lineEnd, newLine);
            } else {
                if (!known) {
                    knownActions.keep(line, text, lines[i], sentence);
                }
                out.append(sentence, 0, sentence.length());
                out.append('\n', newLine);
            }
        }
    }

    private Place sentencePlace(TracedText text, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && text.get(from) <= ' ') {
            from++;
        }
        while (to > from && text.get(to - 1) <= ' ') {
            to--;
        }
        return from == to
                ? source.place(text.from(start, start + 1), text.to(start, start + 1))
                : source.place(text.from(from, to), text.to(from, to));
    }

    /** Whether nothing is known of this sentence, or something is left of it; then it was reported. */
    private boolean isUnknown(
            TracedText text, int start, int end, String line, TracedText sentence, List<Mapping> mappings) {
        String expanded = sentence.toString();
        if (expanded.equals(line)) {
            unknown(text, start, end, line.trim(), mappings);
            return true;
        }
        Leftover left = Leftover.of(sentence, expanded);
        if (left == null) {
            return false;
        }
        int from = sentence.from(left.start(), left.end());
        int to = sentence.to(left.start(), left.end());
        String shown = expanded.substring(left.start(), left.end());
        report(source.place(from, to), shown, withNeighbours(from, to), line.trim(), mappings);
        return true;
    }

    /** Whether a condition begins with its comparison, so that nobody knows of what; then it was reported. */
    private boolean lacksField(TracedText text, int start, int end, TracedText sentence) {
        if (!COMPARISON.matcher(sentence.toString()).lookingAt()) {
            return false;
        }
        int from = start;
        while (from < end && (text.get(from) <= ' ' || text.get(from) == '-')) {
            from++;
        }
        String line = text.toString().substring(from, end).trim();
        issues.report(
                IssueCode.UNKNOWN_SENTENCE,
                sentencePlace(text, from, end),
                "no sentence here reads \"" + shown(line) + "\"",
                "say which field is meant; " + nearest.hint(line, line, conditions));
        return true;
    }

    /** A part of the file with the word before it and the word behind it. */
    private String withNeighbours(int start, int end) {
        String all = source.text();
        int from = start;
        while (from > 0 && all.charAt(from - 1) == ' ') {
            from--;
        }
        while (from > 0 && Character.isLetterOrDigit(all.charAt(from - 1))) {
            from--;
        }
        int to = end;
        while (to < all.length() && all.charAt(to) == ' ') {
            to++;
        }
        while (to < all.length() && Character.isLetterOrDigit(all.charAt(to))) {
            to++;
        }
        return all.substring(from, to);
    }

    private void unknown(TracedText text, int start, int end, String line, List<Mapping> mappings) {
        report(sentencePlace(text, start, end), line, line, line, mappings);
    }

    private void report(Place place, String words, String part, String line, List<Mapping> mappings) {
        issues.report(
                IssueCode.UNKNOWN_SENTENCE,
                place,
                "no sentence here reads \"" + shown(words) + "\"",
                nearest.hint(part, line, mappings));
    }

    private static String shown(String words) {
        return (words.length() <= 80 ? words : words.substring(0, 79) + "…").replace('"', '\'');
    }
}
