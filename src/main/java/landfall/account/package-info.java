/** What callers send becomes an Account: cleaning, codes, money, what was changed and why. */
@NullMarked
package landfall.account;

import org.jspecify.annotations.NullMarked;
