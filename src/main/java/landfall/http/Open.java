package landfall.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A call that needs no key. Its path must be one of {@link KeyFilter#OPEN}, too. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Open {}
