package scriptorium.router.dispatch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Identities by the credentials that they were told for. What is forgotten is found by name: the cost does not grow with how many are known. Thread-safe. */
final class KnownIdentities {

    /** Each is itself alone, also where two are equal. */
    private static final class Entry {
        final String key;
        final Identity identity;

        Entry(String key, Identity identity) {
            this.key = key;
            this.identity = identity;
        }
    }

    private final Cache<String, Entry> known;
    private final ConcurrentHashMap<String, Set<Entry>> byName = new ConcurrentHashMap<>();
    /** Counts what was forgotten: what was asked before is not remembered after it. */
    private final AtomicLong generation = new AtomicLong();

    /** @param size how many are kept, for five minutes at the most */
    KnownIdentities(int size) {
        known = Caffeine.newBuilder().maximumSize(size).expireAfterWrite(Duration.ofMinutes(5)).executor(Runnable::run)
                .removalListener((String _, Entry entry, RemovalCause _) -> entry.identity.names().forEach(name -> drop(name, entry))).build();
    }

    /** Null when it is not known. */
    Identity get(String key) {
        Entry entry = known.getIfPresent(key);
        return entry == null ? null : entry.identity;
    }

    /** To be handed to {@link #put} with what is asked for now. */
    long generation() {
        return generation.get();
    }

    /** Remembers an identity, unless something was forgotten since it was asked for. */
    void put(String key, Identity identity, long asked) {
        if (generation.get() != asked) {
            return;
        }
        Entry entry = new Entry(key, identity);
        identity.names().forEach(name -> byName.compute(name, (_, entries) -> {
            Set<Entry> all = entries == null ? new HashSet<>(2) : entries;
            all.add(entry);
            return all;
        }));
        known.put(key, entry);
        if (generation.get() != asked) {
            known.asMap().remove(key, entry);
        }
    }

    void forgetKey(String key) {
        known.invalidate(key);
    }

    /** Forgets those that have one of these names ("sid:…", "user:5"), or all ("*"). */
    void forget(Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        generation.incrementAndGet();
        if (names.contains("*")) {
            known.invalidateAll();
            return;
        }
        for (String name : names) {
            List<Entry> named = new ArrayList<>();
            byName.computeIfPresent(name, (_, entries) -> {
                named.addAll(entries);
                return entries;
            });
            named.forEach(entry -> known.asMap().remove(entry.key, entry));
        }
    }

    private void drop(String name, Entry entry) {
        byName.computeIfPresent(name, (_, entries) -> {
            entries.remove(entry);
            return entries.isEmpty() ? null : entries;
        });
    }

    /** How many names lead to something; for tests. */
    int names() {
        known.cleanUp();
        return byName.size();
    }
}
