package landfall.facts;

/** The text form of {@link Members}, for tools that run rule files with another engine. */
record NamedMembers(String text) implements Members {

    @Override
    public Members skill(String skill) {
        return new NamedMembers(text + ".skill:" + skill);
    }

    @Override
    public Members language(String language) {
        return new NamedMembers(text + ".language:" + language);
    }

    @Override
    public Members matchingLanguage() {
        return new NamedMembers(text + ".matchingLanguage");
    }

    @Override
    public String toString() {
        return text;
    }
}
