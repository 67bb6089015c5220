package scriptorium.router.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LONG = Duration.ofMinutes(1);

    @AfterAll
    static void close() {
        VERTX.close();
    }

    private static Budget.Lease granted(Future<Budget.Lease> asked) throws Exception {
        return asked.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static int refused(Future<Budget.Lease> asked) throws Exception {
        try {
            granted(asked);
            return 200;
        } catch (java.util.concurrent.ExecutionException e) {
            return ((RequestFault) e.getCause()).status();
        }
    }

    @Test
    void sharesAreGrantedInTurn() throws Exception {
        // Given
        Budget budget = new Budget(VERTX, 100, 10, LONG, LONG);
        Budget.Lease first = granted(budget.take(60));
        Future<Budget.Lease> large = budget.take(80);
        Future<Budget.Lease> small = budget.take(10);
        // Then nobody is overtaken, though there is room for the small one
        assertThat(large.isComplete()).isFalse();
        assertThat(small.isComplete()).isFalse();
        // When
        first.release();
        // Then
        granted(large);
        granted(small);
    }

    @Test
    void whatIsGivenBackTwiceCountsOnce() throws Exception {
        Budget budget = new Budget(VERTX, 100, 10, LONG, LONG);
        Budget.Lease all = granted(budget.take(100));
        all.release();
        all.release();
        granted(budget.take(60));
        assertThat(budget.take(60).isComplete()).isFalse();
    }

    @Test
    void whoeverWantsMoreThanThereIsGetsAllOfIt() throws Exception {
        Budget budget = new Budget(VERTX, 100, 10, LONG, LONG);
        Budget.Lease all = granted(budget.take(5000));
        assertThat(budget.take(1).isComplete()).isFalse();
        all.release();
    }

    @Test
    void theLineIsBoundedAndSoIsPatience() throws Exception {
        Budget budget = new Budget(VERTX, 100, 1, Duration.ofMillis(50), LONG);
        Budget.Lease all = granted(budget.take(100));
        Future<Budget.Lease> waiting = budget.take(1);
        assertThat(refused(budget.take(1))).isEqualTo(503);
        assertThat(refused(waiting)).isEqualTo(503);
        all.release();
        granted(budget.take(100));
    }

    @Test
    void aForgottenShareComesBackByItself() throws Exception {
        Budget budget = new Budget(VERTX, 100, 10, LONG, Duration.ofMillis(50));
        granted(budget.take(100));
        granted(budget.take(100));
    }

    @Test
    void twoSharesAreGivenBackTogether() throws Exception {
        Budget budget = new Budget(VERTX, 100, 10, LONG, LONG);
        Budget.Lease both = granted(budget.take(50)).and(granted(budget.take(50))).and(Budget.Lease.NONE);
        both.release();
        granted(budget.take(100));
    }
}
