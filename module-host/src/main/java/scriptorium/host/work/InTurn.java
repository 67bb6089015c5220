package scriptorium.host.work;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** Steps one after the other, as many as there are: Unis chained in a loop would be as deep as the loop is long, and end the stack. */
public final class InTurn {

    private InTurn() {}

    /** What the steps gave, in order; a step that gives null leaves nothing. The first failure is the last step. */
    public static <I, O> Uni<List<O>> each(Iterable<I> items, Function<? super I, Uni<? extends O>> step) {
        return each(Multi.createFrom().iterable(items), step);
    }

    /** The same for items that come as they are asked for. */
    public static <I, O> Uni<List<O>> each(Multi<I> items, Function<? super I, Uni<? extends O>> step) {
        return items.onItem().<O>transformToUniAndConcatenate(step).collect().asList();
    }
}
