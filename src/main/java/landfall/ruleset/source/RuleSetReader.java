package landfall.ruleset.source;

import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import landfall.account.Vocabulary;
import landfall.language.Place;
import landfall.ruleset.FileKind;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.RuleFile;

/** Reads the files of a rule set, each by its kind. */
public final class RuleSetReader {

    private static final Pattern LIST_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*");

    private final Issues issues;
    private final Limits limits;
    private final String baseCurrency;
    private final List<ParsedRule> rules = new ArrayList<>();
    private final Map<String, RawList> lists = new LinkedHashMap<>();
    private final Map<String, List<Place>> globals = new LinkedHashMap<>();
    private final VocabularyReader vocabulary;
    private final RosterReader roster;
    private final Witness witness;
    private final Mappings mappings;
    private final KnownFiles known;
    private final List<Fresh> fresh = new ArrayList<>();

    private record Fresh(RuleFile file, ReadRules rules) {}

    public RuleSetReader(Issues issues, Limits limits, String baseCurrency) {
        this(issues, limits, baseCurrency, new KnownFiles());
    }

    /** @param known what files were read as before */
    public RuleSetReader(Issues issues, Limits limits, String baseCurrency, KnownFiles known) {
        this.known = known;
        this.issues = issues;
        this.limits = limits;
        this.baseCurrency = baseCurrency;
        this.vocabulary = new VocabularyReader(issues);
        this.roster = new RosterReader(issues);
        this.witness = new Witness(limits);
        this.mappings = new Mappings(issues, limits);
    }

    public List<ParsedRule> rules() {
        return rules;
    }

    public Map<String, RawList> lists() {
        return lists;
    }

    public Map<String, List<Place>> globals() {
        return globals;
    }

    public Vocabulary vocabulary(String base) {
        return vocabulary.vocabulary(base);
    }

    public ParsedRoster roster(String version) {
        return roster.roster(version);
    }

    public void read(List<RuleFile> files) {
        if (files.size() > limits.files()) {
            issues.report(
                    IssueCode.TOO_MANY_FILES,
                    Place.of(files.get(limits.files()).path()),
                    "the rule set has more than " + limits.files() + " files; none was read",
                    "is this the right folder?");
            return;
        }
        for (RuleFile file : files) {
            if (file.kind() == FileKind.MAPPINGS && isReadable(file)) {
                SourceText.read(file.path(), file.bytes(), issues).ifPresent(mappings::read);
            }
        }
        for (RuleFile file : files) {
            if (file.kind() == FileKind.MAPPINGS || !isReadable(file)) {
                continue;
            }
            if (file.kind() == FileKind.TABLE || file.kind() == FileKind.RULES) {
                readRules(file);
            } else {
                SourceText.read(file.path(), file.bytes(), issues).ifPresent(source -> read(file.kind(), source));
            }
        }
        witness.testify(issues);
        for (Fresh each : fresh) {
            if (!issues.hasAny(each.file().path())) {
                known.put(each.file(), limits, each.rules());
            }
        }
        for (String needed : List.of(ParsedRoster.TERRITORIES, ParsedRoster.REPS)) {
            if (files.stream().noneMatch(file -> file.path().equals(needed))) {
                issues.report(
                        IssueCode.MISSING_FILE,
                        Place.of(needed),
                        "the rule set has no " + needed,
                        needed.equals(ParsedRoster.REPS)
                                ? "it lists who sells: id,name,email,team"
                                : "it lists the territories: id,name,parent,type,role,fallbackRep");
            }
        }
    }

