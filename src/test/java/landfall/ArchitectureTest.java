package landfall;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms and the arrows between them, as the architecture has them. */
class ArchitectureTest {

    private static final JavaClasses LANDFALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("landfall");

    /** For each room the rooms that it may use. */
    private static final Map<String, Set<String>> USES = new TreeMap<>(Map.ofEntries(
            Map.entry("facts", Set.of()),
            Map.entry("language", Set.of("facts")),
            Map.entry("roster", Set.of("facts", "language")),
            Map.entry("account", Set.of("facts", "language")),
            Map.entry("engine", Set.of("facts", "language", "roster")),
            Map.entry("routing", Set.of("facts", "language", "roster", "engine")),
            Map.entry("rotation", Set.of("facts", "language", "roster", "engine", "routing")),
            Map.entry("ruleset", Set.of("facts", "language", "roster", "account", "engine", "routing", "rotation")),
            Map.entry("ledger", Set.of("rotation")),
            Map.entry("transfer", Set.of("ledger", "rotation")),
            Map.entry("http", Set.of()),
            Map.entry("access", Set.of("http")),
            Map.entry("webhooks", Set.of("ledger", "rotation", "http", "book")),
            Map.entry("sources", below("http", "ruleset")),
            Map.entry("assignment", below("ledger", "http", "ruleset", "sources")),
            Map.entry("intake", below("ledger", "http", "ruleset", "assignment", "sources")),
            Map.entry("quality", below("ledger", "http", "ruleset", "assignment")),
            Map.entry("audit", below("ledger", "http", "ruleset", "assignment")),
            Map.entry("book", below("ledger", "http", "ruleset", "assignment")),
            Map.entry("upload", below("ruleset", "http")),
            Map.entry("publishing", below("ruleset", "http", "upload", "impact")),
            Map.entry("impact", below("ledger", "http", "ruleset", "assignment", "upload")),
            Map.entry("balance", below("ledger", "http", "ruleset", "assignment", "impact")),
            Map.entry("metrics", below("ledger", "http", "ruleset", "assignment", "webhooks")),
            Map.entry("run", below("ledger", "http", "ruleset", "assignment")),
            Map.entry("handover", below("ledger", "http", "ruleset", "assignment", "run")),
            Map.entry(
                    "realign",
                    below("ledger", "http", "ruleset", "assignment", "upload", "impact", "book", "publishing", "run")),
            Map.entry("staff", below("ruleset", "http", "upload")),
            Map.entry("cli", below("ledger", "transfer", "http", "ruleset", "assignment", "audit", "impact"))));

    @TestFactory
    Stream<DynamicTest> eachRoomUsesOnlyTheRoomsBelowIt() {
        return USES.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> classes()
                        .that()
                        .resideInAPackage(packages(room.getKey()))
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(Stream.concat(Stream.of(room.getKey()), room.getValue().stream())
                                                .map(ArchitectureTest::packages)
                                                .toArray(String[]::new))
                                        .or(outsideLandfall()))
                        .check(LANDFALL)));
    }

    @Test
    void everyRoomHasItsArrows() {
        Set<String> rooms = LANDFALL.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("landfall."))
                .map(name -> name.split("\\.")[1])
                .collect(Collectors.toSet());

        assertThat(USES.keySet()).containsAll(rooms);
    }

    @Test
    void noCycleBetweenRooms() {
        slices().matching("landfall.(*)..").should().beFreeOfCycles().check(LANDFALL);
    }

    @Test
    void onlyTheEngineAndTheReadersOfRuleFilesKnowDrools() {
        noClasses()
                .that()
                .resideOutsideOfPackages("landfall.engine..", "landfall.ruleset.source..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..")
                .check(LANDFALL);
    }

    /** A decision must come out the same when it is replayed, so nothing that decides may look at a clock or a die. */
    @Test
    void whatDecidesHasNoClockAndNoChance() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "landfall.facts..",
                        "landfall.language..",
                        "landfall.engine..",
                        "landfall.routing..",
                        "landfall.rotation..")
                .should()
                .callMethodWhere(describe("ambient time or chance", call -> isAmbient(call.getTarget())))
                .check(LANDFALL);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = LANDFALL.stream()
                .map(JavaClass::getPackage)
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(each -> each.getName())
                .collect(Collectors.toSet());

        assertThat(unmarked).isEmpty();
    }

    /** The rooms that a rule set is made of, and more. */
    private static Set<String> below(String... more) {
        Set<String> rooms =
                new HashSet<>(Set.of("facts", "language", "roster", "account", "engine", "routing", "rotation"));
        rooms.addAll(Arrays.asList(more));
        return rooms;
    }

    private static boolean isAmbient(AccessTarget.MethodCallTarget target) {
        String owner = target.getOwner().getName();
        return (owner.startsWith("java.time.") && target.getName().equals("now"))
                || (owner.equals("java.time.Clock") && target.getName().startsWith("system"))
                || (owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis"))
                || (owner.equals("java.lang.Math") && target.getName().equals("random"))
                || Arrays.asList(
                                "java.util.Random",
                                "java.util.concurrent.ThreadLocalRandom",
                                "java.security.SecureRandom")
                        .contains(owner);
    }

    private static String packages(String room) {
        return "landfall." + room + "..";
    }

    private static DescribedPredicate<JavaClass> outsideLandfall() {
        return describe(
                "outside Landfall",
                each -> !each.getPackageName().equals("landfall")
                        && !each.getPackageName().startsWith("landfall."));
    }
}
