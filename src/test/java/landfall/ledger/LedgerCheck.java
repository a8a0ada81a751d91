package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a ledger from its beginning to its end, and what it finds by account and by company, and compares that with a history. */
final class LedgerCheck {
    private static final int PAGE = 1_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Opened opened;
    private final HistoryChecker checker;
    private final List<String> broken = new ArrayList<>();

    private LedgerCheck(Opened opened, History history) {
        this.opened = opened;
        this.checker = new HistoryChecker(history, RandomAsks.POOLS);
    }

    /** Every broken promise, in words; empty when all is well. Nobody may ask any more. */
    static List<String> broken(Opened opened, History history) {
        LedgerCheck check = new LedgerCheck(opened, history);
        check.read();
        check.broken.addAll(check.checker.broken(opened.ledger.rotations()));
        check.find();
        return List.copyOf(check.broken);
    }

    private void read() {
        List<StoredDecision> page = opened.ledger.list(null, PAGE);
        while (!page.isEmpty()) {
            StoredDecision last = page.get(page.size() - 1);
            Map<Long, Answered> answers = answers(page.get(0).seq(), last.seq());
            for (StoredDecision decision : page) {
                take(decision, answers.get(decision.seq()));
            }
            page = opened.ledger.list(last.id(), PAGE);
        }
    }

    private Map<Long, Answered> answers(long first, long last) {
        return opened.database.jdbi().withExtension(AnswerDao.class, answers -> answers.list(first, last)).stream()
                .collect(Collectors.toMap(Answered::seq, Function.identity()));
    }

    private void take(StoredDecision decision, Answered answered) {
        JsonNode record = json(decision.decision());
        String rep = record.path("owner").asText();
        JsonNode turn = record.path("turn");
        if (answered != null) {
            JsonNode answer = json(answered.answer());
            if (!answer.path("assignmentId").asText().equals(decision.id())
                    || !answer.path("repId").asText().equals(rep)) {
                broken.add(
                        "#" + decision.seq() + " is with " + rep + ", and the answer kept for its key says " + answer);
            }
        }
        checker.take(new HistoryChecker.Stored(
                decision.seq(),
                decision.id(),
                answered == null ? null : answered.eventKey(),
                decision.account().externalId(),
                rep,
                turn.isObject() ? turn.path("pool").asText() : null,
                turn.path("turn").asLong()));
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return MAPPER.readTree(new String(bytes, UTF_8));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a stored record can't be read", damaged);
        }
    }

    private void find() {
        checker.accountOwners()
                .forEach((account, rep) -> compare(
                        "account " + account,
                        rep,
                        opened.ledger
                                .holding(new AccountKey("test", account))
                                .map(Holding::owner)
                                .orElse("nobody")));
        checker.companyOwners()
                .forEach((company, rep) -> compare(
                        "company " + company,
                        rep,
                        opened.ledger
                                .company(List.of(WeightedTurns.companyKey(company)))
                                .map(CompanyHolding::owner)
                                .orElse("nobody")));
    }

    private void compare(String what, String decided, String found) {
        if (!found.equals(decided)) {
            broken.add(what + " is with " + decided + " by its decisions, and is found with " + found);
        }
    }
}
