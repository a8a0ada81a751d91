package landfall.ledger;

import org.jspecify.annotations.Nullable;

/** A decision and, where its call had an idempotency key, its answer. */
record Written(Entry entry, @Nullable Answered answered) {}
