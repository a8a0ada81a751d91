package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import landfall.ruleset.RuleFile.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {

    @TempDir
    private Path folder;

    @Test
    void readsFilesOfAllFoldersByPathAndLeavesOutWhatIsHiddenOrForPeople() throws IOException {
        write("z.drl");
        write("japan/kanto.drl");
        write("lists/zips.csv");
        write(".git/x.drl");
        write(".swap.drl");
        write("README.md");
        write("samples/companies.csv");
        write("other.json");

        assertThat(RuleFiles.read(folder))
                .extracting(RuleFile::path)
                .containsExactly("japan/kanto.drl", "lists/zips.csv", "other.json", "z.drl");
        assertThat(read("other.json").reading()).isEqualTo(Reading.IGNORED);
        assertThat(read("other.json").bytes()).isEmpty();
    }

    @Test
    void followsLinksOnlyWithinTheFolder(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("secret.drl"), "secret");
        write("real/a.drl");
        Files.createSymbolicLink(folder.resolve("out.drl"), outside.resolve("secret.drl"));
        Files.createSymbolicLink(folder.resolve("away"), outside);
        Files.createSymbolicLink(folder.resolve("in.drl"), folder.resolve("real/a.drl"));
        Files.createSymbolicLink(folder.resolve("real/loop"), folder);

        assertThat(RuleFiles.read(folder))
                .noneMatch(file -> new String(file.bytes(), StandardCharsets.UTF_8).contains("secret"));
        assertThat(read("out.drl").reading()).isEqualTo(Reading.OUTSIDE);
        assertThat(read("away").reading()).isEqualTo(Reading.OUTSIDE);
        assertThat(read("in.drl").reading()).isEqualTo(Reading.WHOLE);
    }

    @Test
    void doesNotReadMoreOfAFileThanItsKindMayHave() throws IOException {
        Limits small = new Limits(10, 3, 100, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        write("a.drl");
        write("lists/b.csv");

        assertThat(RuleFiles.read(folder, small))
                .extracting(RuleFile::reading)
                .containsExactly(Reading.TOO_LARGE, Reading.WHOLE);
    }

    @Test
    void versionTellsContentAndPathApartButNotOrder() {
        RuleFile a = file("a.drl", "xy");
        RuleFile b = file("b.drl", "z");

        assertThat(RuleFiles.version(List.of(a, b))).isEqualTo(RuleFiles.version(List.of(b, a)));
        assertThat(RuleFiles.version(List.of(a, b)))
                .isNotEqualTo(RuleFiles.version(List.of(file("a.drl", "x"), file("b.drl", "yz"))))
                .isNotEqualTo(RuleFiles.version(List.of(a, file("c.drl", "z"))))
                .isNotEqualTo(RuleFiles.version(List.of(a)));
    }

    @Test
    void rulesAndRosterHaveVersionsOfTheirOwn() {
        RuleFile rule = file("a.drl", "x");
        RuleFile roster = file("roster/reps.csv", "id");
        RuleFile ignored = new RuleFile("other.json", new byte[0], Reading.IGNORED);

        assertThat(RuleFiles.version(List.of(rule, roster, ignored))).isEqualTo(RuleFiles.version(List.of(rule)));
        assertThat(RuleFiles.rosterVersion(List.of(rule, roster))).isEqualTo(RuleFiles.rosterVersion(List.of(roster)));
        assertThat(RuleFiles.rosterVersion(List.of(roster)))
                .isNotEqualTo(RuleFiles.rosterVersion(List.of(file("roster/reps.csv", "id,name"))));
    }

    private RuleFile read(String path) throws IOException {
        return RuleFiles.read(folder).stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private void write(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "some text");
    }

    private static RuleFile file(String path, String text) {
        return new RuleFile(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
