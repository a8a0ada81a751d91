package landfall.assignment;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import landfall.assignment.DecisionRecord.OverlayRecord;
import landfall.ledger.Hold;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.rotation.Turn;
import landfall.ruleset.CompiledRuleSet;

/** A decision in the form that callers get: flat, with plain keys, nothing empty. */
final class Answers {

    private Answers() {}

    static Map<String, Object> of(Call call, DecisionRecord decision) {
        Map<String, Object> answer = of(call.rules(), decision);
        if (call.request().flags().test()) {
            answer.put("test", true);
        }
        return answer;
    }

    static Map<String, Object> of(CompiledRuleSet rules, DecisionRecord decision) {
        Roster roster = rules.roster();
        Map<String, Object> answer = new LinkedHashMap<>();
        put(answer, "assignmentId", decision.id());
        put(answer, "status", decision.status());
        put(answer, "kind", decision.kind());
        put(answer, "territory", decision.territory());
        answer.put("repId", decision.owner());
        Rep rep = roster.reps().get(decision.owner());
        if (rep != null) {
            put(answer, "repName", rep.name());
            put(answer, "repEmail", rep.email());
            new TreeMap<>(rep.extra()).forEach((column, value) -> put(answer, "rep_" + column, value));
        }
        put(answer, "rule", decision.rule());
        put(answer, "ruleSetVersion", decision.ruleSetVersion());
        put(answer, "reason", decision.reason());
        put(answer, "decidedAt", decision.decidedAt().toString());
        Turn turn = decision.turn();
        if (turn != null && turn.actFrom() != null) {
            put(answer, "actFrom", turn.actFrom().toString());
        }
        if (decision.offer() != null) {
            put(answer, "acceptBy", decision.offer().acceptBy().toString());
        }
        if (rep != null && rep.backup() != null && roster.absences().isAway(rep.id(), clock(rules, rep, decision))) {
            put(answer, "backup", rep.backup());
        }
        put(answer, "wouldMoveTo", decision.wouldMoveTo());
        Hold hold = decision.hold();
        if (hold != null) {
            answer.put("heldUntil", hold.until().toString());
            answer.put("heldBy", hold.by());
            answer.put("heldReason", hold.reason());
        }
        for (OverlayRecord overlay : decision.overlays()) {
            overlay(answer, roster, overlay);
        }
        if (!decision.warnings().isEmpty()) {
            answer.put("warnings", decision.warnings());
        }
        return answer;
    }

    private static LocalDateTime clock(CompiledRuleSet rules, Rep rep, DecisionRecord decision) {
        return LocalDateTime.ofInstant(
                decision.decidedAt(), rep.zoneOr(rules.checked().zone()));
    }

    private static void overlay(Map<String, Object> answer, Roster roster, OverlayRecord overlay) {
        String role = overlay.role();
        put(answer, role + "RepId", overlay.owner());
        Rep rep = roster.reps().get(overlay.owner());
        if (rep != null) {
            put(answer, role + "RepName", rep.name());
            put(answer, role + "RepEmail", rep.email());
        }
        put(answer, role + "Territory", overlay.territory());
    }

    private static void put(Map<String, Object> answer, String key, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            answer.put(key, value);
        }
    }
}
