package landfall.ruleset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import landfall.account.Vocabulary;
import landfall.language.Condition.Comparison;
import landfall.language.Place;
import landfall.ruleset.source.KnownFiles;
import landfall.ruleset.source.ParsedRoster;
import landfall.ruleset.source.RawList;
import landfall.ruleset.source.RuleSetReader;

/**
 * The files of a rule set, read: everything that was understood, and an issue for everything that was not. It is made
 * of files only, and is not fit to run: what its parts say of each other was not checked.
 */
public final class ParsedRuleSet {

    private final List<RuleFile> files;
    private final List<ParsedRule> rules;
    private final List<Comparison> comparisons;
    private final Map<String, RawList> lists;
    private final Map<String, List<Place>> globals;
    private final Vocabulary vocabulary;
    private final ParsedRoster roster;
    private final Issues issues;
    private final Set<String> faulty;

    private ParsedRuleSet(List<RuleFile> files, RuleSetReader reader, CheckOptions options, Issues issues) {
        this.files = List.copyOf(files);
        this.rules = List.copyOf(reader.rules());
        this.comparisons = rules.stream()
                .flatMap(rule -> rule.rule().patterns().stream())
                .flatMap(pattern -> pattern.comparisons().stream())
                .toList();
        this.lists = new LinkedHashMap<>(reader.lists());
        this.globals = Map.copyOf(reader.globals());
        this.vocabulary = reader.vocabulary(options.baseCurrency());
        this.roster = reader.roster(RuleFiles.rosterVersion(files));
        this.issues = issues;
        this.faulty =
                files.stream().map(RuleFile::path).filter(issues::hasErrors).collect(Collectors.toSet());
    }

    /** Reads all files; never throws for what stands in them. */
    public static ParsedRuleSet parse(List<RuleFile> files, CheckOptions options) {
        return parse(files, options, new KnownFiles());
    }

    /** The same, but for files that are known. */
    static ParsedRuleSet parse(List<RuleFile> files, CheckOptions options, KnownFiles known) {
        Issues issues = new Issues(options.limits());
        List<RuleFile> sorted = new ArrayList<>(files);
        sorted.sort(java.util.Comparator.comparing(RuleFile::path));
        RuleSetReader reader = new RuleSetReader(issues, options.limits(), options.baseCurrency(), known);
        reader.read(sorted);
        return new ParsedRuleSet(sorted, reader, options, issues);
    }

    public List<RuleFile> files() {
        return files;
    }

    /** In the order of files and lines. */
    public List<ParsedRule> rules() {
        return rules;
    }

    /** Every comparison of every rule, however deep; gathered once for all that ask. */
    public List<Comparison> comparisons() {
        return comparisons;
    }

    /** By name. */
    public Map<String, RawList> lists() {
        return lists;
    }

    /** Names of lists that the headers of rule files declare, with the places. */
    public Map<String, List<Place>> globals() {
        return globals;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public ParsedRoster roster() {
        return roster;
    }

    /** Whether all of that file was understood as it was read. */
    public boolean isUnderstood(String file) {
        return !faulty.contains(file);
    }

    Issues issues() {
        return issues;
    }
}
