package landfall.ruleset.source;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.Literal;
import landfall.language.Operand;
import landfall.language.Pattern;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Member;
import landfall.language.Rule;
import org.jspecify.annotations.Nullable;

/** Rules as a rule file spells them, all of them but the places. */
public final class RuleText {

    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);

    private RuleText() {}

    /** The whole rule, from its name to its end. */
    public static String print(Rule rule) {
        StringBuilder text = new StringBuilder("rule " + Escapes.quote(rule.name()) + "\n");
        annotation(text, "description", rule.description());
        annotation(text, "owner", rule.owner());
        annotation(text, "zone", rule.zone());
        text.append("    salience ").append(rule.salience()).append('\n');
        text.append("    enabled ").append(rule.enabled()).append('\n');
        date(text, "date-effective", rule.effective());
        date(text, "date-expires", rule.expires());
        text.append("when\n");
        for (Pattern pattern : rule.patterns()) {
            text.append("    ").append(pattern.fact().word()).append("( ");
            text.append(pattern.conditions().stream().map(RuleText::print).collect(Collectors.joining(", ")));
            text.append(" )\n");
        }
        text.append("then\n");
        for (Action action : rule.actions()) {
            text.append("    routing.").append(print(action)).append(";\n");
        }
        return text.append("end\n").toString();
    }

    private static void annotation(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append("    @")
                    .append(name)
                    .append('(')
                    .append(Escapes.quote(value))
                    .append(")\n");
        }
    }

    private static void date(StringBuilder text, String name, @Nullable LocalDate date) {
        if (date != null) {
            text.append("    ")
                    .append(name)
                    .append(" \"")
                    .append(DATE.format(date))
                    .append("\"\n");
        }
    }

    static String print(Condition condition) {
        if (condition instanceof Condition.And and) {
            return joined(and.conditions(), " && ");
        }
        if (condition instanceof Condition.Or or) {
            return joined(or.conditions(), " || ");
        }
        if (condition instanceof Condition.Not not) {
            return "!(" + print(not.condition()) + ")";
        }
        if (condition instanceof Condition.Compare compare) {
            return operand(compare.operand()) + " " + compare.comparator().sign() + " " + print(compare.literal());
        }
        if (condition instanceof Condition.In in) {
            return operand(in.operand()) + not(in.negated()) + " in ("
                    + in.literals().stream().map(RuleText::print).collect(Collectors.joining(", ")) + ")";
        }
        if (condition instanceof Condition.MemberOf member) {
            return operand(member.operand()) + not(member.negated()) + " memberOf " + member.list();
        }
        if (condition instanceof Condition.Contains contains) {
            return operand(contains.operand()) + not(contains.negated()) + " contains " + print(contains.literal());
        }
        if (condition instanceof Condition.Matches matches) {
            return operand(matches.operand()) + " matches " + Escapes.quote(matches.expression());
        }
        if (condition instanceof Condition.Affix affix) {
            return operand(affix.operand())
                    + (affix.start() ? " str[startsWith] " : " str[endsWith] ")
                    + Escapes.quote(affix.text());
        }
        Condition.IsNull asked = (Condition.IsNull) condition;
        return operand(asked.operand()) + (asked.negated() ? " != null" : " == null");
    }

    static String operand(Operand operand) {
        if (operand instanceof Operand.AttributeOperand attribute) {
            return "attributes[" + Escapes.quote(attribute.key()) + "]";
        }
        return operand instanceof Operand.NumberOperand number
                ? "numbers[" + Escapes.quote(number.key()) + "]"
                : operand.text();
    }

    /** Parts stand in parentheses when they are made of parts themselves, so that the structure stays. */
    private static String joined(List<Condition> conditions, String sign) {
        return conditions.stream()
                .map(part -> part instanceof Condition.And || part instanceof Condition.Or
                        ? "(" + print(part) + ")"
                        : print(part))
                .collect(Collectors.joining(sign));
    }

    private static String not(boolean negated) {
        return negated ? " not" : "";
    }

    static String print(Literal literal) {
        if (literal instanceof Literal.TextLiteral text) {
            return Escapes.quote(text.value());
        }
        return literal instanceof Literal.NumberLiteral number
                ? number.text() + (number.exact() ? "B" : "")
                : String.valueOf(literal.value());
    }

    public static String print(Action action) {
        if (action instanceof Action.ClaimTerritory claim) {
            return "territory(" + Escapes.quote(claim.territory()) + ")";
        }
        if (action instanceof Action.ClaimRep claim) {
            return "rep(" + Escapes.quote(claim.rep()) + ")";
        }
        if (action instanceof Action.TerritoryFrom from) {
            return "territoryFrom(" + Escapes.quote(from.list()) + ", \""
                    + from.key().text() + "\")";
        }
        if (action instanceof Action.RepFrom from) {
            return "repFrom(" + Escapes.quote(from.list()) + ", \"" + from.key().text() + "\")";
        }
        if (action instanceof Action.Overlay overlay) {
            return "overlay(" + Escapes.quote(overlay.territory()) + ")";
        }
        if (action instanceof Action.Reason reason) {
            return "reason(" + Escapes.quote(reason.sentence()) + ")";
        }
        return print(((Action.TakeTurns) action).rotation());
    }

    private static String print(RotationSpec rotation) {
        StringBuilder text = new StringBuilder(rotation.kind().verb()).append('(');
        if (rotation.period() != null) {
            text.append('"')
                    .append(rotation.period().name().toLowerCase(Locale.ROOT))
                    .append("\", ");
            text.append('"').append(rotation.from()).append("\", ");
        }
        if (rotation.calendar() != null) {
            text.append(Escapes.quote(rotation.calendar()));
        }
        text.append(rotation.members().stream().map(RuleText::print).collect(Collectors.joining(", ")))
                .append(')');
        if (rotation.pool() != null) {
            text.append(".pool(").append(Escapes.quote(rotation.pool())).append(')');
        }
        if (rotation.cap() != null) {
            text.append(
                    ".cap(" + rotation.cap().turns() + ", \"" + rotation.cap().period() + "\")");
        }
        text.append(rotation.duringWorkingHours() ? ".duringWorkingHours()" : "");
        text.append(rotation.orNextOnShift() ? ".orNextOnShift()" : "");
        text.append(rotation.keepOwner() ? ".keepOwner()" : "");
        if (rotation.acceptWithin() != null) {
            text.append(".acceptWithin(")
                    .append(Escapes.quote(rotation.acceptWithin()))
                    .append(')');
        }
        return text.toString();
    }

    private static String print(Member member) {
        if (member instanceof Member.RepMember rep) {
            return rep.weight() == null
                    ? Escapes.quote(rep.rep())
                    : "rep(" + Escapes.quote(rep.rep()) + ", " + rep.weight() + ")";
        }
        Member.TeamMember team = (Member.TeamMember) member;
        StringBuilder text = new StringBuilder("team(" + Escapes.quote(team.team()) + ")");
        team.skills().forEach(skill -> text.append(".skill(" + Escapes.quote(skill) + ")"));
        team.languages().forEach(language -> text.append(".language(" + Escapes.quote(language) + ")"));
        return text + (team.matchingLanguage() ? ".matchingLanguage()" : "");
    }
}
