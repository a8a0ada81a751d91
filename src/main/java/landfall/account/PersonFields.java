package landfall.account;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who asked. What was sent here appears in no change and no warning. */
final class PersonFields {

    private PersonFields() {}

    /** Cleans them and gives the domain of the mail address, free mail or not. */
    static @Nullable String clean(Cleaning cleaning, @Nullable String country) {
        cleaning.account().person(cleaning.text("person")).title(cleaning.text("title"));
        phone(cleaning, country);
        SentValue sent = cleaning.sent("email");
        if (sent == null) {
            return null;
        }
        String address = lower(sent.text());
        address = address.startsWith("mailto:") ? address.substring(7) : address;
        String domain = WebDomain.ofMail(address);
        cleaning.settle(sent, domain == null ? null : address, domain == null ? "not a mail address" : "spelling");
        cleaning.account().email(domain == null ? null : address);
        return domain;
    }

    static String lower(String text) {
        return Spelling.tidy(text.toLowerCase(Locale.ROOT));
    }

    private static void phone(Cleaning cleaning, @Nullable String country) {
        SentValue sent = cleaning.sent("phone");
        Telephone telephone = sent == null ? null : Telephone.read(sent.text(), country);
        SentValue sentCountry = telephone == null ? cleaning.sent("phoneCountry") : null;
        String phoneCountry = telephone == null ? null : telephone.country();
        if (sentCountry != null) {
            phoneCountry = Countries.find(sentCountry.text());
            cleaning.settle(
                    sentCountry, phoneCountry, phoneCountry == null ? "no country that is known" : "name of a country");
        }
        cleaning.account().phoneCountry(phoneCountry);
        if (sent == null) {
            return;
        }
        if (telephone != null) {
            cleaning.settle(sent, telephone.number(), "E.164");
        } else {
            cleaning.settle(sent);
            cleaning.warn("phone", "phone: what was sent is no telephone number, or needs its country");
        }
        cleaning.account().phone(telephone == null ? sent.text() : telephone.number());
    }
}
