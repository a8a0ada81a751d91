package landfall.facts;

/** Names the members of a rotation by team or with a weight; imported statically by rule files. */
public interface Members {

    /** All members of a team of the roster. */
    static Members team(String id) {
        return new NamedMembers("team:" + id);
    }

    /** One rep with a weight of his own. */
    static Members rep(String id, int weight) {
        return new NamedMembers("rep:" + id + ":" + weight);
    }

    /** Only those of them who have this skill. */
    Members skill(String skill);

    /** Only those of them who speak this language. */
    Members language(String language);

    /** Only those who speak the account's language, where anybody does. */
    Members matchingLanguage();
}
