package landfall.impact;

import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.language.Issue;
import landfall.language.Years;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Fitting;
import landfall.ruleset.Preparation;
import landfall.ruleset.Preparation.Prepared;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleFiles;
import landfall.ruleset.RuleSetVersions;
import landfall.upload.FolderUpload;
import org.jspecify.annotations.Nullable;

/** Makes a question of what a caller sends: the draft is checked, compiled and tried on its cases as when it is published. */
final class Drafts {

    private static final int LONGEST_MESSAGE = 4_000;

    private final Preparation preparation;
    private final RuleSetVersions versions;
    private final ActiveRuleSet active;

    Drafts(Preparation preparation, RuleSetVersions versions, ActiveRuleSet active) {
        this.preparation = preparation;
        this.versions = versions;
        this.active = active;
    }

    /**
     * What is asked beside the draft.
     *
     * @param at an instant as it was sent; null: now
     */
    record Terms(@Nullable String at, Instant now, String by, String message) {

        Instant moment() {
            if (message.length() > LONGEST_MESSAGE) {
                throw invalid("query message", "This has at most " + LONGEST_MESSAGE + " characters.");
            }
            return at == null ? now : Drafts.moment(at);
        }
    }

    /** Of the files that somebody sends. */
    Impacts.Question sent(InputStream body, @Nullable MediaType type, Terms terms) throws IOException {
        CompiledRuleSet rules = rules();
        Instant moment = terms.moment();
        FolderUpload upload = FolderUpload.ofDraft(body, type);
        boolean taken = false;
        try {
            CompiledRuleSet draft = active.withAbsences(prepared(upload, rules));
            taken = true;
            return new Impacts.Question(rules, draft, upload.accounts(), moment, terms.by(), terms.message());
        } finally {
            if (!taken && upload.accounts() != null) {
                Files.deleteIfExists(upload.accounts());
            }
        }
    }

    /** Of a version that was published, with the roster that is active; over the book. */
    Impacts.Question published(String version, Terms terms) {
        CompiledRuleSet rules = rules();
        Instant moment = terms.moment();
        Fitting fitting = versions.seat(version).orElseThrow(Drafts::notReady);
        if (fitting instanceof Fitting.Misfit misfit) {
            throw new ApiException(
                    ErrorCode.RULES_MISFIT,
                    "Nobody's move was looked at: the version doesn't fit the roster that is active.",
                    told(misfit.errors()));
        }
        CompiledRuleSet draft =
                active.withAbsences(((Fitting.Fits) fitting).roster().compiled());
        return new Impacts.Question(rules, draft, null, moment, terms.by(), terms.message());
    }

    /** Of companies that come to one owner each; over the book. */
    Impacts.Question ofCompanies(CompanyMoves companies, Terms terms) {
        return new Impacts.Question(rules(), terms.moment(), terms.by(), terms.message(), companies);
    }

    private CompiledRuleSet rules() {
        return active.find().map(ActiveRuleSet.Activation::rules).orElseThrow(Drafts::notReady);
    }

    private static ApiException notReady() {
        return ApiException.notReady(List.of(ProblemIssue.at(
                "rules", ErrorCode.NOT_READY.code(), "No rule set is active; the service's log says why.")));
    }

    /** A draft without a roster is asked with the one that is active. */
    private CompiledRuleSet prepared(FolderUpload sent, CompiledRuleSet rules) {
        List<RuleFile> files = new ArrayList<>(sent.rules());
        files.addAll(
                sent.roster().isEmpty() ? RuleFiles.onlyRoster(rules.checked().files()) : sent.roster());
        Prepared prepared = preparation.prepare(files);
        if (prepared instanceof Prepared.Ready ready) {
            return ready.ruleSet().compiled();
        }
        throw new ApiException(
                ErrorCode.RULES_REFUSED, "The draft has errors; nobody's move was looked at.", told(prepared.issues()));
    }

    private static List<ProblemIssue> told(List<Issue> issues) {
        return issues.stream()
                .filter(Issue::isError)
                .map(issue -> new ProblemIssue(issue.code(), issue.place().toString(), issue.message(), issue.hint()))
                .toList();
    }

    private static Instant moment(String text) {
        try {
            return Years.checked(Instant.parse(text).atOffset(ZoneOffset.UTC)).toInstant();
        } catch (DateTimeException none) {
            throw invalid("query at", "This must be an instant such as 2026-03-03T18:00:00Z.");
        }
    }

    private static ApiException invalid(String place, String message) {
        return new ApiException(
                ErrorCode.INVALID_PARAMETER,
                "The call can't be read as it was meant.",
                List.of(ProblemIssue.at(place, ErrorCode.INVALID_PARAMETER.code(), message)));
    }
}
