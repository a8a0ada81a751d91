package landfall.ruleset.trial;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Limits;
import landfall.ruleset.RuleFile;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads {@code cases/*.yml}: a list of cases in each file, names unique over all files. YAML is read as data: no tag makes
 * an object, and size, depth and aliases are limited.
 */
public final class CaseReader {

    private static final int LARGEST_FILE = 5 * 1024 * 1024;
    private static final int DEEPEST = 12;

    private final List<Case> cases = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();
    private final Map<String, Place> names = new HashMap<>();

    private final Limits limits;

    private CaseReader(Limits limits) {
        this.limits = limits;
    }

    /** Reads all of the files; those of another kind must have been sorted out before. */
    public static ReadCases read(List<RuleFile> files, Limits limits) {
        CaseReader reader = new CaseReader(limits);
        for (RuleFile file : files) {
            reader.readFile(file);
        }
        Collections.sort(reader.issues);
        return new ReadCases(reader.cases, reader.issues);
    }

    private void readFile(RuleFile file) {
        String text = decode(file);
        if (text == null) {
            return;
        }
        CasePlaces places = new CasePlaces(file.path(), text);
        Node root = compose(text, places);
        if (root == null) {
            return;
        }
        if (!(root instanceof SequenceNode list)) {
            issues.add(IssueCode.CASE_UNREADABLE.issue(
                    places.of(root),
                    "a case file is a list of cases",
                    "begin each case with a line such as: - name: a large company in California"));
            return;
        }
        int before = issues.size();
        for (Node item : list.getValue()) {
            if (issues.size() - before >= limits.issuesPerFile()) {
                issues.add(IssueCode.TOO_MANY_ISSUES.issue(
                        Place.of(file.path()),
                        "this file has more faults than are told at once",
                        "mend those and check again"));
                return;
            }
            if (cases.size() == limits.cases()) {
                issues.add(IssueCode.CASE_LIMIT.issue(
                        places.of(item), "a rule set has at most " + limits.cases() + " cases", null));
                return;
            }
            CaseBuilder builder = new CaseBuilder(places, issues);
            Optional<Case> read = builder.build(item);
            read.ifPresent(this::add);
        }
    }

    private void add(Case read) {
        Place first = names.putIfAbsent(read.name(), read.place());
        if (first != null) {
            issues.add(IssueCode.CASE_DUPLICATE_NAME.issue(
                    read.place(), "two cases have the name \"" + read.name() + "\"", "the other is at " + first));
            return;
        }
        cases.add(read);
    }

    private @Nullable String decode(RuleFile file) {
        if (file.bytes().length > LARGEST_FILE) {
            issues.add(IssueCode.CASE_LIMIT.issue(
                    Place.of(file.path()), "a case file has at most 5 MB", "split it into several files"));
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.bytes()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            issues.add(IssueCode.CASE_UNREADABLE.issue(
                    Place.of(file.path()), "the file is not UTF-8", "save it as UTF-8"));
            return null;
        }
    }

    private @Nullable Node compose(String text, CasePlaces places) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LARGEST_FILE);
        try {
            return new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            String problem = e.getProblem() == null ? "" : ": " + e.getProblem();
            issues.add(IssueCode.CASE_UNREADABLE.issue(
                    places.of(e.getProblemMark(), null),
                    "this is no YAML that can be read" + problem,
                    "indent with blanks, not tabs, and put texts with \": \" or \"# \" into quotes"));
        } catch (YAMLException e) {
            String firstLine =
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            issues.add(IssueCode.CASE_UNREADABLE.issue(
                    place(e, text, places, options),
                    "this is no YAML that can be read: " + firstLine,
                    "look at brackets and quotes up to there, and at the indentation"));
        }
        return null;
    }

    /** Faults of characters have an offset; others are found by reading once more, up to where that fails again. */
    private static Place place(YAMLException fault, String text, CasePlaces places, LoaderOptions options) {
        if (fault instanceof ReaderException strange) {
            return places.at(strange.getPosition());
        }
        int depth = 0;
        Place last = places.at(0);
        try {
            for (Event event : new Yaml(options).parse(new StringReader(text))) {
                depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
                if (depth > DEEPEST || event instanceof AliasEvent) {
                    return places.of(event.getStartMark(), event.getEndMark());
                }
                last = places.of(event.getEndMark(), null);
            }
        } catch (MarkedYAMLException e) {
            return places.of(e.getProblemMark(), null);
        } catch (YAMLException e) {
            return last;
        }
        return last;
    }
}
