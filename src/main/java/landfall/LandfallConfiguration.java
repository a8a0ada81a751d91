package landfall;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonMerge;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import io.dropwizard.validation.selfvalidating.SelfValidating;
import io.dropwizard.validation.selfvalidating.SelfValidation;
import io.dropwizard.validation.selfvalidating.ViolationCollector;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import landfall.access.RateLimit;
import landfall.balance.BalanceRuns;
import landfall.balance.Potential;
import landfall.handover.Departures;
import landfall.http.CannotStartException;
import landfall.http.LandfallServerFactory;
import landfall.http.Limits;
import landfall.ledger.LedgerSettings;
import landfall.ruleset.Approvals;
import landfall.ruleset.trial.CoverageGoal;
import landfall.sources.SourceSettings;
import landfall.sources.Sources;
import landfall.webhooks.WebhookSettings;
import org.jspecify.annotations.Nullable;

/** config.yml, typed. Every setting has a default, which stands here. */
@SelfValidating
public final class LandfallConfiguration extends Configuration {

    private static final Path DEFAULT_FOLDER = Path.of("rules");

    @Valid
    @NotNull
    @JsonMerge
    @JsonProperty
    private final DataSourceFactory database = embeddedDatabase();

    @NotNull
    @JsonProperty
    private LedgerSettings ledger = LedgerSettings.DEFAULTS;

    @Valid
    @NotNull
    @JsonProperty
    private Rules rules = new Rules(DEFAULT_FOLDER, false);

    @NotNull
    @JsonProperty
    private ZoneId zone = ZoneId.of("UTC");

    @NotNull
    @JsonProperty
    private Currency baseCurrency = Currency.getInstance("USD");

