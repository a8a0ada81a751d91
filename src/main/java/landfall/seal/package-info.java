/**
 * What happened, sealed against being changed afterwards: a Merkle tree over the exact bytes of the records, its head signed
 * and given out, and proofs that anybody can check with a public key alone.
 */
@NullMarked
package landfall.seal;

import org.jspecify.annotations.NullMarked;
