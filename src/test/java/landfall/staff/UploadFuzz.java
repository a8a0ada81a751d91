package landfall.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import landfall.fuzz.ZipText;
import landfall.http.ApiException;
import landfall.http.ProblemIssue;
import landfall.ruleset.FileKind;
import landfall.ruleset.RuleFile;
import landfall.upload.FolderUpload;

/** Fuzzes zips of a roster: raw bytes, or parts as text. */
public final class UploadFuzz {

    private UploadFuzz() {}

    public static void read(byte[] input) throws IOException {
        byte[] zip = input.length > 1 && input[0] == '@' ? ZipText.zip(input, Map.of()) : input;
        assertThat(told(zip)).isEqualTo(told(zip));
    }

    /** The files, or why there are none; files have roster paths only. */
    static String told(byte[] zip) throws IOException {
        try {
            List<RuleFile> files =
                    FolderUpload.ofRoster(new ByteArrayInputStream(zip), null).roster();
            assertThat(files).allSatisfy(file -> {
                assertThat(file.kind()).isEqualTo(FileKind.ROSTER);
                assertThat(file.path()).startsWith("roster/").doesNotContain("\\");
                assertThat(file.path().split("/")).doesNotContain("..");
            });
            return files.stream()
                    .sorted(Comparator.comparing(RuleFile::path))
                    .map(file -> file.path() + " " + file.bytes().length)
                    .toList()
                    .toString();
        } catch (ApiException refused) {
            assertThat(refused.detail()).isNotBlank();
            List<ProblemIssue> issues = refused.issues();
            return refused.code() + " " + refused.detail() + " " + issues;
        }
    }
}
