package landfall.ruleset.source;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import landfall.language.Place;
import landfall.language.Rule;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.source.RuleShape.PatternShape;
import landfall.ruleset.source.RuleShape.Range;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;

/**
 * Asks Drools' own parser whether it reads an accepted file as we do, so that no file means one thing here and another
 * in other Drools tools. It is asked about parts of a file side by side on all cores, since it is ten times slower than
 * our own parser, and about what it agreed on once it isn't asked again: it would say the same of the same text. Nothing that
 * it reads is ever used.
 */
final class Witness {

    private static final int RULES_AT_A_TIME = 200;
    private static final Cache<HashCode, Boolean> AGREED = memory();

    private static final String HEADER = "package rules; ";

    private final Limits limits;
    private final Cache<HashCode, Boolean> agreed;
    private final List<Part> parts = new ArrayList<>();

    Witness(Limits limits) {
        this(limits, AGREED);
    }

    /** @param agreed what it agreed on before, by SHA-256 of the text, which we read in one way only */
    Witness(Limits limits, Cache<HashCode, Boolean> agreed) {
        this.limits = limits;
        this.agreed = agreed;
    }

    static Cache<HashCode, Boolean> memory() {
        return CacheBuilder.newBuilder().maximumSize(20_000).build();
    }

    /** Consecutive rules of one file. */
    private record Part(Tokens tokens, List<RuleShape> rules, int from, int to) {}

    private record Disagreement(Place place, String about) {}

    /** Takes a file that was read without a fault. */
    void add(Tokens tokens, List<RuleShape> rules) {
        int from = 0;
        for (int i = 0; i < rules.size(); i += RULES_AT_A_TIME) {
            List<RuleShape> some = rules.subList(i, Math.min(rules.size(), i + RULES_AT_A_TIME));
            int to = tokens.end(some.get(some.size() - 1).whole.to() - 1);
            parts.add(new Part(tokens, some, from, to));
            from = to;
        }
    }

    /** Tells where it reads something else than we. */
    void testify(Issues issues) {
        List<Disagreement> all =
                parts.parallelStream().flatMap(part -> testify(part).stream()).toList();
        for (Disagreement disagreement : all) {
            issues.report(
                    IssueCode.WITNESS_DISAGREES,
                    disagreement.place(),
                    "Drools' own parser reads this in another way: " + disagreement.about(),
                    "write it in another way; this should never happen, so please report it");
        }
    }

    private List<Disagreement> testify(Part part) {
        SourceText source = part.tokens().source();
        String text = (part.from() == 0 ? "" : HEADER) + source.text().substring(part.from(), part.to());
        HashCode digest = Hashing.sha256().hashString(text, StandardCharsets.UTF_8);
        if (agreed.getIfPresent(digest) != null) {
            return List.of();
        }
        List<Disagreement> disagreements = testify(part, source, text);
        if (disagreements.isEmpty()) {
            agreed.put(digest, true);
        }
        return disagreements;
    }

    private List<Disagreement> testify(Part part, SourceText source, String text) {
        Place place = part.rules().get(0).rule.place();
        DrlParser parser = new DrlParser();
        PackageDescr read;
        try {
            read = parser.parse(false, text);
        } catch (DroolsParserException | RuntimeException fault) {
            return List.of(new Disagreement(place, "it fails on it"));
        }
        if (read == null || parser.hasErrors()) {
            int firstLine = source.line(part.from());
            return List.of(parser.getErrors().stream()
                    .findFirst()
                    .map(error -> new Disagreement(line(source, firstLine, error), withoutPlace(error.getMessage())))
                    .orElse(new Disagreement(place, "it reads nothing")));
        }
        return compare(part, read);
    }

    private static Place line(SourceText source, int firstLine, DroolsError error) {
        int line = firstLine + Math.max(0, (error.getLines().length == 0 ? 1 : error.getLines()[0]) - 1);
        int last = source.line(source.text().length());
        int start = source.lineStart(Math.min(line, last));
        return source.place(start, start + 1);
    }

    /** Its lines are those of the part, not of the file. */
    private static String withoutPlace(String message) {
        return message.replaceFirst("\\[ERR \\d+\\] ", "").replaceFirst("Line \\d+:\\d+ ", "");
    }

