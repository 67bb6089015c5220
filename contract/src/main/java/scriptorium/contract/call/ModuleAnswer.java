package scriptorium.contract.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;

/**
 * A service's answer to a {@link ModuleCall}. Built by the module's host while the module runs.
 *
 * <p>{@code result} holds the top-level fields that the module adds ({@code edit}, {@code query}, {@code continue}, …). When there are errors it is empty,
 * unless the module says otherwise.
 */
public final class ModuleAnswer {

    /** Who may keep the answer. */
    public enum CacheMode {
        PRIVATE, PUBLIC, ANON_PUBLIC_USER_PRIVATE;

        /** What holds for an answer that is put together of two. */
        public CacheMode narrower(CacheMode other) {
            return this == PRIVATE || other == PRIVATE ? PRIVATE : this == PUBLIC ? other : this;
        }
    }

    public final Result.Tree result = new Result.Tree();
    public final List<Msg> errors = new ArrayList<>();
    /** Path of the module that the errors are of. */
    public String errorModule = "";
    public final List<Warning> warnings = new ArrayList<>();
    /** Names of the parameters that were looked at. */
    public final Set<String> used = new LinkedHashSet<>();
    public final List<SetCookie> cookies = new ArrayList<>();
    public final Map<String, String> headers = new LinkedHashMap<>();
    public final List<Position> positions = new ArrayList<>();
    public CacheMode cacheMode = CacheMode.PRIVATE;
    /** Seconds that the module itself sets, if it does. */
    public Optional<Integer> maxAge = Optional.empty();
    public Optional<Integer> sMaxAge = Optional.empty();
    /** Ids of sessions or users whose cached identity is out of date now ("sid:…", "user:5", "*"). */
    public final List<String> staleIdentities = new ArrayList<>();
    /** HTTP status, 200 unless the contract says otherwise. */
    public int status = 200;
    /** A body that replaces all formats (help pages, feeds); empty for none. */
    public Optional<RawBody> raw = Optional.empty();

    /** @param text body in UTF-8 */
    public record RawBody(String contentType, String text) {}
}
