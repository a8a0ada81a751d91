package landfall.engine;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import landfall.facts.Account;
import landfall.facts.Routing;
import landfall.facts.Territory;
import landfall.language.ValueList;
import org.drools.compiler.kie.builder.impl.DrlProject;
import org.drools.model.codegen.ExecutableModelProject;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.time.SessionPseudoClock;
import org.kie.internal.conf.ConstraintJittingThresholdOption;

/** Rule files as Drools itself compiles and runs them, with facts of their own for clocks and territory. */
final class StockDrools {

    /** How Drools compiles rule files. */
    enum Mode {
        EXECUTABLE_MODEL,
        CLASSIC
    }

    private final KieBase base;
    private final Map<String, Set<String>> lists = new HashMap<>();

    private StockDrools(KieBase base, Collection<ValueList> lists) {
        this.base = base;
        // HashSet: Drools asks lists for null, which Set.of throws at.
        lists.forEach(list -> this.lists.put(list.name(), new HashSet<>(list.values())));
    }

    static StockDrools compile(Mode mode, String text, Collection<ValueList> lists) {
        return compile(mode, "rules.drl", text.getBytes(StandardCharsets.UTF_8), lists);
    }

    /** A file of any kind that Drools reads rules from, known by its name. */
    static StockDrools compile(Mode mode, String name, byte[] file, Collection<ValueList> lists) {
        KieServices services = KieServices.get();
        KieFileSystem files = services.newKieFileSystem();
        ReleaseId release = services.newReleaseId(
                "landfall", "differential", UUID.randomUUID().toString());
        files.generateAndWritePomXML(release);
        files.write("src/main/resources/differential/" + name, file);
        KieBuilder builder = services.newKieBuilder(files)
                .buildAll(mode == Mode.EXECUTABLE_MODEL ? ExecutableModelProject.class : DrlProject.class);
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) {
            throw new AssertionError(mode + " refuses the rules: " + errors);
        }
        KieBaseConfiguration configuration = services.newKieBaseConfiguration();
        // The byte code that the classic mode writes for often used conditions calls a method that 10.2.0 doesn't have.
        configuration.setOption(ConstraintJittingThresholdOption.get(-1));
        KieBase base = services.newKieContainer(release).newKieBase(configuration);
        services.getRepository().removeKieModule(release);
        return new StockDrools(base, lists);
    }

    /** Names of the rules that fire, in a session of its own. */
    Set<String> match(
            Account account,
            @Nullable Territory territory,
            Moment moment,
            Collection<java.time.ZoneId> zones,
            @Nullable Routing routing) {
        Set<String> names = new TreeSet<>();
        KieSession session = session(routing, names);
        try {
            ((SessionPseudoClock) session.getSessionClock())
                    .advanceTime(moment.instant().toEpochMilli(), TimeUnit.MILLISECONDS);
            session.insert(account);
            if (territory != null) {
                session.insert(territory);
            }
            zones.forEach(zone -> session.insert(moment.clock(zone)));
            session.fireAllRules();
            return names;
        } finally {
            session.dispose();
        }
    }

    /** A session for many accounts. */
    final class LongLived implements AutoCloseable {
        private final Set<String> names = new TreeSet<>();
        private final KieSession session = session(null, names);

        /** Names of the rules that fire. */
        Set<String> match(Account account) {
            names.clear();
            FactHandle handle = session.insert(account);
            session.fireAllRules();
            session.delete(handle);
            session.fireAllRules();
            return names;
        }

        @Override
        public void close() {
            session.dispose();
        }
    }

    private KieSession session(@Nullable Routing routing, Set<String> names) {
        KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
        configuration.setOption(ClockTypeOption.PSEUDO);
        KieSession session = base.newKieSession(configuration, null);
        lists.forEach(session::setGlobal);
        session.setGlobal("routing", routing == null ? new RecordedRouting() : routing);
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void afterMatchFired(AfterMatchFiredEvent event) {
                names.add(event.getMatch().getRule().getName());
            }
        });
        return session;
    }
}
