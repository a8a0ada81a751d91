package landfall.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call takes files in each of the three ways, and refuses the same in the same words. */
class FolderUploadTest {

    private enum Form {
        ZIP("application/zip"),
        MULTIPART("multipart/form-data; boundary=edge"),
        JSON("application/json");

        private final String type;

        Form(String type) {
            this.type = type;
        }

        byte[] body(List<Map.Entry<String, byte[]>> files) throws IOException {
            return switch (this) {
                case ZIP -> zip(files);
                case MULTIPART -> multipart(files);
                case JSON -> json(files);
            };
        }
    }

    private enum Call {
        RULES,
        DRAFT,
        ROSTER;

        FolderUpload read(byte[] body, Form form) throws IOException {
            return read(body, form.type);
        }

        FolderUpload read(byte[] body, String type) throws IOException {
            ByteArrayInputStream in = new ByteArrayInputStream(body);
            return switch (this) {
                case RULES -> FolderUpload.ofRules(in, MediaType.valueOf(type));
                case DRAFT -> FolderUpload.ofDraft(in, MediaType.valueOf(type));
                case ROSTER -> FolderUpload.ofRoster(in, MediaType.valueOf(type));
            };
        }
    }

    private record Way(Call call, Form form) {}

    static Stream<Way> ways() {
        return Stream.of(Call.values()).flatMap(call -> Stream.of(Form.values()).map(form -> new Way(call, form)));
    }

