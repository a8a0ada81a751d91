package landfall.ruleset.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import org.drools.drl.parser.lang.dsl.DSLMappingEntry;
import org.drools.drl.parser.lang.dsl.DSLTokenizedMappingFile;

/** The {@code .dsl} files of a rule set and those that Landfall brings, each read by Drools' own reader. */
final class Mappings {

    /** Those that Landfall brings. */
    static final List<String> SHIPPED = List.of("territories.en.dsl", "territories.ja.dsl");

    private static final Map<String, List<Mapping>> SHIPPED_MAPPINGS = new HashMap<>();
    private static final Pattern COMMENT = Pattern.compile("\\s*((#/?|//).*)?");
    private static final Pattern EXPANDER_LINE = Pattern.compile("(?m)^[ \\t]*expander[ \\t]+(\\S+?);?[ \\t]*$");
    private static final Pattern SECTION = Pattern.compile(
            "\\s*\\[\\s*(?:when|condition|then|consequence|keyword|\\*)\\s*\\]", Pattern.CASE_INSENSITIVE);
    /** Drools' reader tries brackets within brackets in twice as many ways for each level. */
    private static final int DEEPEST = 8;

    private final Issues issues;
    private final Limits limits;
    private final Map<String, List<Mapping>> byPath = new LinkedHashMap<>();

    Mappings(Issues issues, Limits limits) {
        this.issues = issues;
        this.limits = limits;
    }

    /** Reads a {@code .dsl} file of the rule set. */
    void read(SourceText source) {
        byPath.put(source.path(), read(source, issues, limits));
    }

    /** The mappings that a file of sentences asks for, in its order; empty, with an issue, when it does not get them. */
    Optional<List<Mapping>> of(SourceText sentences) {
        Matcher matcher = EXPANDER_LINE.matcher(sentences.text());
        Set<String> names = new LinkedHashSet<>();
        List<Mapping> mappings = new ArrayList<>();
        boolean whole = true;
        while (matcher.find()) {
            String name = matcher.group(1);
            Optional<List<Mapping>> found = find(name, sentences.path());
            if (found.isEmpty()) {
                Set<String> known = new LinkedHashSet<>(SHIPPED);
                known.addAll(byPath.keySet());
                issues.report(
                        IssueCode.UNKNOWN_EXPANDER,
                        sentences.place(matcher.start(1), matcher.end(1)),
                        "there is no file \"" + name + "\" of sentences",
                        Suggestions.hint(name, known, "there are " + Suggestions.listed(known)));
                whole = false;
            } else if (names.add(name)) {
                mappings.addAll(found.get());
            }
        }
        if (whole && names.isEmpty()) {
            issues.report(
                    IssueCode.MISSING_EXPANDER,
                    sentences.place(0, 1),
                    "this file does not say which sentences it uses",
                    "its first line reads: expander territories.en.dsl");
        }
        return whole && !names.isEmpty() ? Optional.of(mappings) : Optional.empty();
    }

    /** Beside the file, then from the folder of the rule set, then Landfall's own. */
    private Optional<List<Mapping>> find(String name, String path) {
        String beside = path.substring(0, path.lastIndexOf('/') + 1) + name;
        if (byPath.containsKey(beside)) {
            return Optional.of(byPath.getOrDefault(beside, List.of()));
        }
        if (byPath.containsKey(name)) {
            return Optional.of(byPath.getOrDefault(name, List.of()));
        }
        return SHIPPED.contains(name) ? Optional.of(shipped(name)) : Optional.empty();
    }

    private static List<Mapping> shipped(String name) {
        synchronized (SHIPPED_MAPPINGS) {
            return SHIPPED_MAPPINGS.computeIfAbsent(name, Mappings::readShipped);
        }
    }

    private static List<Mapping> readShipped(String name) {
        Issues faults = new Issues(Limits.DEFAULT);
        List<Mapping> mappings = read(new SourceText(name, shippedText(name)), faults, Limits.DEFAULT);
        if (faults.hasErrors()) {
            throw new IllegalStateException("a file of Landfall's own is wrong: " + faults.sorted());
        }
        return mappings;
    }

    /** What a file that Landfall brings says. */
    static String shippedText(String name) {
        try (InputStream in = Mappings.class.getResourceAsStream("/landfall/sentences/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** One mapping for each entry; an entry goes on over lines that do not begin with a bracket. */
    static List<Mapping> read(SourceText source, Issues issues, Limits limits) {
        List<Mapping> mappings = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        int start = 0;
        int at = 0;
        String text = source.text();
        while (at < text.length() && !issues.isFull(source.path())) {
            int end = at;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            String line = text.substring(at, end);
            if (!COMMENT.matcher(line).matches()) {
                if (line.stripLeading().startsWith("[")) {
                    addEntry(source, start, entry.toString(), mappings, issues, limits);
                    entry.setLength(0);
                    start = at;
                } else {
                    start = entry.isEmpty() ? at : start;
                    entry.append(' ');
                }
                entry.append(line);
            }
            at = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
        addEntry(source, start, entry.toString(), mappings, issues, limits);
        return mappings;
    }

    private static void addEntry(
            SourceText source, int start, String entry, List<Mapping> mappings, Issues issues, Limits limits) {
        if (entry.isBlank()) {
            return;
        }
        Place place = source.place(start, start + entry.length());
        if (entry.length() > limits.textLength()) {
            issues.report(
                    IssueCode.TEXT_TOO_LONG,
                    place,
                    "this sentence and its meaning have more than " + limits.textLength() + " characters");
            return;
        }
        if (depth(entry) > DEEPEST) {
            bad(issues, place, "more than " + DEEPEST + " brackets are open in it");
            return;
        }
        if (!SECTION.matcher(entry).lookingAt()) {
            bad(issues, place, "it begins with none of [when], [then], [keyword] and [*]");
            return;
        }
        DSLTokenizedMappingFile file = new DSLTokenizedMappingFile();
        try {
            boolean right = file.parseAndLoad(new StringReader(entry));
            List<DSLMappingEntry> entries = right ? file.getMapping().getEntries() : List.of();
            if (entries.size() != 1) {
                bad(
                        issues,
                        place,
                        right || file.getErrors().isEmpty()
                                ? ""
                                : file.getErrors().get(0).getMessage());
                return;
            }
            mappings.add(new Mapping(entries.get(0)));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (StackOverflowError fault) {
            bad(issues, place, "its expression nests too deeply");
        } catch (RuntimeException fault) {
            bad(issues, place, String.valueOf(fault.getMessage()));
        }
    }

    private static void bad(Issues issues, Place place, String why) {
        String detail = why.lines().findFirst().orElse("");
        issues.report(
                IssueCode.BAD_MAPPING,
                place,
                "this is no sentence with its meaning" + (detail.isEmpty() ? "" : ": " + detail),
                "write for example: [when]is a partner=partner != null");
    }

    private static int depth(String entry) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < entry.length(); i++) {
            char c = entry.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[' || c == '{') {
                depth++;
                deepest = Math.max(deepest, depth);
            } else if (c == ']' || c == '}') {
                depth = Math.max(0, depth - 1);
            }
        }
        return deepest;
    }
}
