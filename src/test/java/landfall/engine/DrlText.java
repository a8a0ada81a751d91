package landfall.engine;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.Literal;
import landfall.language.Operand;
import landfall.language.Pattern;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Member;
import landfall.language.Rule;

/** Writes rules as a rule file that stock Drools compiles. */
final class DrlText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);

    private DrlText() {}

    static String of(Collection<Rule> rules, Collection<String> lists) {
        StringBuilder text = new StringBuilder(
                """
                package differential
                import landfall.facts.*
                import static landfall.facts.Members.*
                import java.util.Set
                global landfall.facts.Routing routing
                """);
        for (String list : new TreeSet<>(lists)) {
            text.append("global java.util.Set ").append(list).append('\n');
        }
        for (Rule rule : rules) {
            rule(rule, text);
        }
        return text.toString();
    }

    private static void rule(Rule rule, StringBuilder text) {
        text.append("\nrule ").append(quoted(rule.name())).append('\n');
        if (rule.zone() != null) {
            text.append("    @zone(").append(quoted(rule.zone())).append(")\n");
        }
        if (rule.salience() != 0) {
            text.append("    salience ").append(rule.salience()).append('\n');
        }
        if (!rule.enabled()) {
            text.append("    enabled false\n");
        }
        day("date-effective", rule.effective(), text);
        day("date-expires", rule.expires(), text);
        text.append("when\n");
        for (Pattern pattern : rule.patterns()) {
            text.append("    ")
                    .append(pattern.fact().word())
                    .append("( ")
                    .append(pattern.conditions().stream()
                            .map(DrlText::condition)
                            .collect(Collectors.joining(", ")))
                    .append(" )\n");
        }
        text.append("then\n");
        for (Action action : rule.actions()) {
            text.append("    routing.").append(action(action)).append(";\n");
        }
        text.append("end\n");
    }

    private static void day(String attribute, LocalDate day, StringBuilder text) {
        if (day != null) {
            text.append("    ")
                    .append(attribute)
                    .append(' ')
                    .append(quoted(DAY.format(day)))
                    .append('\n');
        }
    }

    /** As a rule file spells it; what is nested stands in parentheses. */
    static String condition(Condition condition) {
        if (condition instanceof Condition.And and) {
            return several(and.conditions(), " && ");
        }
        if (condition instanceof Condition.Or or) {
            return several(or.conditions(), " || ");
        }
        if (condition instanceof Condition.Not not) {
            return "!(" + condition(not.condition()) + ")";
        }
        String operand = operand(((Condition.Comparison) condition).operand());
        if (condition instanceof Condition.Compare compare) {
            return operand + " " + compare.comparator().sign() + " " + literal(compare.literal());
        }
        if (condition instanceof Condition.In in) {
            return operand
                    + (in.negated() ? " not in (" : " in (")
                    + in.literals().stream().map(DrlText::literal).collect(Collectors.joining(", "))
                    + ")";
        }
        if (condition instanceof Condition.MemberOf memberOf) {
            return operand + (memberOf.negated() ? " not memberOf " : " memberOf ") + memberOf.list();
        }
        if (condition instanceof Condition.Contains contains) {
            return operand + (contains.negated() ? " not contains " : " contains ") + literal(contains.literal());
        }
        if (condition instanceof Condition.Matches matches) {
            return operand + " matches " + quoted(matches.expression());
        }
        if (condition instanceof Condition.Affix affix) {
            return operand + " str[" + (affix.start() ? "startsWith" : "endsWith") + "] " + quoted(affix.text());
        }
        return operand + (((Condition.IsNull) condition).negated() ? " != null" : " == null");
    }

    private static String operand(Operand operand) {
        if (operand instanceof Operand.AttributeOperand attribute) {
            return "attributes[" + quoted(attribute.key()) + "]";
        }
        if (operand instanceof Operand.NumberOperand number) {
            return "numbers[" + quoted(number.key()) + "]";
        }
        return operand.text();
    }

    private static String several(List<Condition> conditions, String sign) {
        return conditions.stream().map(DrlText::condition).collect(Collectors.joining(sign, "(", ")"));
    }

    private static String literal(Literal literal) {
        if (literal instanceof Literal.NumberLiteral number) {
            return number.text() + (number.exact() ? "B" : "");
        }
        return literal.value() instanceof String text
                ? quoted(text)
                : literal.value().toString();
    }

    private static String action(Action action) {
        if (action instanceof Action.ClaimTerritory claim) {
            return "territory(" + quoted(claim.territory()) + ")";
        }
        if (action instanceof Action.ClaimRep claim) {
            return "rep(" + quoted(claim.rep()) + ")";
        }
        if (action instanceof Action.TerritoryFrom from) {
            return "territoryFrom(" + quoted(from.list()) + ", "
                    + quoted(from.key().text()) + ")";
        }
        if (action instanceof Action.RepFrom from) {
            return "repFrom(" + quoted(from.list()) + ", " + quoted(from.key().text()) + ")";
        }
        if (action instanceof Action.Overlay overlay) {
            return "overlay(" + quoted(overlay.territory()) + ")";
        }
        if (action instanceof Action.Reason reason) {
            return "reason(" + quoted(reason.sentence()) + ")";
        }
        return rotation(((Action.TakeTurns) action).rotation());
    }

    private static String rotation(RotationSpec rotation) {
        StringBuilder text = new StringBuilder(rotation.kind().verb()).append('(');
        String members = rotation.members().stream().map(DrlText::member).collect(Collectors.joining(", "));
        if (rotation.kind() == RotationSpec.Kind.ON_DUTY) {
            text.append(quoted(rotation.period().name().toLowerCase(Locale.ROOT)))
                    .append(", ")
                    .append(quoted(rotation.from().toString()))
                    .append(", ");
        }
        if (rotation.kind() == RotationSpec.Kind.ON_DUTY_CALENDAR) {
            text.append(quoted(rotation.calendar()));
        }
        text.append(members).append(')');
        if (rotation.pool() != null) {
            text.append(".pool(").append(quoted(rotation.pool())).append(')');
        }
        if (rotation.cap() != null) {
            text.append(".cap(")
                    .append(rotation.cap().turns())
                    .append(", ")
                    .append(quoted(rotation.cap().period()))
                    .append(')');
        }
        text.append(rotation.duringWorkingHours() ? ".duringWorkingHours()" : "");
        text.append(rotation.orNextOnShift() ? ".orNextOnShift()" : "");
        text.append(rotation.keepOwner() ? ".keepOwner()" : "");
        if (rotation.acceptWithin() != null) {
            text.append(".acceptWithin(")
                    .append(quoted(rotation.acceptWithin()))
                    .append(')');
        }
        return text.toString();
    }

    private static String member(Member member) {
        if (member instanceof Member.RepMember rep) {
            return rep.weight() == null ? quoted(rep.rep()) : "rep(" + quoted(rep.rep()) + ", " + rep.weight() + ")";
        }
        Member.TeamMember team = (Member.TeamMember) member;
        return "team(" + quoted(team.team()) + ")"
                + team.skills().stream()
                        .map(skill -> ".skill(" + quoted(skill) + ")")
                        .collect(Collectors.joining())
                + team.languages().stream()
                        .map(language -> ".language(" + quoted(language) + ")")
                        .collect(Collectors.joining())
                + (team.matchingLanguage() ? ".matchingLanguage()" : "");
    }

    static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
