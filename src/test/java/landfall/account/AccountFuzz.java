package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;

/** Fuzzes the cleaning of accounts. */
public final class AccountFuzz {

    private AccountFuzz() {}

    /** Any account is cleaned without a throw, the same each time, and once and for all. */
    public static void clean(AccountRequest request) {
        CleanedAccount once = Cleaners.CLEANER.clean(request, Cleaners.TODAY);
        assertThat(Cleaners.CLEANER.clean(request, Cleaners.TODAY)).isEqualTo(once);
        AccountRequest again = new AccountRequest(AccountCleanerPropertyTest.fieldsOf(once.account()));
        assertThat(Cleaners.CLEANER.clean(again, Cleaners.TODAY).account()).isEqualTo(once.account());
    }
}
