package scriptorium.router.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.router.request.Document;

/** {@code action=cspreport}: where browsers report what the Content-Security-Policy of a page kept them from; it is logged. */
@ApplicationScoped
public class CspReportModule {

    private static final Logger LOG = Logger.getLogger(CspReportModule.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Characters of each field that are logged. */
    private static final int LOGGED = 300;

    private static final Params PARAMS = Params.declare();
    private static final Param<Boolean> REPORT_ONLY = PARAMS.flag("reportonly");
    private static final Param<String> SOURCE = PARAMS.text("source").orElse("internal");

    public static final ModuleSpec SPEC = ModuleSpec.action("cspreport", PARAMS).internal().noReadRights().mustBePosted().build();

    public void run(ParamValues values, Document document, String requestId, ModuleAnswer answer) {
        JsonNode report;
        try {
            report = report(document);
        } catch (ApiException bad) {
            answer.status = 400;
            throw bad;
        }
        LOG.warnf("event=csp-report requestId=%s reportOnly=%b source=%s document=%s blocked=%s directive=%s file=%s line=%s", requestId, values.get(REPORT_ONLY),
                plain(values.get(SOURCE)), field(report, "document-uri"), field(report, "blocked-uri"), field(report, "violated-directive"), field(report, "source-file"),
                field(report, "line-number"));
        answer.result.put("cspreport", "success");
    }

    private static JsonNode report(Document document) {
        if (!document.isJson()) {
            throw refused("wrongformat");
        }
        if (document.isCut()) {
            throw refused("toobig");
        }
        try {
            JsonNode whole = JSON.readTree(document.text());
            if (whole.isMissingNode()) {
                throw refused("json-error-syntax");
            }
            if (!whole.hasNonNull("csp-report")) {
                throw refused("missingkey");
            }
            return whole.get("csp-report");
        } catch (JsonProcessingException e) {
            throw refused("json-error-syntax");
        }
    }

    private static ApiException refused(String reason) {
        return ApiException.of("cspreport-" + reason, "apierror-csp-report", Arg.raw(reason));
    }

    private static String field(JsonNode report, String name) {
        return plain(report.path(name).asText());
    }

    /** Nothing of what anybody may send ends a line of the log. */
    private static String plain(String text) {
        String shown = text.replaceAll("[\\p{Cntrl}\\s]+", "_");
        return shown.length() > LOGGED ? shown.substring(0, LOGGED) : shown;
    }
}
