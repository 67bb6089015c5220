package scriptorium.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scriptorium.contract.identity.Caller;

class KnownIdentitiesTest {

    private final KnownIdentities known = new KnownIdentities(100);

    private static Identity identity(long user, String session) {
        Caller caller = new Caller(user, user == 0 ? "192.0.2.1" : "User " + user, user == 0, false, "192.0.2.1", Set.of(), Set.of(), Optional.empty(), "key", session, Map.of(), "");
        return new Identity("token", caller, "ip:192.0.2.1", Long.MAX_VALUE, List.of(), Optional.empty());
    }

    private void put(String key, Identity identity) {
        known.put(key, identity, known.generation());
    }

    @Test
    void forgetsByNameAndNothingElse() {
        put("a", identity(5, "one"));
        put("b", identity(5, "two"));
        put("c", identity(6, "three"));
        put("d", identity(0, "four"));
        known.forget(List.of("sid:two"));
        assertThat(known.get("b")).isNull();
        assertThat(known.get("a")).isNotNull();
        known.forget(List.of("user:5", "sid:four", "sid:nobody", "user:0"));
        assertThat(known.get("a")).isNull();
        assertThat(known.get("d")).isNull();
        assertThat(known.get("c")).isNotNull();
        known.forget(List.of("ip:192.0.2.1"));
        assertThat(known.get("c")).isNull();
        assertThat(known.names()).isZero();
    }

    @Test
    void forgetsAll() {
        put("a", identity(5, "one"));
        put("b", identity(0, ""));
        known.forget(List.of("*"));
        assertThat(known.get("a")).isNull();
        assertThat(known.names()).isZero();
    }

    @Test
    void whatWasAskedBeforeAChangeIsNotRememberedAfterIt() {
        long asked = known.generation();
        known.forget(List.of("user:5"));
        known.put("a", identity(5, "one"), asked);
        assertThat(known.get("a")).isNull();
    }

    @Test
    void oneThatTakesThePlaceOfAnotherIsStillFound() {
        put("a", identity(5, "one"));
        put("a", identity(5, "one"));
        known.forget(List.of("sid:one"));
        assertThat(known.get("a")).isNull();
        assertThat(known.names()).isZero();
    }

    @Test
    void namesGoWithWhatIsKept() {
        for (int i = 1; i <= 1000; i++) {
            put("key " + i, identity(i, "session " + i));
        }
        assertThat(known.names()).isLessThanOrEqualTo(201);
    }
}
