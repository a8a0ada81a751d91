package landfall.ruleset;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.FactType;
import landfall.language.Literal;
import landfall.language.Operand;
import landfall.language.Pattern;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Member;
import landfall.language.Rule;
import landfall.ruleset.source.Escapes;

/** Prints a rule as the sentences that Landfall brings say it, all of it but the places. */
enum SentencePrinter {
    ENGLISH("territories.en.dsl") {

        @Override
        String head(String name, String value) {
            return switch (name) {
                case "rule" -> "rule " + value;
                case "description" -> "    Description " + value;
                case "owner" -> "    Owner " + value;
                case "zone" -> "    Time zone " + value;
                case "salience" -> "    Priority " + value;
                default -> value;
            };
        }

        @Override
        String effective(LocalDate date) {
            return "Valid from \"" + date + "\"";
        }

        @Override
        String expires(LocalDate date) {
            return "Valid until before \"" + date + "\"";
        }

        @Override
        String pattern(FactType fact) {
            return "The " + fact.word().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        String or(List<String> parts) {
            return String.join(" or ", parts);
        }

        @Override
        String and(List<String> parts) {
            return String.join(" and ", parts);
        }

        @Override
        String not(String part) {
            return "not (" + part + ")";
        }

        @Override
        String grouped(String part) {
            return "(" + part + ")";
        }

        @Override
        String compare(String field, Condition.Comparator comparator, String value) {
            String is =
                    switch (comparator) {
                        case EQUAL -> " is ";
                        case NOT_EQUAL -> " is not ";
                        case LESS -> " is less than ";
                        case LESS_OR_EQUAL -> " is at most ";
                        case GREATER -> " is more than ";
                        case GREATER_OR_EQUAL -> " is at least ";
                    };
            return field + is + value;
        }

        @Override
        String in(String field, boolean negated, List<String> values) {
            return field + (negated ? " is none of " : " is one of ") + String.join(", ", values);
        }

        @Override
        String memberOf(String field, boolean negated, String list) {
            return field + (negated ? " is not on the list " : " is on the list ") + list;
        }

        @Override
        String contains(String field, boolean negated, String value) {
            return field + (negated ? " does not contain " : " contains ") + value;
        }

        @Override
        String matches(String field, String expression) {
            return field + " matches the pattern " + expression;
        }

        @Override
        String affix(String field, boolean start, String text) {
            return field + (start ? " starts with " : " ends with ") + text;
        }

        @Override
        String isNull(String field, boolean negated) {
            return field + (negated ? " is known" : " is unknown");
        }

        @Override
        String action(Action action) {
            if (action instanceof Action.ClaimTerritory claim) {
                return "Route to territory " + quoted(claim.territory());
            }
            if (action instanceof Action.ClaimRep claim) {
                return "Assign to rep " + quoted(claim.rep());
            }
            if (action instanceof Action.TerritoryFrom from) {
                return "Look the territory up in the list " + quoted(from.list()) + " by " + noun(from.key());
            }
            if (action instanceof Action.RepFrom from) {
                return "Look the rep up in the list " + quoted(from.list()) + " by " + noun(from.key());
            }
            if (action instanceof Action.Overlay overlay) {
                return "Add someone from the overlay " + quoted(overlay.territory());
            }
            return "Give the reason " + quoted(((Action.Reason) action).sentence());
        }

        @Override
        String rotation(RotationSpec rotation) {
            String members = members(rotation, ", ");
            String turns =
                    switch (rotation.kind()) {
                        case ROUND_ROBIN -> "Take turns among " + members;
                        case WEIGHTED -> "Take turns by weight among " + members;
                        case ON_DUTY_CALENDAR ->
                            "Whoever is on duty by the duty roster " + quoted(String.valueOf(rotation.calendar()));
                        case LEAST_LOADED -> "The least loaded of " + members;
                        case IN_ORDER -> "The first who is free of " + members;
                        case ON_DUTY ->
                            "One " + List.of("day", "week", "month", "quarter").get(period(rotation)) + " each from \""
                                    + rotation.from() + "\" on: " + members;
                    };
            StringBuilder text = new StringBuilder(turns);
            if (rotation.pool() != null) {
                text.append(", sharing the pool ").append(quoted(rotation.pool()));
            }
            if (rotation.cap() != null) {
                text.append(", at most ")
                        .append(rotation.cap().turns())
                        .append(" each ")
                        .append(rotation.cap().period());
            }
            text.append(rotation.duringWorkingHours() ? ", during working hours" : "");
            text.append(rotation.orNextOnShift() ? ", or the next on shift" : "");
            text.append(rotation.keepOwner() ? ", keeping the owner" : "");
            if (rotation.acceptWithin() != null) {
                text.append(", to be accepted within ").append(quoted(rotation.acceptWithin()));
            }
            return text.toString();
        }

        @Override
        String member(Member member) {
            if (member instanceof Member.RepMember rep) {
                return quoted(rep.rep()) + (rep.weight() == null ? "" : " with weight " + rep.weight());
            }
            Member.TeamMember team = (Member.TeamMember) member;
            StringBuilder text = new StringBuilder("the team " + quoted(team.team()));
            team.skills().forEach(skill -> text.append(" with the skill ").append(quoted(skill)));
            team.languages().forEach(language -> text.append(" who speak ").append(quoted(language)));
            return text + (team.matchingLanguage() ? " who speak the account's language" : "");
        }
    },

    JAPANESE("territories.ja.dsl") {

        @Override
        String head(String name, String value) {
            return switch (name) {
                case "rule" -> "ルール " + value;
                case "description" -> "    説明 " + value;
                case "owner" -> "    責任者 " + value;
                case "zone" -> "    タイムゾーン " + value;
                case "salience" -> "    優先度 " + value;
                case "Switched on" -> "有効";
                case "Switched off" -> "無効";
                case "when" -> "条件";
                case "then" -> "実行";
                case "end" -> "終わり";
                default -> value;
            };
        }

        @Override
        String effective(LocalDate date) {
            return date(date) + "から有効";
        }

        @Override
        String expires(LocalDate date) {
            return date(date) + "に失効";
        }

        private String date(LocalDate date) {
            return date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
        }

        @Override
        String pattern(FactType fact) {
            return switch (fact) {
                case ACCOUNT -> "取引先が次をすべて満たす";
                case CLOCK -> "時計が次をすべて満たす";
                case TERRITORY -> "テリトリーが次をすべて満たす";
            };
        }

        @Override
        String or(List<String> parts) {
            return String.join("、または", parts);
        }

        @Override
        String and(List<String> parts) {
            return String.join("、かつ", parts);
        }

        @Override
        String not(String part) {
            return "次に当てはまらない（" + part + "）";
        }

        @Override
        String grouped(String part) {
            return "（" + part + "）";
        }

        @Override
        String compare(String field, Condition.Comparator comparator, String value) {
            String is =
                    switch (comparator) {
                        case EQUAL -> "である";
                        case NOT_EQUAL -> "ではない";
                        case LESS -> "未満";
                        case LESS_OR_EQUAL -> "以下";
                        case GREATER -> "より大きい";
                        case GREATER_OR_EQUAL -> "以上";
                    };
            return field + "が" + value + is;
        }

        @Override
        String in(String field, boolean negated, List<String> values) {
            return field + "が" + String.join("、", values) + (negated ? "のいずれでもない" : "のいずれか");
        }

        @Override
        String memberOf(String field, boolean negated, String list) {
            return field + "がリスト " + list + " に" + (negated ? "ない" : "ある");
        }

        @Override
        String contains(String field, boolean negated, String value) {
            return field + "に" + value + (negated ? "を含まない" : "を含む");
        }

        @Override
        String matches(String field, String expression) {
            return field + "が正規表現" + expression + "に一致する";
        }

        @Override
        String affix(String field, boolean start, String text) {
            return field + "が" + text + (start ? "で始まる" : "で終わる");
        }

        @Override
        String isNull(String field, boolean negated) {
            return field + (negated ? "が分かっている" : "が不明");
        }

        @Override
        String action(Action action) {
            if (action instanceof Action.ClaimTerritory claim) {
                return "テリトリー" + quoted(claim.territory()) + "に割り当てる";
            }
            if (action instanceof Action.ClaimRep claim) {
                return "担当者" + quoted(claim.rep()) + "に割り当てる";
            }
            if (action instanceof Action.TerritoryFrom from) {
                return "リスト" + quoted(from.list()) + "を" + noun(from.key()) + "で引いてテリトリーを決める";
            }
            if (action instanceof Action.RepFrom from) {
                return "リスト" + quoted(from.list()) + "を" + noun(from.key()) + "で引いて担当者を決める";
            }
            if (action instanceof Action.Overlay overlay) {
                return "オーバーレイ" + quoted(overlay.territory()) + "からも担当者を付ける";
            }
            return "理由は" + quoted(((Action.Reason) action).sentence());
        }

        @Override
        String rotation(RotationSpec rotation) {
            String members = members(rotation, "、");
            String turns =
                    switch (rotation.kind()) {
                        case ROUND_ROBIN -> members + "で順番に回す";
                        case WEIGHTED -> members + "で重みに応じて順番に回す";
                        case ON_DUTY_CALENDAR -> "当番表" + quoted(String.valueOf(rotation.calendar())) + "に従う";
                        case LEAST_LOADED -> members + "のうち手持ちが最も少ない人に割り当てる";
                        case IN_ORDER -> members + "の順に空いている人に割り当てる";
                        case ON_DUTY ->
                            "\"" + rotation.from() + "\"から"
                                    + List.of("1日", "1週間", "1か月", "1四半期").get(period(rotation)) + "ずつ" + members
                                    + "が担当する";
                    };
            List<String> options = new java.util.ArrayList<>();
            if (rotation.pool() != null) {
                options.add("プール" + quoted(rotation.pool()) + "を共有");
            }
            if (rotation.cap() != null) {
                String period = Map.of("hour", "1時間", "day", "1日", "week", "1週間", "month", "1か月")
                        .get(rotation.cap().period());
                options.add(period + "に" + rotation.cap().turns() + "件まで");
            }
            if (rotation.duringWorkingHours()) {
                options.add("勤務時間内のみ");
            }
            if (rotation.orNextOnShift()) {
                options.add("いなければ次に勤務に入る人");
            }
            if (rotation.keepOwner()) {
                options.add("担当者を変えない");
            }
            if (rotation.acceptWithin() != null) {
                options.add(quoted(rotation.acceptWithin()) + "以内に受諾");
            }
            return turns + (options.isEmpty() ? "" : "（" + String.join("、", options) + "）");
        }

        @Override
        String member(Member member) {
            if (member instanceof Member.RepMember rep) {
                return (rep.weight() == null ? "" : "重み" + rep.weight() + "の") + quoted(rep.rep());
            }
            Member.TeamMember team = (Member.TeamMember) member;
            StringBuilder text = new StringBuilder("チーム" + quoted(team.team()));
            team.skills()
                    .forEach(
                            skill -> text.append("のうちスキル").append(quoted(skill)).append("を持つ人"));
            team.languages()
                    .forEach(language ->
                            text.append("のうち言語").append(quoted(language)).append("を話す人"));
            return text + (team.matchingLanguage() ? "のうち取引先の言語で対応できる人" : "");
        }
    };

    private final String file;

    SentencePrinter(String file) {
        this.file = file;
    }

    abstract String head(String name, String value);

    abstract String effective(LocalDate date);

    abstract String expires(LocalDate date);

    abstract String pattern(FactType fact);

    abstract String or(List<String> parts);

    abstract String and(List<String> parts);

    abstract String not(String part);

    abstract String grouped(String part);

    abstract String compare(String field, Condition.Comparator comparator, String value);

    abstract String in(String field, boolean negated, List<String> values);

    abstract String memberOf(String field, boolean negated, String list);

    abstract String contains(String field, boolean negated, String value);

    abstract String matches(String field, String expression);

    abstract String affix(String field, boolean start, String text);

    abstract String isNull(String field, boolean negated);

    abstract String action(Action action);

    abstract String rotation(RotationSpec rotation);

    abstract String member(Member member);

    /** The {@code .dsl} file that these sentences stand in. */
    String file() {
        return file;
    }

    /** A whole file of these rules. */
    String print(List<Rule> rules) {
        return "expander " + file + "\n\n" + rules.stream().map(this::print).collect(Collectors.joining("\n"));
    }

    private String print(Rule rule) {
        StringBuilder text = new StringBuilder(head("rule", quoted(rule.name()))).append('\n');
        Map<String, String> heads = new java.util.LinkedHashMap<>();
        heads.put("description", rule.description());
        heads.put("owner", rule.owner());
        heads.put("zone", rule.zone());
        heads.forEach((name, value) -> {
            if (value != null) {
                text.append(head(name, quoted(value))).append('\n');
            }
        });
        text.append(head("salience", Integer.toString(rule.salience()))).append('\n');
        String enabled = rule.enabled() ? "Switched on" : "Switched off";
        text.append("    ").append(head(enabled, enabled)).append('\n');
        if (rule.effective() != null) {
            text.append("    ").append(effective(rule.effective())).append('\n');
        }
        if (rule.expires() != null) {
            text.append("    ").append(expires(rule.expires())).append('\n');
        }
        text.append(head("when", "when")).append('\n');
        for (Pattern pattern : rule.patterns()) {
            text.append("    ").append(pattern(pattern.fact())).append('\n');
            pattern.conditions()
                    .forEach(condition ->
                            text.append("    - ").append(print(condition)).append('\n'));
        }
        text.append(head("then", "then")).append('\n');
        for (Action action : rule.actions()) {
            text.append("    ")
                    .append(action instanceof Action.TakeTurns turns ? rotation(turns.rotation()) : action(action))
                    .append('\n');
        }
        return text.append(head("end", "end")).append('\n').toString();
    }

    private String print(Condition condition) {
        if (condition instanceof Condition.And and) {
            return and(parts(and.conditions()));
        }
        if (condition instanceof Condition.Or or) {
            return or(parts(or.conditions()));
        }
        if (condition instanceof Condition.Not not) {
            return not(print(not.condition()));
        }
        String field = noun(((Condition.Comparison) condition).operand());
        if (condition instanceof Condition.Compare compare) {
            return compare(field, compare.comparator(), print(compare.literal()));
        }
        if (condition instanceof Condition.In in) {
            return in(
                    field, in.negated(), in.literals().stream().map(this::print).toList());
        }
        if (condition instanceof Condition.MemberOf member) {
            return memberOf(field, member.negated(), member.list());
        }
        if (condition instanceof Condition.Contains contains) {
            return contains(field, contains.negated(), print(contains.literal()));
        }
        if (condition instanceof Condition.Matches matches) {
            return matches(field, quoted(matches.expression()));
        }
        if (condition instanceof Condition.Affix affix) {
            return affix(field, affix.start(), quoted(affix.text()));
        }
        return isNull(field, ((Condition.IsNull) condition).negated());
    }

    private List<String> parts(List<Condition> conditions) {
        return conditions.stream()
                .map(part -> part instanceof Condition.And || part instanceof Condition.Or
                        ? grouped(print(part))
                        : print(part))
                .toList();
    }

    private String print(Literal literal) {
        if (literal instanceof Literal.TextLiteral text) {
            return quoted(text.value());
        }
        return literal instanceof Literal.NumberLiteral number
                ? number.text() + (number.exact() ? "B" : "")
                : String.valueOf(literal.value());
    }

    String members(RotationSpec rotation, String separator) {
        return rotation.members().stream().map(this::member).collect(Collectors.joining(separator));
    }

    static int period(RotationSpec rotation) {
        return rotation.period() == null ? 0 : rotation.period().ordinal();
    }

    static String quoted(String text) {
        return Escapes.quote(text);
    }

    /** What the sentences call a field; its own name where they have no other word. */
    String noun(Operand operand) {
        boolean english = this == ENGLISH;
        if (operand instanceof Operand.AttributeOperand attribute) {
            return (english ? "the attribute " : "属性") + quoted(attribute.key());
        }
        if (operand instanceof Operand.NumberOperand number) {
            return (english ? "the number " : "数値") + quoted(number.key());
        }
        return NOUNS.get(this).getOrDefault(operand.text(), operand.text());
    }

    private static final Map<SentencePrinter, Map<String, String>> NOUNS =
            Map.of(ENGLISH, nouns(englishNouns()), JAPANESE, nouns(japaneseNouns()));

    private static Map<String, String> nouns(String table) {
        Map<String, String> nouns = new HashMap<>();
        for (String line : table.split("\n", -1)) {
            if (!line.isBlank()) {
                String[] pair = line.strip().split("=", 2);
                nouns.put(pair[0], pair[1]);
            }
        }
        return nouns;
    }

    private static String englishNouns() {
        return """
                source=the record source
                externalId=the external id
                nameKey=the name key
                parentCompany=the parent company
                name=the company name
                company=the company id
                domain=the web domain
                freeMail=the free mail flag
                title=the title of the contact
                phoneCountry=the country of the telephone number
                postalCode=the postal code
                postalArea=the postal area
                postalDistrict=the postal district
                leadSource=the lead source
                employees=the number of employees
                annualRevenueLocal=the local annual revenue
                annualRevenue=the annual revenue
                dealSizeLocal=the local deal size
                dealSize=the deal size
                score=the lead score
                existingCustomer=the existing customer flag
                currentOwner=the current owner
                dayOfWeek=the day of the week
                dayOfMonth=the day of the month
                holiday=the holiday flag
                ownerRep=the owner of the account
                country=the country
                region=the region
                place=the place
                city=the city
                latitude=the latitude
                longitude=the longitude
                industry=the industry
                sector=the sector
                segment=the segment
                product=the product
                language=the language
                partner=the partner
                currency=the currency
                tags=the tags
                zone=the zone
                date=the date
                time=the time
                hour=the hour
                month=the month
                quarter=the quarter
                year=the year
                id=the id
                parent=the parent
                type=the type
                role=the role
                """;
    }

    private static String japaneseNouns() {
        return """
                source=取り込み元
                externalId=外部ID
                nameKey=社名のキー
                name=社名
                parentCompany=親会社のID
                company=会社のID
                domain=ドメイン
                freeMail=フリーメールの有無
                title=役職
                email=メールアドレス
                person=相手の氏名
                phone=電話番号
                phoneCountry=電話番号の国
                country=国
                region=地域コード
                place=都道府県
                city=市区町村
                postalArea=郵便番号の上の桁
                postalDistrict=郵便番号の区域
                postalCode=郵便番号
                latitude=緯度
                longitude=経度
                industry=業種
                sector=業界
                segment=セグメント
                product=製品
                leadSource=獲得経路
                language=言語
                partner=パートナー
                employees=従業員数
                annualRevenueLocal=現地通貨の年間売上高
                annualRevenue=年間売上高
                dealSizeLocal=現地通貨の商談規模
                dealSize=商談規模
                currency=通貨
                score=リードスコア
                existingCustomer=既存顧客の区分
                currentOwner=現在の担当者
                tags=タグ
                zone=時計のタイムゾーン
                date=日付
                time=時刻
                hour=時
                dayOfWeek=曜日
                holiday=祝日の区分
                dayOfMonth=日
                month=月
                quarter=四半期
                year=年
                id=テリトリーのID
                parent=上位のテリトリー
                type=種別
                role=役割
                ownerRep=主担当者
                """;
    }
}
