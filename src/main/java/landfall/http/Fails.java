package landfall.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The errors of a resource method beyond those that any call may get; they are declared in the API description. Not
 * needed: a missing thing of the path ({@code NOT_FOUND}), and what is wrong with a body or a parameter as such.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Fails {
    ErrorCode[] value();
}
