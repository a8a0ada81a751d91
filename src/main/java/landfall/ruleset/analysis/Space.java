package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.account.KnownPlaces;
import landfall.engine.ConditionMeaning;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.IsNull;
import landfall.language.FactType;
import landfall.language.Fields;
import landfall.language.Operand;
import landfall.language.Operand.FieldOperand;
import landfall.language.ValueType;
import landfall.roster.TerritoryEntry;
import landfall.ruleset.CheckedRuleSet;
import org.jspecify.annotations.Nullable;

/** All that accounts, territories and moments can differ in, as far as the rules ask. */
final class Space {

    /** Where a comparison holds; {@code dimension} is -1 where it holds always or never. */
    record Side(int dimension, BitSet classes) {}

    static final List<String> PLACES = List.of("country", "region", "place");
    private static final List<String> TERRITORY = List.of("id", "parent", "type", "role", "ownerRep");

    private final List<Dimension> dimensions = new ArrayList<>();
    private final Map<String, Integer> byKey = new HashMap<>();
    private final MomentDimension moments;
    private final @Nullable TupleDimension territories;

    Space(CheckedRuleSet rules, Questions questions, MomentDimension moments, Spellings spellings) {
        ConditionMeaning meaning = questions.meaning();
        this.moments = moments;
        add("moment", moments);
        Map<String, List<Comparison>> byOperand = questions.byOperand();
        if (PLACES.stream().anyMatch(byOperand::containsKey)) {
            TupleDimension places = new TupleDimension(
                    "country",
                    operands(FactType.ACCOUNT, PLACES),
                    closed(rules, questions, PLACES, possiblePlaces()),
                    possiblePlaces());
            PLACES.forEach(field -> byKey.put(field, dimensions.size()));
            dimensions.add(places);
        }
        List<@Nullable String[]> entries = possibleTerritories(rules, questions);
        territories = !entries.isEmpty()
                ? new TupleDimension(
                        "territory",
                        operands(FactType.TERRITORY, TERRITORY),
                        closed(
                                rules,
                                questions,
                                TERRITORY.stream().map(Questions::territory).toList(),
                                entries),
                        entries)
                : null;
        if (territories != null) {
            TERRITORY.forEach(field -> byKey.put(Questions.territory(field), dimensions.size()));
            dimensions.add(territories);
        }
        byOperand.forEach((key, comparisons) -> {
            if (!byKey.containsKey(key)) {
                Operand operand = questions.operand(key);
                switch (operand.type()) {
                    case TEXT -> text(key, operand, comparisons, rules, questions, spellings);
                    case INTEGER, DECIMAL -> add(key, new NumberDimension(operand, comparisons));
                    case BOOLEAN ->
                        add(
                                key,
                                FlagDimension.truth(
                                        key, meaning::onValue, account -> Boolean.TRUE.equals(operand.read(account))));
                    case TEXTS -> tags(comparisons);
                }
            }
        });
    }

    private void add(String key, Dimension dimension) {
        byKey.put(key, dimensions.size());
        dimensions.add(dimension);
    }

    private void text(
            String key,
            Operand operand,
            List<Comparison> comparisons,
            CheckedRuleSet rules,
            Questions questions,
            Spellings spellings) {
        List<Comparison> forms =
                comparisons.stream().filter(Comparisons::isAboutForm).toList();
        Set<Comparison> opaque = Forms.opaque(forms);
        for (Comparison each : opaque) {
            var test = questions.meaning().onValue(each);
            add(
                    ConditionMeaning.id(each),
                    FlagDimension.form(
                            landfall.language.ConditionText.of(each), account -> test.test(operand.read(account))));
        }
        List<Comparison> analysed =
                comparisons.stream().filter(each -> !opaque.contains(each)).toList();
        Set<String> known = spellings.of(operand, analysed);
        Set<String> unnamed = new HashSet<>(known);
        for (Comparison comparison : analysed) {
            Set<Object> values = Comparisons.values(comparison, rules.lists());
            if (values != null) {
                unnamed.removeAll(values);
            }
        }
        questions.parts(key).forEach(unnamed::removeAll);
        add(
                key,
                new TextDimension(
                        operand,
                        new FieldClasses(
                                analysed, questions.meaning(), rules.lists(), questions.parts(key), known, false),
                        unnamed));
    }

