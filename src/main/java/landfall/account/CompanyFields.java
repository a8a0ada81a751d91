package landfall.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Name, ids and domain of a company and its parent. */
final class CompanyFields {

    private final Cleaning cleaning;
    private @Nullable String mailDomain;

    private CompanyFields(Cleaning cleaning) {
        this.cleaning = cleaning;
    }

    /**
     * The keys of both.
     *
     * @param own of the company
     * @param parent of its parent
     */
    record Keys(List<String> own, List<String> parent) {}

    /** Cleans them; after {@link PersonFields}, which gives the domain of the mail address. */
    static Keys clean(Cleaning cleaning, @Nullable String mailDomain) {
        CompanyFields fields = new CompanyFields(cleaning);
        fields.mailDomain = mailDomain;
        return fields.clean();
    }

    private Keys clean() {
        String name = cleaning.text("name");
        String nameKey = name == null ? cleaning.text("nameKey") : name;
        String domain = domain();
        String company = company("company");
        String corporate = corporateNumber("corporateNumber");
        String duns = duns("duns");
        String parent = company("parentCompany");
        String parentCorporate = corporateNumber("parentCorporateNumber");
        String parentDuns = duns("parentDuns");
        String parentDomain = usable(webDomain("parentDomain"), "parentDomain");
        cleaning.account()
                .name(name)
                .nameKey(nameKey == null ? null : CompanyName.key(nameKey))
                .domain(domain)
                .company(first(company, corporate, duns, domain))
                .parentCompany(first(parent, parentCorporate, parentDuns, parentDomain));
        return new Keys(
                keys(company, corporate, duns, domain), keys(parent, parentCorporate, parentDuns, parentDomain));
    }

    private @Nullable String domain() {
        boolean freeMail =
                NumberFields.truth(cleaning, "freeMail") || (mailDomain != null && WebDomain.isFreeMail(mailDomain));
        String domain = null;
        boolean refused = false;
        for (String field : List.of("domain", "website", "url")) {
            String sent = webDomain(field);
            String usable = usable(sent, field);
            refused |= sent != null && usable == null;
            if (domain == null && usable != null) {
                domain = usable;
                if (!field.equals("domain")) {
                    cleaning.change("domain", null, domain, "from " + field);
                }
            }
        }
        if (domain == null && mailDomain != null && !WebDomain.isFreeMail(mailDomain)) {
            domain = mailDomain;
            cleaning.change("domain", null, domain, "from email");
        }
        cleaning.account().freeMail(freeMail || (refused && mailDomain == null));
        return domain;
    }

    private @Nullable String webDomain(String field) {
        SentValue sent = cleaning.sent(field);
        if (sent == null) {
            return null;
        }
        String domain = WebDomain.of(sent.text());
        cleaning.settle(sent, domain, domain == null ? "not a domain" : "domain alone");
        return domain;
    }

    private @Nullable String usable(@Nullable String domain, String field) {
        if (domain == null || !WebDomain.isFreeMail(domain)) {
            return domain;
        }
        cleaning.change(field, domain, null, "free mail says nothing about a company");
        return null;
    }

    private @Nullable String company(String field) {
        SentValue sent = cleaning.sent(field);
        if (sent == null) {
            return null;
        }
        String id = companyId(sent.text());
        cleaning.settle(sent, id, "spelling");
        return id;
    }

    /** An id stays as it is, but a domain is one whatever its case. */
    static String companyId(String text) {
        String domain = text.indexOf('.') > 0 ? WebDomain.of(text) : null;
        return domain != null && domain.equals(text.toLowerCase(Locale.ROOT)) ? domain : text;
    }

    private @Nullable String corporateNumber(String field) {
        SentValue sent = cleaning.sent(field);
        if (sent == null) {
            return null;
        }
        String number = CompanyNumber.corporate(sent.text());
        cleaning.settle(sent, number, number == null ? "no corporate number (13 digits, the first checks)" : "digits");
        return number;
    }

    private @Nullable String duns(String field) {
        SentValue sent = cleaning.sent(field);
        if (sent == null) {
            return null;
        }
        String number = CompanyNumber.duns(sent.text());
        cleaning.settle(sent, number, number == null ? "no D-U-N-S number (9 digits)" : "digits");
        return number;
    }

    private static List<String> keys(
            @Nullable String company, @Nullable String corporate, @Nullable String duns, @Nullable String domain) {
        List<String> keys = new ArrayList<>(4);
        key(keys, "company:", company);
        key(keys, "corporateNumber:", corporate);
        key(keys, "duns:", duns);
        key(keys, "domain:", domain);
        return keys;
    }

    private static void key(List<String> keys, String kind, @Nullable String value) {
        if (value != null) {
            keys.add(kind + value);
        }
    }

    private static @Nullable String first(
            @Nullable String one, @Nullable String two, @Nullable String three, @Nullable String four) {
        return one != null ? one : two != null ? two : three != null ? three : four;
    }
}
