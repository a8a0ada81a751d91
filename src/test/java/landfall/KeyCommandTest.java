package landfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import landfall.cli.WrongUseException;
import landfall.http.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code key}, with nobody beside it and with the service that holds the database. */
class KeyCommandTest {

    @TempDir
    Path folder;

    private Path config(String more) throws Exception {
        return Files.writeString(
                folder.resolve("config.yml"),
                "database: {url: \"jdbc:h2:file:" + folder.resolve("landfall") + "\"}\n" + more);
    }

    private LandfallService.Ran key(String action, String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "key";
        all[1] = action;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 2] = "--config";
        all[all.length - 1] = folder.resolve("config.yml").toString();
        return LandfallService.command(all);
    }

    @Test
    void worksOnTheDatabaseWhileNobodyHoldsIt() throws Exception {
        config("");
        LandfallService.Ran tooLittle = key("create", "marketo", "--roles", "route");
        LandfallService.Ran first = key("create", "carol", "--person", "--roles", "admin");
        LandfallService.Ran second = key(
                "create", "tom", "--person", "--roles", "manage,audit", "--teams", "west, east", "--per-second", "5");
        LandfallService.Ran revoked = key("revoke", "tom");
        LandfallService.Ran listed = key("list");

        assertThat(tooLittle.thrown()).isPresent();
        assertThat(tooLittle.err()).contains("/roles: The first key must hold admin");
        assertThat(first.out()).matches("(?s)lf_\\w+\ncarol, person: admin\nNobody can show this key again.*");
        assertThat(second.out()).contains("tom, person: manage, audit; teams west, east; 5 calls a second");
        assertThat(revoked.out()).contains("revoked: ").contains("tom, person");
        assertThat(listed.out().lines()).hasSize(2);
        assertThat(listed.out()).contains("revoked at 20").doesNotContain("lf_");
    }

    @Test
    void asksTheServiceThatHoldsTheDatabase() throws Exception {
        config("");
        try (LandfallService service = new LandfallService("jdbc:h2:file:" + folder.resolve("landfall"))) {
            Path left = folder.resolve("landfall.command");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(left)))
                    .isEqualTo("rw-------");
            assertThat(key("list").out()).contains("no keys");
            String admin = first(key("create", "carol", "--person", "--roles", "admin"));
            String route = first(key("create", "marketo", "--roles", "route"));
            Api api = new Api(service.port(), "X-Api-Key", admin);

            assertThat(api.get("/api/reps").status()).isEqualTo(401);
            assertThat(api.get("/api/reps", "X-Api-Key", admin).status()).isEqualTo(200);
            assertThat(api.get("/api/reps", "X-Api-Key", route).status()).isEqualTo(403);
            assertThat(api.get("/api/keys", "X-Api-Key", admin).json().findValuesAsText("createdBy"))
                    .containsExactly("anonymous", "command line");
            LandfallService.Ran last = key("revoke", "carol");
            assertThat(last.err()).contains("No other valid key holds admin");
            assertThat(key("revoke", "marketo").out()).contains("revoked");
            assertThat(api.get("/api/errors", "X-Api-Key", route).status()).isEqualTo(401);
        }
        assertThat(folder.resolve("landfall.command")).doesNotExist();
        assertThat(key("list").out().lines()).hasSize(2);
    }

    @Test
    void aFileThatAKilledServiceLeftDoesNotMatter() throws Exception {
        config("");
        Files.writeString(folder.resolve("landfall.command"), "http://127.0.0.1:1\nlf_none\n");

        assertThat(key("list").out()).contains("no keys");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertThat(key("list").thrown()).containsInstanceOf(WrongUseException.class);
        config("");
        assertThat(key("create", "carol", "--person", "--system", "--roles", "admin")
                        .thrown())
                .isPresent();
        assertThat(key("create", "carol").err()).contains("--roles");
        assertThat(key("revoke", "nobody").err()).contains("There is no key nobody.");
    }

    @Test
    void withAKeyItListensAnywhereAndWithoutItDoesNot() throws Exception {
        Path open = config(
                """
                server:
                  applicationConnectors: [{type: http, bindHost: 0.0.0.0, port: 0}]
                  adminConnectors: [{type: http, bindHost: 0.0.0.0, port: 0}]
                """);
        LandfallService.Ran refused = LandfallService.command("server", open.toString());
        assertThat(refused.err()).contains("applicationConnectors[0] binds to 0.0.0.0");

        String admin = first(key("create", "carol", "--person", "--roles", "admin"));
        try (LandfallService service = LandfallService.of(open)) {
            Api api = new Api(service.port(), "X-Api-Key", admin);
            assertThat(api.get("/api/reps", "Authorization", "bearer " + admin, "X-Forwarded-For", "10.0.0.5")
                            .status())
                    .isEqualTo(200);
            assertThat(api.get("/api/reps").json().path("code").asText()).isEqualTo("api-key-missing");
            assertThat(api.get("/api/reps", "Authorization", "Basic Y2Fyb2w6eA==")
                            .json()
                            .path("code")
                            .asText())
                    .isEqualTo("api-key-invalid");
            assertThat(api.get("/api/reps", "X-Api-Key", admin, "Authorization", "Bearer lf_other")
                            .json()
                            .path("detail")
                            .asText())
                    .contains("several keys");
            String route = first(key("create", "marketo", "--roles", "route"));
            String audit = first(key("create", "prometheus", "--roles", "audit"));
            assertThat(service.admin("GET", "/metrics", "")).isEqualTo(401);
            assertThat(service.admin("GET", "/metrics", route)).isEqualTo(403);
            assertThat(service.admin("GET", "/metrics", audit)).isEqualTo(200);
            assertThat(service.admin("GET", "/healthcheck", admin)).isEqualTo(200);
            assertThat(service.admin("POST", "/tasks/gc", audit)).isEqualTo(403);
            assertThat(service.admin("POST", "/tasks/gc", admin)).isEqualTo(200);
        }
    }

    private static String first(LandfallService.Ran made) {
        assertThat(made.thrown()).isEmpty();
        return made.out().lines().findFirst().orElseThrow();
    }
}
