package landfall;

import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.PooledDataSourceFactory;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.migrations.MigrationsBundle;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import landfall.access.CommandFile;
import landfall.access.Keys;
import landfall.access.KeysResource;
import landfall.assignment.ActsResource;
import landfall.assignment.Assigner;
import landfall.assignment.AssignmentsResource;
import landfall.assignment.BatchResource;
import landfall.assignment.BookMoves;
import landfall.assignment.DecisionsResource;
import landfall.assignment.EventsResource;
import landfall.assignment.HandActs;
import landfall.assignment.Handings;
import landfall.assignment.HoldActs;
import landfall.assignment.HoldResource;
import landfall.assignment.HoldsResource;
import landfall.assignment.Identity;
import landfall.assignment.Imports;
import landfall.assignment.OfferClock;
import landfall.assignment.OfferSteps;
import landfall.assignment.OffersResource;
import landfall.assignment.QueuesResource;
import landfall.assignment.Resubmission;
import landfall.assignment.Settings;
import landfall.audit.Explainer;
import landfall.audit.ExplanationResource;
import landfall.audit.FairnessResource;
import landfall.audit.RotationsResource;
import landfall.balance.BalanceResource;
import landfall.balance.BalanceRuns;
import landfall.balance.BalanceStore;
import landfall.book.BookResource;
import landfall.book.ChangesResource;
import landfall.book.ConflictsResource;
import landfall.cli.BalanceCommand;
import landfall.cli.BookCommand;
import landfall.cli.CheckCommand;
import landfall.cli.ExitStatus;
import landfall.cli.ImpactCommand;
import landfall.cli.PublishCommand;
import landfall.cli.RosterCommand;
import landfall.cli.RouteCommand;
import landfall.cli.TableCommand;
import landfall.cli.TemplateCommand;
import landfall.cli.WrongUseException;
import landfall.handover.Departures;
import landfall.handover.HandoverResource;
import landfall.handover.HandoverStore;
import landfall.handover.Handovers;
import landfall.handover.HandoversResource;
import landfall.handover.LeavingClock;
import landfall.handover.Planning;
import landfall.http.CannotStartException;
import landfall.http.HealthResource;
import landfall.http.HttpFrame;
import landfall.http.LoopbackOnly;
import landfall.http.OpenApiResource;
import landfall.http.Readiness;
import landfall.http.ReadinessHealthCheck;
import landfall.http.Stopping;
import landfall.impact.ImpactDesk;
import landfall.impact.ImpactResource;
import landfall.impact.ImpactStore;
import landfall.impact.Impacts;
import landfall.impact.VersionImpactResource;
import landfall.intake.IntakeResource;
import landfall.intake.RefusedCalls;
import landfall.intake.Totals;
import landfall.intake.TotalsResource;
import landfall.ledger.CommitLane;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.ServiceSeal;
import landfall.ledger.ServiceSecrets;
import landfall.metrics.Metrics;
import landfall.publishing.ActivationResource;
import landfall.publishing.ApprovalDesk;
import landfall.publishing.ApprovalResource;
import landfall.publishing.HelpResource;
import landfall.publishing.PublishResource;
import landfall.publishing.RosterApprovalResource;
import landfall.publishing.RuleSetsResource;
import landfall.publishing.VersionsResource;
import landfall.quality.Quality;
import landfall.quality.QualityResource;
import landfall.realign.CrmLists;
import landfall.realign.RealignmentDesk;
import landfall.realign.RealignmentListsResource;
import landfall.realign.RealignmentStore;
import landfall.realign.Realignments;
import landfall.realign.RealignmentsResource;
import landfall.realign.UnitingMover;
import landfall.ruleset.Activator;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.Analyses;
import landfall.ruleset.Approvals;
import landfall.ruleset.Background;
import landfall.ruleset.Changes;
import landfall.ruleset.FolderWatch;
import landfall.ruleset.Nodes;
import landfall.ruleset.Preparation;
import landfall.ruleset.PreparedFolder;
import landfall.ruleset.Publisher;
import landfall.ruleset.RosterPublisher;
import landfall.ruleset.RuleSetPublisher;
import landfall.ruleset.RuleSetVersions;
import landfall.ruleset.Schedule;
import landfall.ruleset.VersionFollower;
import landfall.ruleset.VersionStore;
import landfall.ruleset.Versions;
import landfall.run.MoveLists;
import landfall.run.Mover;
import landfall.run.RunStore;
import landfall.run.Runner;
import landfall.sources.Sources;
import landfall.staff.AbsencesResource;
import landfall.staff.Attendance;
import landfall.staff.RepsResource;
import landfall.staff.RosterResource;
import landfall.staff.TeamsResource;
import landfall.staff.TerritoriesResource;
import landfall.webhooks.DeliveriesResource;
import landfall.webhooks.Webhooks;
import landfall.webhooks.WebhooksResource;
import net.sourceforge.argparse4j.inf.ArgumentParserException;

