package landfall.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} explains each code as the service does, and no other. */
class ErrorsDocumentTest {

    private static final Pattern HEADING = Pattern.compile("(?m)^### .*$");

    @Test
    void explainsEveryCodeAndNoOther() throws IOException {
        String document = Files.readString(Path.of("docs/errors.md"));

        for (ErrorCode code : ErrorCode.values()) {
            assertThat(document).contains(heading(code) + "\n\n" + code.title() + ". " + code.remedy() + "\n");
        }
        assertThat(HEADING.matcher(document).results().map(match -> match.group()))
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(ErrorsDocumentTest::heading)
                        .toList());
    }

    private static String heading(ErrorCode code) {
        return "### `" + code.code() + "` (" + code.status() + ")";
    }
}
