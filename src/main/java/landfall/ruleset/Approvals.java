package landfall.ruleset;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Whether a version may become active as far as people are concerned: where two have to agree, one publishes and another
 * one approves. What is decided last about a version counts. Safe for many threads.
 */
public final class Approvals {

    /**
     * What config.yml asks for.
     *
     * @param required whether a version waits until somebody else approved it
     * @param emergencyWithout whether an emergency may go without
     */
    public record Policy(boolean required, boolean emergencyWithout) {
        public static final Policy NONE = new Policy(false, false);
    }

    /**
     * Who decides.
     *
     * @param mayApprove whether it is a person whose key may approve, and nobody who administers
     */
    public record Approver(String name, boolean mayApprove) {}

    /** What came of a decision. */
    public enum Outcome {
        DECIDED,
        NO_SUCH_VERSION,
        /** A machine, or somebody who has not that right. */
        NOT_AN_APPROVER,
        /** Whoever published it. */
        OWN_WORK,
        /** It was another result that he saw. */
        OTHER_RESULT,
        /** It was no impact of this version that he saw. */
        OTHER_IMPACT
    }

    /** Knows which impacts were found. */
    @FunctionalInterface
    public interface KnownImpacts {
        /** Whether there is an impact of exactly that version with that digest, SHA-256 in hex. */
        boolean has(Versioned what, String version, String digest);
    }

    /** How a version stands. */
    public enum State {
        /** Nobody decided; it needs no approval, or was active before. */
        FREE,
        WAITING,
        APPROVED,
        REJECTED
    }

    private final ApprovalDao approvals;
    private final VersionStore store;
    private final Consumer<Runnable> durably;
    private final Policy policy;
    private final KnownImpacts impacts;
    private final Clock clock;

    /** @param durably runs what writes, and returns once it is on disk */
    public Approvals(
            Jdbi jdbi,
            Consumer<Runnable> durably,
            VersionStore store,
            Policy policy,
            KnownImpacts impacts,
            Clock clock) {
        this.approvals = jdbi.onDemand(ApprovalDao.class);
        this.durably = durably;
        this.store = store;
        this.policy = policy;
        this.impacts = impacts;
        this.clock = clock;
    }

    public Policy policy() {
        return policy;
    }

    /** Newest first. */
    public List<Approval> list(Versioned what, String version) {
        return approvals.list(what.word(), version).stream()
                .map(row -> new Approval(
                        row.approved(),
                        row.decidedBy(),
                        row.decidedAt().toInstant(),
                        row.commentText(),
                        row.resultDigest(),
                        row.impactDigest()))
                .toList();
    }

    public State state(Versioned what, String version) {
        Optional<Approval> last = list(what, version).stream().findFirst();
        if (last.isPresent()) {
            return last.get().approved() ? State.APPROVED : State.REJECTED;
        }
        return policy.required() && !wasInForce(what, version) ? State.WAITING : State.FREE;
    }

    /** Whether it may become active now. */
    boolean allow(Versioned what, String version, boolean emergency) {
        if (emergency && policy.emergencyWithout()) {
            return true;
        }
        State state = state(what, version);
        return state != State.REJECTED && state != State.WAITING;
    }

    /**
     * Approves or rejects a version; it stays as it is.
     *
     * @param seen SHA-256, in hex, of the result that he saw; null: the one that is there
     * @param impact SHA-256, in hex, of the impact that he saw, or null
     */
    public Outcome decide(
            Versioned what,
            String version,
            Approver approver,
            boolean approved,
            String comment,
            @Nullable String seen,
            @Nullable String impact) {
        Publication publication = store.findPublication(what, version).orElse(null);
        if (publication == null) {
            return Outcome.NO_SUCH_VERSION;
        }
        if (!approver.mayApprove()) {
            return Outcome.NOT_AN_APPROVER;
        }
        if (approved && publication.publishedBy().equals(approver.name())) {
            return Outcome.OWN_WORK;
        }
        String digest = store.findProvenance(what, version)
                .map(Provenance::result)
                .map(Approvals::digest)
                .orElse(null);
        if (seen != null && !seen.equals(digest)) {
            return Outcome.OTHER_RESULT;
        }
        if (impact != null && !impacts.has(what, version, impact)) {
            return Outcome.OTHER_IMPACT;
        }
        durably.accept(() -> approvals.insert(
                what.word(),
                version,
                approved,
                approver.name(),
                VersionStore.utc(clock.instant()),
                comment,
                digest,
                impact));
        return Outcome.DECIDED;
    }

    /** SHA-256, in hex, of a stored result. */
    public static String digest(String result) {
        return Hashing.sha256().hashString(result, StandardCharsets.UTF_8).toString();
    }

    /** An emergency puts nothing in force for later, nor does a roster that came while it lasted. */
    private boolean wasInForce(Versioned what, String version) {
        return switch (what) {
            case ROSTER -> store.rosterWasInForce(version);
            case RULES ->
                store.listActivationsOf(version).stream()
                        .map(Activation::kind)
                        .anyMatch(kind -> kind == Activation.Kind.ACTIVATION || kind == Activation.Kind.ROLLBACK);
        };
    }
}
