package landfall.language;

/** The facts that a rule's patterns can name. */
public enum FactType {
    ACCOUNT("Account"),
    CLOCK("Clock"),
    TERRITORY("Territory");

    private final String word;

    FactType(String word) {
        this.word = word;
    }

    /** The name as a rule file spells it. */
    public String word() {
        return word;
    }
}
