package landfall.ruleset.source;

import java.util.Set;
import javax.lang.model.SourceVersion;

/** Words that can name no list, since a rule file or Java gives them another meaning. */
final class Keywords {

    private static final Set<String> OF_RULES = Set.of(
            "rule",
            "when",
            "then",
            "end",
            "in",
            "not",
            "memberOf",
            "contains",
            "matches",
            "str",
            "soundslike",
            "exists",
            "forall",
            "eval",
            "from",
            "accumulate",
            "acc",
            "collect",
            "query",
            "declare",
            "function",
            "global",
            "package",
            "import",
            "routing",
            "excludes",
            "salience",
            "enabled",
            "attributes",
            "numbers",
            "and",
            "or",
            "extends",
            "over",
            "init",
            "action",
            "reverse",
            "result",
            "entry",
            "window",
            "after",
            "before",
            "team",
            "rep");

    private Keywords() {}

    static boolean isKeyword(String word) {
        return OF_RULES.contains(word) || SourceVersion.isKeyword(word);
    }
}
