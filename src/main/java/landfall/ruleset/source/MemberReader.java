package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import landfall.language.RotationSpec.Member;
import landfall.language.RotationSpec.Member.RepMember;
import landfall.language.RotationSpec.Member.TeamMember;
import landfall.ruleset.IssueCode;
import landfall.ruleset.source.Argument.Call;
import landfall.ruleset.source.Argument.CallArgument;
import landfall.ruleset.source.Argument.NumberArgument;
import landfall.ruleset.source.Argument.TextArgument;
import org.jspecify.annotations.Nullable;

/** Makes a member of a rotation of an argument: a rep id, {@code rep("…", 3)} or {@code team("…")}. */
final class MemberReader {

    private static final String FORMS = "members are \"alice\", rep(\"alice\", 3) or team(\"us-west\")";

    private final Cursor cursor;

    MemberReader(Cursor cursor) {
        this.cursor = cursor;
    }

    Optional<Member> member(Argument argument) {
        if (argument instanceof TextArgument text && !text.value().isBlank()) {
            return Optional.of(new RepMember(text.value(), null, text.place()));
        }
        if (argument instanceof CallArgument call) {
            return switch (call.call().name()) {
                case "rep" -> rep(call);
                case "team" -> team(call);
                default -> {
                    cursor.report(
                            IssueCode.WRONG_ARGUMENTS,
                            call.call().place(),
                            "\"" + call.call().name() + "\" names no members",
                            Suggestions.hint(call.call().name(), List.of("rep", "team"), FORMS));
                    yield Optional.empty();
                }
            };
        }
        return wrong(argument, "this names no member of a rotation", FORMS);
    }

    /** A whole number from 1; 0 when it is none. */
    static int positive(String spelling) {
        try {
            return Math.max(0, Integer.parseInt(spelling));
        } catch (NumberFormatException notWhole) {
            return 0;
        }
    }

    private Optional<Member> rep(CallArgument call) {
        List<Argument> arguments = call.call().arguments();
        if (!call.modifiers().isEmpty()) {
            return unknownModifier(call.modifiers().get(0), "only a team is narrowed by strengths");
        }
        boolean formed = arguments.size() == 2
                && arguments.get(0) instanceof TextArgument
                && arguments.get(1) instanceof NumberArgument;
        if (!formed) {
            return wrong(call, "\"rep\" takes a rep id and a weight", "write for example: rep(\"alice\", 3)");
        }
        TextArgument id = (TextArgument) arguments.get(0);
        NumberArgument weight = (NumberArgument) arguments.get(1);
        int value = positive(weight.spelling());
        return value == 0
                ? wrong(weight, "a weight is a whole number from 1", "write for example: rep(\"alice\", 3)")
                : Optional.of(new RepMember(id.value(), value, id.place()));
    }

    private Optional<Member> team(CallArgument call) {
        List<Argument> arguments = call.call().arguments();
        if (arguments.size() != 1
                || !(arguments.get(0) instanceof TextArgument team)
                || team.value().isBlank()) {
            return wrong(call, "\"team\" takes the name of one team", "write for example: team(\"us-west\")");
        }
        List<String> skills = new ArrayList<>();
        List<String> languages = new ArrayList<>();
        boolean matchingLanguage = false;
        for (Call modifier : call.modifiers()) {
            boolean bare = modifier.arguments().isEmpty();
            boolean oneText =
                    modifier.arguments().size() == 1 && modifier.arguments().get(0) instanceof TextArgument;
            switch (modifier.name()) {
                case "skill", "language" -> {
                    if (!oneText) {
                        return wrong(call, "\"" + modifier.name() + "\" takes one text in quotes", null);
                    }
                    String value = ((TextArgument) modifier.arguments().get(0)).value();
                    (modifier.name().equals("skill") ? skills : languages).add(value);
                }
                case "matchingLanguage" -> {
                    if (!bare) {
                        return wrong(call, "nothing stands in the parentheses of \"matchingLanguage\"", null);
                    }
                    matchingLanguage = true;
                }
                default -> {
                    return unknownModifier(
                            modifier,
                            Suggestions.hint(
                                    modifier.name(),
                                    List.of("skill", "language", "matchingLanguage"),
                                    "a team is narrowed by skill, language and matchingLanguage"));
                }
            }
        }
        return Optional.of(new TeamMember(team.value(), skills, languages, matchingLanguage, team.place()));
    }

    private Optional<Member> unknownModifier(Call modifier, String hint) {
        cursor.report(
                IssueCode.UNKNOWN_MODIFIER,
                modifier.place(),
                "members have no modifier \"." + modifier.name() + "\"",
                hint);
        return Optional.empty();
    }

    private Optional<Member> wrong(Argument argument, String message, @Nullable String hint) {
        cursor.report(IssueCode.WRONG_ARGUMENTS, argument.place(), message, hint);
        return Optional.empty();
    }
}
