package landfall.account;

import java.util.Map;

/**
 * What the rule set adds to cleaning; a part of its version.
 *
 * @param aliases by field name: spelling as the file has it to the value it stands for
 */
public record Vocabulary(Map<String, Map<String, String>> aliases, ExchangeRates rates) {

    public Vocabulary {
        aliases = Map.copyOf(aliases);
    }
}