    @NotNull
    @MinDuration(0)
    @JsonProperty
    private Duration repeatWindow = Duration.hours(24);

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.DAYS)
    @MaxDuration(value = 365, unit = TimeUnit.DAYS)
    @JsonProperty
    private Duration openFor = Duration.days(90);

    @NotNull
    @JsonProperty
    private Set<String> ignoreInFingerprint = Set.of();

    @NotNull
    @JsonProperty
    private Map<String, SourceSettings> sources = Map.of();

    @Valid
    @NotNull
    @JsonProperty
    private Limits limits = Limits.DEFAULTS;

    @NotNull
    @JsonProperty
    private Publishing publishing = new Publishing(CoverageGoal.NONE);

    @Valid
    @NotNull
    @JsonProperty
    private Approval approval = new Approval(false, false);

    @Valid
    @NotNull
    @JsonProperty
    private Balance balance = Balance.DEFAULTS;

    @Valid
    @NotNull
    @JsonProperty
    private RateLimit rateLimit = RateLimit.DEFAULTS;

    @NotNull
    @JsonProperty
    private Leaving handover = new Leaving(Departures.OnLeaving.STAY);

    @Valid
    @NotNull
    @JsonProperty
    private WebhookSettings webhooks = WebhookSettings.DEFAULTS;

    @JsonProperty
    private boolean parentCompanyCounts = false;

    @JsonProperty
    private boolean prometheus = true;

    public LandfallConfiguration() {
        super.setServerFactory(new LandfallServerFactory());
    }

    /**
     * Where rule files are found.
     *
     * @param folder relative to where the service was started
     * @param watch whether changes of it are published while the service runs
     */
    public record Rules(@NotNull Path folder, boolean watch) {}

    /**
     * Whether rules and roster wait for a second person.
     *
     * @param emergencyWithout whether an emergency may go without
     */
    public record Approval(boolean required, boolean emergencyWithout) {}

    /**
     * Accounts of reps who leave.
     *
     * @param onLeaving what becomes of them where nobody said
     */
    public record Leaving(@NotNull Departures.OnLeaving onLeaving) {}

    /**
     * What a rule set must show before it is published.
     *
     * @param coverage what its cases must reach
     */
    public record Publishing(@NotNull CoverageGoal coverage) {}

    /**
     * How it is counted who has how much.
     *
     * @param potential what an account may be worth, as an expression of its numbers
     * @param dailyAt when each day's snapshot is made, by the zone
     */
    public record Balance(@NotNull String potential, @NotNull LocalTime dailyAt) {
        static final Balance DEFAULTS = new Balance("dealSize", LocalTime.of(2, 0));

        @JsonCreator
        static Balance of(
                @JsonProperty("potential") @Nullable String potential,
                @JsonProperty("dailyAt") @Nullable LocalTime dailyAt) {
            return new Balance(
                    potential == null ? DEFAULTS.potential() : potential,
                    dailyAt == null ? DEFAULTS.dailyAt() : dailyAt);
        }
    }

    private static DataSourceFactory embeddedDatabase() {
        DataSourceFactory database = new DataSourceFactory();
        database.setDriverClass("org.h2.Driver");
        database.setUrl("jdbc:h2:file:./data/landfall");
        database.setUser("landfall");
        database.setPassword("");
        return database;
    }

    @Override
    @JsonProperty("server")
    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    @JsonDeserialize(as = LandfallServerFactory.class)
    public void setServerFactory(ServerFactory server) {
        super.setServerFactory(server);
    }

    /** The server, as we have it. */
    public LandfallServerFactory server() {
        return (LandfallServerFactory) getServerFactory();
    }

    /** Where decisions are kept: embedded H2 in a folder beside the service, unless config.yml says otherwise. */
    public DataSourceFactory database() {
        return database;
    }

    /** How the commit lane collects calls, and how long it remembers their keys. */
    public LedgerSettings ledger() {
        return ledger;
    }

    /** Whether a version waits until somebody else has approved it. */
    public Approvals.Policy approval() {
        return new Approvals.Policy(approval.required(), approval.emergencyWithout());
    }

    public Path rulesFolder() {
        return rules.folder();
    }

    /** Whether changes of the folder are published while the service runs. */
    public boolean rulesWatched() {
        return rules.watch();
    }

    /** Where a day begins and ends for rules that name no zone. */
    public ZoneId zone() {
        return zone;
    }

    /** What {@code dealSize} is compared in. */
    public Currency baseCurrency() {
        return baseCurrency;
    }

    /** After it an assignment that nobody closed doesn't count as open any more. */
    public java.time.Duration openFor() {
        return openFor.toJavaDuration();
    }

    /** How long the same account with the same fields counts as sent again. */
    public java.time.Duration repeatWindow() {
        return repeatWindow.toJavaDuration();
    }

    /** Fields that may differ without making an account another one. */
    public Set<String> ignoreInFingerprint() {
        return Set.copyOf(ignoreInFingerprint);
    }

    /** Who sends accounts in what shape, and the further fields of each. */
    public Sources sources() {
        return Sources.of(sources);
    }

    @SelfValidation
    public void sourcesCanBeRead(ViolationCollector violations) {
        Sources.check(sources).forEach(fault -> violations.addViolation("sources." + fault.place(), fault.message()));
    }

    /**
     * How it is counted who has how much.
     *
     * @throws CannotStartException where the potential is no such expression
     */
    public BalanceRuns.Settings balance() {
        Potential potential;
        try {
            potential = Potential.parse(balance.potential(), sources().admittedFields());
        } catch (IllegalArgumentException fault) {
            throw new CannotStartException(
                    "config.yml: balance.potential \"" + balance.potential() + "\": " + fault.getMessage(), fault);
        }
        return new BalanceRuns.Settings(potential, balance.dailyAt(), zone, openFor());
    }

    /** What the cases of a rule set must reach before it is published. */
    public CoverageGoal requiredCoverage() {
        return publishing.coverage();
    }

    public Limits limits() {
        return limits;
    }

    /** How often a key may be used that has no limit of its own. */
    public RateLimit rateLimit() {
        return rateLimit;
    }

    /** Whom webhooks may call, and how often they try. */
    public WebhookSettings webhooks() {
        return webhooks;
    }

    /** Whether metrics are counted and served as Prometheus reads them. */
    public boolean prometheus() {
        return prometheus;
    }

    /** Whether accounts of one parent company belong to one company. */
    public boolean parentCompanyCounts() {
        return parentCompanyCounts;
    }

    /** What becomes of the accounts of a rep who sells no more, where nobody said. */
    public Departures.OnLeaving onLeaving() {
        return handover.onLeaving();
    }
}
