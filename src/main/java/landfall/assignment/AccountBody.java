package landfall.assignment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a call, for the API's description; what comes is read field by field and cleaned. */
@Schema(
        name = "Account",
        description = "An account as it is known. Every field may be absent, and comes as people write it; fields that "
                + "are not listed become attributes where the configuration admits them for the source.",
        additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
record AccountBody(
        @Schema(description = "Where the account comes from; with externalId it is the account", example = "marketo")
                @Nullable
                String source,
        @Schema(description = "Its id there", example = "lead-8841") @Nullable String externalId,
        @Schema(example = "Acme KK") @Nullable String name,
        @Schema(description = "Your company id") @Nullable String company,
        @Nullable String parentCompany,
        @Schema(description = "Web domain; a URL will do") @Nullable String domain,
        @Nullable String email,
        @Nullable String person,
        @Nullable String phone,
        @Nullable String title,
        @Schema(description = "Code or name", example = "Japan") @Nullable String country,
        @Schema(description = "Code or name", example = "東京都") @Nullable String region,
        @Nullable String city,
        @Nullable String postalCode,
        @Schema(description = "Free text, such as \"Dublin, Ireland\"") @Nullable String location,
        @Nullable String industry,
        @Nullable String sector,
        @Nullable String segment,
        @Nullable String product,
        @Nullable String leadSource,
        @Nullable String language,
        @Nullable String partner,
        @Schema(
                        description = "Head count",
                        oneOf = {Integer.class, String.class})
                @Nullable
                Object employees,
        @Schema(oneOf = {Double.class, String.class}) @Nullable Object annualRevenue,
        @Schema(oneOf = {Double.class, String.class}) @Nullable Object dealSize,
        @Schema(description = "ISO 4217 code or sign of the amounts", example = "JPY") @Nullable String currency,
        @Schema(oneOf = {Double.class, String.class}) @Nullable Object score,
        @Nullable Boolean existingCustomer,
        @Schema(description = "Rep id") @Nullable String currentOwner,
        @Nullable List<String> tags,
        @Schema(description = "The full answer, but nothing recorded and no turn taken") @Nullable Boolean test,
        @Schema(description = "The account may move although its owner is active") @Nullable Boolean reassign,
        @Schema(
                        description = "account: don't give it to its company's owner",
                        allowableValues = {"company", "account"})
                @Nullable
                String match,
        @Schema(description = "Names the event; the Idempotency-Key header does the same") @Nullable
                String idempotencyKey) {}
