package scriptorium.query.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;

class QuerySubmoduleTest {

    @ParameterizedTest
    @ValueSource(strings = {"deletedhistory", "deletedtext", "suppressrevision", "viewsuppressed"})
    void whatIsHiddenFromOthersGetsIntoNoSharedCache(String right) {
        // Given somebody who may see what is hidden
        // When a module says who may keep its answer
        // Then nobody may
        assertThat(QuerySubmodule.unlessSeesHidden(caller(right), CacheMode.PUBLIC)).isEqualTo(CacheMode.PRIVATE);
    }

    @Test
    void whatEverybodySeesMayBeKept() {
        assertThat(QuerySubmodule.unlessSeesHidden(caller("read"), CacheMode.PUBLIC)).isEqualTo(CacheMode.PUBLIC);
        assertThat(QuerySubmodule.ofComments(true)).isEqualTo(CacheMode.ANON_PUBLIC_USER_PRIVATE);
    }

    @Test
    void anAnswerOfTwoIsAsPrivateAsTheMorePrivateOne() {
        assertThat(CacheMode.PUBLIC.narrower(CacheMode.ANON_PUBLIC_USER_PRIVATE)).isEqualTo(CacheMode.ANON_PUBLIC_USER_PRIVATE);
        assertThat(CacheMode.ANON_PUBLIC_USER_PRIVATE.narrower(CacheMode.PRIVATE)).isEqualTo(CacheMode.PRIVATE);
        assertThat(CacheMode.PRIVATE.narrower(CacheMode.PUBLIC)).isEqualTo(CacheMode.PRIVATE);
    }

    private static Caller caller(String right) {
        return new Caller(7, "Ada", false, false, "127.0.0.1", Set.of("user"), Set.of(right), Optional.empty(), "s", "sid", Map.of(), "");
    }
}
