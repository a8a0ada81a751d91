package landfall.impact;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.impact.ImpactStore.Kept;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.Preparation;
import landfall.ruleset.RuleSetVersions;
import org.jspecify.annotations.Nullable;

/** Takes calls that ask for impacts, of drafts and of published versions alike. */
public final class ImpactDesk {

    private final Impacts impacts;
    private final Drafts drafts;
    private final RuleSetVersions versions;

    public ImpactDesk(Impacts impacts, Preparation preparation, RuleSetVersions versions, ActiveRuleSet active) {
        this.impacts = impacts;
        this.drafts = new Drafts(preparation, versions, active);
        this.versions = versions;
    }

    /** Makes the question, which may be long work. */
    @FunctionalInterface
    interface Asking {
        Impacts.Question ask() throws IOException;
    }

    Impacts impacts() {
        return impacts;
    }

    Drafts drafts() {
        return drafts;
    }

    RuleSetVersions versions() {
        return versions;
    }

    Drafts.Terms terms(@Nullable String at, String by, String message) {
        return new Drafts.Terms(at, impacts.now(), by, message);
    }

    /** A question about a published version, with the roster that is active; over the book. */
    public Impacts.Question published(String version, Instant at, String by, String message) {
        return drafts.published(version, new Drafts.Terms(at.toString(), at, by, message));
    }

    /** A question about companies that come to one owner each; over the book. */
    public Impacts.Question ofCompanies(CompanyMoves companies, Instant at, String by, String message) {
        return drafts.ofCompanies(companies, new Drafts.Terms(at.toString(), at, by, message));
    }

    /** Begins, unless another one is under way. */
    Response begin(Asking asking) throws IOException {
        if (impacts.running().isPresent()) {
            throw running();
        }
        Impacts.Question question = asking.ask();
        Kept begun = impacts.begin(question).orElseThrow(() -> {
            question.close();
            return running();
        });
        return Response.status(Response.Status.ACCEPTED)
                .location(URI.create(ImpactResource.PATH + "/" + begun.id()))
                .entity(ImpactView.of(begun, 0))
                .build();
    }

    /** Another one is under way. */
    public ApiException running() {
        return new ApiException(
                ErrorCode.IMPACT_RUNNING,
                impacts.running()
                        .map(id -> "Impact " + id + " is under way.")
                        .orElse("Another one was under way just now, or the service stops."));
    }

    List<ImpactView> views(List<Kept> kept) {
        String running = impacts.running().orElse("");
        return kept.stream()
                .map(each -> ImpactView.of(
                        each,
                        each.id().equals(running) ? impacts.percent(running).orElse(100) : null))
                .toList();
    }
}
