package landfall.language;

/** An error keeps a rule set from being published; a warning does not. */
public enum Severity {
    ERROR,
    WARNING
}
