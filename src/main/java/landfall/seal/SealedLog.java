package landfall.seal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import landfall.ledger.Ledger;
import landfall.ledger.StoredDecision;
import org.jdbi.v3.core.Jdbi;

/** What was sealed, with proofs. Safe for any number of threads. */
public final class SealedLog {

    private final Jdbi jdbi;
    private final SigningKey key;

    /** Over the ledger's database. */
    public SealedLog(Jdbi jdbi, SigningKey key) {
        this.jdbi = jdbi;
        this.key = key;
    }

    /**
     * That a record is in the tree.
     *
     * @param leaf its place in the tree, from 0
     * @param hash of the leaf
     * @param path hashes that lead to the root, the lowest first
     */
    record Inclusion(long leaf, byte[] hash, List<byte[]> path, SealedHead head) {

        /** Whether it is as it was sealed. */
        boolean holds() {
            return Proofs.includes(hash, leaf, head.size(), path, head.root());
        }
    }

    /** That one tree is the beginning of another. */
    record Consistency(byte[] fromRoot, byte[] toRoot, List<byte[]> path) {}

    /** The public half of the key that signs. */
    public VerifierKey key() {
        return key.verifier();
    }

    /** Of the first leaves, at least 1, at most as many as the newest head has. */
    byte[] root(long size) {
        return jdbi.withExtension(SealDao.class, dao -> {
            SealedHead head = dao.head().orElseThrow();
            return new MerkleTree(new StoredTree(dao, head.size())).root(size);
        });
    }

    /** The newest head; empty before the first one. */
    Optional<SealedHead> head() {
        return jdbi.withExtension(SealDao.class, SealDao::head);
    }

    /** By the newest head; empty where the decision is not sealed yet. */
    Optional<Inclusion> inclusion(StoredDecision decision) {
        return jdbi.withExtension(SealDao.class, dao -> dao.head()
                .filter(head -> head.decisions() >= decision.seq())
                .map(head -> {
                    SealedHead with = dao.headWithDecision(decision.seq()).orElseThrow();
                    long others =
                            dao.headBefore(with.size()).map(SealedHead::others).orElse(0L);
                    long leaf = decision.seq() - 1 + others;
                    List<byte[]> path = new MerkleTree(new StoredTree(dao, head.size())).inclusion(leaf, head.size());
                    return new Inclusion(leaf, new TreeHasher().leaf(decision.decision()), path, head);
                }));
    }

    /**
     * That the tree of {@code from} leaves is the beginning of the one of {@code to}.
     *
     * @param from at least 1
     * @param to at least that, at most the size of the newest head
     */
    Consistency consistency(long from, long to) {
        return jdbi.withExtension(SealDao.class, dao -> {
            SealedHead head = dao.head().orElseThrow();
            MerkleTree tree = new MerkleTree(new StoredTree(dao, head.size()));
            return new Consistency(tree.root(from), tree.root(to), tree.consistency(from, to));
        });
    }

    /** Writes all leaves up to that head. */
    void export(SealedHead head, Ledger ledger, OutputStream out) throws IOException {
        new Export(jdbi, ledger, out).write(head);
    }
}