    private List<Disagreement> compare(Part part, PackageDescr read) {
        List<Disagreement> found = new ArrayList<>();
        if (read.getRules().size() != part.rules().size()) {
            found.add(new Disagreement(
                    part.rules().get(0).rule.place(),
                    "it finds " + read.getRules().size() + " rules instead of "
                            + part.rules().size()));
            return found;
        }
        for (int i = 0; i < part.rules().size(); i++) {
            RuleShape ours = part.rules().get(i);
            difference(part.tokens(), ours, read.getRules().get(i))
                    .ifPresent(about -> found.add(new Disagreement(ours.rule.place(), about)));
        }
        return found;
    }

    private Optional<String> difference(Tokens tokens, RuleShape ours, RuleDescr theirs) {
        Rule rule = ours.rule;
        if (!theirs.getName().strip().equals(rule.name())
                && !Escapes.read(theirs.getName(), 0, theirs.getName().length())
                        .strip()
                        .equals(rule.name())) {
            return Optional.of("the name");
        }
        if (!isSame(rule.salience(), attribute(theirs, "salience", "0"))) {
            return Optional.of("the salience");
        }
        if (!attribute(theirs, "enabled", "true").equals(Boolean.toString(rule.enabled()))) {
            return Optional.of("whether it is enabled");
        }
        if (!HeadDates.read(attribute(theirs, "date-effective", "")).equals(Optional.ofNullable(rule.effective()))
                || !HeadDates.read(attribute(theirs, "date-expires", "")).equals(Optional.ofNullable(rule.expires()))) {
            return Optional.of("the dates");
        }
        int known = (ours.heads.contains("salience") ? 1 : 0)
                + (ours.heads.contains("enabled") ? 1 : 0)
                + (rule.effective() == null ? 0 : 1)
                + (rule.expires() == null ? 0 : 1);
        if (theirs.getAttributes().size() != known) {
            return Optional.of("the attributes");
        }
        List<? extends BaseDescr> patterns = theirs.getLhs().getDescrs();
        if (patterns.size() != ours.patterns.size()) {
            return Optional.of("the number of patterns");
        }
        for (int i = 0; i < patterns.size(); i++) {
            if (!isSame(tokens, ours.patterns.get(i), patterns.get(i))) {
                return Optional.of("the conditions on " + ours.patterns.get(i).fact());
            }
        }
        return isSame(tokens, ours.actions, String.valueOf(theirs.getConsequence()))
                ? Optional.empty()
                : Optional.of("the actions");
    }

    private static boolean isSame(int ours, String theirs) {
        try {
            return Integer.parseInt(theirs) == ours;
        } catch (NumberFormatException notWhole) {
            return false;
        }
    }

    private static String attribute(RuleDescr rule, String name, String otherwise) {
        AttributeDescr attribute = rule.getAttributes().get(name);
        return attribute == null ? otherwise : attribute.getValue();
    }

    private boolean isSame(Tokens tokens, PatternShape ours, @Nullable BaseDescr theirs) {
        if (!(theirs instanceof PatternDescr pattern)
                || !pattern.getObjectType().equals(ours.fact())
                || pattern.getIdentifier() != null
                || pattern.getSource() != null
                || pattern.getDescrs().size() != ours.constraints().size()) {
            return false;
        }
        for (int i = 0; i < ours.constraints().size(); i++) {
            boolean same = pattern.getDescrs().get(i) instanceof ExprConstraintDescr constraint
                    && isSame(tokens, ours.constraints().get(i), constraint.getExpression());
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text has the same words and signs, blanks and comments aside. */
    private boolean isSame(Tokens tokens, Range ours, String theirs) {
        int start = tokens.start(ours.from());
        int end = ours.to() == ours.from() ? start : tokens.end(ours.to() - 1);
        if (theirs.length() == end - start && tokens.source().text().startsWith(theirs, start)) {
            return true;
        }
        Tokens read = Scanner.scan(new SourceText("", theirs), new Issues(limits), limits);
        int count = ours.to() - ours.from();
        if (read.size() - 1 != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (read.kind(i) != tokens.kind(ours.from() + i) || !read.isSpelled(i, tokens.spelling(ours.from() + i))) {
                return false;
            }
        }
        return true;
    }
}
