package scriptorium.host.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import scriptorium.contract.call.CallJson;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.module.Descriptor;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.UploadedFile;
import scriptorium.host.identity.IdentityVerifier;

/** Where the router finds and calls this service's modules. */
@Path("/internal/modules")
public class ModuleEndpoint {

    private final ModuleRegistry registry;
    private final ModuleRunner runner;
    private final IdentityVerifier identities;
    private final byte[] declarations;
    private final EntityTag tag;

    ModuleEndpoint(
            ModuleRegistry registry,
            ModuleRunner runner,
            IdentityVerifier identities,
            Messages messages,
            @All List<SpecSource> sources,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.registry = registry;
        this.runner = runner;
        this.identities = identities;
        declarations = declare(registry, messages, sources, service);
        tag = new EntityTag(hash(declarations));
    }

    private static byte[] declare(ModuleRegistry registry, Messages messages, List<SpecSource> sources, String service) {
        ObjectNode all = EventJson.MAPPER.createObjectNode();
        all.put("service", service);
        ArrayNode modules = all.putArray("modules");
        registry.all().forEach(module -> modules.add(Descriptor.of(module.spec())));
        for (SpecSource source : sources) {
            for (ModuleSpec spec : source.specs()) {
                modules.add(Descriptor.of(spec));
            }
        }
        ObjectNode texts = all.putObject("messages");
        messages.all().forEach(texts::put);
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response declared(@HeaderParam("If-None-Match") String known) {
        if (known != null && known.equals("\"" + tag.getValue() + "\"")) {
            return Response.notModified(tag).build();
        }
        return Response.ok(declarations).tag(tag).build();
    }

    @POST
    @Path("/{path}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> call(@PathParam("path") String path, @HeaderParam("Authorization") String authorization, byte[] body) {
        return run(path, authorization, CallJson.readCall(body), Map.of());
    }

    @POST
    @Path("/{path}")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> upload(
            @PathParam("path") String path,
            @HeaderParam("Authorization") String authorization,
            @RestForm("call") String call,
            @RestForm(FileUpload.ALL) List<FileUpload> uploads) {
        Map<String, UploadedFile> files = new HashMap<>();
        for (FileUpload part : uploads) {
            if (!part.name().equals("call")) {
                files.put(part.name(), new UploadedFile(part.fileName(), part.contentType(), part.uploadedFile(), part.size()));
            }
        }
        return run(path, authorization, CallJson.readCall(call.getBytes(StandardCharsets.UTF_8)), files);
    }

    private Uni<Response> run(String path, String authorization, ModuleCall call, Map<String, UploadedFile> files) {
        ApiModule module = registry.find(path).orElse(null);
        if (module == null) {
            return Uni.createFrom().item(Response.status(404).build());
        }
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return Uni.createFrom().item(Response.status(401).build());
        }
        String bearer = authorization.substring(7);
        return identities.caller(bearer)
                .chain(caller -> runner.run(module, call, files, caller, bearer))
                .map(answer -> Response.ok(CallJson.write(answer)).build())
                .onFailure(IdentityVerifier.NotIdentified.class).recoverWithItem(() -> Response.status(401).build());
    }
}
