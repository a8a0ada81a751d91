package landfall.ruleset.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import landfall.language.Place;
import landfall.ruleset.IssueCode;

/** Reads package, imports and globals: they change nothing here, but let stock Drools compile the file. */
final class HeaderParser {

    private static final Set<String> IMPORTS = Set.of(
            "landfall.facts.*",
            "landfall.facts.Account",
            "landfall.facts.Clock",
            "landfall.facts.Territory",
            "landfall.facts.Routing",
            "landfall.facts.Members",
            "java.util.Set");
    private static final Set<String> STATIC_IMPORTS =
            Set.of("landfall.facts.Members.*", "landfall.facts.Members.team", "landfall.facts.Members.rep");
    private static final Set<String> ROUTING = Set.of("Routing", "landfall.facts.Routing");
    private static final Set<String> SET = Set.of("Set", "java.util.Set");

    private final Cursor cursor;
    private final Map<String, Place> globals = new LinkedHashMap<>();
    private boolean packageSeen;
    private boolean importSeen;

    HeaderParser(Cursor cursor) {
        this.cursor = cursor;
    }

    Map<String, Place> globals() {
        return globals;
    }

    /** Takes one statement of the header; false where there is none. */
    boolean parse(boolean beforeRules) {
        if (!cursor.isWord("package") && !cursor.isWord("import") && !cursor.isWord("global")) {
            return false;
        }
        if (!beforeRules) {
            cursor.report(
                    IssueCode.SYNTAX,
                    cursor.place(),
                    "\"" + cursor.spelling() + "\" stands after a rule",
                    "move it to the top of the file");
        }
        try {
            statement(cursor.spelling());
            cursor.takeIf(TokenKind.SEMICOLON);
        } catch (Lost lost) {
            if (!cursor.isBorder() && !cursor.isFirstOfLine()) {
                cursor.skipLine();
            }
        }
        return true;
    }

    private void statement(String word) {
        int first = cursor.take();
        switch (word) {
            case "package" -> {
                if (packageSeen || importSeen || !globals.isEmpty()) {
                    cursor.report(
                            IssueCode.SYNTAX,
                            cursor.place(first),
                            "\"package\" may stand once, as the first line of the file",
                            "delete it; the header may be left out");
                }
                packageSeen = true;
                name("a package name");
            }
            case "import" -> {
                importSeen = true;
                importStatement();
            }
            default -> global();
        }
    }

    private void importStatement() {
        boolean isStatic = cursor.takeIf("static");
        int first = cursor.index();
        String name = name("a name");
        Set<String> known = isStatic ? STATIC_IMPORTS : IMPORTS;
        if (!known.contains(name)) {
            String meant = Suggestions.find(name, known)
                    .map(found -> "did you mean \"" + found + "\"?")
                    .orElse("the header may be left out; \"import landfall.facts.*\" is enough for other Drools tools");
            cursor.report(
                    IssueCode.UNKNOWN_IMPORT,
                    cursor.placeFrom(first),
                    "a rule file cannot import \"" + (isStatic ? "static " : "") + name + "\"",
                    meant);
        }
    }

    private void global() {
        int first = cursor.index();
        String type = name("a type");
        Place typePlace = cursor.placeFrom(first);
        if (!cursor.is(TokenKind.WORD) || cursor.isFirstOfLine()) {
            throw cursor.unexpected("a name", "behind the type of the global");
        }
        String name = cursor.spelling();
        int nameIndex = cursor.take();
        if (ROUTING.contains(type)) {
            if (!name.equals("routing")) {
                cursor.report(
                        IssueCode.UNKNOWN_GLOBAL,
                        cursor.place(nameIndex),
                        "the global of type Routing is named \"routing\"",
                        "write: global landfall.facts.Routing routing");
            }
        } else if (SET.contains(type)) {
            globals.put(name, cursor.place(nameIndex));
        } else {
            cursor.report(
                    IssueCode.UNKNOWN_GLOBAL,
                    typePlace,
                    "a rule file has no global of type \"" + type + "\"",
                    "there are: global landfall.facts.Routing routing, and global java.util.Set for each list");
        }
    }

    private String name(String what) {
        StringBuilder name = new StringBuilder();
        do {
            if (!name.isEmpty()) {
                name.append('.');
            }
            if (cursor.is(TokenKind.FOREIGN) && cursor.spelling().equals("*") && !name.isEmpty()) {
                name.append('*');
                cursor.take();
                return name.toString();
            }
            if (!cursor.is(TokenKind.WORD)) {
                throw cursor.unexpected(what, "here");
            }
            name.append(cursor.spelling());
            cursor.take();
        } while (cursor.takeIf(TokenKind.DOT));
        return name.toString();
    }
}