    private boolean isReadable(RuleFile file) {
        Place place = Place.of(file.path());
        int most = limits.bytes(file.kind());
        if (file.reading() == RuleFile.Reading.OUTSIDE) {
            issues.report(
                    IssueCode.FILE_OUTSIDE,
                    place,
                    "this link leads out of the folder of the rule set, so it was not read",
                    "put the file itself there");
        } else if (file.reading() == RuleFile.Reading.UNREADABLE) {
            issues.report(IssueCode.FILE_UNREADABLE, place, "this file could not be read", "look at its permissions");
        } else if (file.reading() == RuleFile.Reading.TOO_LARGE || file.bytes().length > most) {
            issues.report(
                    IssueCode.FILE_TOO_LARGE,
                    place,
                    "this file has more than " + most + " bytes",
                    "split it into several");
        } else if (file.kind() == FileKind.NOT_SUPPORTED) {
            issues.report(
                    IssueCode.FILE_NOT_SUPPORTED,
                    place,
                    "rules in files of this kind are not supported by this version",
                    "write them in a .drl, .dslr, .drl.xlsx or .drl.csv file");
        } else if (file.kind() == FileKind.OTHER) {
            issues.report(
                    IssueCode.FILE_IGNORED,
                    place,
                    "this file is ignored",
                    "rules stand in .drl files, lists in lists/, the roster in roster/, cases in cases/");
        } else {
            return file.kind() != FileKind.NOTE;
        }
        return false;
    }

    private void read(FileKind kind, SourceText source) {
        switch (kind) {
            case SENTENCES ->
                mappings.of(source)
                        .flatMap(words -> Expander.expand(source, words, issues, limits))
                        .ifPresent(expanded -> add(parse(expanded)));
            case LIST -> readList(source);
            case ALIASES -> vocabulary.readAliases(table(source));
            case RATES -> vocabulary.readRates(table(source), baseCurrency);
            case ROSTER -> roster.read(table(source));
            default -> {}
        }
    }

    private CsvTable table(SourceText source) {
        return CsvTable.read(source, issues, limits);
    }

    /** A file whose rules depend on it alone. */
    private void readRules(RuleFile file) {
        ReadRules before = known.find(file, limits);
        if (before != null) {
            add(before);
            return;
        }
        List<SourceText> sources = file.kind() == FileKind.TABLE
                ? new TableReader(issues, limits).read(file)
                : SourceText.read(file.path(), file.bytes(), issues).stream().toList();
        ReadRules read = ReadRules.joined(sources.stream().map(this::parse).toList());
        fresh.add(new Fresh(file, read));
        add(read);
    }

    private ReadRules parse(SourceText source) {
        Tokens tokens = Scanner.scan(source, issues, limits);
        if (tokens.isCut()) {
            return new ReadRules(List.of(), Map.of());
        }
        RuleFileParser parser = new RuleFileParser(tokens, issues, limits);
        parser.parse();
        if (!issues.hasErrors(source.path())) {
            witness.add(tokens, parser.shapes());
        }
        return new ReadRules(parser.rules(), Maps.transformValues(parser.globals(), List::of));
    }

    private void add(ReadRules read) {
        for (ParsedRule rule : read.rules()) {
            if (rules.size() >= limits.rules()) {
                issues.report(
                        IssueCode.TOO_MANY_RULES,
                        rule.rule().place(),
                        "the rule set has more than " + limits.rules() + " rules",
                        "put values into lists, and let one rule serve many territories");
                return;
            }
            rules.add(rule);
        }
        read.globals().forEach((name, places) -> globals.computeIfAbsent(name, key -> new ArrayList<>())
                .addAll(places));
    }

    private void readList(SourceText source) {
        String name = FileKind.baseName(source.path());
        boolean right = LIST_NAME.matcher(name).matches() && !Keywords.isKeyword(name);
        if (!right) {
            issues.report(
                    IssueCode.BAD_LIST_NAME,
                    Place.of(source.path()),
                    "\"" + name + "\" cannot be the name of a list",
                    Keywords.isKeyword(name)
                            ? "this word has a meaning of its own in rules; take another"
                            : "a list is named with letters, digits and _, and begins with a letter");
        }
        Optional.of(table(source))
                .filter(table -> !table.columns().isEmpty())
                .ifPresent(table -> lists.put(name, RawList.of(table)));
    }
}
