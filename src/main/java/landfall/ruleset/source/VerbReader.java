package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import landfall.language.Action;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import landfall.language.Operand;
import landfall.language.Place;
import landfall.language.RotationSpec.Kind;
import landfall.ruleset.IssueCode;
import landfall.ruleset.source.Argument.Call;
import landfall.ruleset.source.Argument.TextArgument;

/** Makes an action of a verb and its arguments. */
final class VerbReader {

    /** Verbs with the form that a hint shows. */
    private static final Map<String, String> FORMS = new TreeMap<>(Map.of(
            "territory", "routing.territory(\"us-west\");",
            "rep", "routing.rep(\"alice\");",
            "territoryFrom", "routing.territoryFrom(\"zips\", \"postalCode\");",
            "repFrom", "routing.repFrom(\"named\", \"company\");",
            "overlay", "routing.overlay(\"fintech-specialists\");",
            "reason", "routing.reason(\"a sentence\");"));

    private static final List<String> VERBS = new ArrayList<>(FORMS.keySet());

    static {
        for (Kind kind : Kind.values()) {
            VERBS.add(kind.verb());
        }
    }

    private final Cursor cursor;
    private final RotationReader rotations;

    VerbReader(Cursor cursor) {
        this.cursor = cursor;
        this.rotations = new RotationReader(cursor);
    }

    static boolean isVerb(String name) {
        return VERBS.contains(name);
    }

    /** The action; empty, with an issue, when verb or arguments aren't right. */
    Optional<Action> read(Call verb, List<Call> modifiers, Place place) {
        Optional<Kind> rotation = RotationReader.kind(verb.name());
        if (rotation.isPresent()) {
            return rotations.read(rotation.get(), verb, modifiers).map(spec -> new Action.TakeTurns(spec, place));
        }
        String form = FORMS.get(verb.name());
        if (form == null) {
            cursor.report(
                    IssueCode.UNKNOWN_VERB,
                    verb.place(),
                    "routing has no verb \"" + verb.name() + "\"",
                    Suggestions.hint(verb.name(), VERBS, "there are " + String.join(", ", VERBS)));
            return Optional.empty();
        }
        for (Call modifier : modifiers) {
            cursor.report(
                    IssueCode.UNKNOWN_MODIFIER,
                    modifier.place(),
                    "\"" + verb.name() + "\" takes no modifier \"." + modifier.name() + "\"",
                    "modifiers stand behind rotation verbs, such as roundRobin");
        }
        int wanted = verb.name().endsWith("From") ? 2 : 1;
        List<TextArgument> texts = texts(verb, wanted, form);
        return texts.size() == wanted && modifiers.isEmpty() ? action(verb, texts, place) : Optional.empty();
    }

    /** The arguments when they are as many texts as wanted; else none, with an issue. */
    private List<TextArgument> texts(Call verb, int wanted, String form) {
        List<TextArgument> texts = new ArrayList<>();
        for (Argument argument : verb.arguments()) {
            if (argument instanceof TextArgument text && !text.value().isBlank()) {
                texts.add(text);
            } else {
                cursor.report(
                        IssueCode.WRONG_ARGUMENTS,
                        argument.place(),
                        argument instanceof TextArgument
                                ? "this text is empty"
                                : "\"" + verb.name() + "\" takes texts in quotes only",
                        "write for example: " + form);
                return List.of();
            }
        }
        if (texts.size() != wanted) {
            cursor.report(
                    IssueCode.WRONG_ARGUMENTS,
                    verb.place(),
                    "\"" + verb.name() + "\" takes " + (wanted == 1 ? "one text" : "two texts") + ", not "
                            + texts.size(),
                    "write for example: " + form);
            return List.of();
        }
        return texts;
    }

    private Optional<Action> action(Call verb, List<TextArgument> texts, Place place) {
        TextArgument first = texts.get(0);
        return switch (verb.name()) {
            case "territory" -> Optional.of(new Action.ClaimTerritory(first.value(), first.place(), place));
            case "rep" -> Optional.of(new Action.ClaimRep(first.value(), first.place(), place));
            case "overlay" -> Optional.of(new Action.Overlay(first.value(), first.place(), place));
            case "territoryFrom" ->
                key(texts.get(1)).map(key -> new Action.TerritoryFrom(first.value(), key, first.place(), place));
            case "repFrom" ->
                key(texts.get(1)).map(key -> new Action.RepFrom(first.value(), key, first.place(), place));
            default -> Optional.of(new Action.Reason(first.value(), place));
        };
    }

    private Optional<Operand> key(TextArgument argument) {
        Optional<Field> field = Fields.find(FactType.ACCOUNT, argument.value());
        if (field.isEmpty()) {
            List<String> names =
                    Fields.of(FactType.ACCOUNT).stream().map(Field::name).toList();
            cursor.report(
                    IssueCode.UNKNOWN_FIELD,
                    argument.place(),
                    "Account has no field \"" + argument.value() + "\"",
                    Suggestions.hint(argument.value(), names, "name a text field of Account, such as \"postalCode\""));
        }
        return field.map(Operand.FieldOperand::new);
    }
}
