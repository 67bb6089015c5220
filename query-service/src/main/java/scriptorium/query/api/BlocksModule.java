package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.AddressRange;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;

/** {@code list=blocks}: users and addresses that are blocked. */
@ApplicationScoped
class BlocksModule implements QuerySubmodule {

    private static final int BROADEST_V4 = 16;
    private static final int BROADEST_V6 = 19;
    private static final String SINGLE = "b.range_start <> '' AND b.range_start = b.range_end";
    private static final String RANGE = "b.range_start <> b.range_end";
    private static final Map<String, String> SHOW = Map.of(
            "account", "b.target_user_id > 0", "!account", "b.target_user_id = 0", "temp", "b.expires_at IS NOT NULL", "!temp", "b.expires_at IS NULL", "ip", SINGLE, "!ip",
            "NOT (" + SINGLE + ")", "range", RANGE, "!range", "NOT " + RANGE);

    private final Params params = Params.declare("bk");
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<String> dir = params.choice("dir", "newer", "older").orElse("older");
    private final Param<Optional<Set<Long>>> ids = params.integer("ids").many();
    private final Param<Optional<Set<String>>> users = params.user("users", "name", "ip", "temp", "cidr").many();
    private final Param<Optional<String>> ip = params.text("ip").optional();
    private final Param<Integer> limit = params.limit();
    private final Param<Set<String>> prop = params.choice("prop", "id", "user", "userid", "by", "byid", "timestamp", "expiry", "reason", "range", "flags",
            "restrictions").manyOr("id", "user", "by", "timestamp", "expiry", "reason", "flags");
    private final Param<Optional<Set<String>>> show = params.choice("show", "account", "!account", "temp", "!temp", "ip", "!ip", "range", "!range").many();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.list("blocks", params)
            .atMostOneOf(users, ip)
            .example("action=query&list=blocks", "apihelp-query+blocks-example-simple")
            .example("action=query&list=blocks&bkusers=Alice|Bob", "apihelp-query+blocks-example-users")
            .build();

    private final Index index;

    BlocksModule(Index index) {
        this.index = index;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return CacheMode.PRIVATE;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        boolean newer = run.get(dir).equals("newer");
        String after = newer ? ">=" : "<=";
        SqlText sql = new SqlText("SELECT b.id, b.target, b.target_user_id, b.by_id, b.by_name, b.at, b.expires_at, b.reason, b.is_automatic, b.is_anon_only,"
                + " b.is_no_create, b.is_autoblocking, b.is_no_email, b.is_hidden, b.is_user_talk_allowed, b.is_partial, b.restrictions, b.range_start, b.range_end"
                + " FROM block b").where("(b.expires_at IS NULL OR b.expires_at > now())");
        run.get(start).ifPresent(at -> sql.where("b.at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("b.at " + (newer ? "<=" : ">=") + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(b.at, b.id) " + after + " (?, ?)", Cursor.time(parts[0]), Cursor.number(parts[1]));
        });
        run.get(ids).filter(list -> !list.isEmpty()).ifPresent(list -> sql.where("b.id = ANY(?)", (Object) list.toArray(Long[]::new)));
        run.get(users).filter(names -> !names.isEmpty()).ifPresent(names -> sql.where("b.target = ANY(?) AND NOT b.is_automatic", (Object) names.toArray(String[]::new)));
        run.get(ip).ifPresent(text -> covering(sql, text));
        Set<String> shown = run.get(show).orElse(Set.of());
        for (String one : shown) {
            if (shown.contains("!" + one)) {
                throw ApiException.of("show", "apierror-show");
            }
            sql.where(SHOW.get(one));
        }
        sql.whereIf(!run.caller().may("hideuser"), "NOT b.is_hidden");
        String order = newer ? "" : " DESC";
        return index.rows(sql.add(" ORDER BY b.at" + order + ", b.id" + order + " LIMIT ?", run.get(limit) + 1)).map(rows -> found(run, rows));
    }

    /** Blocks of the address or range, and of ranges around it. None is broader than the limit, so all begin with the same digits. */
    private static void covering(SqlText sql, String text) {
        AddressRange range = AddressRange.of(text);
        if (range.isNone()) {
            throw ApiException.of("param_ip", "apierror-badip");
        }
        boolean v6 = range.start().startsWith("v6-");
        int broadest = v6 ? BROADEST_V6 : BROADEST_V4;
        if (range.bits() < broadest) {
            throw ApiException.of("cidrtoobroad", "apierror-cidrtoobroad", Arg.raw(v6 ? "IPv6" : "IPv4"), Arg.rawNum(broadest));
        }
        String begin = range.start().substring(0, (v6 ? 3 : 0) + broadest / 4);
        sql.where("b.range_start >= ? AND b.range_start <= ? AND b.range_end >= ?", begin, range.start(), range.end());
    }

    private Found found(QueryRun run, List<Row> rows) {
        Found found = new Found();
        Result.Items items = Result.items("block");
        Batch.each(rows, run.get(limit), row -> items.add(show(run.get(prop), row)),
                row -> found.next(run, goOn, Cursor.time(row.getOffsetDateTime(5)) + "|" + row.getLong(0)));
        return found.value("blocks", items);
    }

    private static Result.Tree show(Set<String> props, Row row) {
        Result.Tree block = Result.tree();
        boolean automatic = row.getBoolean(8);
        if (props.contains("id")) {
            block.put("id", row.getLong(0));
        }
        if (props.contains("user") && !automatic) {
            block.put("user", row.getString(1));
        }
        if (props.contains("userid") && !automatic) {
            block.put("userid", row.getLong(2));
        }
        if (props.contains("by")) {
            block.put("by", row.getString(4));
        }
        if (props.contains("byid")) {
            block.put("byid", row.getLong(3));
        }
        if (props.contains("timestamp")) {
            block.put("timestamp", Timestamps.iso(row.getOffsetDateTime(5).toInstant()));
        }
        if (props.contains("expiry")) {
            block.put("expiry", Cursor.expiry(row.getOffsetDateTime(6)));
        }
        if (props.contains("reason")) {
            block.put("reason", row.getString(7));
        }
        if (props.contains("range") && !automatic && !row.getString(17).equals(row.getString(18))) {
            block.put("rangestart", address(row.getString(17))).put("rangeend", address(row.getString(18)));
        }
        if (props.contains("flags")) {
            block.put("automatic", automatic).put("anononly", row.getBoolean(9)).put("nocreate", row.getBoolean(10)).put("autoblock", row.getBoolean(11))
                    .put("noemail", row.getBoolean(12)).put("hidden", row.getBoolean(13)).put("allowusertalk", row.getBoolean(14))
                    .put("partial", row.getBoolean(15));
        }
        if (props.contains("restrictions")) {
            block.put("restrictions", Restrictions.show(row.getString(16)));
        }
        return block;
    }

    private static String address(String hex) {
        byte[] bytes = new BigInteger(hex.replace("v6-", ""), 16).toByteArray();
        byte[] address = new byte[hex.startsWith("v6-") ? 16 : 4];
        int length = Math.min(bytes.length, address.length);
        System.arraycopy(bytes, bytes.length - length, address, address.length - length, length);
        try {
            return InetAddress.getByAddress(address).getHostAddress().toUpperCase(java.util.Locale.ROOT);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
