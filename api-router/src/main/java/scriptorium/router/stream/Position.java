package scriptorium.router.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a reader of streams stands in one partition, as event ids say it.
 *
 * @param offset of the next event; -1 for the end
 * @param timestamp milliseconds from which on events are wanted; -1 when the offset counts
 */
record Position(String topic, int partition, long offset, long timestamp) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads {@code Last-Event-ID}; empty when it is none of ours. */
    static Optional<List<Position>> parse(String lastEventId) {
        try {
            JsonNode list = JSON.readTree(lastEventId);
            if (!list.isArray()) {
                return Optional.empty();
            }
            List<Position> positions = new ArrayList<>();
            for (JsonNode at : list) {
                if (!at.path("topic").isTextual() || !at.path("partition").isInt()) {
                    return Optional.empty();
                }
                positions.add(new Position(at.path("topic").asText(), at.path("partition").asInt(), at.path("offset").asLong(-1), at.path("timestamp").asLong(-1)));
            }
            return Optional.of(positions);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The id of an event: the next offset of every partition. */
    static String id(Map<TopicPartition, Long> next) {
        ArrayNode list = JSON.createArrayNode();
        next.forEach((partition, offset) -> list.addObject().put("topic", partition.topic()).put("partition", partition.partition()).put("offset", offset));
        return list.toString();
    }

    /** A time in milliseconds: a number of milliseconds, or ISO 8601 with or without time. */
    static Optional<Long> time(String since) {
        if (since.matches("\\d{1,16}")) {
            return Optional.of(Long.parseLong(since));
        }
        try {
            return Optional.of(OffsetDateTime.parse(since.replace(' ', 'T')).toInstant().toEpochMilli());
        } catch (DateTimeException notExact) {
            try {
                return Optional.of(Instant.parse(since.endsWith("Z") ? since : since + "Z").toEpochMilli());
            } catch (DateTimeException noTime) {
                return date(since);
            }
        }
    }

    private static Optional<Long> date(String since) {
        try {
            return Optional.of(LocalDate.parse(since).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
