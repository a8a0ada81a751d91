package landfall.sources;

import org.jspecify.annotations.Nullable;

/**
 * A source that config.yml names.
 *
 * @param map how its bodies are read; null: by the names of their fields
 */
public record Source(String name, @Nullable SourceMap map) {}
