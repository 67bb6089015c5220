package scriptorium.router.main;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.Params;
import scriptorium.router.text.ErrorFormat;

/** The parameters that every request may have. */
public final class MainModule {

    static final Params PARAMS = Params.declare();

    static final Param<String> ACTION = PARAMS.param("action", new ParamType.Submodules("action", Map.of())).orElse("help");
    static final Param<String> FORMAT = PARAMS.param("format", new ParamType.Submodules("format", Map.of())).orElse("jsonfm");
    static final Param<Optional<Long>> MAXLAG = PARAMS.integer("maxlag").optional();
    static final Param<Long> SMAXAGE = PARAMS.param("smaxage", fromZero()).orElse(0L);
    static final Param<Long> MAXAGE = PARAMS.param("maxage", fromZero()).orElse(0L);
    static final Param<Optional<String>> ASSERT = PARAMS.choice("assert", "anon", "bot", "user").optional();
    static final Param<Optional<String>> ASSERT_USER = PARAMS.user("assertuser", "name", "temp").optional();
    static final Param<Optional<String>> REQUEST_ID = PARAMS.text("requestid").optional();
    static final Param<Boolean> SERVED_BY = PARAMS.flag("servedby");
    static final Param<Boolean> CURTIMESTAMP = PARAMS.flag("curtimestamp");
    static final Param<Boolean> LANG_INFO = PARAMS.flag("responselanginfo");
    static final Param<Optional<String>> ORIGIN = PARAMS.text("origin").optional();
    static final Param<String> USELANG = PARAMS.text("uselang").orElse("user");
    static final Param<Optional<String>> VARIANT = PARAMS.text("variant").optional();
    static final Param<String> ERROR_FORMAT = PARAMS.choice("errorformat", ErrorFormat.wireNames()).orElse("bc");
    static final Param<String> ERROR_LANG = PARAMS.text("errorlang").orElse("uselang");
    static final Param<Boolean> ERRORS_USE_LOCAL = PARAMS.flag("errorsuselocal");

    public static final ModuleSpec SPEC = ModuleSpec.action("main", PARAMS).noReadRights().build();

    private MainModule() {}

    private static ParamType<Long> fromZero() {
        return new ParamType.Whole(OptionalLong.of(0), OptionalLong.empty(), false);
    }
}
