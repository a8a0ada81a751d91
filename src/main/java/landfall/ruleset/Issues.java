package landfall.ruleset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.language.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the issues of a rule set: one for each place and code, of each file a bounded number of errors and as many warnings;
 * for one thread.
 */
public final class Issues {

    private final int mostPerFile;
    private final Map<String, OfFile> byFile = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    public Issues(Limits limits) {
        this.mostPerFile = limits.issuesPerFile();
    }

    public void report(IssueCode code, Place place, String message) {
        report(code, place, message, null);
    }

    public void report(IssueCode code, Place place, String message, @Nullable String hint) {
        report(code.issue(place, message, hint));
    }

    public void report(Issue issue) {
        OfFile issues = byFile.computeIfAbsent(issue.place().file(), file -> new OfFile());
        if (issues.isFull(issue, mostPerFile)) {
            issues.dropped.add(issue.severity());
        } else if (seen.add(issue.code() + " " + issue.place())) {
            issues.told.add(issue);
            issues.count.merge(issue.severity(), 1, Integer::sum);
        }
    }

    /** Whether no more errors are told of this file; then nothing is gained by reading on. */
    public boolean isFull(String file) {
        OfFile issues = byFile.get(file);
        return issues != null && issues.dropped.contains(Severity.ERROR);
    }

    public boolean hasErrors() {
        return byFile.values().stream().anyMatch(OfFile::hasErrors);
    }

    /** Whether this file has errors so far. */
    public boolean hasErrors(String file) {
        OfFile issues = byFile.get(file);
        return issues != null && issues.hasErrors();
    }

    /** Whether something was told of this file so far. */
    public boolean hasAny(String file) {
        return byFile.containsKey(file);
    }

    /** All of them, by place. */
    public List<Issue> sorted() {
        List<Issue> all = new ArrayList<>();
        byFile.forEach((file, issues) -> {
            all.addAll(issues.told);
            if (issues.dropped.contains(Severity.ERROR)) {
                all.add(IssueCode.TOO_MANY_ISSUES.issue(
                        Place.of(file),
                        "this file has more faults than are told at once; the first " + mostPerFile + " are",
                        "mend those and check again"));
            }
            if (issues.dropped.contains(Severity.WARNING)) {
                all.add(IssueCode.TOO_MANY_WARNINGS.issue(
                        Place.of(file),
                        "this file has more warnings than are told at once; the first " + mostPerFile + " are",
                        "mend those and check again"));
            }
        });
        Collections.sort(all);
        return List.copyOf(all);
    }

    private static final class OfFile {
        private final TreeSet<Issue> told = new TreeSet<>();
        private final Map<Severity, Integer> count = new EnumMap<>(Severity.class);
        private final Set<Severity> dropped = EnumSet.noneOf(Severity.class);

        boolean isFull(Issue issue, int most) {
            return count.getOrDefault(issue.severity(), 0) >= most;
        }

        boolean hasErrors() {
            return count.containsKey(Severity.ERROR);
        }
    }
}
