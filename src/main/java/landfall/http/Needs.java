package landfall.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which keys may make a call: those that hold any of the roles; where none is named, every key. A resource method without it,
 * and without {@link Open}, is refused to everybody.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
    Role[] value();
}
