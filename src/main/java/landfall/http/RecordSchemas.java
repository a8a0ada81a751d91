package landfall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says of each record which properties are always there: those that the code doesn't mark as nullable or optional. What
 * may be empty or false counts as always there only where the record itself says that no more than nulls are left out.
 */
final class RecordSchemas implements ModelConverter {

    private final boolean openApi31;

    RecordSchemas(boolean openApi31) {
        this.openApi31 = openApi31;
    }

    @Override
    public boolean isOpenapi31() {
        return openApi31;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        Class<?> raw =
                TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord()) {
            Schema<?> defined = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels().get(nameOf(schema));
            if (defined != null && defined.getProperties() != null) {
                List<String> required = Arrays.stream(raw.getRecordComponents())
                        .filter(component ->
                                !mayBeAbsent(component) && (writesEmpty(raw) || !mayBeEmpty(component.getType())))
                        .map(RecordComponent::getName)
                        .filter(defined.getProperties()::containsKey)
                        .toList();
                defined.setRequired(required.isEmpty() ? null : required);
            }
        }
        return schema;
    }

    private static String nameOf(Schema<?> reference) {
        return reference.get$ref().substring(reference.get$ref().lastIndexOf('/') + 1);
    }

    private static boolean writesEmpty(Class<?> record) {
        JsonInclude include = record.getAnnotation(JsonInclude.class);
        return include != null
                && (include.value() == JsonInclude.Include.NON_NULL || include.value() == JsonInclude.Include.ALWAYS);
    }

    private static boolean mayBeEmpty(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type) || type == boolean.class;
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || component.getType() == Optional.class;
    }
}
