package landfall.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * What must be there before an account can be assigned: a list of named checks, each asked anew at every call.
 * Thread-safe.
 */
public final class Readiness {

    private final List<Check> checks = new CopyOnWriteArrayList<>();

    /**
     * Adds a check.
     *
     * @param name in kebab case, such as {@code database}
     * @param missing empty while all is well; else what is missing and how to mend it, in words for an operator. It must
     *     answer at once; one that throws counts as missing
     */
    public Readiness require(String name, Supplier<Optional<String>> missing) {
        checks.add(new Check(name, missing));
        return this;
    }

    /** What is missing now, each in the order in which the checks were added; empty when the service can assign. */
    public List<ProblemIssue> missing() {
        List<ProblemIssue> missing = new ArrayList<>();
        for (Check check : checks) {
            check.ask().ifPresent(reason -> missing.add(new ProblemIssue(check.name, null, reason, null)));
        }
        return missing;
    }

    /** Throws {@link ErrorCode#NOT_READY} while something is missing. */
    public void require() {
        List<ProblemIssue> missing = missing();
        if (!missing.isEmpty()) {
            throw ApiException.notReady(missing);
        }
    }

    List<Check> checks() {
        return checks;
    }

    record Check(String name, Supplier<Optional<String>> missing) {

        Optional<String> ask() {
            try {
                return missing.get();
            } catch (RuntimeException e) {
                return Optional.of("The check failed: " + e.getClass().getSimpleName() + ".");
            }
        }
    }
}
