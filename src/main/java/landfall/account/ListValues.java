package landfall.account;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Cleans the values of lists as the fields that they are compared with; of an account nothing else is known. */
final class ListValues {

    private static final String ATTRIBUTE = "attributes[\"";
    private static final String NUMBER = "numbers[\"";

    private final Aliases aliases;

    ListValues(Aliases aliases) {
        this.aliases = aliases;
    }

    /** Null where the value is absent or not understood. */
    @Nullable
    String clean(String field, String raw) {
        if (field.equals("source") || field.equals("externalId") || field.equals("currentOwner")) {
            return Spelling.isAbsent(Spelling.tidy(raw)) ? null : Spelling.cut(Spelling.trim(raw));
        }
        String tidy = Spelling.tidy(raw);
        if (Spelling.isAbsent(tidy)) {
            return null;
        }
        if (field.startsWith(ATTRIBUTE)) {
            return Spelling.cut(aliases.of(key(field, ATTRIBUTE), tidy));
        }
        if (field.startsWith(NUMBER)) {
            return plain(FurtherFields.number(aliases.of(key(field, NUMBER), tidy)));
        }
        return understood(field, Spelling.cut(aliases.of(field, tidy)));
    }

    private static @Nullable String understood(String field, String text) {
        return switch (field) {
            case "country", "phoneCountry" -> country(text);
            case "place" -> Regions.anywhere(text);
            case "region" -> region(text);
            case "postalCode" -> postalCode(text);
            case "postalArea", "postalDistrict" -> PlaceFields.upper(text);
            case "nameKey" -> CompanyName.key(text);
            case "company", "parentCompany" -> CompanyFields.companyId(text);
            case "domain" -> WebDomain.of(text);
            case "email" -> PersonFields.lower(text);
            case "phone" -> phone(text);
            case "language" -> Languages.find(text);
            case "currency" -> CurrencyMarks.find(text, null);
            case "employees", "score", "latitude", "longitude" -> plain(NumberFields.understood(field, text));
            case "annualRevenue", "dealSize", "annualRevenueLocal", "dealSizeLocal" ->
                plain(FurtherFields.number(text));
            case "existingCustomer", "freeMail" -> truth(text);
            default -> text;
        };
    }

    private static @Nullable String country(String text) {
        String country = Countries.find(text);
        return country == null && Britain.nation(text) != null ? "GB" : country;
    }

    private static @Nullable String region(String text) {
        String place = Regions.anywhere(text);
        return place == null ? Regions.codeAlone(text) : place.substring(3);
    }

    private static @Nullable String postalCode(String text) {
        PostalCode code = PostalCode.read(text, null);
        return code == null ? null : code.code();
    }

    private static String phone(String text) {
        Telephone telephone = Telephone.read(text, null);
        return telephone == null ? text : telephone.number();
    }

    private static @Nullable String truth(String text) {
        Boolean truth = Truth.read(text);
        return truth == null ? null : truth.toString();
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    private static String key(String field, String start) {
        return field.endsWith("\"]") ? field.substring(start.length(), field.length() - 2) : field;
    }
}
