package scriptorium.upload.api;

import java.time.Instant;
import java.util.Set;
import scriptorium.upload.media.MediaInfo;

/**
 * What is asked of a stashed file.
 *
 * @param at when it came
 * @param width of the thumbnail that is wanted, {@code height} its height; -1 for what is not said
 */
record StashInfo(String key, MediaInfo media, Instant at, Set<String> props, long width, long height) {}