/** The service: {@link #run} is the only place where its objects meet, in the order in which an account flows through them. */
public class LandfallApplication extends Application<LandfallConfiguration> {

    private static final int WRONG_USE = 2;

    private final ExitStatus exit = new ExitStatus();
    private final PrintStream out;

    public LandfallApplication() {
        this(System.out);
    }

    /** For tests: commands print elsewhere. */
    LandfallApplication(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        LandfallApplication landfall = new LandfallApplication();
        landfall.run(arguments);
        if (landfall.exit.code() != 0) {
            System.exit(landfall.exit.code());
        }
    }

    @Override
    public String getName() {
        return "landfall";
    }

    /** Without Dropwizard's own {@code check}, which reads config.yml: ours reads rules. */
    @Override
    protected void addDefaultCommands(Bootstrap<LandfallConfiguration> bootstrap) {
        bootstrap.addCommand(new ServeCommand(this));
    }

    @Override
    public void initialize(Bootstrap<LandfallConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(true)));
        bootstrap.addCommand(new CheckCommand(exit, out));
        bootstrap.addCommand(new RouteCommand(exit, out, Clock.systemUTC()));
        bootstrap.addCommand(new ImpactCommand(exit, out, Clock.systemUTC()));
        bootstrap.addCommand(new TableCommand(exit, out));
        bootstrap.addCommand(new TemplateCommand(exit, out));
        bootstrap.addCommand(new PublishCommand(exit, out));
        bootstrap.addCommand(new RosterCommand(exit, out));
        bootstrap.addCommand(new BookCommand(exit, out));
        bootstrap.addCommand(new BalanceCommand(exit, out));
        bootstrap.addCommand(new FairnessCommand(exit, out));
        bootstrap.addCommand(new RestoreCommand(out));
        bootstrap.addCommand(new MoveCommand(out));
        bootstrap.addCommand(new KeyCommand(out));
        bootstrap.addBundle(new MigrationsBundle<LandfallConfiguration>() {
            @Override
            public PooledDataSourceFactory getDataSourceFactory(LandfallConfiguration configuration) {
                return LedgerDatabase.durable(configuration.database());
            }

            @Override
            public String getMigrationsFileName() {
                return "migrations/landfall.xml";
            }
        });
    }

    @Override
    public void run(LandfallConfiguration configuration, Environment environment) throws IOException {
        Clock clock = Clock.systemUTC();
        Sources sources = configuration.sources();
        BalanceRuns.Settings counting = configuration.balance();

        // rule file → parsed → checked → compiled → tried on its cases → published as a version → active
        Preparation preparation = new Preparation(
                new Preparation.Options(
                        configuration.zone(),
                        configuration.baseCurrency().getCurrencyCode(),
                        sources::admittedFields,
                        sources.admittedFields(),
                        configuration.requiredCoverage()),
                clock);
        CompletableFuture<PreparedFolder> folder = PreparedFolder.begin(preparation, configuration.rulesFolder());

        // what must last, opened while the rules are prepared: the database, migrated; its ledger and the published
        // versions
        LedgerDatabase database = LedgerDatabase.open(configuration.database(), environment.metrics());

        // who may call: whoever has a key; while there are none, nobody but this machine
        Keys keys =
                new Keys(database.jdbi(), database::durably, clock, configuration.zone(), configuration.rateLimit());
        requireLoopback(configuration, keys, database);
        HttpFrame.install(
                environment,
                configuration.limits(),
                Set.of(
                        BatchResource.PATH,
                        BookResource.PATH,
                        HoldsResource.PATH,
                        RosterResource.PATH,
                        ImpactResource.PATH,
                        PublishResource.PATH,
                        PublishResource.CHECK_PATH),
                keys);

        VersionStore store = new VersionStore(database.jdbi(), database::durably);
        ServiceSecrets secrets = new ServiceSecrets(database.jdbi(), database::durably);
        Metrics metrics = new Metrics(configuration.prometheus());
        CommitLane lane = new CommitLane(database, configuration.ledger(), clock, metrics.lane());
        lane.start();

        ActiveRuleSet active = new ActiveRuleSet();
        Nodes nodes = new Nodes(database.jdbi(), database.isShared(), active, hostName());
        Versions versions = new Versions(store, preparation, active);
        ImpactStore impactStore = new ImpactStore(database.jdbi(), database::durably);
        Approvals approvals = new Approvals(
                database.jdbi(),
                database::durably,
                store,
                configuration.approval(),
                (what, version, digest) ->
                        impactStore.findDone(what, version, digest).isPresent(),
                clock);
        Publisher publisher = new Publisher(
                preparation,
                store,
                versions,
                active,
                nodes,
                new Publisher.Terms(approvals, configuration.rulesWatched()),
                clock,
                metrics.publishes());
        StartReport report = new StartReport(publisher.publish(PreparedFolder.await(folder)));
        report.print(System.out);

        // what the rules of each version say of each other, found out beside the calls
        Analyses analyses = new Analyses(database.jdbi(), database::durably, store, versions, clock);

        VersionFollower follower = new VersionFollower(store, versions, active, nodes);
        // versions by API: published, approved, activated now or later, taken back
        Changes changes = new Changes(nodes, follower::takeUpNewest);
        Activator activator = new Activator(preparation, store, active, nodes, changes, approvals, clock);
        Background background = new Background();
        RuleSetPublisher rules = new RuleSetPublisher(
                preparation, store, versions, activator, changes, background, clock, metrics.publishes());
        RuleSetVersions ruleSets =
                new RuleSetVersions(preparation, store, versions, activator, changes, approvals, metrics.publishes());
        ApprovalDesk desk = new ApprovalDesk(approvals, store, impactStore);
        Schedule schedule = new Schedule(database.jdbi(), database::durably, ruleSets, changes, clock);
        schedule.start();
        FolderWatch watch = new FolderWatch(configuration.rulesFolder(), publisher, changes);
        if (configuration.rulesWatched()) {
            watch.start();
        }

        // who sells what: the roster's own versions, by API from then on
        RosterPublisher roster =
                new RosterPublisher(preparation, store, active, changes, approvals, clock, metrics.publishes());
        Attendance attendance = new Attendance(database.jdbi(), database::durably, active, clock);

        // what other nodes on the same database change; keys by themselves, so that a revocation waits for nothing else
        NodeTicks keyTicks = new NodeTicks(database.isShared() ? List.of(keys::refresh) : List.of());
        keyTicks.start();
        Upkeep upkeep = new Upkeep();
        upkeep.every(Duration.ofMinutes(1), keys::writeUses);
        upkeep.every(Duration.ofSeconds(5), analyses::catchUp);
        NodeTicks ticks = new NodeTicks(database.isShared() ? List.of(follower::tick, attendance::refresh) : List.of());
        ticks.start();

        // account in → normalised → routed by the active rule set → rotation picks → decision committed → answer out
        Settings settings = new Settings(
                configuration.repeatWindow(),
                configuration.openFor(),
                configuration.ignoreInFingerprint(),
                configuration.parentCompanyCounts());
        Identity identity = new Identity(secrets.get("email"));
        Assigner assigner = new Assigner(active, lane, lane.ledger(), identity, settings, clock);

        // what came in and made no decision
        RefusedCalls refused = new RefusedCalls(
                database.jdbi(), database::durably, secrets.get("refused"), environment.getObjectMapper(), clock);
        upkeep.every(Duration.ofSeconds(1), refused::write);
        upkeep.every(Duration.ofMinutes(10), refused::clean);

        // how good what comes in is, counted behind the calls
        Quality quality = new Quality(database.jdbi(), database::durably, lane.ledger(), active, configuration.zone());
        Upkeep behind = new Upkeep();
        behind.every(Duration.ofSeconds(10), quality::tick);

        // … and what becomes of it: taken over, closed, accepted or moved on
        HandActs acts = new HandActs(active, lane, lane.ledger(), settings, clock);
        HoldActs holds = new HoldActs(active, lane, lane.ledger(), clock);
        OfferSteps offers = new OfferSteps(active, lane, lane.ledger(), settings, clock);
        OfferClock offerClock = new OfferClock(lane.ledger(), offers, clock);
        offerClock.start();

        // the book, as a CRM has it
        Imports imports = new Imports(active, lane, lane.ledger(), identity, settings, clock);

        // … and told to whoever wants to know at once
        Webhooks webhooks = new Webhooks(
                database.jdbi(),
                database.isShared(),
                database::durably,
                lane.ledger(),
                secrets.get("webhooks"),
                configuration.webhooks(),
                environment.getObjectMapper(),
                clock);
        webhooks.start();

        // who would move under a draft: nothing moves for that
        Impacts impacts = new Impacts(impactStore, lane, configuration.openFor(), clock);

        ImpactDesk impactDesk = new ImpactDesk(impacts, preparation, ruleSets, active);

        // who has how much, day by day
        BalanceRuns balances = new BalanceRuns(
                new BalanceStore(database.jdbi(), database::durably),
                lane,
                () -> active.find().map(activation -> activation.rules().roster()),
                imports::areUnderWay,
                counting,
                clock);
        upkeep.every(Duration.ofMinutes(1), balances::tick);

        // a new split applied to the book: looked at, agreed upon, made move by move, taken back
        MoveLists moveLists = new MoveLists(database.jdbi(), database::durably);
        RunStore runs = new RunStore(database.jdbi(), database::durably, database.isShared(), clock);
        BookMoves bookMoves = new BookMoves(active, lane, lane.ledger(), clock);
        Mover moves = Mover.of(bookMoves);
        Realignments realignments = new Realignments(
                new RealignmentStore(database.jdbi(), database::durably),
                moveLists,
                runs,
                impactDesk,
                impacts,
                approvals,
                lane.ledger(),
                clock);

        // the accounts of whoever leaves
        HandoverStore handoverStore =
                new HandoverStore(database.jdbi(), database::durably, new ServiceSeal(secrets.get("handover")));
        Planning planning = new Planning(lane, moveLists, settings);
        Handings handings = new Handings(active, lane, lane.ledger(), settings, clock);
        Handovers handovers = new Handovers(handoverStore, runs, moveLists, planning, handings, active, clock);
        Runner runner = new Runner(
                runs,
                moveLists,
                Map.of(
                        BookMoves.Kind.REALIGN.word(),
                        moves,
                        BookMoves.Kind.MOVE_BACK.word(),
                        moves,
                        BookMoves.Kind.UNITE.word(),
                        new UnitingMover(bookMoves, lane.ledger()),
                        Handings.KIND,
                        handovers),
                versions,
                lane);
        runner.start();
        LeavingClock leavingClock =
                new LeavingClock(new Departures(handovers, handoverStore, planning, active, configuration.onLeaving()));
        leavingClock.start();

        Stopping stopping = new Stopping(
                configuration.server().getShutdownNotice().toJavaDuration(),
                configuration.server().getShutdownGracePeriod().toJavaDuration());
        environment.lifecycle().addEventListener(stopping);
        Readiness readiness = new Readiness()
                .require("stopping", stopping::missing)
                .require("database", () -> Optional.ofNullable(database.weakness()))
                .require(
                        "rules",
                        () -> active.find().isPresent()
                                ? Optional.empty()
                                : Optional.of(
                                        "No rule set is active: mend the issues that the log shows, and start again."));
        List<Object> resources = List.of(
                new AssignmentsResource(environment.getObjectMapper(), assigner, versions, sources, refused),
                new BatchResource(
                        environment.getObjectMapper(), assigner, configuration.limits(), stopping::hasBegun, refused),
                new EventsResource(environment.getObjectMapper(), assigner, sources, refused),
                new DecisionsResource(lane.ledger()),
                new ActsResource(acts, environment.getObjectMapper()),
                new OffersResource(offers, environment.getObjectMapper()),
                new HoldResource(holds),
                new HoldsResource(holds, environment.getObjectMapper(), configuration.limits(), stopping::hasBegun),
                new QueuesResource(lane.ledger(), active),
                new ExplanationResource(new Explainer(lane.ledger(), versions)),
                new RotationsResource(lane.ledger()),
                new FairnessResource(lane.ledger()),
                new AbsencesResource(attendance, active),
                new RosterResource(roster, active, clock),
                new RepsResource(roster, active),
                new TerritoriesResource(roster, active),
                new TeamsResource(roster, active),
                new HandoverResource(handovers),
                new HandoversResource(handovers),
                new ChangesResource(lane.ledger()),
                new BookResource(
                        imports, lane.ledger(), configuration.limits(), sources::admittedFields, stopping::hasBegun),
                new ConflictsResource(lane.ledger(), active, clock),
                new RuleSetsResource(active, nodes),
                new ImpactResource(impactDesk),
                new VersionImpactResource(impactDesk),
                new RealignmentsResource(new RealignmentDesk(realignments, preparation, ruleSets, active, runner)),
                new RealignmentListsResource(realignments, new CrmLists(realignments, active)),
                new HelpResource(),
                new PublishResource(rules, analyses),
                new ActivationResource(ruleSets, schedule, clock),
                new ApprovalResource(desk),
                new RosterApprovalResource(desk),
                new VersionsResource(ruleSets, analyses, impactStore),
                new IntakeResource(refused, new Resubmission(environment.getObjectMapper(), assigner, sources)),
                new BalanceResource(balances),
                new TotalsResource(new Totals(lane.ledger(), refused, configuration.zone())),
                new QualityResource(quality),
                new KeysResource(keys, () -> teams(active)),
                new WebhooksResource(webhooks, () -> territories(active)),
                new DeliveriesResource(webhooks),
                new HealthResource(readiness));
        resources.forEach(environment.jersey()::register);
        environment.jersey().register(new OpenApiResource(resources));
        environment.admin().addTask(new BackupTask(database));
        metrics.install(environment, lane, database, active, nodes, webhooks::figures);
        environment.healthChecks().register("ready", new ReadinessHealthCheck(readiness));
        environment.lifecycle().manage(new AutoCloseableManager(database));
        environment.lifecycle().manage(new AutoCloseableManager(follower));
        environment.lifecycle().manage(new AutoCloseableManager(background));
        environment.lifecycle().manage(new AutoCloseableManager(analyses));
        environment.lifecycle().manage(new AutoCloseableManager(ticks));
        environment.lifecycle().manage(new AutoCloseableManager(keyTicks));
        environment.lifecycle().manage(new AutoCloseableManager(schedule));
        environment.lifecycle().manage(new AutoCloseableManager(watch));
        environment.lifecycle().manage(new AutoCloseableManager(refused));
        environment.lifecycle().manage(new AutoCloseableManager(upkeep));
        environment.lifecycle().manage(new AutoCloseableManager(behind));
        environment.lifecycle().manage(new AutoCloseableManager(lane));
        environment.lifecycle().manage(new AutoCloseableManager(offerClock));
        environment.lifecycle().manage(new AutoCloseableManager(leavingClock));
        environment.lifecycle().manage(new AutoCloseableManager(planning));
        environment.lifecycle().manage(new AutoCloseableManager(impacts));
        environment.lifecycle().manage(new AutoCloseableManager(balances));
        environment.lifecycle().manage(new AutoCloseableManager(webhooks));
        environment.lifecycle().manage(new AutoCloseableManager(runner));
        LedgerDatabase.file(configuration.database())
                .map(CommandFile::beside)
                .map(file -> new CommandDesk(file, keys))
                .ifPresent(commands -> commands.install(environment));
        environment.lifecycle().addServerLifecycleListener(new Welcome(System.out, readiness));
    }

    /** Before anybody can call; the database is let go where it doesn't start. */
    private static void requireLoopback(LandfallConfiguration configuration, Keys keys, LedgerDatabase database) {
        if (keys.isConfigured()) {
            return;
        }
        try {
            LoopbackOnly.require(configuration.server());
        } catch (CannotStartException refused) {
            database.close();
            throw refused;
        }
    }

    private static Set<String> teams(ActiveRuleSet active) {
        return active.find()
                .map(activation -> activation.rules().roster().reps().values().stream()
                        .flatMap(rep -> rep.teams().stream())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private static Set<String> territories(ActiveRuleSet active) {
        return active.find()
                .map(activation -> activation.rules().roster().territories().keySet())
                .orElse(Set.of());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** The exit code says whether the command line was wrong, or what it asked for failed. */
    @Override
    protected void onFatalError(Throwable thrown) {
        boolean wrongUse = thrown instanceof ArgumentParserException || thrown instanceof WrongUseException;
        System.exit(wrongUse ? WRONG_USE : 1);
    }
}
