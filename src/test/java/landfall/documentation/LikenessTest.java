package landfall.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The documents' test must be able to fail. */
class LikenessTest {

    @Test
    void takesTheEllipsisForAnyPart() throws JsonProcessingException {
        assertThat(differences("{'id': '…', 'at': '2026-…Z', 'n': '…'}", "{'id': 'x', 'at': '2026-11Z', 'n': 4}"))
                .isEmpty();
    }

    @Test
    void seesAnotherValue() throws JsonProcessingException {
        assertThat(differences("{'rep': 'sato'}", "{'rep': 'suzuki'}"))
                .containsExactly("/rep: \"sato\" is shown, it is \"suzuki\"");
        assertThat(differences("{'n': 4}", "{'n': '4'}")).hasSize(1);
        assertThat(differences("{'at': '2026-…'}", "{'at': '2025-01'}")).hasSize(1);
    }

    @Test
    void seesWhatIsMissingAndWhatIsMore() throws JsonProcessingException {
        assertThat(differences("{'a': 1}", "{'b': 1}"))
                .containsExactly("/a: is shown, but isn't there", "/b: isn't shown; it is 1");
        assertThat(differences("[1]", "[1, 2]")).hasSize(1);
    }

    @Test
    void allowsFurtherFieldsWhereTheDocumentSaysSo() throws JsonProcessingException {
        assertThat(differences("{'a': 1, '…': '…'}", "{'a': 1, 'b': 2}")).isEmpty();
        assertThat(differences("{'a': 1, '…': '…'}", "{'b': 2}")).hasSize(1);
    }

    @Test
    void readsCurlAsAShellDoes() {
        Curl curl = Curl.parse("curl -s 'http://localhost:8080/a?b=c' \\\n  -H 'X-Y: z' -d '{\n \"a\": \"b c\"}'\n");

        assertThat(curl.method()).isEqualTo("POST");
        assertThat(curl.url()).isEqualTo("http://localhost:8080/a?b=c");
        assertThat(curl.headers()).containsEntry("X-Y", "z");
        assertThat(curl.body()).isEqualTo("{\n \"a\": \"b c\"}");
        assertThatThrownBy(() -> Curl.parse("curl --insecure http://localhost/"))
                .hasMessageContaining("--insecure");
    }

    @Test
    void findsTheCallsOfADocument() throws IOException {
        List<DocumentedCall> calls = DocumentedCall.of(Path.of("docs/calling.md"));

        assertThat(calls).hasSizeGreaterThan(10);
        assertThat(calls.get(0).status()).isEqualTo(200);
        assertThat(calls).anySatisfy(call -> {
            assertThat(call.status()).isEqualTo(422);
            assertThat(call.headers()).containsEntry("Content-Type", "application/problem+json");
        });
    }

    private static List<String> differences(String shown, String answer) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        return Likeness.differences(
                mapper.readTree(shown.replace('\'', '"')), mapper.readTree(answer.replace('\'', '"')));
    }
}
