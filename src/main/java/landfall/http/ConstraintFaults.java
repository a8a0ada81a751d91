package landfall.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every constraint that a request breaks, each with its place; one on what a method returns is a defect. */
final class ConstraintFaults {

    private ConstraintFaults() {}

    static ApiException classify(ConstraintViolationException thrown) {
        boolean ofAnswer = thrown.getConstraintViolations().stream().anyMatch(ConstraintFaults::isOfAnswer);
        if (ofAnswer) {
            return Problems.defect(thrown);
        }
        List<ProblemIssue> issues = thrown.getConstraintViolations().stream()
                .map(violation -> ProblemIssue.at(
                        place(violation), ErrorCode.INVALID_VALUE.code(), "This value " + violation.getMessage() + "."))
                .sorted(Comparator.comparing((ProblemIssue issue) -> String.valueOf(issue.place()))
                        .thenComparing(ProblemIssue::message))
                .toList();
        return new ApiException(
                ErrorCode.INVALID_VALUE,
                issues.size() == 1 ? "A value isn't allowed." : issues.size() + " values aren't allowed.",
                issues);
    }

    private static boolean isOfAnswer(ConstraintViolation<?> violation) {
        return nodes(violation).anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    /** A JSON pointer for what lies in the body; the parameter's kind and name for another. */
    private static String place(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = nodes(violation).toList();
        StringBuilder pointer = new StringBuilder();
        String parameter = "";
        for (Path.Node node : nodes) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter =
                        parameter(violation, node.as(Path.ParameterNode.class).getParameterIndex());
            } else if (node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
                if (node.getIndex() != null) {
                    pointer.append('/').append(node.getIndex());
                } else if (node.getKey() != null) {
                    pointer.append('/').append(node.getKey());
                }
                if (node.getKind() == ElementKind.PROPERTY) {
                    pointer.append('/').append(node.getName());
                }
            }
        }
        return parameter.isEmpty() ? pointer.toString() : parameter;
    }

    /** {@code query at}; empty for the body. */
    private static String parameter(ConstraintViolation<?> violation, int index) {
        Class<?> resource = violation.getRootBeanClass();
        String method = nodes(violation)
                .filter(node -> node.getKind() == ElementKind.METHOD)
                .map(Path.Node::getName)
                .findFirst()
                .orElse("");
        return Arrays.stream(resource.getMethods())
                .filter(each -> each.getName().equals(method) && each.getParameterCount() > index)
                .map(Method::getParameterAnnotations)
                .flatMap(all -> Arrays.stream(all[index]))
                .map(ConstraintFaults::named)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String named(Annotation annotation) {
        if (annotation instanceof QueryParam query) {
            return "query " + query.value();
        }
        if (annotation instanceof PathParam path) {
            return "path " + path.value();
        }
        return annotation instanceof HeaderParam header ? "header " + header.value() : "";
    }

    private static Stream<Path.Node> nodes(ConstraintViolation<?> violation) {
        Stream.Builder<Path.Node> nodes = Stream.builder();
        violation.getPropertyPath().forEach(nodes::add);
        return nodes.build();
    }
}
