package landfall.account;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The words that say what a subdivision is, around its name: State of Ohio, Tokyo-to, 東京都, Kanton Zürich. */
final class SubdivisionWords {

    // Keys of Spelling.nameKey; longer ones first where one begins with another.
    private static final List<String> BEFORE = List.of(
            "state of ",
            "commonwealth of ",
            "province of ",
            "region of ",
            "county of ",
            "county ",
            "co ",
            "city of ",
            "canton of ",
            "canton de ",
            "canton du ",
            "canton ",
            "kanton ",
            "bundesland ",
            "land ",
            "freistaat ",
            "provinz ",
            "prafektur ",
            "prefecture de ",
            "prefektur ",
            "province de ",
            "province du ",
            "province d",
            "provincia autonoma di ",
            "provincia de ",
            "provincia di ",
            "provincia del ",
            "region de ",
            "region ",
            "departement de la ",
            "departement du ",
            "departement de ",
            "departement ",
            "departamento de ",
            "comunidad autonoma de ",
            "comunidad de ",
            "communaute de ",
            "comunita di ",
            "estado de ",
            "estado do ",
            "estado da ",
            "etat de ",
            "etat du ",
            "comte de ",
            "condado de ",
            "autonome gemeinschaft ",
            "provincie ");
    private static final List<String> AFTER = List.of(
            " state",
            " province",
            " prefecture",
            " metropolis",
            " region",
            " county",
            " canton",
            " governorate",
            " district",
            " oblast",
            " krai",
            " voivodeship",
            " prefektur",
            " to",
            " fu",
            " ken",
            " do",
            " lan",
            " fylke",
            " autonomous community",
            " 특별시",
            " 광역시",
            " 주",
            " 도",
            " 시",
            "特別区",
            "自由州",
            "自治区",
            "都",
            "府",
            "県",
            "州",
            "省",
            "市",
            "道",
            "邦",
            "주",
            "도",
            "시");

    private static final Map<Character, List<String>> BEFORE_BY_FIRST =
            BEFORE.stream().collect(Collectors.groupingBy(word -> word.charAt(0)));
    private static final Map<Character, List<String>> AFTER_BY_LAST =
            AFTER.stream().collect(Collectors.groupingBy(word -> word.charAt(word.length() - 1)));

    private SubdivisionWords() {}

    /** The name alone; a name that would vanish stays as it is. */
    static String strip(String key) {
        if (key.isEmpty()) {
            return key;
        }
        String name = key;
        for (String word : BEFORE_BY_FIRST.getOrDefault(name.charAt(0), List.of())) {
            if (name.length() > word.length() + 1 && name.startsWith(word)) {
                name = name.substring(word.length());
                break;
            }
        }
        for (String word : AFTER_BY_LAST.getOrDefault(name.charAt(name.length() - 1), List.of())) {
            if (name.length() > word.length() + 1 && name.endsWith(word)) {
                return name.substring(0, name.length() - word.length()).strip();
            }
        }
        return name;
    }
}
