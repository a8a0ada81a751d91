package landfall.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text format 0.0.4, strictly: each family has its help and type before its samples and stands there once,
 * no series is there twice, and histograms add up.
 *
 * @param families by name
 */
record PrometheusText(Map<String, Family> families) {

    private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (-?[0-9.]+(?:E-?[0-9]+)?|NaN|[+-]Inf)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\",?");

    /** All samples of a name. */
    record Family(String help, String type, List<Sample> samples) {}

    /** One value. */
    record Sample(String name, Map<String, String> labels, double value) {}

    static PrometheusText parse(String text) {
        if (!text.endsWith("\n")) {
            throw new AssertionError("the last line doesn't end");
        }
        Map<String, Family> families = new LinkedHashMap<>();
        Map<String, String> helps = new TreeMap<>();
        String current = "";
        for (String line : text.split("\n")) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                helps.put(help.group(1), help.group(2));
            } else if (type.matches()) {
                current = type.group(1);
                Family family = new Family(helps.getOrDefault(current, ""), type.group(2), new ArrayList<>());
                if (families.put(current, family) != null) {
                    throw new AssertionError(current + " stands there twice");
                }
            } else if (sample.matches()) {
                add(families, current, sample);
            } else {
                throw new AssertionError("no line of the format: " + line);
            }
        }
        families.forEach(PrometheusText::addUp);
        return new PrometheusText(families);
    }

    private static void add(Map<String, Family> families, String current, Matcher line) {
        String name = line.group(1);
        Family family = families.get(current);
        if (family == null || !belongs(name, current, family.type())) {
            throw new AssertionError(name + " stands in the family " + current);
        }
        Sample sample = new Sample(name, labels(line.group(2)), number(line.group(3)));
        if (family.samples().stream()
                .anyMatch(each -> each.name().equals(name) && each.labels().equals(sample.labels()))) {
            throw new AssertionError("twice: " + line.group());
        }
        family.samples().add(sample);
    }

    private static boolean belongs(String name, String family, String type) {
        return switch (type) {
            case "histogram" ->
                List.of(family + "_bucket", family + "_sum", family + "_count").contains(name);
            case "summary" ->
                List.of(family, family + "_sum", family + "_count").contains(name);
            default -> name.equals(family);
        };
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        int end = 0;
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find() && label.start() == end) {
            end = label.end();
            if (labels.put(label.group(1), label.group(2)) != null) {
                throw new AssertionError("a label twice: " + text);
            }
        }
        if (text != null && end != text.length()) {
            throw new AssertionError("not labels: " + text);
        }
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** Buckets only grow, and the last of them is the count. */
    private static void addUp(String name, Family family) {
        if (!family.type().equals("histogram")) {
            return;
        }
        Map<Map<String, String>, Sample> last = new LinkedHashMap<>();
        for (Sample sample : family.samples()) {
            Map<String, String> series = new TreeMap<>(sample.labels());
            String bound = series.remove("le");
            if (sample.name().endsWith("_bucket")) {
                Sample before = last.put(series, sample);
                if (before != null
                        && (before.value() > sample.value()
                                || number(before.labels().get("le")) >= number(bound))) {
                    throw new AssertionError(name + " shrinks at " + sample);
                }
            } else if (sample.name().endsWith("_count")) {
                Sample whole = last.get(series);
                if (whole == null || !"+Inf".equals(whole.labels().get("le")) || whole.value() != sample.value()) {
                    throw new AssertionError(name + " doesn't add up: " + whole + ", " + sample);
                }
            }
        }
    }

    /** The value of the series that has at least those labels, given as name, value, name, value …; all of them together. */
    double value(String name, String... labels) {
        return families.values().stream()
                .flatMap(family -> family.samples().stream())
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> {
                    for (int i = 0; i < labels.length; i += 2) {
                        if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .mapToDouble(Sample::value)
                .sum();
    }
}
