package scriptorium.query.projection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far the topics reached at times that have passed, as long as not all of that has been projected. Used by one thread at a time. */
final class Marks {

    private record Mark(long at, Map<TopicPartition, Long> ends) {

        boolean isReached(Map<TopicPartition, Long> done) {
            return ends.entrySet().stream().allMatch(entry -> done.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
        }
    }

    private final int most;
    private final Deque<Mark> open = new ArrayDeque<>();

    /** @param most marks kept; once there are so many, no new ones are made until old ones are reached */
    Marks(int most) {
        this.most = most;
    }

    /**
     * @param ends how far the topics reach now
     * @param done how far they have been projected
     * @return the time of the oldest mark that has not been reached, 0 when there is none
     */
    synchronized long behindSince(long now, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> done) {
        if (open.size() < most) {
            open.addLast(new Mark(now, Map.copyOf(ends)));
        }
        while (!open.isEmpty() && open.peekFirst().isReached(done)) {
            open.removeFirst();
        }
        return open.isEmpty() ? 0 : open.peekFirst().at();
    }
}
