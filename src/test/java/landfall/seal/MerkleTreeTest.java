package landfall.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    /** Leaves and roots that implementations of Certificate Transparency are tested with. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final TreeHasher hasher = new TreeHasher();

    @Test
    void rootsAreThoseOfCertificateTransparency() {
        GrowingTree tree = new GrowingTree((level, number, hashes, root) -> {});
        assertThat(hex(tree.root())).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int i = 0; i < LEAVES.size(); i++) {
            tree.append(hasher.leaf(HexFormat.of().parseHex(LEAVES.get(i))));
            assertThat(hex(tree.root())).isEqualTo(ROOTS.get(i));
        }
    }

    @Property(tries = 60)
    void rootAndProofsAreThoseOfTheDefinition(@ForAll @IntRange(min = 1, max = 1500) int size, @ForAll Random random) {
        List<byte[]> leaves = leaves(size);
        KeptTree kept = new KeptTree();
        leaves.forEach(kept::append);
        int leaf = random.nextInt(size);
        int part = 1 + random.nextInt(size);
        byte[] root = NaiveTree.root(leaves);

        assertThat(kept.growing().root()).isEqualTo(root);
        assertThat(kept.tree().root(part)).isEqualTo(NaiveTree.root(leaves.subList(0, part)));
        List<byte[]> path = kept.tree().inclusion(leaf, size);
        assertSame(path, NaiveTree.path(leaf, leaves));
        assertThat(Proofs.includes(leaves.get(leaf), leaf, size, path, root)).isTrue();
        List<byte[]> proof = kept.tree().consistency(part, size);
        assertSame(proof, NaiveTree.proof(part, leaves));
        assertThat(Proofs.isBeginning(part, kept.tree().root(part), size, root, proof))
                .isTrue();
    }

    @Property(tries = 60)
    void aProofHoldsForNothingElse(@ForAll @IntRange(min = 2, max = 600) int size, @ForAll Random random) {
        List<byte[]> leaves = leaves(size);
        KeptTree kept = new KeptTree();
        leaves.forEach(kept::append);
        int leaf = random.nextInt(size);
        int part = 1 + random.nextInt(size - 1);
        byte[] root = kept.growing().root();
        byte[] before = kept.tree().root(part);
        List<byte[]> path = kept.tree().inclusion(leaf, size);
        List<byte[]> proof = kept.tree().consistency(part, size);
        int other = (leaf + 1 + random.nextInt(size - 1)) % size;

        assertThat(Proofs.includes(leaves.get(other), leaf, size, path, root)).isFalse();
        assertThat(Proofs.includes(leaves.get(leaf), other, size, path, root)).isFalse();
        assertThat(Proofs.includes(leaves.get(leaf), leaf, size, path, before)).isFalse();
        assertThat(Proofs.includes(leaves.get(leaf), leaf, size, damaged(path, random), root))
                .isFalse();
        assertThat(Proofs.includes(leaves.get(leaf), leaf, size, path.subList(1, path.size()), root))
                .isFalse();
        assertThat(Proofs.includes(leaves.get(leaf), size, size, path, root)).isFalse();
        assertThat(Proofs.isBeginning(part, root, size, root, proof)).isFalse();
        assertThat(Proofs.isBeginning(part, before, size, before, proof)).isFalse();
        assertThat(Proofs.isBeginning(part, before, size, root, damaged(proof, random)))
                .isFalse();
        assertThat(Proofs.isBeginning(part, before, size, root, proof.subList(1, proof.size())))
                .isFalse();
        assertThat(Proofs.isBeginning(size, root, part, before, proof)).isFalse();
        assertThat(Proofs.isBeginning(size, root, size, before, List.of())).isFalse();
    }

    /** Three levels of tiles. */
    @Test
    void growsOnFromWhatWasKept() {
        KeptTree kept = new KeptTree();
        int size = 256 * 256 + 300;
        List<byte[]> leaves = leaves(size);
        leaves.forEach(kept::append);
        byte[] root = NaiveTree.root(leaves);

        assertThat(GrowingTree.of(size, kept, kept).root()).isEqualTo(root);
        assertThat(kept.growing().root()).isEqualTo(root);
        assertSame(kept.tree().inclusion(65_535, size), NaiveTree.path(65_535, leaves));
        GrowingTree grown = GrowingTree.of(65_000, kept, (level, number, hashes, above) -> {});
        leaves.subList(65_000, size).forEach(grown::append);
        assertThat(grown.root()).isEqualTo(root);
    }

    /** Not more than a path of 24 leads through ten million leaves. */
    @Test
    void refusesWhatIsNoProof() {
        KeptTree kept = new KeptTree();
        kept.append(hasher.leaf(new byte[0]));

        assertThatThrownBy(() -> kept.tree().inclusion(1, 1)).hasMessage("no leaf 1 in a tree of 1");
        assertThatThrownBy(() -> kept.tree().consistency(2, 1))
                .hasMessage("a tree of 2 can't be the beginning of one of 1");
        assertThat(kept.tree().inclusion(0, 1)).isEmpty();
        assertThat(kept.tree().consistency(1, 1)).isEmpty();
    }

    private List<byte[]> leaves(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(hasher.leaf(Integer.toString(i).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        return leaves;
    }

    private static List<byte[]> damaged(List<byte[]> path, Random random) {
        List<byte[]> damaged = new ArrayList<>(path);
        int at = random.nextInt(path.size());
        byte[] hash = path.get(at).clone();
        hash[random.nextInt(hash.length)] ^= (byte) (1 << random.nextInt(8));
        damaged.set(at, hash);
        return damaged;
    }

    private static void assertSame(List<byte[]> path, List<byte[]> expected) {
        assertThat(path.stream().map(MerkleTreeTest::hex).toList())
                .isEqualTo(expected.stream().map(MerkleTreeTest::hex).toList());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
