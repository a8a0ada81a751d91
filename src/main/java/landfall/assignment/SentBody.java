package landfall.assignment;

import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import landfall.sources.FormBody;
import landfall.sources.Source;
import org.jspecify.annotations.Nullable;

/**
 * A body as it came, and how it is to be read.
 *
 * @param form its content type where it is a form; null: it is JSON
 * @param source the source that the call named; null: it named none
 */
public record SentBody(byte[] bytes, @Nullable String form, @Nullable Source source) {

    /** JSON whose members are called as Landfall's fields are. */
    static SentBody json(byte[] bytes) {
        return new SentBody(bytes, null, null);
    }

    static SentBody of(byte[] bytes, @Nullable MediaType type, @Nullable Source source) {
        boolean form = type != null
                && (type.getType() + "/" + type.getSubtype())
                        .toLowerCase(Locale.ROOT)
                        .equals(FormBody.TYPE);
        return new SentBody(bytes, form ? String.valueOf(type) : null, source);
    }

    /** A part of it, read in the same way. */
    SentBody part(byte[] part) {
        return new SentBody(part, form, source);
    }

    /** Whether it tells a property of a known account, and not an account. */
    boolean tellsChange() {
        return source != null && source.map() != null && source.map().tellsChanges();
    }

    /** The charset that the content type of a form names. */
    @Nullable
    String charset() {
        return form == null ? null : MediaType.valueOf(form).getParameters().get("charset");
    }
}
