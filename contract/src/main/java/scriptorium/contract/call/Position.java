package scriptorium.contract.call;

/**
 * A place in a stream of events that a write has reached: whoever waits until query-service has projected it reads that write.
 *
 * @param stream topic name
 * @param key key of the event in the topic (page id, user id, file name)
 * @param seq change sequence of that key, from 1
 */
public record Position(String stream, String key, long seq) {}