    static Stream<Form> forms() {
        return Stream.of(Form.values());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPathOutOfTheFolderIsRefused(Way way) throws IOException {
        for (String path :
                List.of("../reps.csv", "roster/../../reps.csv", "/etc/passwd", "C:\\reps.csv", "..\\reps.csv")) {
            ApiException refused = refused(way, List.of(file(path, "id,name\n")));

            assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_ARCHIVE);
            assertThat(refused.detail()).isEqualTo("Not every file can be taken.");
            assertThat(refused.issues()).singleElement().satisfies(issue -> {
                assertThat(issue.place()).isEqualTo(path.replace('\\', '/'));
                assertThat(issue.message()).isEqualTo("This path leads out of the folder.");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aFileThatIsThereTwiceIsRefused(Way way) throws IOException {
        ApiException refused =
                refused(way, List.of(file("roster/reps.csv", "id,name\n"), file("./roster/reps.csv", "id,name\n")));

        assertThat(refused.detail()).isEqualTo("Not every file can be taken.");
        assertThat(refused.issues()).singleElement().satisfies(issue -> assertThat(issue.message())
                .isEqualTo("This file is there twice."));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void moreFilesThanAreTakenAreRefused(Way way) throws IOException {
        int most = way.call() == Call.ROSTER ? 1_000 : 5_001;
        List<Map.Entry<String, byte[]>> files = new ArrayList<>();
        for (int i = 0; i <= most; i++) {
            files.add(file("roster/" + i + ".csv", "x"));
        }
        ApiException refused = refused(way, files);

        assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_ARCHIVE);
        assertThat(refused.detail()).isEqualTo("At most " + most + " files are taken.");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aBodyThatIsTooLargeIsRefused(Form form) throws IOException {
        byte[] large = new byte[17 << 20];
        new java.util.Random(1).nextBytes(large);
        ApiException refused = refused(new Way(Call.ROSTER, form), List.of(Map.entry("roster/reps.csv", large)));

        assertThat(refused.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
        assertThat(refused.detail()).isEqualTo("At most " + (16 << 20) + " bytes are taken.");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theSameFilesAreTheSameVersionHoweverTheyAreSent(Form form) throws IOException {
        List<Map.Entry<String, byte[]>> files = List.of(
                file("rules/30-us.drl", "rule \"é\" when Account() then end\n"),
                file("rules/lists/accounts.csv", "account\nacme\n"),
                file("rules/roster/reps.csv", "id,name\n"),
                file("rules/logo.svg", "<svg/>"),
                file("rules/README.md", "x"),
                file("rules/.hidden", "x"));
        FolderUpload rules = Call.RULES.read(form.body(files), form);
        FolderUpload draft = Call.DRAFT.read(form.body(files), form);

        assertThat(rules.rules())
                .extracting(RuleFile::path)
                .containsExactly("30-us.drl", "lists/accounts.csv", "logo.svg");
        assertThat(rules.rules().get(2).bytes()).isEmpty();
        assertThat(rules.roster()).extracting(RuleFile::path).containsExactly("roster/reps.csv");
        assertThat(draft.accounts()).isNull();
        assertThat(RuleFiles.version(draft.rules())).isEqualTo(RuleFiles.version(rules.rules()));
        assertThat(RuleFiles.version(rules.rules()))
                .isEqualTo(RuleFiles.version(List.of(
                        new RuleFile("30-us.drl", files.get(0).getValue()),
                        new RuleFile("lists/accounts.csv", files.get(1).getValue()))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void accountsBesideADraftArePutAside(Form form) throws IOException {
        byte[] accounts = "externalId,country\na,US\n".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        FolderUpload draft = Call.DRAFT.read(
                form.body(List.of(
                        file("draft/30-us.drl", "x"),
                        Map.entry("draft/accounts.csv", accounts),
                        file("draft/cases/a.yml", "x"))),
                form);
        try {
            assertThat(draft.accounts()).isNotNull().hasBinaryContent(accounts);
            assertThat(draft.rules()).extracting(RuleFile::path).containsExactly("30-us.drl", "cases/a.yml");
        } finally {
            Files.deleteIfExists(draft.accounts());
        }
        ApiException refused =
                refused(new Way(Call.DRAFT, form), List.of(file("accounts.csv", "a"), file("accounts.ndjson", "{}")));
        assertThat(refused.issues()).singleElement().satisfies(issue -> assertThat(issue.message())
                .isEqualTo("There is more than one file of accounts."));
    }

    @Test
    void whatIsDamagedIsRefused() throws IOException {
        List<Map.Entry<String, byte[]>> files = List.of(file("a.drl", "x"), file("b.drl", "y"));
        for (Call call : Call.values()) {
            for (Form form : Form.values()) {
                byte[] whole = form.body(files);
                byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
                ApiException refused = catchThrowableOfType(ApiException.class, () -> call.read(half, form));
                assertThat(refused).as(call + " " + form).isNotNull();
                assertThat(refused.code()).isIn(ErrorCode.MALFORMED_ARCHIVE, ErrorCode.MALFORMED_JSON);
            }
            assertThat(fault(call, "{\"files\": [{\"path\": \"a.drl\"}]}")
                            .issues()
                            .get(0)
                            .place())
                    .isEqualTo("/files/0");
            assertThat(fault(call, "{\"files\": []}").detail()).isEqualTo("The JSON has no files.");
            assertThat(fault(call, "{\"file\": []}").code()).isEqualTo(ErrorCode.UNKNOWN_PROPERTY);
            assertThat(fault(call, "{\"files\": [{\"path\": \"a.drl\", \"base64\": \"*\"}]}")
                            .code())
                    .isEqualTo(ErrorCode.INVALID_VALUE);
        }
    }

    private static ApiException fault(Call call, String json) {
        return catchThrowableOfType(
                ApiException.class, () -> call.read(json.getBytes(StandardCharsets.UTF_8), "application/json"));
    }

    private static ApiException refused(Way way, List<Map.Entry<String, byte[]>> files) throws IOException {
        byte[] body = way.form().body(files);
        ApiException refused =
                catchThrowableOfType(ApiException.class, () -> way.call().read(body, way.form()));
        assertThat(refused).as(way.toString()).isNotNull();
        return refused;
    }

    private static Map.Entry<String, byte[]> file(String path, String text) {
        return Map.entry(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zip(List<Map.Entry<String, byte[]>> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] multipart(List<Map.Entry<String, byte[]>> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files) {
            bytes.writeBytes(
                    ("--edge\r\nContent-Disposition: form-data; name=\"f\"; filename=\"" + file.getKey() + "\"\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(file.getValue());
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes("--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** Every other file as base64. */
    private static byte[] json(List<Map.Entry<String, byte[]>> files) throws IOException {
        List<Map<String, String>> sent = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files) {
            Map<String, String> one = new LinkedHashMap<>();
            one.put("path", file.getKey());
            if (sent.size() % 2 == 0) {
                one.put("text", new String(file.getValue(), StandardCharsets.UTF_8));
            } else {
                one.put("base64", Base64.getEncoder().encodeToString(file.getValue()));
            }
            sent.add(one);
        }
        return new ObjectMapper().writeValueAsBytes(Map.of("files", sent));
    }
}
