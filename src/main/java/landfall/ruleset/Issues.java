package landfall.ruleset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import landfall.language.Issue;
import landfall.language.Place;
import org.jspecify.annotations.Nullable;

/** Gathers the issues of a rule set: one for each place and code, a bounded number for each file; for one thread. */
public final class Issues {

    private final int mostPerFile;
    private final Map<String, TreeSet<Issue>> byFile = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> full = new HashSet<>();

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
        TreeSet<Issue> issues = byFile.computeIfAbsent(issue.place().file(), file -> new TreeSet<>());
        if (issues.size() >= mostPerFile) {
            full.add(issue.place().file());
        } else if (seen.add(issue.code() + " " + issue.place())) {
            issues.add(issue);
        }
    }

    /** Whether no more is told of this file; then nothing is gained by reading on. */
    public boolean isFull(String file) {
        return full.contains(file);
    }

    public boolean hasErrors() {
        return byFile.values().stream().flatMap(TreeSet::stream).anyMatch(Issue::isError);
    }

    /** Whether this file has errors so far. */
    public boolean hasErrors(String file) {
        TreeSet<Issue> issues = byFile.get(file);
        return issues != null && issues.stream().anyMatch(Issue::isError);
    }

    /** All of them, by place. */
    public List<Issue> sorted() {
        List<Issue> all = new ArrayList<>();
        byFile.values().forEach(all::addAll);
        for (String file : full) {
            all.add(IssueCode.TOO_MANY_ISSUES.issue(
                    Place.of(file),
                    "this file has more faults than are told at once; the first " + mostPerFile + " are",
                    "mend those and check again"));
        }
        Collections.sort(all);
        return List.copyOf(all);
    }
}
