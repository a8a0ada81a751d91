package landfall.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import landfall.ruleset.FileKind;
import landfall.ruleset.RuleSetFuzz;

/** What a fuzzer begins with: the right and wrong files of the other tests, and the shipped rules. */
public final class Seeds {

    private static final List<String> FOLDERS = List.of("src/test/resources/landfall/ruleset", "rules");
    private static final int LARGEST = 8_000;

    private Seeds() {}

    /** Writes the seeds of a target into a folder. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        Files.createDirectories(folder);
        List<byte[]> seeds = of(arguments[0]);
        for (int i = 0; i < seeds.size(); i++) {
            if (seeds.get(i).length <= LARGEST) {
                Files.write(folder.resolve(String.format(Locale.ROOT, "seed-%04d", i)), seeds.get(i));
            }
        }
    }

    private static List<byte[]> of(String target) throws IOException {
        return switch (target) {
            case "drl" -> files(FileKind.RULES, target);
            case "sentences" -> files(FileKind.SENTENCES, target);
            case "dsl" -> files(FileKind.MAPPINGS, target);
            case "table-csv", "xlsx" -> files(FileKind.TABLE, target);
            case "cases" -> files(FileKind.CASES, target);
            case "tables" -> {
                List<byte[]> all = new ArrayList<>();
                for (FileKind kind : List.of(FileKind.LIST, FileKind.ALIASES, FileKind.RATES, FileKind.ROSTER)) {
                    all.addAll(files(kind, target));
                }
                yield all;
            }
            case "regex" ->
                texts(
                        "a+b*?c{2,3}(?i)[^a-z]|\\\\p{L}\\\\d$",
                        "(a|aa)+$",
                        "((a{20}){20}){2}",
                        "(?P<n>x)[[:alpha:]]\\\\Q..\\\\E");
            case "upload" -> texts("@@roster/reps.csv\nid,name\nalice,Alice\n@@roster/duty/tokyo.csv\nfrom,to,rep\n");
            case "account", "ndjson" ->
                texts(
                        "{\"country\":\"Japan\",\"region\":\"東京都\",\"dealSize\":\"¥5億\",\"tags\":[\"a\"],\"x\":{\"y\":1.5}}\n",
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"data\":{\"name\":\"(株)三井\"}}\n",
                        "{\"location\":\"Dublin, Ireland\",\"phone\":\"+81 3 1234 5678\",\"email\":\"a@b.example\"}\n",
                        "{\"postalCode\":\"sw1a 1aa\",\"employees\":\"1,000-5,000\",\"url\":\"https://x.example/\"}\n");
            case "batch-csv" -> texts("country,dealSize\nUS,50000\nJP,\"5,000\"\n", "name\n\"a \"\"b\"\"\"\n");
            default -> throw new IllegalArgumentException("no target " + target);
        };
    }

    private static List<byte[]> texts(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static List<byte[]> files(FileKind kind, String target) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String folder : FOLDERS) {
            Path root = Path.of(folder);
            List<Path> found;
            try (Stream<Path> walked = Files.walk(root)) {
                found = walked.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : found) {
                String path = inRuleSet(root.relativize(file).toString());
                if (FileKind.of(path) == kind) {
                    seeds.addAll(seed(target, path, Files.readAllBytes(file)));
                }
            }
        }
        return seeds;
    }

    /** Behind the name of the bad rule set that a file belongs to. */
    private static String inRuleSet(String path) {
        return path.replaceFirst("^(bad/[^/]+|base|sentences/[^/]+)/", "");
    }

    private static List<byte[]> seed(String target, String path, byte[] bytes) throws IOException {
        if (target.equals("tables")) {
            ByteArrayOutputStream seed = new ByteArrayOutputStream();
            seed.write(Math.max(0, RuleSetFuzz.TABLES.indexOf(path)));
            seed.write(bytes);
            return List.of(seed.toByteArray());
        }
        if (target.equals("xlsx")) {
            return path.endsWith(".xlsx") ? ZipText.parts(bytes) : List.of();
        }
        return target.equals("table-csv") && path.endsWith(".xlsx") ? List.of() : List.of(bytes);
    }
}
