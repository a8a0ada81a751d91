package landfall.language;

/** The type of a field; a literal that is compared with it has the same. */
public enum ValueType {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    /** A set of texts. */
    TEXTS
}
