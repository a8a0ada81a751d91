package landfall.account;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Country, region, place, city and postal code. What the caller says in a field of its own counts more than location. */
final class PlaceFields {

    private final Cleaning cleaning;
    private @Nullable String country;
    private @Nullable String place;
    private @Nullable String codeAlone;

    private PlaceFields(Cleaning cleaning) {
        this.cleaning = cleaning;
    }

    /** Cleans them and gives the country, which other fields need. */
    static @Nullable String clean(Cleaning cleaning) {
        return new PlaceFields(cleaning).clean();
    }

    private @Nullable String clean() {
        String nation = country();
        placeField();
        SentValue region = place == null ? cleaning.sent("region") : null;
        if (region != null && country == null) {
            String meant = Regions.anywhere(region.text());
            if (meant != null) {
                country = meant.substring(0, 2);
            }
        }
        Whereabouts whereabouts = location();
        if (country == null && whereabouts != null) {
            country = whereabouts.country();
        }
        if (region != null) {
            region(region);
        }
        if (place == null) {
            place = nation;
        }
        if (whereabouts != null && country != null && country.equals(whereabouts.country())) {
            // England is less than Bristol, England.
            boolean finer = place == null || (place.equals(nation) && whereabouts.place() != null);
            place = finer ? whereabouts.place() : place;
        }
        String region3166 = place == null ? codeAlone : place.substring(3);
        cleaning.account().country(country).place(place).region(region3166);
        city(whereabouts);
        postalCode();
        return country;
    }

    /** Sets the country; the place of a nation of the United Kingdom that was sent as one. */
    private @Nullable String country() {
        SentValue sent = cleaning.sent("country");
        if (sent == null) {
            return null;
        }
        country = Countries.find(sent.text());
        String nation = null;
        if (country == null) {
            place = Subdivisions.place(sent.text());
            nation = place == null ? Britain.nation(sent.text()) : null;
            String within = place == null ? nation : place;
            country = within == null ? null : within.substring(0, 2);
        }
        cleaning.settle(sent, country, country == null ? "no country that is known" : "name or code of a country");
        return nation;
    }

    private void placeField() {
        SentValue sent = place == null ? cleaning.sent("place") : null;
        if (sent == null) {
            return;
        }
        String meant = country == null ? Regions.anywhere(sent.text()) : Subdivisions.find(country, sent.text());
        place = meant;
        if (meant != null) {
            country = meant.substring(0, 2);
        }
        cleaning.settle(sent, meant, meant == null ? unknown() : "name of a subdivision");
    }

    private void region(SentValue sent) {
        if (country != null) {
            place = Subdivisions.find(country, sent.text());
            cleaning.settle(
                    sent,
                    place == null ? null : place.substring(3),
                    place == null ? unknown() : "name or code of a subdivision");
            return;
        }
        codeAlone = Regions.codeAlone(sent.text());
        cleaning.settle(sent, codeAlone, codeAlone == null ? unknown() : "spelling");
        if (codeAlone != null) {
            cleaning.warn("region", "region: " + codeAlone + " without a country could be in several");
        }
    }

    private String unknown() {
        return country == null ? "no subdivision of one country" : "no subdivision of " + country;
    }

    private @Nullable Whereabouts location() {
        SentValue sent = cleaning.sent("location");
        if (sent == null) {
            return null;
        }
        Whereabouts found = Location.read(sent.text(), country);
        if (found == null) {
            cleaning.change("location", sent.raw(), null, "stands for nothing");
            return null;
        }
        cleaning.change("location", sent.raw(), summary(found), "free text");
        if (found.doubt() != null) {
            cleaning.warn("location", "location: \"" + Spelling.cut(sent.text(), 60) + "\" " + found.doubt());
        }
        return found;
    }

    private static @Nullable String summary(Whereabouts found) {
        StringBuilder summary = new StringBuilder();
        for (String part :
                new @Nullable String[] {found.city(), found.place() == null ? found.country() : found.place()}) {
            if (part != null) {
                summary.append(summary.isEmpty() ? "" : ", ").append(part);
            }
        }
        return summary.isEmpty() ? null : summary.toString();
    }

    private void city(@Nullable Whereabouts whereabouts) {
        String city = cleaning.text("city");
        cleaning.account().city(city == null && whereabouts != null ? whereabouts.city() : city);
    }

    private void postalCode() {
        SentValue sent = cleaning.sent("postalCode");
        PostalCode code = sent == null ? null : PostalCode.read(sent.text(), country);
        if (sent != null) {
            String fault = country == null ? "no postal code" : "no postal code of " + country;
            cleaning.settle(sent, code == null ? null : code.code(), code == null ? fault : "form of the country");
        }
        String area = cleaning.text("postalArea");
        String district = cleaning.text("postalDistrict");
        cleaning.account()
                .postalCode(code == null ? null : code.code())
                .postalArea(code == null || code.area() == null ? upper(area) : code.area())
                .postalDistrict(code == null || code.district() == null ? upper(district) : code.district());
    }

    static @Nullable String upper(@Nullable String text) {
        return text == null ? null : Spelling.tidy(text.toUpperCase(Locale.ROOT).replace(" ", ""));
    }
}
