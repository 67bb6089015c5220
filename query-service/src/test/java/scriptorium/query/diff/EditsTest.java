package scriptorium.query.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EditsTest {

    private static List<String> apply(List<String> old, List<String> young, List<Edits.Edit> edits) {
        List<String> made = new ArrayList<>();
        int at = 0;
        for (Edits.Edit edit : edits) {
            made.addAll(old.subList(at, edit.from()));
            made.addAll(young.subList(edit.youngFrom(), edit.youngTo()));
            at = edit.to();
        }
        made.addAll(old.subList(at, old.size()));
        return made;
    }

    @Test
    void editsLeadFromOneListToTheOther() {
        // Given lists of all lengths, short ones and such that are cut at anchors
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 5, 50, 1_000, 6_000}) {
            List<String> old = new ArrayList<>();
            List<String> young = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                String line = "line " + random.nextInt(size * 2);
                if (random.nextInt(10) > 0) {
                    old.add(line);
                }
                if (random.nextInt(10) > 0) {
                    young.add(line);
                }
            }

            // When their edits are made on the first
            List<String> made = apply(old, young, Edits.of(old, young));

            // Then it is the second
            assertThat(made).isEqualTo(young);
        }
    }
}
