package scriptorium.query.frame;

import io.smallrye.mutiny.Uni;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.ParamValues;

/** A {@code prop}, {@code list} or {@code meta} of {@code action=query}. Implementations are CDI beans. */
public interface QuerySubmodule {

    ModuleSpec spec();

    Uni<Found> run(QueryRun run);

    /** Whether caches may keep what it answers to this caller, and for whom. */
    default CacheMode cacheMode(ParamValues values, Caller caller) {
        return CacheMode.PUBLIC;
    }

    /** For modules that show more to those who may see what is hidden or deleted: nothing of that may get into a cache. */
    static CacheMode unlessSeesHidden(Caller caller, CacheMode otherwise) {
        boolean sees = caller.may("deletedhistory") || caller.may("deletedtext") || caller.may("suppressrevision") || caller.may("viewsuppressed");
        return sees ? CacheMode.PRIVATE : otherwise;
    }

    /** Summaries as HTML name things in the language of who asks. */
    static CacheMode ofComments(boolean parsed) {
        return parsed ? CacheMode.ANON_PUBLIC_USER_PRIVATE : CacheMode.PUBLIC;
    }
}
