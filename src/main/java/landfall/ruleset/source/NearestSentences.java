package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the sentences that come nearest to one that is not known: those that share the most words with it, in the same
 * order, whatever stands in quotes. Characters of scripts without blanks count as words.
 */
final class NearestSentences {

    private static final int SHOWN = 3;
    private static final double NEAR = 0.4;
    /** What a sentence gains that has a word which one that is in no sentence was likely meant to be. */
    private static final double MISSPELLED = 0.5;

    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "its");

    private final int most;
    private int asked;

    /** @param most sentences to look for; finding the nearest takes far longer than reading */
    NearestSentences(int most) {
        this.most = most;
    }

    private record Near(String sentence, double score) {}

    /** {@code did you mean …?}, for a part of a sentence and the whole of it. */
    String hint(String part, String whole, List<Mapping> mappings) {
        String otherwise = "plain conditions and actions stand behind >";
        if (asked++ >= most) {
            return otherwise;
        }
        Map<String, List<String>> sentences = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        for (Mapping mapping : mappings) {
            String sentence = mapping.sentence();
            sentences.put(sentence, words(sentence));
            known.addAll(words(sentence));
        }
        List<String> ofPart = words(part);
        List<String> ofWhole = words(whole);
        List<String> strange =
                ofPart.stream().filter(word -> !known.contains(word)).toList();
        List<Near> near = new ArrayList<>();
        sentences.forEach((sentence, words) -> {
            double score = Math.max(score(ofPart, words), score(ofWhole, words))
                    + (strange.stream().anyMatch(word -> words.stream().anyMatch(other -> similarity(word, other) > 0))
                            ? MISSPELLED
                            : 0);
            if (score >= NEAR) {
                near.add(new Near(sentence, score));
            }
        });
        near.sort(Comparator.comparingDouble(Near::score).reversed().thenComparing(Near::sentence));
        if (near.isEmpty()) {
            return otherwise;
        }
        double least = near.get(0).score() * 0.8;
        return "did you mean "
                + near.stream()
                        .limit(SHOWN)
                        .filter(one -> one.score() >= least)
                        .map(one -> "\"" + one.sentence().replace('"', '\'') + "\"")
                        .collect(Collectors.joining(" or "))
                + "?";
    }

    /** The first sentence that begins a pattern, in quotes. */
    String patterns(List<Mapping> conditions) {
        return conditions.stream()
                .filter(mapping -> mapping.value().contains("Account("))
                .map(mapping -> "\"" + mapping.sentence() + "\"")
                .findFirst()
                .orElse("\"> Account( )\"");
    }

    /** From 0 to 1: the words that both share in order, of those of the second, and of all words of both. */
    static double score(List<String> a, List<String> b) {
        if (a.isEmpty() || b.isEmpty() || a.size() > 400 || b.size() > 400) {
            return 0;
        }
        double[] before = new double[b.size() + 1];
        for (String word : a) {
            double[] row = new double[b.size() + 1];
            for (int j = 1; j <= b.size(); j++) {
                double same = similarity(word, b.get(j - 1));
                row[j] = Math.max(Math.max(before[j], row[j - 1]), same > 0 ? before[j - 1] + same : 0);
            }
            before = row;
        }
        double shared = before[b.size()];
        return shared / b.size() / 2 + shared / (a.size() + b.size());
    }

    private static double similarity(String a, String b) {
        if (Objects.equals(a, b)) {
            return 1;
        }
        int most = Math.max(1, Math.max(a.length(), b.length()) / 3);
        boolean near = a.length() > 2 && b.length() > 2 && Suggestions.distance(a, b, most + 1) <= most;
        return near ? 0.8 : 0;
    }

    /** Without what stands in quotes and braces, articles and numbers. */
    static List<String> words(String sentence) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < sentence.length()) {
            int point = sentence.codePointAt(at);
            int end = at + Character.charCount(point);
            if (point == '"' || point == '{') {
                int close = sentence.indexOf(point == '"' ? '"' : '}', at + 1);
                end = close < 0 ? sentence.length() : close + 1;
            } else if (point < 0x2e80 && Character.isLetter(point)) {
                while (end < sentence.length()
                        && sentence.charAt(end) < 0x2e80
                        && (Character.isLetter(sentence.charAt(end)) || sentence.charAt(end) == '\'')) {
                    end++;
                }
                String word = sentence.substring(at, end).toLowerCase(Locale.ROOT);
                if (!ARTICLES.contains(word)) {
                    words.add(word);
                }
            } else if (Character.isLetter(point)) {
                words.add(sentence.substring(at, end));
            }
            at = end;
        }
        return words;
    }
}
