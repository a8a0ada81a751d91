package landfall.http;

import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.integration.api.OpenAPIConfiguration;
import io.swagger.v3.oas.models.ExternalDocumentation;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads resource classes, and declares for each operation every error that it can answer with. */
final class ApiReader extends Reader {

    private static final Set<ErrorCode> ANY = EnumSet.of(
            ErrorCode.BAD_REQUEST,
            ErrorCode.API_KEY_INVALID,
            ErrorCode.RATE_LIMITED,
            ErrorCode.CROSS_SITE_REQUEST,
            ErrorCode.FORWARDED_REQUEST,
            ErrorCode.MISDIRECTED_HOST,
            ErrorCode.NOT_ACCEPTABLE,
            ErrorCode.INTERNAL_ERROR,
            ErrorCode.BUSY);
    private static final Set<ErrorCode> WITH_BODY = EnumSet.of(
            ErrorCode.EMPTY_BODY,
            ErrorCode.MALFORMED_JSON,
            ErrorCode.DUPLICATE_KEY,
            ErrorCode.JSON_LIMIT,
            ErrorCode.INVALID_VALUE,
            ErrorCode.MALFORMED_ENCODING,
            ErrorCode.REQUEST_TIMEOUT,
            ErrorCode.BODY_TOO_LARGE,
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            ErrorCode.UNSUPPORTED_ENCODING);

    ApiReader(OpenAPIConfiguration configuration) {
        super(configuration);
    }

    @Override
    protected Operation parseMethod(
            Class<?> resource,
            Method method,
            List<Parameter> globalParameters,
            Produces methodProduces,
            Produces classProduces,
            Consumes methodConsumes,
            Consumes classConsumes,
            List<SecurityRequirement> securityRequirements,
            Optional<ExternalDocumentation> documentation,
            Set<String> tags,
            List<Server> servers,
            boolean isSubresource,
            RequestBody parentBody,
            ApiResponses parentResponses,
            JsonView view,
            io.swagger.v3.oas.annotations.responses.ApiResponse[] classResponses,
            AnnotatedMethod annotated) {
        Operation operation = super.parseMethod(
                resource,
                method,
                globalParameters,
                methodProduces,
                classProduces,
                methodConsumes,
                classConsumes,
                securityRequirements,
                documentation,
                tags,
                servers,
                isSubresource,
                parentBody,
                parentResponses,
                view,
                classResponses,
                annotated);
        ApiResponse success = operation.getResponses().remove(ApiResponses.DEFAULT);
        if (success != null) {
            operation.getResponses().addApiResponse("200", success.description("Success"));
        }
        declareErrors(operation, method);
        declareRoles(operation, method);
        ModelConverters.getInstance(Boolean.TRUE.equals(config.isOpenAPI31()))
                .resolveAsResolvedSchema(new AnnotatedType(Problem.class).resolveAsRef(true))
                .referencedSchemas
                .forEach(getComponents()::addSchemas);
        return operation;
    }

    /** Any of the two ways to show a key; OpenAPI has no word for roles any of which is enough. */
    private static void declareRoles(Operation operation, Method method) {
        if (method.isAnnotationPresent(Open.class)) {
            operation.setSecurity(List.of());
            return;
        }
        operation.setSecurity(List.of(
                new SecurityRequirement().addList(ApiDescription.BEARER),
                new SecurityRequirement().addList(ApiDescription.HEADER)));
        operation.addExtension(
                "x-roles", RoleFilter.roles(method).stream().map(Role::word).toList());
    }

    private static void declareErrors(Operation operation, Method method) {
        Set<ErrorCode> codes = EnumSet.copyOf(ANY);
        if (!method.isAnnotationPresent(Open.class)) {
            codes.add(ErrorCode.API_KEY_MISSING);
            codes.add(ErrorCode.ROLE_MISSING);
        }
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(jakarta.ws.rs.QueryParam.class)
                    || parameter.isAnnotationPresent(jakarta.ws.rs.HeaderParam.class)) {
                codes.add(ErrorCode.INVALID_PARAMETER);
            } else if (parameter.isAnnotationPresent(jakarta.ws.rs.PathParam.class)) {
                codes.add(ErrorCode.NOT_FOUND);
            } else if (parameter.getAnnotations().length == 0
                    || parameter.isAnnotationPresent(jakarta.validation.Valid.class)) {
                codes.addAll(WITH_BODY);
            }
        }
        if (method.isAnnotationPresent(jakarta.ws.rs.POST.class)
                || method.isAnnotationPresent(jakarta.ws.rs.PUT.class)) {
            codes.addAll(WITH_BODY);
        }
        Fails fails = method.getAnnotation(Fails.class);
        if (fails != null) {
            codes.addAll(List.of(fails.value()));
        }
        codes.stream()
                .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()))
                .forEach((status, ofStatus) ->
                        operation.getResponses().addApiResponse(String.valueOf(status), response(ofStatus)));
    }

    private static ApiResponse response(List<ErrorCode> codes) {
        ApiResponse response = new ApiResponse()
                .description(codes.stream()
                        .map(code -> "`" + code.code() + "`: " + code.title() + ".")
                        .collect(Collectors.joining("\n")))
                .content(new Content()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
        if (codes.contains(ErrorCode.BUSY) || codes.contains(ErrorCode.RATE_LIMITED)) {
            response.addHeaderObject(
                    "Retry-After",
                    new Header()
                            .description("Seconds to wait before the same request is sent again.")
                            .schema(new IntegerSchema()));
        }
        return response;
    }
}
