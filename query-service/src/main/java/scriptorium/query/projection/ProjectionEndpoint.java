package scriptorium.query.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import scriptorium.contract.call.CallJson;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.Topics;

/** How far the index is, for the router: waiting for a position, the lag, and whether all that is due has been done. */
@Path("/internal")
@Produces(MediaType.APPLICATION_JSON)
public class ProjectionEndpoint {

    private static final long MAX_WAIT_MILLIS = 30_000;

    private final Gate gate;
    private final Backlog backlog;

    ProjectionEndpoint(Gate gate, Backlog backlog) {
        this.gate = gate;
        this.backlog = backlog;
    }

    @POST
    @Path("/positions/await")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<String> await(@QueryParam("timeoutMillis") @DefaultValue("3000") long timeoutMillis, byte[] body) {
        List<Position> positions = CallJson.readPositions(body).stream().filter(p -> !p.stream().equals(Topics.IDENTITY_CHANGE)).toList();
        Duration patience = Duration.ofMillis(Math.clamp(timeoutMillis, 0, MAX_WAIT_MILLIS));
        if (positions.isEmpty()) {
            return Uni.createFrom().item("{\"reached\":true}");
        }
        return Uni.join().all(positions.stream().map(p -> gate.await(p, patience)).toList()).andFailFast()
                .map(reached -> new JsonObject().put("reached", reached.stream().allMatch(r -> r)).encode());
    }

    @GET
    @Path("/lag")
    public String lag() {
        return new JsonObject().put("lagSeconds", backlog.lagSeconds()).put("host", "").encode();
    }

    @POST
    @Path("/jobs/drain")
    public Uni<String> drain() {
        return backlog.drained(Duration.ofSeconds(20)).map(done -> new JsonObject().put("drained", done).encode());
    }
}
