package landfall.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Suppliers;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The API's description, read from its resources when somebody first asks for it: that takes a second. Safe for many threads. */
public final class ApiDescription {

    static final String BEARER = "bearer";
    static final String HEADER = "header";

    /** By their classes, on which alone it depends: a second service in one process has the same. */
    private static final Cache<Set<Class<?>>, ApiDescription> KNOWN =
            CacheBuilder.newBuilder().maximumSize(4).build();

    private final Supplier<byte[]> openApi31;
    private final Supplier<byte[]> openApi30;

    private ApiDescription(Set<Class<?>> classes) {
        this.openApi31 = Suppliers.memoize(() -> write(read(classes, true), Json31.mapper()));
        this.openApi30 = Suppliers.memoize(() -> write(read(classes, false), Json.mapper()));
    }

    /** Describes resources that are served, and its own. */
    public static ApiDescription of(Collection<?> resources) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        resources.forEach(resource -> classes.add(resource.getClass()));
        classes.add(ErrorResource.class);
        classes.add(OpenApiResource.class);
        ApiDescription known = KNOWN.getIfPresent(classes);
        if (known == null) {
            known = new ApiDescription(classes);
            KNOWN.put(classes, known);
        }
        return known;
    }

    /** As OpenAPI 3.1. */
    public byte[] openApi31() {
        return openApi31.get().clone();
    }

    /** As OpenAPI 3.0, for callers that read no later one. */
    public byte[] openApi30() {
        return openApi30.get().clone();
    }

    private static OpenAPI read(Set<Class<?>> classes, boolean openApi31) {
        ModelConverters converters = ModelConverters.getInstance(openApi31);
        if (converters.getConverters().stream().noneMatch(RecordSchemas.class::isInstance)) {
            converters.addConverter(new RecordSchemas(openApi31));
        }
        SpecVersion version = openApi31 ? SpecVersion.V31 : SpecVersion.V30;
        OpenAPI description = new OpenAPI(version)
                .openapi(openApi31 ? "3.1.0" : "3.0.1")
                .info(new Info()
                        .title("Landfall")
                        .description("Assigns accounts to sales reps by rules, and says why.")
                        .version(version())
                        .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description(
                                                "An API key. While none are configured, programs on the service's machine need none. Each operation lists under x-roles the roles any of which a key must hold."))
                        .addSecuritySchemes(
                                HEADER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("X-Api-Key")
                                        .description("The same key, for callers that can't set Authorization.")));
        SwaggerConfiguration configuration = new SwaggerConfiguration()
                .openAPI(description)
                .openAPI31(openApi31)
                .sortOutput(true);
        return new ApiReader(configuration).read(classes);
    }

    private static byte[] write(OpenAPI description, ObjectMapper mapper) {
        try {
            return mapper.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(description)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        String version = ApiDescription.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
