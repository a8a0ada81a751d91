package landfall.ruleset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import landfall.ruleset.RuleFile.Reading;

/** Reads a rule set's folder, and names what was read by its content. */
public final class RuleFiles {

    /** Where a rule set keeps its roster. */
    public static final String ROSTER = "roster/";

    private static final int DEEPEST_FOLDER = 20;

    private RuleFiles() {}

    /**
     * Every file of the folder and its folders, sorted by path, so that the same folder gives the same list on every
     * machine. Hidden files, notes and samples are left out. Links are followed only to what lies in the folder itself. Faults of single
     * files are told by the check.
     *
     * @throws IOException when the folder itself cannot be listed
     */
    public static List<RuleFile> read(Path folder) throws IOException {
        return read(folder, Limits.DEFAULT);
    }

    static List<RuleFile> read(Path folder, Limits limits) throws IOException {
        return read(folder, "", limits);
    }

    private static List<RuleFile> read(Path folder, String under, Limits limits) throws IOException {
        Path root = folder.toRealPath();
        List<RuleFile> files = new ArrayList<>();
        Files.walkFileTree(
                root,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                DEEPEST_FOLDER,
                new Collector(root, under, limits, files));
        files.sort(Comparator.comparing(RuleFile::path));
        return List.copyOf(files);
    }

    /**
     * The files of a roster's folder, as those of a rule set lie in {@code roster/}.
     *
     * @throws IOException when the folder itself cannot be listed
     */
    public static List<RuleFile> readRoster(Path folder) throws IOException {
        return read(folder, ROSTER, Limits.DEFAULT);
    }

    /** Those of the roster. */
    public static List<RuleFile> onlyRoster(List<RuleFile> files) {
        return files.stream().filter(file -> file.kind() == FileKind.ROSTER).toList();
    }

    /** All but those of the roster. */
    public static List<RuleFile> withoutRoster(List<RuleFile> files) {
        return files.stream().filter(file -> file.kind() != FileKind.ROSTER).toList();
    }

    /** SHA-256, in hex, of all files but the roster's: the version of the rule set. */
    public static String version(List<RuleFile> files) {
        return digest(files, file -> file.kind() != FileKind.ROSTER);
    }

    /** SHA-256, in hex, of the roster's files alone: the version of the roster. */
    public static String rosterVersion(List<RuleFile> files) {
        return digest(files, file -> file.kind() == FileKind.ROSTER);
    }

    private static String digest(List<RuleFile> files, Predicate<RuleFile> counts) {
        MessageDigest sha = sha256();
        files.stream()
                .filter(file -> file.reading() == Reading.WHOLE && file.kind() != FileKind.OTHER)
                .filter(counts)
                .sorted(Comparator.comparing(RuleFile::path))
                .forEach(file -> {
                    // Lengths go first: no two different sets of files give the same bytes.
                    byte[] path = file.path().getBytes(StandardCharsets.UTF_8);
                    sha.update((path.length + ":" + file.bytes().length + ":").getBytes(StandardCharsets.UTF_8));
                    sha.update(path);
                    sha.update(file.bytes());
                });
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static final class Collector extends SimpleFileVisitor<Path> {

        private static final byte[] NOTHING = {};

        private final Path root;
        private final String under;
        private final Limits limits;
        private final List<RuleFile> files;
        private final Set<Path> folders = new java.util.HashSet<>();

        Collector(Path root, String under, Limits limits, List<RuleFile> files) {
            this.root = root;
            this.under = under;
            this.limits = limits;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (!folder.equals(root) && isHidden(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Path real = folder.toRealPath();
            if (!real.startsWith(root)) {
                add(folder, NOTHING, Reading.OUTSIDE);
                return FileVisitResult.SKIP_SUBTREE;
            }
            return folders.add(real) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file)) {
                read(file);
            }
            // One more than the limit is enough for the check to say that there are too many.
            return files.size() > limits.files() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException fault) {
            if (!isHidden(file)) {
                add(file, NOTHING, Reading.UNREADABLE);
            }
            return FileVisitResult.CONTINUE;
        }

        private void read(Path file) {
            try {
                if (!file.toRealPath().startsWith(root)) {
                    add(file, NOTHING, Reading.OUTSIDE);
                    return;
                }
                FileKind kind = FileKind.of(path(file));
                if (kind == FileKind.NOTE) {
                    return;
                }
                if (kind == FileKind.OTHER) {
                    add(file, NOTHING, Reading.IGNORED);
                } else if (!Files.isRegularFile(file)) {
                    add(file, NOTHING, Reading.UNREADABLE);
                } else {
                    readBytes(file, limits.bytes(kind));
                }
            } catch (IOException fault) {
                add(file, NOTHING, Reading.UNREADABLE);
            }
        }

        private void readBytes(Path file, int most) throws IOException {
            try (var in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(most + 1);
                if (bytes.length > most) {
                    add(file, NOTHING, Reading.TOO_LARGE);
                } else {
                    add(file, bytes, Reading.WHOLE);
                }
            }
        }

        private void add(Path file, byte[] bytes, Reading reading) {
            files.add(new RuleFile(path(file), bytes, reading));
        }

        private String path(Path file) {
            return under + root.relativize(file).toString().replace('\\', '/');
        }

        private static boolean isHidden(Path file) {
            Path name = file.getFileName();
            return name != null && name.toString().startsWith(".");
        }
    }
}
