package landfall.seal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import landfall.ledger.DecisionBytes;
import landfall.ledger.Ledger;
import org.jdbi.v3.core.Jdbi;

/** Writes all leaves up to a head, in their order, some at a time. For one thread. */
final class Export {

    /** Leaves between two checkpoints at least. */
    static final int SPAN = 1_024;

    private static final int PAGE = 512;

    private final Jdbi jdbi;
    private final Ledger ledger;
    private final OutputStream out;
    private final TreeHasher hasher = new TreeHasher();
    private long leaf;
    private long decisions;
    private long shown;

    Export(Jdbi jdbi, Ledger ledger, OutputStream out) {
        this.jdbi = jdbi;
        this.ledger = ledger;
        this.out = out;
    }

    /** Several checkpoints at once, as long as they brought only decisions. */
    void write(SealedHead head) throws IOException {
        out.write(ExportFormat.first(head.note()));
        while (leaf < head.size()) {
            List<SealedHead> heads = jdbi.withExtension(SealDao.class, dao -> dao.headsAfter(leaf, head.size(), PAGE));
            if (heads.isEmpty()) {
                throw new IOException("the checkpoint after leaf " + leaf + " was taken out of the database");
            }
            for (int i = 0; i < heads.size(); i++) {
                SealedHead next = heads.get(i);
                boolean others = next.others() > leaf - decisions;
                if (others || next.size() - leaf >= SPAN || i == heads.size() - 1) {
                    writeSpan(next, head);
                }
            }
        }
    }

    /** From where it is to a head: decisions, and after them what else came with that head. */
    private void writeSpan(SealedHead to, SealedHead last) throws IOException {
        while (decisions < to.decisions()) {
            int most = (int) Math.min(PAGE, to.decisions() - decisions);
            List<DecisionBytes> page = ledger.listBytes(decisions, most);
            for (DecisionBytes decision : page) {
                if (decision.seq() == decisions + 1) {
                    writeLeaf(decision.bytes());
                    decisions++;
                }
            }
            if (page.isEmpty() || decisions < page.get(page.size() - 1).seq()) {
                throw new IOException("decision " + (decisions + 1) + " was taken out of the database");
            }
        }
        while (leaf < to.size()) {
            long from = leaf;
            List<SealedRecord> page = jdbi.withExtension(SealDao.class, dao -> dao.records(from, to.size(), PAGE));
            if (page.isEmpty()) {
                throw new IOException("leaf " + leaf + " was taken out of the database");
            }
            for (SealedRecord record : page) {
                writeLeaf(record.record());
            }
        }
        if (leaf - shown >= SPAN && to.size() < last.size()) {
            out.write(ExportFormat.checkpoint(to.note()));
            shown = leaf;
        }
    }

    private void writeLeaf(byte[] record) throws IOException {
        ExportFormat.writeLeaf(out, leaf, hasher.leaf(record), record);
        leaf++;
    }
}
