package landfall.account;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number that exists.
 *
 * @param number E.164
 * @param country ISO 3166-1 alpha-2; null for numbers of no country, such as satellite telephones
 */
record Telephone(String number, @Nullable String country) {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String NO_COUNTRY = "001";

    /**
     * Reads a number as it is dialled in this country, or with {@code +}.
     *
     * @return null where there is no such number
     */
    static @Nullable Telephone read(String tidy, @Nullable String country) {
        try {
            PhoneNumber number = NUMBERS.parse(tidy, country);
            String region = NUMBERS.getRegionCodeForNumber(number);
            if (region == null || !NUMBERS.isValidNumberForRegion(number, region)) {
                return null;
            }
            return new Telephone(
                    NUMBERS.format(number, PhoneNumberFormat.E164), region.equals(NO_COUNTRY) ? null : region);
        } catch (NumberParseException notANumber) {
            return null;
        }
    }
}