    private void tags(List<Comparison> comparisons) {
        for (Comparison comparison : comparisons) {
            if (comparison instanceof landfall.language.Condition.Contains contains) {
                String tag = (String) contains.literal().value();
                String key = ConditionMeaning.id(comparison);
                if (!byKey.containsKey(key)) {
                    add(key, FlagDimension.tag(tag));
                }
            }
        }
    }

    private static List<Operand> operands(FactType fact, List<String> names) {
        return names.stream()
                .map(name -> (Operand) new FieldOperand(Fields.find(fact, name).orElseThrow()))
                .toList();
    }

    private static List<FieldClasses> closed(
            CheckedRuleSet rules, Questions questions, List<String> keys, List<@Nullable String[]> possible) {
        List<FieldClasses> classes = new ArrayList<>();
        for (int field = 0; field < keys.size(); field++) {
            Set<String> known = new LinkedHashSet<>();
            for (@Nullable String[] tuple : possible) {
                String value = tuple[field];
                if (value != null) {
                    known.add(value);
                }
            }
            String key = keys.get(field);
            classes.add(new FieldClasses(
                    questions.byOperand().getOrDefault(key, List.of()),
                    questions.meaning(),
                    rules.lists(),
                    questions.parts(key),
                    known,
                    true));
        }
        return classes;
    }

    private static List<@Nullable String[]> possiblePlaces() {
        List<@Nullable String[]> places = new ArrayList<>();
        Set<String> countries = new LinkedHashSet<>(KnownPlaces.countries());
        Set<String> regions = new LinkedHashSet<>();
        for (String place : KnownPlaces.subdivisions()) {
            countries.add(place.substring(0, 2));
            regions.add(place.substring(3));
        }
        countries.forEach(country -> places.add(new @Nullable String[] {country, null, null}));
        for (String place : KnownPlaces.subdivisions()) {
            places.add(new @Nullable String[] {place.substring(0, 2), place.substring(3), place});
        }
        regions.forEach(region -> places.add(new @Nullable String[] {null, region, null}));
        places.add(new @Nullable String[] {null, null, null});
        return places;
    }

    /** Those that rotation rules are asked for; of an overlay with each primary owner that rules tell apart. */
    private static List<@Nullable String[]> possibleTerritories(CheckedRuleSet rules, Questions questions) {
        Set<String> owners = new LinkedHashSet<>();
        for (Comparison comparison : questions.byOperand().getOrDefault(Questions.territory("ownerRep"), List.of())) {
            Set<Object> values = Comparisons.values(comparison, rules.lists());
            if (values == null) {
                owners.addAll(rules.roster().reps().keySet());
            } else {
                values.stream()
                        .map(Object::toString)
                        .filter(rules.roster().reps()::containsKey)
                        .forEach(owners::add);
            }
        }
        rules.roster().reps().keySet().stream()
                .filter(rep -> !owners.contains(rep))
                .findFirst()
                .ifPresent(owners::add);
        List<@Nullable String[]> possible = new ArrayList<>();
        for (TerritoryEntry entry : rules.roster().territories().values()) {
            String type = entry.type().word();
            if (entry.type() == TerritoryEntry.Type.TERRITORY) {
                possible.add(new @Nullable String[] {entry.id(), entry.parent(), type, entry.role(), null});
            } else if (entry.type() == TerritoryEntry.Type.OVERLAY) {
                for (String owner : owners) {
                    possible.add(new @Nullable String[] {entry.id(), entry.parent(), type, entry.role(), owner});
                }
            }
        }
        return possible;
    }

    List<Dimension> dimensions() {
        return dimensions;
    }

    Dimension get(int dimension) {
        return dimensions.get(dimension);
    }

    int count() {
        return dimensions.size();
    }

    static int moment() {
        return 0;
    }

    MomentDimension moments() {
        return moments;
    }

    /** Null where the roster has none. */
    @Nullable
    TupleDimension territories() {
        return territories;
    }

    /** Of a dimension by its key; -1 where nothing is asked of it. */
    int find(String key) {
        return byKey.getOrDefault(key, -1);
    }

    /** Where a comparison with a field of an account or territory holds. */
    Side side(Comparison comparison) {
        Comparison positive = Comparisons.positive(comparison);
        if (comparison.operand().type() == ValueType.TEXTS && positive instanceof IsNull) {
            BitSet always = new BitSet();
            always.set(0, Comparisons.isNegated(comparison));
            return new Side(-1, always);
        }
        Integer form = byKey.get(ConditionMeaning.id(positive));
        int at = form != null ? form : find(Questions.key(comparison.operand()));
        return new Side(at, dimensions.get(at).where(comparison));
    }
}
