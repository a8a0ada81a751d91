package landfall.http;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.ExtendedUriInfo;

/** Which types of body a call takes, for one that sent another. */
final class TakenTypes {

    private TakenTypes() {}

    /** As its methods say, in their order; empty where no resource has the path. */
    static List<String> of(ExtendedUriInfo path, String method) {
        return path.getMatchedRuntimeResources().stream()
                .limit(1)
                .flatMap(resource -> resource.getResourceMethods().stream())
                .filter(each -> method.equals(each.getHttpMethod()))
                .flatMap(each -> each.getConsumedTypes().stream())
                .map(MediaType::toString)
                .distinct()
                .toList();
    }

    /** What the caller is told. */
    static ApiException refusal(List<String> taken) {
        String last = taken.get(taken.size() - 1);
        String rest = taken.stream().limit(taken.size() - 1).collect(Collectors.joining(", "));
        return new ApiException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "This call takes " + (rest.isEmpty() ? last : rest + " or " + last) + ".");
    }
}
