package landfall.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips of a roster that were made to do harm. */
class HostileUploadTest {

    private static final byte[] REPS = "id,name\nalice,Alice\n".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "roster/reps.csv/x",
                "roster/reps.csv ",
                "roster/reps.drl",
                "roster/duty/deep/er/x.csv",
                "cases/x.yml",
                "code.drl",
                "words.dsl",
                "west.drl.xlsx",
                "lib.jar",
                "run.sh",
            })
    void whatIsNoRosterIsNamed(String name) throws IOException {
        String told = UploadFuzz.told(zip(name, REPS));

        assertThat(told).startsWith("MALFORMED_ARCHIVE The upload holds something else than a roster.");
        assertThat(told).contains("place=roster/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../reps.csv",
                "../../roster/reps.csv",
                "roster/../reps.csv",
                "roster/../../reps.csv",
                "roster/duty/../../reps.csv",
                "/etc/passwd",
                "/roster/reps.csv",
                "//host/share/reps.csv",
                "C:\\roster\\reps.csv",
                "..\\..\\reps.csv",
                "roster\\..\\reps.csv",
            })
    void aPathOutOfTheFolderIsNamed(String name) throws IOException {
        String told = UploadFuzz.told(zip(name, REPS));

        assertThat(told).startsWith("MALFORMED_ARCHIVE Not every file can be taken.");
        assertThat(told).contains("place=" + name.replace('\\', '/'), "This path leads out of the folder.");
    }

    @Test
    void whatUnpacksToMuchIsRefused() throws IOException {
        byte[] bomb = zip("roster/reps.csv", new byte[80 << 20]);

        assertThat(bomb).hasSizeLessThan(1 << 20);
        assertThat(UploadFuzz.told(bomb)).startsWith("BODY_TOO_LARGE");
        assertThat(UploadFuzz.told(zip("notes.txt", new byte[80 << 20]))).startsWith("BODY_TOO_LARGE");
        assertThat(UploadFuzz.told(zip(".hidden", new byte[80 << 20]))).startsWith("BODY_TOO_LARGE");
    }

    @Test
    void manyFilesAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 5_000; i++) {
                out.putNextEntry(new ZipEntry("roster/" + i + ".csv"));
            }
        }

        assertThat(UploadFuzz.told(bytes.toByteArray())).startsWith("MALFORMED_ARCHIVE At most 1000 files");
    }

    @Test
    void whatIsDamagedIsRefused() throws IOException {
        byte[] right = zip("roster/reps.csv", REPS);
        byte[] changed = right.clone();
        // Behind the header of 30 bytes and the name stands what was packed.
        changed[30 + "roster/reps.csv".length() + 3] ^= 0x55;

        assertThat(UploadFuzz.told(right)).isEqualTo("[roster/reps.csv 20]");
        assertThat(UploadFuzz.told(changed)).startsWith("MALFORMED_ARCHIVE");
        assertThat(UploadFuzz.told(Arrays.copyOf(right, right.length / 2))).startsWith("MALFORMED_ARCHIVE");
        assertThat(UploadFuzz.told(new byte[0])).startsWith("MALFORMED_ARCHIVE");
        assertThat(UploadFuzz.told(REPS)).startsWith("MALFORMED_ARCHIVE");
    }

    /** In a zip a link is a file whose text is a path; here it stays one. */
    @Test
    void aLinkIsAFileOfItsText() throws IOException {
        assertThat(UploadFuzz.told(zip("roster/reps.csv", "/etc/passwd".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("[roster/reps.csv 11]");
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
